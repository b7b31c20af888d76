//! From a declaration to a zone and back: what specimen documents and their checks rest on.

use super::*;
use crate::document::names::{compare_given_names, compare_names};
use crate::document::{Declaration, DeclarationDraft, DocumentKind};
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::BTreeSet;

const TODAY: Date = Date::constant(2026, 11, 23);

fn declare(kind: DocumentKind, names: (&str, &str), birth: &str) -> Declaration {
    let (number, nationality, issue, expiry) = match kind {
        DocumentKind::IdentityCard => ("X4RTBPFW4", "FRA", "2022-02-12", "2032-02-11"),
        DocumentKind::OldIdentityCard => ("120375112345", "FRA", "2012-03-10", "2022-03-09"),
        DocumentKind::Passport => ("12AB34567", "FRA", "2020-05-04", "2030-05-03"),
        DocumentKind::ResidencePermit => ("AB12345678", "DEU", "2024-03-10", "2034-03-09"),
    };
    let text = |text: &str| Some(text.to_owned());
    let draft = DeclarationDraft {
        kind: text(kind.as_str()),
        number: text(number),
        sex: text("F"),
        given_names: text(names.0),
        birth_name: text(names.1),
        usage_name: None,
        birth_date: text(birth),
        nationality: text(nationality),
        issue_date: text(issue),
        expiry_date: text(expiry),
        zone_birth_name: None,
        zone_given_names: None,
        as_read: BTreeSet::new(),
    };
    draft.check(TODAY).unwrap().declaration
}

fn read_back(declaration: &Declaration) -> MrzReading {
    let zone = write_zone(&ZoneFacts::from(declaration)).unwrap();
    let lines: Vec<&str> = zone.lines().reveal().iter().map(String::as_str).collect();
    assert_eq!(lines.len(), zone.format().lines());
    assert!(lines.iter().all(|line| line.len() == zone.format().width()));
    parse_zone(zone.format(), &lines)
}

#[test]
fn every_kind_of_document_is_written_and_read_back() {
    for kind in DocumentKind::ALL {
        let declaration = declare(kind, ("Éloïse, Anne-Maud", "Le Kervadec"), "1965-12-06");
        let reading = read_back(&declaration);
        assert_eq!(reading.findings(), [], "{kind:?}");
        assert_eq!(
            reading.number(),
            Some(declaration.number().reveal().as_str())
        );
        assert_eq!(
            reading.birth_date(TODAY).as_ref(),
            Some(declaration.birth_date().reveal())
        );
        assert_eq!(reading.sex(), Some(*declaration.sex().reveal()));
        assert_eq!(
            reading.nationality(),
            Some(*declaration.nationality().reveal())
        );
        let expiry =
            (kind != DocumentKind::OldIdentityCard).then(|| *declaration.expiry_date().reveal());
        assert_eq!(reading.expiry_date(), expiry);
    }
}

#[test]
fn every_format_is_written_and_read_back() {
    let declaration = declare(
        DocumentKind::OldIdentityCard,
        ("Anne", "Martin"),
        "1965-12-06",
    );
    for format in MrzFormat::ALL {
        let (code, number) = match format {
            MrzFormat::Td1 | MrzFormat::Td2 => ("I", "D2314589073X"),
            MrzFormat::Td3 => ("P", "12AB34567"),
            MrzFormat::MrvA | MrzFormat::MrvB => ("V", "L8988901C"),
            MrzFormat::OldCard => ("ID", "120375112345"),
        };
        let zone = write_zone(&ZoneFacts {
            format,
            document_code: code.to_owned(),
            number: number.to_owned(),
            ..ZoneFacts::from(&declaration)
        })
        .unwrap();
        let lines: Vec<&str> = zone.lines().reveal().iter().map(String::as_str).collect();
        let reading = parse_zone(format, &lines);
        assert_eq!(reading.findings(), [], "{format:?}");
        assert_eq!(reading.number(), Some(number), "{format:?}");
        assert_eq!(reading.surname(), Some("MARTIN"));
        assert_eq!(MrzFormat::guess(&lines), Some(format));
    }
}

#[test]
fn an_incomplete_birth_date_comes_back_incomplete() {
    for birth in ["1977-05-00", "1977-00-00"] {
        let declaration = declare(DocumentKind::ResidencePermit, ("Iñigo", "Nuñez"), birth);
        let reading = read_back(&declaration);
        assert_eq!(reading.findings(), []);
        assert_eq!(
            reading
                .birth_date(TODAY)
                .map(|date| date.to_string())
                .as_deref(),
            Some(birth)
        );
    }
}

proptest! {
    #[test]
    fn names_of_any_length_never_block_on_their_own_document(
        given in "[A-Za-zéèñüœł]{1,14}([ '-][A-Za-zéø]{1,14}){0,5}",
        family in "[A-Za-zéèñüœł]{1,14}([ '-][A-Za-zéø]{1,14}){0,5}",
    ) {
        for kind in DocumentKind::ALL {
            let declaration = declare(kind, (&given, &family), "1965-12-06");
            let reading = read_back(&declaration);
            let surname = compare_names(
                declaration.birth_name().reveal(),
                reading.surname().unwrap_or_default(),
                Some(reading.surname_limit()),
            );
            prop_assert!(!surname.blocks(), "{:?} {:?}", kind, reading.surname());
            let names = compare_given_names(
                declaration.given_names().reveal(),
                reading.given_names().unwrap_or_default(),
                Some(reading.given_names_limit()),
            );
            prop_assert!(!names.blocks(), "{:?} {:?}", kind, reading.given_names());
        }
    }
}
