//! Numbers as people write them. Mainland numbers are those reserved for fiction where possible.

use super::*;
use proptest::prelude::*;

fn e164(text: &str) -> Result<String, PhoneFinding> {
    PhoneNumber::parse_mobile(text).map(|number| number.e164())
}

#[test]
fn every_usual_spelling_of_a_mobile_gives_the_same_number() {
    let spellings = [
        "06 39 98 12 34",
        "0639981234",
        "06.39.98.12.34",
        "06-39-98-12-34",
        "06/39/98/12/34",
        "+33 6 39 98 12 34",
        "+33639981234",
        "+33 (0)6 39 98 12 34",
        "+33 06 39 98 12 34",
        "(+33) 6 39 98 12 34",
        "0033639981234",
        "0033 (0)6 39 98 12 34",
        "33639981234",
        "6 39 98 12 34",
        "\u{202A}+33 6 39 98 12 34\u{202C}",
        "06\u{00A0}39\u{202F}98\u{2009}12\u{2011}34",
    ];
    for spelling in spellings {
        assert_eq!(e164(spelling).as_deref(), Ok("+33639981234"), "{spelling}");
    }
}

#[test]
fn overseas_mobiles_are_known_in_national_form_and_under_their_own_code() {
    let table = [
        ("0692 12 34 56", "+262692123456"),
        ("+262 692 12 34 56", "+262692123456"),
        ("+262 (0)693 33 34 56", "+262693333456"),
        ("0639 01 34 56", "+262639013456"),
        ("+33 6 92 12 34 56", "+262692123456"),
        ("0690 12 34 56", "+590690123456"),
        ("00590 691 22 34 56", "+590691223456"),
        ("0694 20 34 56", "+594694203456"),
        ("+596 696 12 34 56", "+596696123456"),
        ("0697 12 34 56", "+596697123456"),
        ("07 09 10 12 34", "+596709101234"),
        ("+508 55 12 34", "+508551234"),
        ("0508 55 12 34", "+508551234"),
        ("+508 708 40 12 34", "+508708401234"),
        ("+687 75 12 34", "+687751234"),
        ("+689 87 12 34 56", "+68987123456"),
        ("+681 82 12 34", "+681821234"),
    ];
    for (text, expected) in table {
        assert_eq!(e164(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn a_number_without_sms_gets_the_reason() {
    let table = [
        ("", PhoneFinding::Empty),
        (" + ", PhoneFinding::Empty),
        ("01 99 00 12 34", PhoneFinding::Landline),
        ("+33 1 99 00 12 34", PhoneFinding::Landline),
        ("09 72 12 34 56", PhoneFinding::Landline),
        ("0800 12 34 56", PhoneFinding::Landline),
        ("0262 12 34 56", PhoneFinding::Landline),
        ("+262 262 12 34 56", PhoneFinding::Landline),
        ("+508 45 12 34", PhoneFinding::Landline),
        ("+687 25 12 34", PhoneFinding::Landline),
        ("+689 40 12 34 56", PhoneFinding::Landline),
        ("+508 41 12 34", PhoneFinding::Landline),
        ("0508 41 12 34", PhoneFinding::Landline),
        ("+44 7700 900123", PhoneFinding::Foreign),
        ("+1 202 555 0123", PhoneFinding::Foreign),
        ("0049 151 23456789", PhoneFinding::Foreign),
        ("06 39 98 12 3", PhoneFinding::TooShort),
        ("06 39 98 12 34 5", PhoneFinding::TooLong),
        ("+687 75 12 3", PhoneFinding::TooShort),
        ("12", PhoneFinding::TooShort),
        ("112", PhoneFinding::TooShort),
        ("07 00 12 34 56", PhoneFinding::RangeNotInUse),
        ("07 29 12 34 56", PhoneFinding::RangeNotInUse),
        ("zéro six", PhoneFinding::SignNotAllowed),
        ("06 39 98 12 3O", PhoneFinding::SignNotAllowed),
        ("06 39+98 12 34", PhoneFinding::SignNotAllowed),
        ("٠٦٣٩٩٨١٢٣٤", PhoneFinding::SignNotAllowed),
    ];
    for (text, finding) in table {
        assert_eq!(e164(text), Err(finding), "{text}");
    }
    assert_eq!(e164(&"6".repeat(100_000)), Err(PhoneFinding::TooLong));
}

#[test]
fn mobiles_of_fiction_are_mainland_though_their_neighbours_are_mahoran() {
    assert_eq!(e164("06 39 98 00 00").as_deref(), Ok("+33639980000"));
    assert_eq!(e164("06 39 97 00 00").as_deref(), Ok("+262639970000"));
}

#[test]
fn a_masked_number_shows_its_first_and_two_last_digits() {
    let masked = |text| PhoneNumber::parse_mobile(text).unwrap().masked();
    assert_eq!(masked("06 39 98 56 78"), "+33 6 •• •• •• 78");
    assert_eq!(masked("0692 12 34 56"), "+262 6 •• •• •• 56");
    assert_eq!(masked("+687 75 12 34"), "+687 •• •• 34");
    assert_eq!(masked("+689 87 12 34 56"), "+689 •• •• •• 56");
}

#[test]
fn a_number_is_shown_as_written_at_home() {
    let shown = |text| PhoneNumber::parse_mobile(text).unwrap().display_national();
    assert_eq!(shown("+33639985678"), "06 39 98 56 78");
    assert_eq!(shown("+262692123456"), "06 92 12 34 56");
    assert_eq!(shown("+687751234"), "+687 75 12 34");
}

#[test]
fn printing_a_number_for_debugging_shows_nothing_of_it() {
    let number = PhoneNumber::parse_mobile("06 39 98 56 78").unwrap();
    assert_eq!(format!("{number:?}"), "PhoneNumber(…)");
}

proptest! {
    #[test]
    fn no_text_can_make_the_parser_panic(text in "\\PC*|[+0-9 ().]{0,20}") {
        let _ = PhoneNumber::parse_mobile(&text);
    }

    #[test]
    fn what_is_displayed_is_read_back(
        text in "0[67][0-9]{8}|\\+(262|590|594|596|508)[67][0-9]{8}|\\+(508|687|681)[0-9]{6}|\\+689[0-9]{8}"
    ) {
        if let Ok(number) = PhoneNumber::parse_mobile(&text) {
            prop_assert_eq!(PhoneNumber::parse_mobile(&number.e164()), Ok(number.clone()));
            prop_assert_eq!(PhoneNumber::parse_mobile(&number.display_national()), Ok(number));
        }
    }
}
