//! Names of people from all over Europe, as typed on any keyboard.

use super::*;
use proptest::prelude::*;

#[test]
fn one_spelling_is_kept_whatever_keyboard_typed_it() {
    let table = [
        ("  Anne   Marie ", "Anne Marie"),
        ("D\u{2019}Artagnan", "D'Artagnan"),
        ("N\u{02BC}Diaye", "N'Diaye"),
        ("Le\u{00A0}Goff", "Le Goff"),
        ("Saint \u{2013} Clair", "Saint-Clair"),
        ("Jean \u{2011}Paul", "Jean-Paul"),
        ("E\u{0301}loi\u{0308}se", "Éloïse"),
        ("Ke\u{00AD}rvadec\u{200E}", "Kervadec"),
    ];
    for (typed, kept) in table {
        assert_eq!(parse_name(typed).as_deref(), Ok(kept), "{typed}");
    }
}

#[test]
fn letters_that_no_machine_readable_zone_has_are_letters_of_names() {
    let names = [
        "Łukasz",
        "Śniadecki",
        "Øyvind",
        "Åse",
        "Þóra",
        "Guðrún",
        "Đorđević",
        "Şükrü",
        "Ğ",
        "İnci",
        "Işık",
        "Ștefănuț",
        "Čapek",
        "Őri",
        "Nuñez",
        "São",
        "Ħal",
        "Ŧuomas",
        "Ŋ",
        "Weiß",
        "GROẞ",
        "Æsa",
        "Lœuvre",
        "Çelik",
        "Ÿ",
        "Ỳves",
        "Nguyễn",
        "Ĳsbrand",
        "Ljubiša",
        "Ėglė",
        "Ūla",
        "Ķ",
    ];
    for name in names {
        assert_eq!(parse_name(name).as_deref(), Ok(name));
    }
}

#[test]
fn what_no_document_prints_in_a_name_is_refused_with_its_reason() {
    let table = [
        ("", FindingCode::Required),
        ("  ", FindingCode::Required),
        ("Martin2", FindingCode::NameLetterNotAllowed),
        ("Martin.", FindingCode::NameLetterNotAllowed),
        ("Martin<Roux", FindingCode::NameLetterNotAllowed),
        ("Иван", FindingCode::NameLetterNotAllowed),
        ("Αλέξης", FindingCode::NameLetterNotAllowed),
        ("😀", FindingCode::NameLetterNotAllowed),
        ("Мartin", FindingCode::NameLetterNotAllowed),
        ("' - '", FindingCode::NameNoLetter),
        ("-Martin", FindingCode::NameSeparatorMisplaced),
        ("Martin-", FindingCode::NameSeparatorMisplaced),
        ("Martin---Roux", FindingCode::NameSeparatorMisplaced),
    ];
    for (typed, code) in table {
        assert_eq!(parse_name(typed), Err(code), "{typed}");
    }
}

#[test]
fn double_hyphens_and_leading_apostrophes_exist() {
    assert_eq!(
        parse_name("Roux--Berthier").as_deref(),
        Ok("Roux--Berthier")
    );
    assert_eq!(parse_name("'t Hart").as_deref(), Ok("'t Hart"));
}

#[test]
fn a_name_may_be_as_long_as_the_claim_and_no_longer() {
    assert!(parse_name(&"a".repeat(256)).is_ok());
    assert_eq!(parse_name(&"a".repeat(257)), Err(FindingCode::NameTooLong));
    assert_eq!(parse_name(&"ß".repeat(129)), Err(FindingCode::NameTooLong));
}

#[test]
fn given_names_are_separated_by_blanks_or_as_cards_print_them_by_commas() {
    let table: [(&str, &[&str]); 6] = [
        ("Maëlys-Gaëlle Marie", &["Maëlys-Gaëlle", "Marie"]),
        ("Maëlys-Gaëlle, Marie", &["Maëlys-Gaëlle", "Marie"]),
        ("Jean Pierre, Marie", &["Jean Pierre", "Marie"]),
        ("Jean\u{00A0}Pierre", &["Jean", "Pierre"]),
        (" Corinne, ", &["Corinne"]),
        ("Jean - Paul Louis", &["Jean-Paul", "Louis"]),
    ];
    for (typed, names) in table {
        assert_eq!(split_given_names(typed).unwrap(), names, "{typed}");
    }
    assert_eq!(split_given_names(" , ; "), Err(FindingCode::Required));
    assert_eq!(
        split_given_names("Anne -"),
        Err(FindingCode::NameSeparatorMisplaced)
    );
    let many = vec!["Anne"; 60].join(" ");
    assert_eq!(split_given_names(&many), Err(FindingCode::NameTooLong));
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing(text in "\\PC*|[a-zé'’ \u{301}-]{0,20}") {
        let once = normalise_name(&text);
        prop_assert_eq!(normalise_name(&once), once);
    }

    #[test]
    fn a_list_of_given_names_displayed_is_read_back(text in "[A-Za-zéèñł' ,-]{0,40}|\\PC*") {
        if let Ok(names) = split_given_names(&text) {
            prop_assert_eq!(split_given_names(&names.join(", ")), Ok(names));
        }
    }
}
