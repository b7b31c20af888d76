//! The five classes, with the examples of the paper.

use super::*;
use crate::document::names::parse_name;
use proptest::prelude::*;

#[test]
fn family_names_fall_into_their_class() {
    use NameMatch::{Different, Equivalent, Exact, Truncated};
    let table = [
        ("Berthier", "BERTHIER", Some(25), Exact),
        ("BERTHIER", "Berthier", None, Exact),
        ("D’Artagnan", "D'ARTAGNAN", None, Exact),
        ("Test-Name", "TEST<NAME", Some(25), Equivalent),
        ("D'Artagnan", "DARTAGNAN", Some(25), Equivalent),
        ("Lefèvre", "LEFEVRE", Some(25), Equivalent),
        ("Müller", "MULLER", Some(25), Equivalent),
        ("Müller", "MUELLER", Some(25), Equivalent),
        ("Müller", "Mueller", None, Equivalent),
        (
            "Vandenbroucke-Desrousseaux-Roux",
            "VANDENBROUCKE<DESROUSSEAU",
            Some(25),
            Truncated,
        ),
        (
            "Aaaaabbbbbcccccdddddeeee Fin",
            "AAAAABBBBBCCCCCDDDDDEEEE",
            Some(25),
            Truncated,
        ),
        (
            "Vandenbroucke-Desrousseaux",
            "VANDENBROUCKE",
            Some(25),
            Different,
        ),
        (
            "Vandenbroucke-Desrousseaux",
            "VANDENBROUCKE<DESROUSSEAU",
            None,
            Different,
        ),
        ("Berthier", "BERTHIEZ", Some(25), Different),
        ("Kervadec", "BERTHIER", Some(25), Different),
        ("Martin", "MARTIN<ROUX", Some(25), Different),
    ];
    for (declared, read, limit, class) in table {
        assert_eq!(
            compare_names(declared, read, limit),
            class,
            "{declared} / {read}"
        );
    }
}

#[test]
fn given_names_fall_into_their_class() {
    use NameMatch::{Different, Equivalent, Exact, MissingGivenNames, Truncated};
    let read = "MAELYS<GAELLE<MARIE";
    let table: [(&[&str], &str, Option<usize>, NameMatch); 12] = [
        (&["Maëlys-Gaëlle", "Marie"], read, Some(22), Equivalent),
        (&["Maëlys-Gaëlle"], read, Some(22), MissingGivenNames),
        (&["Maëlys", "Marie"], read, Some(22), MissingGivenNames),
        (
            &["Maëlys-Gaëlle", "Marie", "Anne"],
            read,
            Some(22),
            MissingGivenNames,
        ),
        (&["Marie", "Maëlys-Gaëlle"], read, Some(22), Different),
        (&["Corinne"], read, Some(22), Different),
        (&["Corinne"], "CORINNE", Some(14), Exact),
        (
            &["Maëlys-Gaëlle", "Marie"],
            "Maëlys-Gaëlle, Marie",
            None,
            Exact,
        ),
        (
            &["Jean", "Pierre", "Maximilien"],
            "JEAN<<PIERRE<<",
            Some(14),
            Truncated,
        ),
        (
            &["Jean", "Paul", "Maximilien"],
            "JEAN<<PAUL<<MA",
            Some(14),
            Truncated,
        ),
        (
            &["Jean", "Paul", "Maximilien"],
            "JEAN<PAUL<MAXI",
            Some(14),
            Truncated,
        ),
        (&["Jean", "Paul"], "JEAN<<PAULINE", Some(14), Different),
    ];
    for (declared, read, limit, class) in table {
        assert_eq!(
            compare_given_names(declared, read, limit),
            class,
            "{declared:?} / {read}"
        );
    }
}

/// « MARIE<NOELLE<< » fills the field of a laminated card: its one `<` stands within a name, and says nothing of what
/// joins names.
#[test]
fn a_compound_first_name_that_fills_the_field_is_cut_and_not_a_list_with_one_missing() {
    use NameMatch::{MissingGivenNames, Truncated};
    let compound = ["Marie-Noëlle", "Béatrice"];
    let table = [
        ("MARIE<NOELLE", Some(14), Truncated),
        ("MARIE<NOELLE", Some(22), MissingGivenNames),
    ];
    for (read, limit, class) in table {
        assert_eq!(compare_given_names(&compound, read, limit), class);
    }
    let three = ["Anne", "Marie", "Lise"];
    let cut = compare_given_names(&three, "ANNE<MARIE", Some(11));
    assert_eq!(cut, Truncated);
}

#[test]
fn a_misread_sign_or_an_empty_reading_is_different_never_repaired() {
    for read in ["", "<<<<", "BERTH?IER", "BERTHIER7", "Бертье"] {
        assert_eq!(
            compare_names("Berthier", read, Some(25)),
            NameMatch::Different,
            "{read}"
        );
        assert_eq!(
            compare_given_names(&["Berthier"], read, None),
            NameMatch::Different,
            "{read}"
        );
    }
    assert_eq!(compare_names("", "", None), NameMatch::Different);
    assert_eq!(
        compare_given_names::<&str>(&[], "", None),
        NameMatch::Different
    );
}

#[test]
fn a_usage_name_in_the_place_of_the_birth_name_blocks_and_nothing_else_does() {
    assert!(compare_names("Roux", "BERTHIER", Some(25)).blocks());
    assert_eq!(
        NameMatch::ALL.iter().filter(|class| class.blocks()).count(),
        1
    );
}

proptest! {
    #[test]
    fn a_name_matches_each_of_its_own_forms(name in "[A-Za-zÀ-ÖØ-öø-ž' -]{1,30}") {
        let forms = parse_name(&name).map(|name| transliterate_mrz(&name)).unwrap_or_default();
        for form in forms {
            prop_assert!(!compare_names(&name, &form, None).blocks(), "{} {}", name, form);
        }
    }

    #[test]
    fn no_text_can_make_a_comparison_panic(
        declared in "\\PC{0,20}", read in "\\PC{0,20}", limit in proptest::option::of(0_usize..40)
    ) {
        let _ = compare_names(&declared, &read, limit);
        let _ = compare_given_names(&[&declared, &read], &declared, limit);
    }
}
