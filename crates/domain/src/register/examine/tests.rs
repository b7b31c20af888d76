use super::*;
use crate::birthplace::Caution;
use crate::date::PartialDate;
use crate::document::DeclarationDraft;
use crate::private::Personal;
use crate::register::Weight;
use jiff::civil::date;
use std::collections::BTreeSet;

/// Given names, birth name, usage name, birth date.
type Person<'a> = (&'a str, &'a str, &'a str, &'a str);

const MAELLE: Person<'_> = ("Maëlle, Anne-Sophie", "Kervadec", "Le Goff", "1980-07-14");

fn declared(person: Person<'_>) -> Declaration {
    scanned(person, "", "")
}

/// Declared after a zone was read, whose texts for the names are these.
fn scanned(
    (given, birth_name, usage_name, birth_date): Person<'_>,
    zone_birth_name: &str,
    zone_given_names: &str,
) -> Declaration {
    let text = |text: &str| Some(text.to_owned());
    let draft = DeclarationDraft {
        kind: text("identity_card"),
        number: text("X4RTBPFW4"),
        sex: text("F"),
        given_names: text(given),
        birth_name: text(birth_name),
        usage_name: text(usage_name),
        birth_date: text(birth_date),
        nationality: None,
        issue_date: text("2022-02-12"),
        expiry_date: text("2032-02-11"),
        zone_birth_name: text(zone_birth_name),
        zone_given_names: text(zone_given_names),
        as_read: BTreeSet::new(),
    };
    draft.check(date(2026, 11, 23)).unwrap().declaration
}

fn born_in(code: &str, birth: &str) -> Birthplace {
    Birthplace::in_france(code, &PartialDate::parse_iso(birth).unwrap()).unwrap()
}

fn found(person: Person<'_>) -> Vec<RegisterFinding> {
    let place = born_in("29019", "1980-07-14");
    examine(&declared(person), &place).findings
}

#[test]
fn an_ordinary_identity_raises_nothing() {
    let check = examine(&declared(MAELLE), &born_in("29019", "1980-07-14"));
    assert_eq!(check.findings, []);
    let entry = check.entry;
    assert_eq!(entry.family_name, "KERVADEC");
    assert_eq!(entry.given_name, "Maëlle Anne-Sophie");
    assert_eq!(entry.preferred_username.as_deref(), Some("LE GOFF"));
    assert_eq!(entry.birthdate, "1980-07-14");
    assert_eq!(entry.gender, "female");
    assert_eq!(entry.birthplace.as_deref(), Some("29019"));
    assert_eq!(entry.birthcountry, "99100");
}

#[test]
fn a_usage_name_given_as_birth_name_is_asked_about() {
    for (birth_name, usage_name, finding) in [
        ("Le Goff", "Le Goff", RegisterFinding::UsageNameIsBirthName),
        ("Lé-Goff", "LE GOFF", RegisterFinding::UsageNameIsBirthName),
        (
            "Kervadec Le Goff",
            "Le Goff",
            RegisterFinding::UsageNameInBirthName,
        ),
        (
            "Le Goff-Kervadec",
            "Le Goff",
            RegisterFinding::UsageNameInBirthName,
        ),
        (
            "Kervadec épouse Morvan",
            "",
            RegisterFinding::SpouseWordInBirthName,
        ),
        (
            "Le Goff née Kervadec",
            "",
            RegisterFinding::SpouseWordInBirthName,
        ),
    ] {
        let person = (MAELLE.0, birth_name, usage_name, MAELLE.3);
        assert_eq!(found(person), [finding], "{birth_name} / {usage_name}");
        assert_eq!(finding.weight(), Weight::Check);
    }
}

#[test]
fn a_usage_name_made_of_both_names_is_ordinary() {
    for usage_name in ["Kervadec Le Goff", "Le Goff-Kervadec", "Goff", ""] {
        assert_eq!(found((MAELLE.0, MAELLE.1, usage_name, MAELLE.3)), []);
    }
}

#[test]
fn given_names_that_the_register_would_miss_are_asked_about() {
    for (given, finding) in [
        ("Maëlle", RegisterFinding::SingleGivenName),
        ("Maëlle, A", RegisterFinding::InitialAmongGivenNames),
        (
            "Maëlle, Kervadec",
            RegisterFinding::BirthNameAmongGivenNames,
        ),
    ] {
        assert_eq!(found((given, MAELLE.1, MAELLE.2, MAELLE.3)), [finding]);
    }
}

#[test]
fn a_zone_that_shows_more_given_names_is_believed_over_the_form() {
    let place = born_in("29019", "1980-07-14");
    let of = |given, zone| {
        let declaration = scanned((given, MAELLE.1, MAELLE.2, MAELLE.3), "", zone);
        examine(&declaration, &place).findings
    };
    assert_eq!(
        of("Maëlle", "MAELLE<ANNE<SOPHIE"),
        [RegisterFinding::FewerGivenNamesThanZone]
    );
    assert_eq!(of("Maëlle, Anne-Sophie", "MAELLE<ANNE<SOPHIE"), []);
    assert_eq!(of("Maëlle, Anne-Sophie", "MAELLE"), []);
    assert_eq!(of("Maëlle, Anne-Sophie", "JEANNE"), []);
}

#[test]
fn a_birth_name_changed_after_it_was_read_is_asked_about() {
    let place = born_in("29019", "1980-07-14");
    let of = |birth_name, zone: (&str, &str)| {
        let declaration = scanned((MAELLE.0, birth_name, "", MAELLE.3), zone.0, zone.1);
        examine(&declaration, &place).findings
    };
    let differs = [RegisterFinding::BirthNameDiffersFromZone];
    let zone = ("KERVADEC", "MAELLE<ANNE<SOPHIE");
    assert_eq!(of("Kervadec", zone), []);
    assert_eq!(of("Kervadéc", zone), [], "accents are put back");
    assert_eq!(of("Le Goff", zone), differs);
    assert_eq!(of("Kervadec Le Goff", zone), differs, "two names joined");
    assert_eq!(differs[0].weight(), Weight::Check);
    let full = ("KERVADEC<DE<LA<TOUR<D", "MAELLE<A");
    assert_eq!(
        of("Kervadec de La Tour d'Argent", full),
        [],
        "cut at the edge"
    );
}

#[test]
fn letters_the_register_lacks_are_named_field_by_field() {
    let person = ("Iñaki, João", "Muñoz", "Strauß", MAELLE.3);
    assert_eq!(
        found(person),
        [
            RegisterFinding::LetterReplaced(Field::GivenNames),
            RegisterFinding::LetterReplaced(Field::BirthName),
            RegisterFinding::LetterReplaced(Field::UsageName),
        ]
    );
    let check = examine(&declared(person), &born_in("29019", "1980-07-14"));
    assert_eq!(check.entry.family_name, "MUNOZ");
    assert_eq!(check.entry.given_name, "Inaki Joao");
}

#[test]
fn a_code_of_1960_with_a_birth_date_changed_to_1996_could_not_be_found() {
    let place = born_in("75012", "1960-03-12");
    let declaration = declared((MAELLE.0, MAELLE.1, "", "1996-03-12"));
    let findings = examine(&declaration, &place).findings;
    assert_eq!(
        findings,
        [
            RegisterFinding::PlaceNotThen,
            RegisterFinding::LooksLikeParisPostcode
        ]
    );
    assert_eq!(findings[0].weight(), Weight::Stops);
}

#[test]
fn every_place_says_what_the_register_gets() {
    let of = |place: &Birthplace, birth| {
        let declaration = declared((MAELLE.0, MAELLE.1, "", birth));
        let check = examine(&declaration, place);
        (check.entry.birthplace, check.findings)
    };
    let algeria = Birthplace::abroad("99352", None).unwrap();
    assert_eq!(
        of(&algeria, "1955-03-12"),
        (
            Some(String::new()),
            vec![
                RegisterFinding::Place(Caution::WasUnderFrance),
                RegisterFinding::BornAbroad
            ]
        )
    );
    let unlisted = Birthplace::unlisted(&Personal::new("Fleurville".to_owned()), None).unwrap();
    assert_eq!(
        of(&unlisted, "1980-03-12"),
        (None, vec![RegisterFinding::PlaceWithoutCode])
    );
    let Birthplace::Unlisted(place) = unlisted else {
        panic!("unlisted")
    };
    let settled = Birthplace::Unlisted(place.with_certificate_code("69674").unwrap());
    assert_eq!(
        of(&settled, "1980-03-12"),
        (Some("69674".to_owned()), vec![])
    );
    let paris = born_in("75118", "1980-03-12");
    assert_eq!(
        of(&paris, "1980-03-12").1,
        [RegisterFinding::Place(Caution::NoDatedHistory)]
    );
}

#[test]
fn a_date_without_its_day_is_sent_with_zeros_and_said() {
    let check = examine(
        &declared((MAELLE.0, MAELLE.1, MAELLE.2, "1980-07-00")),
        &born_in("29019", "1980-07-00"),
    );
    assert_eq!(check.entry.birthdate, "1980-07-00");
    assert_eq!(check.findings, [RegisterFinding::BirthDateIncomplete]);
}
