//! Numbers as typed, per kind of document.

use super::*;
use DocumentKind::{IdentityCard, OldIdentityCard, Passport, ResidencePermit};
use proptest::prelude::*;

fn parse(kind: DocumentKind, text: &str) -> Result<(String, Option<Notice>), FindingCode> {
    DocumentNumber::parse(kind, text).map(|(number, notice)| (number.reveal().clone(), notice))
}

#[test]
fn blanks_case_and_separators_are_forgiven() {
    let table = [
        (IdentityCard, " x4rt bpfw4 ", "X4RTBPFW4"),
        (OldIdentityCard, "1203 75 1 12345", "120375112345"),
        (OldIdentityCard, "1710gva12345", "1710GVA12345"),
        (Passport, "12-ab-34567", "12AB34567"),
        (ResidencePermit, "ab\u{202F}1234567", "AB1234567"),
    ];
    for (kind, text, normal) in table {
        assert_eq!(parse(kind, text), Ok((normal.to_owned(), None)), "{text}");
    }
}

#[test]
fn a_wrong_number_says_what_is_expected_or_which_document_it_is_from() {
    let table = [
        (IdentityCard, "X4RTBPFW", FindingCode::NumberFormatNewCard),
        (IdentityCard, "X4RTBPFWÉ", FindingCode::NumberFormatNewCard),
        (IdentityCard, "X4RTBPFß", FindingCode::NumberFormatNewCard),
        (IdentityCard, "120375112345", FindingCode::NumberOfOldCard),
        (OldIdentityCard, "X4RTBPFW4", FindingCode::NumberOfNewCard),
        (
            OldIdentityCard,
            "12037511234",
            FindingCode::NumberFormatOldCard,
        ),
        (
            OldIdentityCard,
            "121375112345",
            FindingCode::NumberMonthOldCard,
        ),
        (
            OldIdentityCard,
            "120075112345",
            FindingCode::NumberMonthOldCard,
        ),
        (
            OldIdentityCard,
            "12O375112345",
            FindingCode::NumberLetterForDigit,
        ),
        (Passport, "12AB3456", FindingCode::NumberFormatPassport),
        (Passport, "AB1234567", FindingCode::NumberFormatPassport),
        (Passport, "I2AB34567", FindingCode::NumberLetterForDigit),
        (Passport, "12AB34S67", FindingCode::NumberFormatPassport),
        (ResidencePermit, "AB12", FindingCode::NumberFormatPermit),
        (
            ResidencePermit,
            "AB12345678901",
            FindingCode::NumberFormatPermit,
        ),
        (
            ResidencePermit,
            "AB!234567",
            FindingCode::NumberFormatPermit,
        ),
    ];
    for (kind, text, code) in table {
        assert_eq!(parse(kind, text), Err(code), "{kind:?} {text}");
    }
}

#[test]
fn an_unusual_number_is_accepted_with_a_remark() {
    assert_eq!(
        parse(ResidencePermit, "12345678").unwrap().1,
        Some(Notice::NumberUnusual)
    );
    assert_eq!(parse(ResidencePermit, "1234567890").unwrap().1, None);
    let (_, notice) = parse(IdentityCard, "12AB34567").unwrap();
    assert_eq!(notice, Some(Notice::NumberLooksLikePassport));
}

proptest! {
    #[test]
    fn no_text_can_make_a_number_panic(text in "\\PC*|[0-9A-Zéß]{0,14}") {
        for kind in DocumentKind::ALL {
            if let Ok((number, _)) = DocumentNumber::parse(kind, &text) {
                let again = DocumentNumber::parse(kind, number.reveal()).map(|(again, _)| again);
                prop_assert_eq!(again, Ok(number));
            }
        }
    }
}
