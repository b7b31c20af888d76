//! Maëlys Martin, who was never born.

use jiff::civil::{Date, date};
use sceau_domain::birthplace::Birthplace;
use sceau_domain::date::PartialDate;
use sceau_domain::document::{Declaration, DeclarationDraft, DocumentKind, ZoneField};
use sceau_domain::phone::PhoneNumber;
use sceau_domain::private::Personal;
use std::collections::BTreeSet;

/// The day of every check.
pub const fn today() -> Date {
    date(2026, 11, 23)
}

/// Her declaration with a document of this kind.
///
/// # Panics
/// When the rules refuse the sample.
pub fn declaration(kind: DocumentKind) -> Declaration {
    declaration_of(kind, "Martin", "1990-07-13")
}

/// A declaration of someone else with a document of this kind.
///
/// # Panics
/// When the rules refuse the sample.
pub fn declaration_of(kind: DocumentKind, birth_name: &str, birth_date: &str) -> Declaration {
    let (number, issue, expiry, nationality) = match kind {
        DocumentKind::IdentityCard => ("X4RTBPFW4", "2022-02-12", "2032-02-11", "FRA"),
        DocumentKind::OldIdentityCard => ("120375112345", "2012-03-10", "2022-03-09", "FRA"),
        DocumentKind::Passport => ("20AB12345", "2020-05-04", "2030-05-03", "FRA"),
        DocumentKind::ResidencePermit => ("AB12345678", "2021-06-01", "2031-05-31", "SEN"),
    };
    let text = |text: &str| Some(text.to_owned());
    let draft = DeclarationDraft {
        kind: text(kind.as_str()),
        number: text(number),
        sex: text("F"),
        given_names: text("Maëlys-Gaëlle, Marie"),
        birth_name: text(birth_name),
        usage_name: text("Le Goff"),
        birth_date: text(birth_date),
        nationality: text(nationality),
        issue_date: text(issue),
        expiry_date: text(expiry),
        zone_birth_name: None,
        zone_given_names: None,
        as_read: BTreeSet::from([ZoneField::Number, ZoneField::BirthName]),
    };
    match draft.check(today()) {
        Ok(checked) => checked.declaration,
        Err(findings) => panic!("the sample of {kind:?} is refused: {findings:?}"),
    }
}

/// Her birthplace: Lille.
///
/// # Panics
/// When the list does not know it.
pub fn birthplace() -> Birthplace {
    let birth = PartialDate::parse_iso("1990-07-13").expect("a date");
    Birthplace::in_france("59350", &birth).expect("Lille")
}

/// A birthplace of each sort.
///
/// # Panics
/// When the list does not know one.
pub fn birthplaces() -> Vec<Birthplace> {
    let personal = |text: &str| Personal::new(text.to_owned());
    let unlisted = Birthplace::unlisted(&personal("Fleurville-le-Vieux"), Some(&personal("Oran")));
    let unlisted = unlisted.expect("an unlisted place");
    let Birthplace::Unlisted(place) = unlisted.clone() else {
        panic!("not an unlisted place")
    };
    let settled = place
        .with_certificate_code("69674")
        .expect("a certificate's code");
    vec![
        birthplace(),
        Birthplace::abroad("99352", None).expect("Algeria"),
        Birthplace::abroad("99341", Some(personal("Dakar"))).expect("Senegal"),
        Birthplace::unlisted(&personal("Fleurville"), None).expect("an unlisted place"),
        unlisted,
        Birthplace::Unlisted(settled),
    ]
}

/// Her number, of the range reserved for fiction.
///
/// # Panics
/// When the rules refuse the sample.
pub fn phone() -> PhoneNumber {
    PhoneNumber::parse_mobile("+33639980102").expect("a number for fiction")
}
