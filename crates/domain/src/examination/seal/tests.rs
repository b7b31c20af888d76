//! What an operator reads about a seal: of invented people, right and wrong.

use super::*;
use crate::document::DeclarationDraft;
use crate::document::mrz::{ZoneFacts, write_zone};
use crate::seal::parse_seal;
use jiff::civil::Date;
use std::collections::BTreeSet;

const TODAY: Date = Date::constant(2026, 11, 23);

fn declare(kind: DocumentKind) -> Declaration {
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
        given_names: text("Maëlys-Gaëlle, Marie"),
        birth_name: text("Hêtre-Noël"),
        usage_name: None,
        birth_date: text("1990-07-13"),
        nationality: text(nationality),
        issue_date: text(issue),
        expiry_date: text(expiry),
        zone_birth_name: None,
        zone_given_names: None,
        as_read: BTreeSet::new(),
    };
    draft.check(TODAY).unwrap().declaration
}

/// A seal with these fields; `~` ends a value, `^` cuts one.
fn seal(document_type: &str, fields: &str) -> Seal {
    let text = format!("DC04FR9900012114{}{document_type}01FR{fields}", "2114");
    let text = text.replace('~', "\u{1d}").replace('^', "\u{1e}");
    parse_seal(text.as_bytes()).unwrap()
}

fn likenesses(kind: DocumentKind, seal: &Seal) -> Vec<(ComparedField, Likeness)> {
    let rows = compare_seal(&declare(kind), seal);
    rows.iter().map(|row| (row.field, row.likeness)).collect()
}

use ComparedField as F;
use Likeness as L;

#[test]
fn a_seal_that_says_what_was_declared_differs_in_nothing() {
    let title =
        "60MAELYS GAELLE/MARIE~62HETRE NOEL~65ID66X4RTBPFW4~67FR68F69130719906CFR6O11022032";
    assert_eq!(
        likenesses(DocumentKind::IdentityCard, &seal("07", title)),
        [
            (F::Kind, L::Same),
            (F::Number, L::Same),
            (F::BirthName, L::Equivalent),
            (F::GivenNames, L::Equivalent),
            (F::BirthDate, L::Same),
            (F::Sex, L::Same),
            (F::Nationality, L::Same),
            (F::ExpiryDate, L::Same),
        ]
    );
}

#[test]
fn what_differs_is_different_and_what_cannot_be_read_is_unread() {
    let title = "60MAELYS GAELLE~62MARTIN~66X4RTBPFW5~67XX68M6931021990";
    assert_eq!(
        likenesses(DocumentKind::IdentityCard, &seal("07", title)),
        [
            (F::Number, L::Different),
            (F::BirthName, L::Different),
            (F::GivenNames, L::MissingGivenNames),
            (F::BirthDate, L::Unread),
            (F::Sex, L::Different),
            (F::Nationality, L::Unread),
        ]
    );
}

#[test]
fn a_name_cut_for_want_of_room_is_not_another_name() {
    let rows = likenesses(
        DocumentKind::Passport,
        &seal("07", "60MAELYS/GAELLE/M^62HETRE^"),
    );
    assert_eq!(
        rows,
        [(F::BirthName, L::Truncated), (F::GivenNames, L::Truncated)]
    );
    let whole = likenesses(DocumentKind::Passport, &seal("07", "62HETRE~"));
    assert_eq!(whole, [(F::BirthName, L::Different)]);
}

#[test]
fn the_two_cards_are_told_apart_by_their_numbers() {
    let of = |number: &str| seal("07", &format!("65ID66{number}~"));
    let kind = |declared, seal: &Seal| likenesses(declared, seal)[0];
    let (old, new) = (of("120375112345"), of("X4RTBPFW4"));
    assert_eq!(
        kind(DocumentKind::OldIdentityCard, &old),
        (F::Kind, L::Same)
    );
    assert_eq!(
        kind(DocumentKind::OldIdentityCard, &new),
        (F::Kind, L::Different)
    );
    let passport = seal("07", "65P<6612AB34567~");
    assert_eq!(kind(DocumentKind::Passport, &passport), (F::Kind, L::Same));
    assert_eq!(
        kind(DocumentKind::IdentityCard, &passport),
        (F::Kind, L::Different)
    );
    let unknown = seal("07", "65TS66AB12345678~");
    assert_eq!(
        kind(DocumentKind::ResidencePermit, &unknown),
        (F::Number, L::Same)
    );
}

#[test]
fn a_seal_of_a_zone_is_compared_as_the_zone() {
    for kind in DocumentKind::ALL {
        let zone = write_zone(&ZoneFacts::from(&declare(kind))).unwrap();
        let seal = seal("08", &format!("6F{}~", zone.lines().reveal().concat()));
        let rows = compare_seal(&declare(kind), &seal);
        assert!(rows.len() >= 6, "{kind:?}");
        let quiet = rows.iter().all(|row| !row.likeness.wants_a_look());
        assert!(quiet, "{kind:?}: {rows:?}");
    }
    assert_eq!(
        likenesses(DocumentKind::Passport, &seal("08", "6FTROP COURT~")),
        []
    );
}

#[test]
fn a_field_of_its_own_counts_before_the_zone() {
    let zone = write_zone(&ZoneFacts::from(&declare(DocumentKind::Passport))).unwrap();
    let both = format!("62MARTIN~6F{}~", zone.lines().reveal().concat());
    let rows = likenesses(DocumentKind::Passport, &seal("08", &both));
    assert!(rows.contains(&(F::BirthName, L::Different)));
    assert!(rows.contains(&(F::Number, L::Same)));
    assert_eq!(
        rows.iter()
            .filter(|(field, _)| *field == F::BirthName)
            .count(),
        1
    );
}

#[test]
fn what_is_not_compared_is_left_to_the_eyes() {
    let title = seal("07", "62HETRE NOEL~65TS6ABREST~6CFR6N12022022ZZAUTRE~");
    let rows = compare_seal(&declare(DocumentKind::IdentityCard), &title);
    let left = not_compared(&title, &rows);
    let ids: Vec<&str> = left.iter().map(|field| field.id.as_str()).collect();
    assert_eq!(ids, ["65", "6A", "6C", "6N", "ZZ"]);
}
