//! Two documents of one person name the same person; a document of another does not.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use sceau_domain::birthplace::Birthplace;
use sceau_domain::date::PartialDate;
use sceau_domain::document::{Declaration, DeclarationDraft, DocumentKind, Named, is_same_person};
use sceau_testkit::samples::{birthplace, declaration, today};

/// Her declaration with one thing changed.
fn changed(change: impl FnOnce(&mut DeclarationDraft)) -> Declaration {
    let mut draft = declaration(DocumentKind::Passport).to_draft();
    change(&mut draft);
    draft.check(today()).unwrap().declaration
}

fn is_she(other: &Declaration) -> bool {
    let (held, place) = (declaration(DocumentKind::IdentityCard), birthplace());
    let named = |declaration, birthplace| Named {
        declaration,
        birthplace,
    };
    is_same_person(named(&held, &place), named(other, &place))
}

#[test]
fn another_document_another_usage_name_and_other_accents_name_the_same_person() {
    let text = |text: &str| Some(text.to_owned());
    assert!(is_she(&declaration(DocumentKind::Passport)));
    assert!(is_she(&changed(|draft| draft.usage_name = None)));
    assert!(is_she(&changed(|draft| draft.birth_name = text("MARTIN"))));
    let plain = changed(|draft| draft.given_names = text("Maelys-Gaelle, Marie"));
    assert!(is_she(&plain));
    let shorter = changed(|draft| draft.given_names = text("Maëlys-Gaëlle"));
    assert!(is_she(&shorter), "a document that leaves one out");
}

#[test]
fn another_name_date_or_sex_is_another_person() {
    let text = |text: &str| Some(text.to_owned());
    assert!(!is_she(&changed(
        |draft| draft.birth_name = text("Martinez")
    )));
    assert!(!is_she(&changed(
        |draft| draft.given_names = text("Camille")
    )));
    assert!(!is_she(&changed(
        |draft| draft.birth_date = text("1990-07-14")
    )));
    assert!(!is_she(&changed(|draft| draft.sex = text("M"))));
}

#[test]
fn another_birthplace_is_another_person() {
    let birth = PartialDate::parse_iso("1990-07-13").unwrap();
    let rennes = Birthplace::in_france("35238", &birth).unwrap();
    let (held, lille) = (declaration(DocumentKind::IdentityCard), birthplace());
    let named = |birthplace| Named {
        declaration: &held,
        birthplace,
    };
    assert!(!is_same_person(named(&lille), named(&rennes)));
    assert!(is_same_person(named(&lille), named(&lille)));
}
