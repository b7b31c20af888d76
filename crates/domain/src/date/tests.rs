//! Dates that people and papers really write.

use super::*;
use proptest::prelude::*;

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year, month, day)
}

#[test]
fn a_date_with_unknown_parts_keeps_the_form_of_the_claim() {
    for text in [
        "1977-05-12",
        "1977-05-00",
        "1977-00-00",
        "1900-01-01",
        "2099-12-31",
    ] {
        assert_eq!(PartialDate::parse_iso(text).unwrap().to_string(), text);
    }
}

#[test]
fn each_wrong_date_gets_its_own_finding() {
    let table = [
        ("1977-00-03", DateFinding::DayWithoutMonth),
        ("2023-02-29", DateFinding::Impossible),
        ("1977-13-01", DateFinding::Impossible),
        ("1977-04-31", DateFinding::Impossible),
        ("1899-12-31", DateFinding::YearOutOfRange),
        ("2100-01-01", DateFinding::YearOutOfRange),
        ("0000-00-00", DateFinding::YearOutOfRange),
        ("1977-5-1", DateFinding::Malformed),
        ("1977-05-1\u{0661}", DateFinding::Malformed),
        ("", DateFinding::Malformed),
    ];
    for (text, finding) in table {
        assert_eq!(PartialDate::parse_iso(text), Err(finding), "{text}");
    }
}

#[test]
fn the_calendar_of_leap_years_is_the_real_one() {
    assert!(PartialDate::new(2000, Some(2), Some(29)).is_ok());
    assert!(PartialDate::new(2024, Some(2), Some(29)).is_ok());
    assert_eq!(
        PartialDate::new(1900, Some(2), Some(29)),
        Err(DateFinding::Impossible)
    );
}

#[test]
fn a_person_types_the_day_first_with_any_separator() {
    let same = [
        "12/05/1977",
        "12.5.1977",
        "12 05 1977",
        " 12-05-1977 ",
        "1977-05-12",
        "1977/5/12",
    ];
    for text in same {
        assert_eq!(
            PartialDate::parse_typed(text).unwrap().to_string(),
            "1977-05-12",
            "{text}"
        );
    }
    for text in ["00/05/1977", "05/1977", "1977-05-00"] {
        assert_eq!(
            PartialDate::parse_typed(text).unwrap().to_string(),
            "1977-05-00",
            "{text}"
        );
    }
    for text in ["1977", "00/00/1977"] {
        assert_eq!(
            PartialDate::parse_typed(text).unwrap().to_string(),
            "1977-00-00",
            "{text}"
        );
    }
}

#[test]
fn a_year_of_two_digits_is_not_guessed() {
    for text in [
        "12/05/77",
        "77",
        "12 mai 1977",
        "1/2/3/1977",
        "12/05/01977",
        "+1/02/1977",
    ] {
        assert_eq!(
            PartialDate::parse_typed(text),
            Err(DateFinding::Malformed),
            "{text}"
        );
    }
}

#[test]
fn an_unknown_part_spans_from_the_first_to_the_last_day_possible() {
    let february = PartialDate::parse_iso("2008-02-00").unwrap();
    assert_eq!(
        (february.earliest(), february.latest()),
        (day(2008, 2, 1), day(2008, 2, 29))
    );
    let year = PartialDate::parse_iso("1990-00-00").unwrap();
    assert_eq!(
        (year.earliest(), year.latest()),
        (day(1990, 1, 1), day(1990, 12, 31))
    );
    assert_eq!(
        (year.exact(), february.month(), february.day()),
        (None, Some(2), None)
    );
    let whole = PartialDate::from(day(1990, 7, 13));
    assert_eq!(
        (whole.earliest(), whole.latest()),
        (day(1990, 7, 13), day(1990, 7, 13))
    );
    assert_eq!(whole.exact(), Some(day(1990, 7, 13)));
}

#[test]
fn majority_comes_on_the_eighteenth_birthday_and_not_the_day_before() {
    let birth = PartialDate::parse_iso("2008-11-23").unwrap();
    assert!(!birth.is_surely_adult_on(day(2026, 11, 22)));
    assert!(birth.is_surely_adult_on(day(2026, 11, 23)));
}

#[test]
fn a_child_of_29_february_comes_of_age_on_1_march() {
    let birth = PartialDate::parse_iso("2008-02-29").unwrap();
    assert!(!birth.is_surely_adult_on(day(2026, 2, 28)));
    assert!(birth.is_surely_adult_on(day(2026, 3, 1)));
}

#[test]
fn an_unknown_day_is_read_against_the_applicant_until_the_month_is_over() {
    let birth = PartialDate::parse_iso("2008-11-00").unwrap();
    let today = day(2026, 11, 23);
    assert!(birth.may_be_adult_on(today) && !birth.is_surely_adult_on(today));
    assert!(birth.is_surely_adult_on(day(2026, 11, 30)));
    let year_only = PartialDate::parse_iso("2008-00-00").unwrap();
    assert!(!year_only.is_surely_adult_on(day(2026, 12, 30)));
    assert!(year_only.is_surely_adult_on(day(2026, 12, 31)));
}

#[test]
fn whole_years_are_added_by_the_calendar() {
    assert_eq!(plus_years(day(2012, 2, 29), 10), day(2022, 2, 28));
    assert_eq!(plus_years(day(2012, 6, 30), 5), day(2017, 6, 30));
    assert_eq!(plus_years(Date::MAX, 5), Date::MAX);
}

proptest! {
    #[test]
    fn no_text_can_make_the_parsers_panic(text in "\\PC*|[0-9/. -]{0,14}") {
        let _ = PartialDate::parse_iso(&text);
        let _ = PartialDate::parse_typed(&text);
    }

    #[test]
    fn what_is_displayed_is_read_back(year in 1900_i16..2100, month in 0_i8..13, day in 0_i8..32) {
        let part = |value: i8| (value > 0).then_some(value);
        if let Ok(date) = PartialDate::new(year, part(month), part(day)) {
            prop_assert_eq!(PartialDate::parse_iso(&date.to_string()), Ok(date));
            prop_assert_eq!(PartialDate::parse_typed(&date.to_string()), Ok(date));
            prop_assert!(date.earliest() <= date.latest());
        }
    }
}
