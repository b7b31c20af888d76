//! The table of validities, row by row.

use super::*;
use DocumentKind::{IdentityCard, OldIdentityCard, Passport, ResidencePermit};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn born(text: &str) -> PartialDate {
    PartialDate::parse_iso(text).unwrap()
}

const ADULT: &str = "1970-06-15";

#[test]
fn laminated_cards_of_adults_gain_five_years_only_inside_the_window() {
    let table = [
        ("2004-01-01", "2014-01-01", "2014-01-01"),
        ("2004-01-02", "2014-01-01", "2019-01-01"),
        ("2009-05-04", "2019-05-03", "2024-05-03"),
        ("2011-12-12", "2021-12-11", "2026-12-11"),
        ("2012-02-29", "2022-02-28", "2027-02-28"),
        ("2013-12-31", "2023-12-30", "2028-12-30"),
        ("2014-01-01", "2028-12-31", "2028-12-31"),
        ("2018-03-01", "2033-02-28", "2033-02-28"),
    ];
    for (issue, printed, real) in table {
        let validity = Validity::derive(OldIdentityCard, born(ADULT), day(issue), day(printed));
        assert_eq!(validity.real, day(real), "{issue}");
        assert_eq!(validity.extended, printed != real, "{issue}");
        assert_eq!(validity.printed, day(printed));
    }
}

#[test]
fn a_card_issued_the_day_before_majority_is_not_extended_and_on_the_birthday_it_is() {
    let birth = born("1994-03-10");
    let extended = |issue: &str| {
        Validity::derive(OldIdentityCard, birth, day(issue), day("2022-03-09")).extended
    };
    assert!(!extended("2012-03-09"));
    assert!(extended("2012-03-10"));
}

#[test]
fn a_birth_date_that_leaves_majority_open_gives_no_extension() {
    let validity = Validity::derive(
        OldIdentityCard,
        born("1994-00-00"),
        day("2012-06-01"),
        day("2022-05-31"),
    );
    assert!(!validity.extended);
}

#[test]
fn no_other_document_is_ever_extended() {
    for kind in [IdentityCard, Passport, ResidencePermit] {
        let validity = Validity::derive(kind, born(ADULT), day("2012-06-01"), day("2022-05-31"));
        assert!(!validity.extended, "{kind:?}");
    }
}

#[test]
fn the_last_day_of_validity_counts() {
    let validity = Validity::derive(
        OldIdentityCard,
        born(ADULT),
        day("2011-11-24"),
        day("2021-11-23"),
    );
    assert!(validity.covers(day("2026-11-23")));
    assert!(!validity.covers(day("2026-11-24")));
}

const NO: Span = Span::Refused(FindingCode::SpanUnexpected);

/// Kind, birth, issue, printed expiry, judgement.
const SPANS: [(DocumentKind, &str, &str, &str, Span); 15] = [
    (IdentityCard, ADULT, "2022-03-10", "2032-03-09", Span::Usual),
    (IdentityCard, ADULT, "2022-03-10", "2032-03-10", Span::Usual),
    (IdentityCard, ADULT, "2022-03-10", "2032-03-11", Span::Usual),
    (IdentityCard, ADULT, "2022-03-10", "2032-03-12", NO),
    (IdentityCard, ADULT, "2022-03-10", "2037-03-09", NO),
    (
        OldIdentityCard,
        ADULT,
        "2012-03-10",
        "2022-03-09",
        Span::Usual,
    ),
    (
        OldIdentityCard,
        ADULT,
        "2012-02-29",
        "2022-03-01",
        Span::Usual,
    ),
    (OldIdentityCard, ADULT, "2012-03-10", "2023-03-09", NO),
    (
        OldIdentityCard,
        ADULT,
        "2015-03-10",
        "2030-03-09",
        Span::Usual,
    ),
    (
        OldIdentityCard,
        "2000-01-01",
        "2015-03-10",
        "2025-03-09",
        Span::Usual,
    ),
    (
        OldIdentityCard,
        "2000-01-01",
        "2015-03-10",
        "2030-03-09",
        NO,
    ),
    (
        OldIdentityCard,
        "2000-01-01",
        "2012-03-10",
        "2027-03-09",
        NO,
    ),
    (Passport, ADULT, "2020-03-10", "2030-03-09", Span::Usual),
    (
        Passport,
        "2005-01-01",
        "2022-03-10",
        "2027-03-09",
        Span::Usual,
    ),
    (Passport, ADULT, "2026-03-10", "2027-03-09", Span::Unusual),
];

#[test]
fn printed_spans_are_held_against_those_in_use() {
    for (kind, birth, issue, printed, span) in SPANS {
        let judged = judge_span(kind, born(birth), day(issue), day(printed));
        assert_eq!(judged, span, "{issue} {printed}");
    }
}

#[test]
fn five_years_added_by_hand_are_told_from_a_wrong_date() {
    let span = judge_span(
        OldIdentityCard,
        born(ADULT),
        day("2012-03-10"),
        day("2027-03-09"),
    );
    assert_eq!(span, Span::Refused(FindingCode::ExpiryAlreadyExtended));
}

#[test]
fn a_permit_must_have_been_issued_for_five_calendar_years() {
    let refused = Span::Refused(FindingCode::PermitUnderFiveYears);
    let table = [
        ("2024-03-10", "2029-03-08", refused),
        ("2024-03-10", "2029-03-09", Span::Usual),
        ("2024-02-29", "2029-02-27", Span::Usual),
        ("2024-03-10", "2034-03-09", Span::Usual),
        ("2024-03-10", "2025-03-09", refused),
    ];
    for (issue, printed, span) in table {
        assert_eq!(
            judge_span(ResidencePermit, born(ADULT), day(issue), day(printed)),
            span,
            "{printed}"
        );
    }
}

#[test]
fn the_two_card_formats_met_in_2021() {
    assert!(!was_issued_then(IdentityCard, day("2020-12-31")));
    assert!(was_issued_then(IdentityCard, day("2021-03-16")));
    assert!(was_issued_then(OldIdentityCard, day("2021-07-30")));
    assert!(!was_issued_then(OldIdentityCard, day("2022-01-01")));
}
