//! What an operator reads about a zone: of invented people, right and wrong.

use super::*;
use crate::document::DeclarationDraft;
use crate::document::mrz::{ZoneFacts, check_digit, parse_zone, write_zone};
use crate::examination::{Advice, advise};
use jiff::civil::Date;
use std::collections::BTreeSet;

const TODAY: Date = Date::constant(2026, 11, 23);

fn declare(kind: DocumentKind, given_names: &str, birth_name: &str) -> Declaration {
    declaration(kind, given_names, birth_name, "1990-07-13")
}

fn declare_born(day: &str) -> Declaration {
    declaration(DocumentKind::Passport, "Maëlys", "Martin", day)
}

fn declaration(kind: DocumentKind, given_names: &str, birth_name: &str, born: &str) -> Declaration {
    let (number, nationality, issue, expiry) = match kind {
        DocumentKind::IdentityCard => ("X4RTBPFW4", "FRA", "2022-02-12", "2032-02-11"),
        DocumentKind::OldIdentityCard => ("120375112345", "FRA", "2012-03-10", "2022-03-09"),
        DocumentKind::Passport => ("12AB34567", "FRA", "2020-05-04", "2030-05-03"),
        DocumentKind::ResidencePermit => ("AB12345678", "SEN", "2024-03-10", "2034-03-09"),
    };
    let text = |text: &str| Some(text.to_owned());
    let draft = DeclarationDraft {
        kind: text(kind.as_str()),
        number: text(number),
        sex: text("F"),
        given_names: text(given_names),
        birth_name: text(birth_name),
        usage_name: None,
        birth_date: text(born),
        nationality: text(nationality),
        issue_date: text(issue),
        expiry_date: text(expiry),
        zone_birth_name: None,
        zone_given_names: None,
        as_read: BTreeSet::new(),
    };
    draft.check(TODAY).unwrap().declaration
}

fn zone_of(declared: &Declaration, change: impl FnOnce(&mut [String])) -> MrzReading {
    let zone = write_zone(&ZoneFacts::from(declared)).unwrap();
    let mut lines = zone.lines().reveal().clone();
    change(&mut lines);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    parse_zone(zone.format(), &lines)
}

fn likeness(rows: &[FieldComparison], field: ComparedField) -> Likeness {
    let row = rows.iter().find(|row| row.field == field).unwrap();
    row.likeness
}

#[test]
fn what_was_declared_from_the_document_is_the_same_in_every_field() {
    for kind in DocumentKind::ALL {
        let declared = declare(kind, "Maëlys-Gaëlle, Marie", "Martin");
        let rows = compare_zone(&declared, &zone_of(&declared, |_| {}));
        assert!(
            rows.iter().all(|row| !row.likeness.wants_a_look()),
            "{rows:?}"
        );
        let has_expiry = rows
            .iter()
            .any(|row| row.field == ComparedField::ExpiryDate);
        assert_eq!(has_expiry, kind != DocumentKind::OldIdentityCard);
    }
}

#[test]
fn each_class_of_names_is_told_apart() {
    let zone = zone_of(
        &declare(DocumentKind::IdentityCard, "Maëlys-Gaëlle, Marie", "Martin"),
        |_| {},
    );
    for (given, birth, field, expected) in [
        (
            "MAELYS GAELLE, MARIE",
            "MARTIN",
            ComparedField::BirthName,
            Likeness::Same,
        ),
        (
            "Maëlys-Gaëlle, Marie",
            "Martin",
            ComparedField::GivenNames,
            Likeness::Equivalent,
        ),
        (
            "Maëlys-Gaëlle",
            "Martin",
            ComparedField::GivenNames,
            Likeness::MissingGivenNames,
        ),
        (
            "Maëlys-Gaëlle, Marie",
            "Legoff",
            ComparedField::BirthName,
            Likeness::Different,
        ),
    ] {
        let declared = declare(DocumentKind::IdentityCard, given, birth);
        assert_eq!(
            likeness(&compare_zone(&declared, &zone), field),
            expected,
            "{given} {birth}"
        );
    }
    let long = declare(
        DocumentKind::OldIdentityCard,
        "Maximilienne, Alexandrine",
        "Martin",
    );
    let rows = compare_zone(&long, &zone_of(&long, |_| {}));
    assert_eq!(
        likeness(&rows, ComparedField::GivenNames),
        Likeness::Truncated
    );
}

#[test]
fn the_document_of_somebody_else_differs_where_it_does() {
    let declared = declare(DocumentKind::IdentityCard, "Maëlys", "Martin");
    let other = declare(DocumentKind::ResidencePermit, "Awa", "Diop");
    let rows = compare_zone(&declared, &zone_of(&other, |_| {}));
    for field in [
        ComparedField::Kind,
        ComparedField::Number,
        ComparedField::BirthName,
        ComparedField::GivenNames,
        ComparedField::Nationality,
        ComparedField::ExpiryDate,
    ] {
        assert_eq!(likeness(&rows, field), Likeness::Different, "{field:?}");
    }
    let passport = zone_of(&declare(DocumentKind::Passport, "Maëlys", "Martin"), |_| {});
    assert_eq!(
        likeness(&compare_zone(&declared, &passport), ComparedField::Kind),
        Likeness::Different
    );
}

#[test]
fn a_value_whose_check_digit_fails_puts_the_reading_in_doubt_and_not_the_person() {
    let declared = declare(DocumentKind::IdentityCard, "Maëlys", "Martin");
    let misread = zone_of(&declared, |lines| lines[1].replace_range(5..6, "8"));
    let rows = compare_zone(&declared, &misread);
    assert_eq!(
        likeness(&rows, ComparedField::BirthDate),
        Likeness::Doubtful
    );
    assert_eq!(likeness(&rows, ComparedField::ExpiryDate), Likeness::Same);
}

/// The zone of the document that is declared, with facts of another.
fn zone_with(declared: &Declaration, change: impl FnOnce(&mut ZoneFacts)) -> MrzReading {
    let mut facts = ZoneFacts::from(declared);
    change(&mut facts);
    let zone = write_zone(&facts).unwrap();
    let lines: Vec<&str> = zone.lines().reveal().iter().map(String::as_str).collect();
    parse_zone(zone.format(), &lines)
}

fn row(rows: &[FieldComparison], field: ComparedField) -> (Likeness, Option<&str>) {
    let row = rows.iter().find(|row| row.field == field).unwrap();
    let read = row.read.as_ref().map(|read| read.reveal().as_str());
    (row.likeness, read)
}

#[test]
fn a_document_of_another_state_is_no_french_one_however_like_it_is() {
    for (kind, paper) in [
        (DocumentKind::IdentityCard, "foreign_card"),
        (DocumentKind::ResidencePermit, "foreign_card"),
        (DocumentKind::Passport, "foreign_passport"),
    ] {
        let declared = declare(kind, "Maëlys", "Martin");
        let german = zone_with(&declared, |facts| facts.issuer = "D".to_owned());
        let rows = compare_zone(&declared, &german);
        assert_eq!(
            row(&rows, ComparedField::Kind),
            (Likeness::Different, Some(paper))
        );
        assert_eq!(
            row(&rows, ComparedField::Issuer),
            (Likeness::Different, Some("DEU"))
        );
        let (advice, about) = advise(kind, &rows);
        let expected = (Advice::OtherDocument, Some(ComparedField::Kind));
        assert_eq!((advice, about), expected);
        // A state that nobody knows is a letter misread, or is to be looked at: nobody's document is refused.
        let unknown = zone_with(&declared, |facts| facts.issuer = "UTO".to_owned());
        let rows = compare_zone(&declared, &unknown);
        let issuer = row(&rows, ComparedField::Issuer);
        assert_eq!(issuer, (Likeness::Impossible, Some("UTO")));
        assert_eq!(advise(kind, &rows).0, Advice::Redo);
    }
}

#[test]
fn a_french_card_of_another_nationality_is_another_document_and_a_permit_is_to_be_corrected() {
    for (kind, advice) in [
        (DocumentKind::Passport, Advice::OtherDocument),
        (DocumentKind::ResidencePermit, Advice::Correct),
    ] {
        let declared = declare(kind, "Maëlys", "Martin");
        let zone = zone_with(&declared, |facts| facts.nationality = "MAR".to_owned());
        let rows = compare_zone(&declared, &zone);
        assert_eq!(row(&rows, ComparedField::Kind).0, Likeness::Same);
        let nationality = row(&rows, ComparedField::Nationality);
        assert_eq!(nationality, (Likeness::Different, Some("MAR")));
        let expected = (advice, Some(ComparedField::Nationality));
        assert_eq!(advise(kind, &rows), expected);
    }
}

#[test]
fn whoever_is_older_than_a_hundred_is_read_in_the_century_they_were_born_in() {
    let old = declare_born("1923-07-13");
    let rows = compare_zone(&old, &zone_of(&old, |_| {}));
    let born = row(&rows, ComparedField::BirthDate);
    assert_eq!(born, (Likeness::Same, Some("1923-07-13")));
    let young = declare_born("2005-07-13");
    let rows = compare_zone(&young, &zone_of(&young, |_| {}));
    assert_eq!(row(&rows, ComparedField::BirthDate).0, Likeness::Same);
    let rows = compare_zone(&declare_born("1905-07-13"), &zone_of(&young, |_| {}));
    let born = row(&rows, ComparedField::BirthDate);
    assert_eq!(
        born,
        (Likeness::Same, Some("1905-07-13")),
        "the digits agree"
    );
    let rows = compare_zone(&young, &zone_of(&old, |_| {}));
    let born = row(&rows, ComparedField::BirthDate);
    assert_eq!(born, (Likeness::Different, Some("1923-07-13")));
}

#[test]
fn a_day_that_no_calendar_has_is_told_as_it_is_printed_where_its_digit_holds() {
    let declared = declare(DocumentKind::Passport, "Maëlys", "Martin");
    let with_dates = |birth: &str, expiry: &str| {
        zone_of(&declared, |lines| {
            let digit = |text: &str| check_digit(text).unwrap();
            lines[1].replace_range(13..20, &format!("{birth}{}", digit(birth)));
            lines[1].replace_range(21..28, &format!("{expiry}{}", digit(expiry)));
            let line = lines[1].clone();
            let covered = format!("{}{}{}", &line[..10], &line[13..20], &line[21..43]);
            lines[1].replace_range(43..44, &digit(&covered).to_string());
        })
    };
    let rows = compare_zone(&declared, &with_dates("901332", "300230"));
    for (field, printed) in [
        (ComparedField::BirthDate, "901332"),
        (ComparedField::ExpiryDate, "300230"),
    ] {
        assert_eq!(row(&rows, field), (Likeness::Impossible, Some(printed)));
    }
    let expected = (Advice::Correct, Some(ComparedField::BirthDate));
    assert_eq!(advise(DocumentKind::Passport, &rows), expected);

    // It ended before it was issued.
    let rows = compare_zone(&declared, &with_dates("900713", "190503"));
    let ended = row(&rows, ComparedField::ExpiryDate);
    assert_eq!(ended, (Likeness::Impossible, Some("2019-05-03")));

    // Its digit does not hold: the picture is to blame.
    let misread = zone_of(&declared, |lines| lines[1].replace_range(13..19, "901332"));
    let rows = compare_zone(&declared, &misread);
    assert_eq!(row(&rows, ComparedField::BirthDate).0, Likeness::Unread);
    assert_eq!(advise(DocumentKind::Passport, &rows).0, Advice::Redo);
}

#[test]
fn a_misread_letter_of_a_name_puts_the_reading_in_doubt_and_corrects_nobody() {
    let declared = declare(DocumentKind::Passport, "Maëlys", "Martin");
    let misread = || zone_of(&declared, |lines| lines[0].replace_range(5..6, "N"));
    let told = |zone: &MrzReading| {
        let rows = compare_zone(&declared, zone);
        let advice = advise(DocumentKind::Passport, &rows);
        (likeness(&rows, ComparedField::BirthName), advice)
    };
    let birth_name = Some(ComparedField::BirthName);
    let weak = misread().with_weak(vec![(0, 5)]);
    assert_eq!(
        told(&weak),
        (Likeness::Doubtful, (Advice::Redo, birth_name))
    );
    let plain = misread();
    assert_eq!(
        told(&plain),
        (Likeness::Different, (Advice::Correct, birth_name)),
        "what is plain to see is another name"
    );
    let elsewhere = misread().with_weak(vec![(0, 15)]);
    assert_eq!(told(&elsewhere).0, Likeness::Different);
}

#[test]
fn the_last_digit_of_a_laminated_card_tells_a_misread_name_or_sex_from_a_wrong_entry() {
    let declared = declare(DocumentKind::OldIdentityCard, "Maëlys", "Martin");
    for (line, column, sign, field) in [
        (0, 5, "N", ComparedField::BirthName),
        (1, 13, "N", ComparedField::GivenNames),
        (1, 34, "M", ComparedField::Sex),
    ] {
        let misread = zone_of(&declared, |lines| {
            lines[line].replace_range(column..=column, sign);
        });
        let rows = compare_zone(&declared, &misread);
        assert_eq!(likeness(&rows, field), Likeness::Doubtful, "{field:?}");
        let advice = advise(DocumentKind::OldIdentityCard, &rows);
        assert_eq!(advice, (Advice::Redo, Some(field)));
    }
    // The whole card is another name's, its digit with it: the entry differs.
    let other = declare(DocumentKind::OldIdentityCard, "Maëlys", "Legoff");
    let rows = compare_zone(&declared, &zone_of(&other, |_| {}));
    assert_eq!(
        likeness(&rows, ComparedField::BirthName),
        Likeness::Different
    );
}

#[test]
fn a_letter_of_the_code_or_of_the_issuing_state_that_was_not_plain_makes_no_other_document() {
    let declared = declare(DocumentKind::IdentityCard, "Maëlys", "Martin");
    for (columns, letters) in [(1..2, "R"), (2..5, "FIN")] {
        let weak: Vec<_> = columns.clone().map(|column| (0, column)).collect();
        let misread = zone_of(&declared, |lines| lines[0].replace_range(columns, letters));
        let rows = compare_zone(&declared, &misread.with_weak(weak));
        let advice = advise(DocumentKind::IdentityCard, &rows);
        assert_eq!(
            advice,
            (Advice::Redo, Some(ComparedField::Kind)),
            "{letters}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_said_to_be_unread() {
    let declared = declare(DocumentKind::Passport, "Maëlys", "Martin");
    let cut = zone_of(&declared, |lines| lines[1].truncate(5));
    let rows = compare_zone(&declared, &cut);
    assert_eq!(likeness(&rows, ComparedField::BirthDate), Likeness::Unread);
    assert_eq!(likeness(&rows, ComparedField::BirthName), Likeness::Same);
    let row = rows
        .iter()
        .find(|row| row.field == ComparedField::BirthDate)
        .unwrap();
    assert!(row.read.is_none());
}
