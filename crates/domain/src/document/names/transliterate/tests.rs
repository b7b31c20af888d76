//! Transliteration, letter by letter and as a set.

use super::*;
use proptest::prelude::*;

#[test]
fn the_primary_form_is_the_one_of_the_papers_table() {
    let table = [
        ("Berthier", "BERTHIER"),
        ("Maëlys-Gaëlle Marie", "MAELYS<GAELLE<MARIE"),
        ("D'Artagnan", "D<ARTAGNAN"),
        ("Roux--Berthier", "ROUX<BERTHIER"),
        ("Lœuvre", "LOEUVRE"),
        ("Æsa", "AESA"),
        ("Øyvind", "OEYVIND"),
        ("Åse", "AASE"),
        ("Weiß", "WEISS"),
        ("Þóra Guðrún", "THORA<GUDRUN"),
        ("Łukasz", "LUKASZ"),
        ("Đorđe", "DORDE"),
        ("Işık", "ISIK"),
        ("Nguyễn", "NGUYEN"),
        ("Ĳsbrand", "IJSBRAND"),
        ("TEST<NAME", "TEST<NAME"),
        ("'t Hart", "T<HART"),
    ];
    for (name, form) in table {
        assert_eq!(transliterate_mrz_primary(name), form, "{name}");
        assert_eq!(transliterate_mrz(name)[0], form, "{name}");
    }
}

#[test]
fn letters_with_several_forms_give_the_whole_set() {
    assert_eq!(
        transliterate_mrz("Müller"),
        ["MUELLER", "MUXXLLER", "MULLER"]
    );
    assert_eq!(transliterate_mrz("Núñez"), ["NUNEZ", "NUNXXEZ"]);
    assert_eq!(transliterate_mrz("Jäger"), ["JAEGER", "JAGER"]);
    assert_eq!(transliterate_mrz("L'Haridon"), ["L<HARIDON", "LHARIDON"]);
}

#[test]
fn an_issuer_keeps_to_one_form_of_a_letter() {
    let forms = transliterate_mrz("Düdü");
    assert_eq!(forms, ["DUEDUE", "DUXXDUXX", "DUDU"]);
    assert_eq!(transliterate_mrz("Ä'Ö-Ü Ñ").len(), MAX_FORMS);
}

#[test]
fn a_foreign_sign_separates_and_is_never_dropped() {
    assert_eq!(transliterate_mrz_primary("MAR?TIN"), "MAR<TIN");
    assert_eq!(transliterate_mrz("Иван"), [""]);
}

proptest! {
    #[test]
    fn every_form_of_any_text_is_in_the_alphabet_of_the_zone(text in "\\PC*|[A-zÀ-ž' -]{0,30}") {
        let forms = transliterate_mrz(&text);
        prop_assert!((1..=MAX_FORMS).contains(&forms.len()));
        for form in &forms {
            prop_assert!(form.chars().all(|c| c == '<' || c.is_ascii_uppercase()), "{}", form);
            prop_assert!(!form.starts_with('<') && !form.ends_with('<') && !form.contains("<<"));
        }
        prop_assert_eq!(&forms[0], &transliterate_mrz_primary(&text));
    }

    #[test]
    fn a_form_transliterated_again_is_itself(text in "[A-zÀ-ž' -]{0,30}") {
        for form in transliterate_mrz(&text) {
            prop_assert_eq!(transliterate_mrz_primary(&form), form);
        }
    }
}
