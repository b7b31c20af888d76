//! Declarations of invented people, right and wrong.

use super::*;
use proptest::prelude::*;

const TODAY: Date = Date::constant(2026, 11, 23);

fn draft(fields: &[(Field, &str)]) -> DeclarationDraft {
    let mut draft = DeclarationDraft::default();
    for (field, text) in fields {
        draft.set(*field, Some((*text).to_owned()));
    }
    draft
}

fn new_card() -> DeclarationDraft {
    draft(&[
        (Field::Kind, "identity_card"),
        (Field::Number, "x4rtbpfw4"),
        (Field::Sex, "F"),
        (Field::GivenNames, "Maëlys-Gaëlle, Marie"),
        (Field::BirthName, "Martin"),
        (Field::BirthDate, "13/07/1990"),
        (Field::IssueDate, "12/02/2022"),
        (Field::ExpiryDate, "11/02/2032"),
    ])
}

fn old_card() -> DeclarationDraft {
    draft(&[
        (Field::Kind, "old_identity_card"),
        (Field::Number, "1203 751 12345"),
        (Field::Sex, "male"),
        (Field::GivenNames, "Corentin"),
        (Field::BirthName, "Berthier"),
        (Field::BirthDate, "1965-12-06"),
        (Field::IssueDate, "2012-03-10"),
        (Field::ExpiryDate, "2022-03-09"),
    ])
}

fn permit() -> DeclarationDraft {
    draft(&[
        (Field::Kind, "residence_permit"),
        (Field::Number, "AB1234567"),
        (Field::Sex, "M"),
        (Field::GivenNames, "Iñigo"),
        (Field::BirthName, "Nuñez"),
        (Field::BirthDate, "1977"),
        (Field::Nationality, "per"),
        (Field::IssueDate, "2024-03-10"),
        (Field::ExpiryDate, "2034-03-09"),
    ])
}

fn with(mut draft: DeclarationDraft, field: Field, text: &str) -> DeclarationDraft {
    draft.set(field, Some(text.to_owned()));
    draft
}

fn findings(draft: &DeclarationDraft) -> Vec<(Field, FindingCode)> {
    let found = draft.check(TODAY).expect_err("a finding was expected");
    found
        .into_iter()
        .map(|finding| (finding.field, finding.code))
        .collect()
}

#[test]
fn a_new_card_is_declared_with_accents_kept_and_nationality_known() {
    let Checked {
        declaration,
        notices,
    } = new_card().check(TODAY).unwrap();
    assert_eq!(notices, []);
    assert_eq!(declaration.kind(), DocumentKind::IdentityCard);
    assert_eq!(declaration.number().reveal(), "X4RTBPFW4");
    assert_eq!(
        declaration.given_names().reveal(),
        &["Maëlys-Gaëlle", "Marie"]
    );
    assert_eq!(declaration.birth_date().reveal().to_string(), "1990-07-13");
    assert_eq!(*declaration.nationality().reveal(), Nationality::FRANCE);
    assert_eq!(
        *declaration.expiry_date().reveal(),
        Date::constant(2032, 2, 11)
    );
    assert_eq!(declaration.usage_name(), None);
}

#[test]
fn what_the_zone_said_of_given_names_is_kept_with_the_declaration_and_nonsense_is_dropped() {
    let read = |text: &str| {
        let draft = DeclarationDraft {
            zone_given_names: Some(text.to_owned()),
            ..new_card()
        };
        let declaration = draft.check(TODAY).unwrap().declaration;
        let again = declaration.to_draft().check(TODAY).unwrap().declaration;
        assert_eq!(again, declaration);
        declaration
            .zone_given_names()
            .map(|names| names.reveal().clone())
    };
    assert_eq!(
        read("MAELYS<GAELLE<MARIE<<<").as_deref(),
        Some("MAELYS<GAELLE<MARIE")
    );
    for nonsense in ["", "<<<", "Maëlys", "MAELYS 2", &"A".repeat(40)] {
        assert_eq!(read(nonsense), None, "{nonsense}");
    }
}

#[test]
fn what_stands_as_read_is_kept_with_the_declaration_and_an_empty_field_is_dropped_from_it() {
    let draft = DeclarationDraft {
        as_read: BTreeSet::from(ZoneField::ALL),
        ..new_card()
    };
    let declaration = draft.check(TODAY).unwrap().declaration;
    let mut stands = BTreeSet::from(ZoneField::ALL);
    stands.remove(&ZoneField::Nationality);
    assert_eq!(
        declaration.as_read(),
        &stands,
        "a card's nationality was not filled in: the rules know it"
    );
    let again = declaration.to_draft().check(TODAY).unwrap().declaration;
    assert_eq!(again, declaration);
    let without = new_card().check(TODAY).unwrap().declaration;
    assert!(without.as_read().is_empty());
    let emptied = with(draft, Field::Number, "  ");
    assert_eq!(
        findings(&emptied),
        [(Field::Number, FindingCode::Required)],
        "the field is refused as ever, never the list"
    );
}

#[test]
fn an_old_card_past_its_printed_date_is_accepted_with_the_reason() {
    let checked = old_card().check(TODAY).unwrap();
    let until = Date::constant(2027, 3, 9);
    assert_eq!(checked.notices, [Notice::ValidityExtended { until }]);
    assert_eq!(checked.declaration.validity().reveal().real, until);
    assert_eq!(
        findings_on(&old_card(), "2027-03-10"),
        [(Field::ExpiryDate, FindingCode::Expired)]
    );
    let expired = old_card().check(Date::constant(2027, 3, 10)).unwrap_err();
    assert_eq!(expired[0].until, Some(until), "as extended, not as printed");
}

fn findings_on(draft: &DeclarationDraft, today: &str) -> Vec<(Field, FindingCode)> {
    let found = draft
        .check(today.parse().unwrap())
        .expect_err("a finding was expected");
    found
        .into_iter()
        .map(|finding| (finding.field, finding.code))
        .collect()
}

#[test]
fn an_old_card_whose_number_disagrees_with_its_issue_is_accepted_with_a_remark() {
    let odd = with(old_card(), Field::Number, "120475112345");
    assert!(
        odd.check(TODAY)
            .unwrap()
            .notices
            .contains(&Notice::NumberMonthDiffers)
    );
}

#[test]
fn a_permit_of_someone_born_in_an_unknown_month_is_declared() {
    let Checked {
        declaration,
        notices,
    } = permit().check(TODAY).unwrap();
    assert_eq!(declaration.birth_date().reveal().to_string(), "1977-00-00");
    assert_eq!(declaration.nationality().reveal().as_str(), "PER");
    let transliterated = |field| Notice::TransliteratedInRegister { field };
    let expected = [
        transliterated(Field::GivenNames),
        transliterated(Field::BirthName),
    ];
    assert_eq!(notices, expected);
    assert_eq!(declaration.birth_name().reveal(), "Nuñez");
}

type Sample = fn() -> DeclarationDraft;

/// A right declaration, the field changed in it, its text, the finding.
const ONE_WRONG: [(Sample, Field, &str, FindingCode); 19] = [
    (
        new_card,
        Field::Kind,
        "driving_licence",
        FindingCode::KindUnknown,
    ),
    (new_card, Field::Sex, "X", FindingCode::SexUnknown),
    (
        new_card,
        Field::GivenNames,
        "Anne 2",
        FindingCode::NameLetterNotAllowed,
    ),
    (
        new_card,
        Field::UsageName,
        "Roux!",
        FindingCode::NameLetterNotAllowed,
    ),
    (new_card, Field::BirthName, " ", FindingCode::Required),
    (
        new_card,
        Field::BirthDate,
        "30/02/1990",
        FindingCode::DateImpossible,
    ),
    (
        new_card,
        Field::BirthDate,
        "1990-00-03",
        FindingCode::DateDayWithoutMonth,
    ),
    (
        new_card,
        Field::BirthDate,
        "13/07/90",
        FindingCode::DateMalformed,
    ),
    (
        new_card,
        Field::BirthDate,
        "1850",
        FindingCode::DateYearOutOfRange,
    ),
    (
        new_card,
        Field::Nationality,
        "PER",
        FindingCode::NationalityNotFrench,
    ),
    (
        new_card,
        Field::Nationality,
        "UTO",
        FindingCode::NationalityUnknown,
    ),
    (
        new_card,
        Field::IssueDate,
        "2022-02-00",
        FindingCode::DateIncomplete,
    ),
    (
        new_card,
        Field::ExpiryDate,
        "2032-03-11",
        FindingCode::SpanUnexpected,
    ),
    (
        new_card,
        Field::ExpiryDate,
        "2022-02-12",
        FindingCode::IssueNotBeforeExpiry,
    ),
    (
        old_card,
        Field::ExpiryDate,
        "2027-03-09",
        FindingCode::ExpiryAlreadyExtended,
    ),
    (
        old_card,
        Field::Number,
        "X4RTBPFW4",
        FindingCode::NumberOfNewCard,
    ),
    (
        permit,
        Field::Nationality,
        "FRA",
        FindingCode::NationalityFrenchPermit,
    ),
    (permit, Field::Nationality, "", FindingCode::Required),
    (
        permit,
        Field::ExpiryDate,
        "2029-03-08",
        FindingCode::PermitUnderFiveYears,
    ),
];

#[test]
fn one_wrong_field_gives_one_finding_at_that_field() {
    for (sample, field, text, code) in ONE_WRONG {
        assert_eq!(
            findings(&with(sample(), field, text)),
            [(field, code)],
            "{text}"
        );
    }
    let long = with(new_card(), Field::BirthName, &"a".repeat(MAX_TEXT + 1));
    assert_eq!(
        findings(&long),
        [(Field::BirthName, FindingCode::TextTooLong)]
    );
}

#[test]
fn a_minor_is_told_so_and_someone_who_may_be_18_is_told_something_else() {
    let minor = with(new_card(), Field::BirthDate, "24/11/2008");
    assert_eq!(findings(&minor), [(Field::BirthDate, FindingCode::Minor)]);
    assert!(
        with(new_card(), Field::BirthDate, "23/11/2008")
            .check(TODAY)
            .is_ok()
    );
    let unsure = with(new_card(), Field::BirthDate, "2008-11-00");
    assert_eq!(
        findings(&unsure),
        [(Field::BirthDate, FindingCode::AdultUnsure)]
    );
    let unborn = with(new_card(), Field::BirthDate, "2027-01-01");
    assert!(findings(&unborn).contains(&(Field::BirthDate, FindingCode::BornInFuture)));
}

#[test]
fn dates_that_contradict_each_other_are_found() {
    let mut future = with(new_card(), Field::IssueDate, "2026-11-24");
    future.set(Field::ExpiryDate, Some("2036-11-23".to_owned()));
    assert_eq!(
        findings(&future),
        [(Field::IssueDate, FindingCode::IssuedInFuture)]
    );
    let mut wrong_format = with(new_card(), Field::IssueDate, "2020-02-12");
    wrong_format.set(Field::ExpiryDate, Some("2030-02-11".to_owned()));
    let expected = [(Field::IssueDate, FindingCode::CardFormatNotIssuedThen)];
    assert_eq!(findings(&wrong_format), expected);
    let mut before_birth = with(permit(), Field::BirthDate, "2005-01-01");
    before_birth.set(Field::IssueDate, Some("2004-12-31".to_owned()));
    let found = findings(&before_birth);
    assert_eq!(found, [(Field::IssueDate, FindingCode::IssuedBeforeBirth)]);
}

#[test]
fn an_expired_passport_stays_expired_whatever_the_year_of_issue() {
    let mut passport = with(old_card(), Field::Kind, "passport");
    passport.set(Field::Number, Some("12AB34567".to_owned()));
    assert_eq!(
        findings(&passport),
        [(Field::ExpiryDate, FindingCode::Expired)]
    );
    passport.set(Field::IssueDate, Some("2026-03-10".to_owned()));
    passport.set(Field::ExpiryDate, Some("2027-03-09".to_owned()));
    assert_eq!(
        passport.check(TODAY).unwrap().notices,
        [Notice::SpanUnusual]
    );
}

#[test]
fn an_empty_form_names_every_field_that_is_missing_at_once() {
    let found = findings(&DeclarationDraft::default());
    let required = |field| (field, FindingCode::Required);
    let expected = [
        Field::Kind,
        Field::Number,
        Field::Sex,
        Field::GivenNames,
        Field::BirthName,
        Field::BirthDate,
        Field::IssueDate,
        Field::ExpiryDate,
    ];
    assert_eq!(found, expected.map(required));
}

#[test]
fn many_mistakes_are_said_together_in_the_order_of_the_form() {
    let mut bad = with(old_card(), Field::Number, "X4RTBPFW4");
    bad.set(Field::BirthName, Some("Иванов".to_owned()));
    bad.set(Field::ExpiryDate, Some("2022-13-09".to_owned()));
    let expected = [
        (Field::Number, FindingCode::NumberOfNewCard),
        (Field::BirthName, FindingCode::NameLetterNotAllowed),
        (Field::ExpiryDate, FindingCode::DateImpossible),
    ];
    assert_eq!(findings(&bad), expected);
}

#[test]
fn a_declaration_stored_as_its_draft_comes_back_the_same_even_after_expiry() {
    for draft in [
        new_card(),
        old_card(),
        permit(),
        with(new_card(), Field::UsageName, "Roux"),
    ] {
        let first = draft.check(TODAY).unwrap();
        let stored = first.declaration.to_draft();
        assert_eq!(stored.check(first.declaration.checked_on()), Ok(first));
    }
}

#[test]
fn printing_a_declaration_shows_nothing_of_the_person() {
    let declaration = old_card().check(TODAY).unwrap().declaration;
    let printed = format!("{declaration:?}");
    for hidden in [
        "Berthier", "Corentin", "1203", "1965", "2022", "Male", "FRA",
    ] {
        assert!(!printed.contains(hidden), "{printed}");
    }
}

proptest! {
    #[test]
    fn no_draft_can_make_the_check_panic(texts in prop::collection::vec("\\PC{0,24}", 10), kind in 0_usize..5) {
        let mut draft = DeclarationDraft::default();
        for (field, text) in Field::ALL.into_iter().zip(&texts) {
            draft.set(field, Some(text.clone()));
        }
        if let Some(kind) = DocumentKind::ALL.get(kind) {
            draft.set(Field::Kind, Some(kind.as_str().to_owned()));
        }
        let _ = draft.check(TODAY);
    }

    #[test]
    fn any_two_dates_give_an_answer_and_an_accepted_card_covers_today(
        issue in "(19[89]|20[0-4])[0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])",
        expiry in "20[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])"
    ) {
        for good in [new_card(), old_card(), permit()] {
            let dated = with(with(good, Field::IssueDate, &issue), Field::ExpiryDate, &expiry);
            if let Ok(checked) = dated.check(TODAY) {
                prop_assert!(checked.declaration.validity().reveal().covers(TODAY));
                prop_assert_eq!(checked.declaration.to_draft().check(TODAY), Ok(checked));
            }
        }
    }
}
