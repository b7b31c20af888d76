//! The vectors of the paper, read; then damaged in every way.

use super::*;
use crate::document::Sex;
use crate::document::names::{NameMatch, compare_given_names, compare_names};
use jiff::civil::Date;
use proptest::prelude::*;

const BERTHIER: [&str; 2] = [
    "IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<",
    "9409923102854CORINNE<<<<<<<6512068F4",
];
const CONSULAR: [&str; 2] = [
    "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02",
    "1710GVA123451ROBERTA<<<<<<<9112311F2",
];
const SPECIMEN: [&str; 3] = [
    "IDFRAX4RTBPFW46<<<<<<<<<<<<<<<",
    "9007138F3002119FRA<<<<<<<<<<<6",
    "MARTIN<<MAELYS<GAELLE<MARIE<<<",
];
const ICAO: [&str; 2] = [
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
];
const TODAY: Date = Date::constant(2026, 11, 23);

fn finding(line: usize, column: usize, field: MrzField, problem: MrzProblem) -> MrzFinding {
    MrzFinding {
        line,
        column,
        field,
        problem,
    }
}

#[test]
fn an_old_card_says_everything_but_its_expiry() {
    let reading = parse_zone(MrzFormat::OldCard, &BERTHIER);
    assert_eq!(reading.findings(), []);
    assert_eq!(reading.number(), Some("940992310285"));
    assert_eq!(
        (reading.surname(), reading.given_names()),
        (Some("BERTHIER"), Some("CORINNE"))
    );
    assert_eq!(reading.birth_date(TODAY).unwrap().to_string(), "1965-12-06");
    assert_eq!(
        (reading.sex(), reading.expiry_date()),
        (Some(Sex::Female), None)
    );
    let consular = parse_zone(MrzFormat::OldCard, &CONSULAR);
    assert_eq!(consular.findings(), []);
    assert_eq!(consular.raw(MrzField::Office), Some("0CHE02"));
    assert_eq!(consular.surname(), Some("TEST<NAME"));
}

#[test]
fn a_new_card_and_a_passport_are_read_whole() {
    let card = parse_zone(MrzFormat::Td1, &SPECIMEN);
    assert_eq!(card.findings(), []);
    assert_eq!(card.number(), Some("X4RTBPFW4"));
    assert_eq!(card.expiry_date(), Some(Date::constant(2030, 2, 11)));
    assert_eq!(card.nationality().unwrap().as_str(), "FRA");
    assert_eq!(card.given_names(), Some("MAELYS<GAELLE<MARIE"));
    let passport = parse_zone(MrzFormat::Td3, &ICAO);
    assert_eq!(passport.findings(), []);
    assert_eq!(passport.surname(), Some("ERIKSSON"));
    assert_eq!(passport.raw(MrzField::Optional1), Some("ZE184226B"));
}

#[test]
fn cards_of_the_second_size_and_visas_are_read_whole() {
    // The specimens of ICAO Doc 9303 parts 6 and 7.
    let cases = [
        (
            MrzFormat::Td2,
            [
                "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
                "D231458907UTO7408122F1204159<<<<<<<6",
            ],
            "D23145890",
        ),
        (
            MrzFormat::MrvA,
            [
                "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
            ],
            "L8988901C",
        ),
        (
            MrzFormat::MrvB,
            [
                "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
                "L8988901C4XXX4009078F9612109<<<<<<<<",
            ],
            "L8988901C",
        ),
    ];
    for (format, lines, number) in cases {
        let reading = parse_zone(format, &lines);
        assert_eq!(reading.findings(), [], "{format:?}");
        assert_eq!(reading.number(), Some(number));
        assert_eq!(reading.surname(), Some("ERIKSSON"));
        assert_eq!(reading.given_names(), Some("ANNA<MARIA"));
        assert_eq!(MrzFormat::guess(&lines), Some(format));
    }
}

#[test]
fn the_format_is_told_by_lines_lengths_and_first_letters() {
    for (format, lines) in [
        (MrzFormat::OldCard, &CONSULAR[..]),
        (MrzFormat::Td1, &SPECIMEN[..]),
        (MrzFormat::Td3, &ICAO[..]),
    ] {
        assert_eq!(MrzFormat::guess(lines), Some(format));
        let cut: Vec<&str> = lines.iter().map(|line| &line[..line.len() - 1]).collect();
        assert_eq!(MrzFormat::guess(&cut), Some(format));
    }
    assert_eq!(MrzFormat::guess(&[]), None);
    assert_eq!(MrzFormat::guess(&SPECIMEN[..2]), None);
    assert_eq!(MrzFormat::guess(&["", ""]), None);
}

#[test]
fn a_long_number_of_the_second_size_goes_on_in_the_optional_data() {
    let lines = [
        "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
        "D23145890<UTO7408122F1204159734<<<<6",
    ];
    let reading = parse_zone(MrzFormat::Td2, &lines);
    assert_eq!(reading.number(), Some("D2314589073"));
    let at = reading
        .findings()
        .iter()
        .find(|f| f.field == MrzField::Number);
    let digit = check_digit("D2314589073").unwrap();
    assert_eq!(at.map(|f| f.column), (digit != '4').then_some(30));
}

#[test]
fn vector_5_a_changed_birth_date_gives_two_findings() {
    let changed = BERTHIER[1].replace("651206", "651207");
    let reading = parse_zone(MrzFormat::OldCard, &[BERTHIER[0], &changed]);
    let expected = [
        finding(
            1,
            33,
            MrzField::BirthDate,
            MrzProblem::CheckDigit { expected: '9' },
        ),
        finding(
            1,
            35,
            MrzField::Composite,
            MrzProblem::CheckDigit { expected: '5' },
        ),
    ];
    assert_eq!(reading.findings(), expected);
}

#[test]
fn vector_6_a_foreign_sign_in_the_number_is_found_at_its_column() {
    let changed = CONSULAR[1].replace("GVA", "GV?");
    let reading = parse_zone(MrzFormat::OldCard, &[CONSULAR[0], &changed]);
    let expected = [finding(1, 6, MrzField::Number, MrzProblem::SignNotAllowed)];
    assert_eq!(reading.findings(), expected);
    assert_eq!(
        (reading.number(), reading.surname()),
        (None, Some("TEST<NAME"))
    );
}

#[test]
fn vector_7_a_line_one_character_short_leaves_the_other_fields_readable() {
    for (format, lines) in [
        (MrzFormat::OldCard, &CONSULAR[..]),
        (MrzFormat::Td1, &SPECIMEN[..]),
        (MrzFormat::Td3, &ICAO[..]),
    ] {
        for short in 0..lines.len() {
            let mut cut = lines.to_vec();
            cut[short] = &cut[short][..format.width() - 1];
            let reading = parse_zone(format, &cut);
            let length = MrzProblem::LineLength {
                found: format.width() - 1,
            };
            let expected = [finding(short, format.width() - 1, MrzField::Line, length)];
            assert_eq!(reading.findings(), expected, "{format:?} {short}");
            assert_eq!(reading.raw(MrzField::Issuer).map(str::len), Some(3));
            assert!(reading.number().is_some());
        }
    }
}

#[test]
fn look_alikes_are_exchanged_by_column_and_each_exchange_is_said() {
    let line = BERTHIER[1]
        .replace("651206", "6S12O6")
        .replace("CORINNE", "C0RINNE");
    let reading = parse_zone(MrzFormat::OldCard, &[BERTHIER[0], &line]);
    assert_eq!(reading.findings(), []);
    let repairs: Vec<_> = reading
        .repairs()
        .reveal()
        .iter()
        .map(|r| (r.line, r.column, r.from, r.to))
        .collect();
    assert_eq!(
        repairs,
        [(1, 14, '0', 'O'), (1, 28, 'S', '5'), (1, 31, 'O', '0')]
    );
    // A column that may hold both is never touched: the check digit decides.
    let number = SPECIMEN[0].replace("X4RTB", "X4RT8");
    let card = parse_zone(MrzFormat::Td1, &[&number, SPECIMEN[1], SPECIMEN[2]]);
    assert!(
        card.findings()
            .iter()
            .any(|found| found.field == MrzField::Number)
    );
}

#[test]
fn a_long_number_is_put_together_and_checked() {
    let lines = |number: &str| {
        [
            format!("I<UTO{number}"),
            SPECIMEN[1].into(),
            SPECIMEN[2].into(),
        ]
    };
    let numbers = |text: &str| {
        let lines = lines(text);
        let reading = parse_zone(MrzFormat::Td1, &lines.each_ref().map(String::as_str));
        let wrong = reading
            .findings()
            .iter()
            .any(|found| found.field == MrzField::Number);
        (reading.number().map(str::to_owned), wrong)
    };
    assert_eq!(
        numbers("D23145890<7349<<<<<<<<<<<"),
        (Some("D23145890734".to_owned()), false)
    );
    assert_eq!(
        numbers("D23145890<7340<<<<<<<<<<<"),
        (Some("D23145890734".to_owned()), true)
    );
}

#[test]
fn an_impossible_date_is_found_even_when_its_check_digit_agrees() {
    let digit = check_digit("901332").unwrap();
    let line = format!("901332{digit}{}", &SPECIMEN[1][7..]);
    let reading = parse_zone(MrzFormat::Td1, &[SPECIMEN[0], &line, SPECIMEN[2]]);
    let expected = finding(1, 0, MrzField::BirthDate, MrzProblem::DateImpossible);
    assert!(reading.findings().contains(&expected));
    assert_eq!(reading.birth_date(TODAY), None);
}

#[test]
fn a_birth_date_is_never_in_the_future_and_makes_an_adult_of_whoever_holds_the_document() {
    let reading = parse_zone(MrzFormat::Td1, &SPECIMEN);
    let year_on = |year| {
        let today = Date::constant(year, 7, 13);
        reading.birth_date(today).map(PartialDate::year)
    };
    assert_eq!(year_on(2026), Some(1990));
    assert_eq!(year_on(2107), Some(1990), "117, not 17");
    assert_eq!(year_on(2108), Some(2090));
    let may_mean = |year| {
        let dates = reading.birth_dates(Date::constant(year, 7, 13));
        dates.map(PartialDate::year).collect::<Vec<_>>()
    };
    assert_eq!(may_mean(2089), [1990]);
    assert_eq!(may_mean(2090), [2090, 1990]);
}

#[test]
fn nothing_at_all_gives_one_finding_per_line() {
    let reading = parse_zone(MrzFormat::Td1, &[]);
    assert_eq!(reading.findings().len(), 3);
    assert_eq!(
        (reading.number(), reading.surname(), reading.given_names()),
        (None, None, None)
    );
}

#[test]
fn a_reading_compares_with_what_was_declared_under_its_own_limits() {
    let card = parse_zone(MrzFormat::Td1, &SPECIMEN);
    let surname = compare_names(
        "Martin",
        card.surname().unwrap(),
        Some(card.surname_limit()),
    );
    assert_eq!(surname, NameMatch::Exact);
    let declared = ["Maëlys-Gaëlle", "Marie"];
    let limit = Some(card.given_names_limit());
    assert_eq!(
        compare_given_names(&declared, card.given_names().unwrap(), limit),
        NameMatch::Equivalent
    );
}

#[test]
fn printing_a_reading_shows_no_value() {
    let printed = format!("{:?}", parse_zone(MrzFormat::Td1, &SPECIMEN));
    assert!(
        !printed.contains("MARTIN") && !printed.contains("X4RT"),
        "{printed}"
    );
}

proptest! {
    #[test]
    fn no_lines_can_make_the_parser_panic(lines in prop::collection::vec("\\PC{0,50}|[A-Z0-9<]{0,46}", 0..5)) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let _ = MrzFormat::guess(&lines);
        for format in MrzFormat::ALL {
            let reading = parse_zone(format, &lines);
            let _ = (reading.birth_date(TODAY), reading.expiry_date(), reading.sex());
            let _ = (reading.nationality(), reading.given_names_limit(), reading.given_names());
            let _ = (reading.doubts(), reading.surname(), reading.surname_limit());
        }
    }

    #[test]
    fn one_changed_digit_of_a_date_is_always_found(column in 0_usize..6, digit in 0_u8..10) {
        let mut line = SPECIMEN[1].as_bytes().to_vec();
        let before = line[column];
        line[column] = b'0' + digit;
        let line = String::from_utf8(line).unwrap();
        let reading = parse_zone(MrzFormat::Td1, &[SPECIMEN[0], &line, SPECIMEN[2]]);
        let changed = line.as_bytes()[column] != before;
        // Weights 7, 3 and 1 see every change of one digit.
        prop_assert_eq!(!reading.findings().is_empty(), changed);
    }
}
