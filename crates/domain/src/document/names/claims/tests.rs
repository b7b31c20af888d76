//! Names in the alphabet of the broker's claims.

use super::*;
use proptest::prelude::*;

#[test]
fn french_letters_stay_and_others_take_their_nearest_form() {
    let table = [
        ("Maëlys-Gaëlle", "Maëlys-Gaëlle"),
        ("L’Haÿ", "L'Haÿ"),
        ("Lœuvre", "Lœuvre"),
        ("Nuñez", "Nunez"),
        ("São", "Sao"),
        ("Østby", "Ostby"),
        ("Weiß", "Weiss"),
        ("ØSTBY", "OSTBY"),
        ("Ǿ", "O"),
        ("Ångström", "Angström"),
        ("Mäǥi", "Mägi"),
        ("Łukasz", "Lukasz"),
        ("Işık", "Isik"),
        ("İnci", "Inci"),
        ("Nguyễn", "Nguyen"),
        ("Þóra", "Thora"),
        ("Ǟ", "A"),
    ];
    for (name, claim) in table {
        assert_eq!(to_claims_alphabet(name), claim, "{name}");
        assert_eq!(
            fits_claims_alphabet(&normalise_name(name)),
            claim == normalise_name(name)
        );
    }
}

#[test]
fn family_names_are_in_capitals_with_their_accents() {
    assert_eq!(to_claims_upper_case("Lœuvre-d’Haÿ"), "LŒUVRE-D'HAŸ");
    assert_eq!(to_claims_upper_case("Weiß"), "WEISS");
    assert_eq!(to_claims_upper_case("Ólafsdóttir"), "OLAFSDOTTIR");
}

proptest! {
    #[test]
    fn any_text_becomes_a_claim_of_set_a(text in "\\PC*|[A-zÀ-ž'’ -]{0,30}") {
        let claim = to_claims_alphabet(&text);
        prop_assert!(fits_claims_alphabet(&claim), "{}", claim);
        let upper = to_claims_upper_case(&text);
        prop_assert!(
            upper.chars().all(|c| c.is_ascii_uppercase()
                || matches!(c, ' ' | '-' | '\'')
                || CAPITALS.contains(c)),
            "{}", upper
        );
        prop_assert_eq!(to_claims_alphabet(&claim), claim);
    }
}
