//! Countries by what someone types: in French, in English, by former name, by code.
//!
//! Two hundred rows need no index; their words are folded once.

use super::{Closeness, Country, data, fold};
use std::sync::OnceLock;

/// One result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryMatch {
    /// The country, under its present name.
    pub country: &'static Country,
    /// How close it is.
    pub closeness: Closeness,
    /// The name or code that answered: show it when it is not the country's present name, as in
    /// « Bénin (Dahomey) ».
    pub matched: &'static str,
}

struct Name {
    country: &'static Country,
    text: &'static str,
    words: Vec<String>,
    /// 0 French, 1 English, 2 another; then the country's place in the alphabet: the order of
    /// equals.
    rank: (u8, usize),
}

/// Finds countries; at most `limit`, best first, each country once. Without a word to look for,
/// the list from its beginning: France, then the others by their French names.
pub fn search_countries(query: &str, limit: usize) -> Vec<CountryMatch> {
    let typed: Vec<String> = fold::words(query).into_iter().take(12).collect();
    let significant = without_optional(&typed);
    let answers = |name: &'static Name| {
        compare(&significant, name).map(|closeness| (closeness, name.rank, name))
    };
    let mut found: Vec<_> = names().iter().filter_map(answers).collect();
    found.sort_by_key(|&(closeness, rank, _)| (closeness, rank));
    let mut results: Vec<CountryMatch> = Vec::new();
    for (closeness, _, name) in found {
        if results
            .iter()
            .all(|result| result.country.code() != name.country.code())
        {
            results.push(CountryMatch {
                country: name.country,
                closeness,
                matched: name.text,
            });
        }
    }
    results.truncate(limit);
    results
}

fn names() -> &'static [Name] {
    static NAMES: OnceLock<Vec<Name>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut sorted: Vec<_> = data::countries().iter().collect();
        sorted.sort_by_cached_key(|country| alphabetical(country));
        sorted
            .into_iter()
            .enumerate()
            .flat_map(|(place, country)| names_of(country, place))
            .collect()
    })
}

fn names_of(country: &'static Country, place: usize) -> Vec<Name> {
    let name = |rank: u8, text: &'static str| {
        let words = without_optional(&fold::words(text));
        Name {
            country,
            text,
            words,
            rank: (rank, place),
        }
    };
    let mut found = vec![name(0, country.name_fr()), name(1, country.name_en())];
    found.extend(country.other_names().map(|text| name(2, text)));
    found.extend(
        [Some(country.code()), country.iso3()]
            .into_iter()
            .flatten()
            .map(|c| name(2, c)),
    );
    found
}

/// France first, the others by folded French name: « Égypte » stands among the E.
fn alphabetical(country: &Country) -> (bool, String) {
    (
        !country.is_france(),
        fold::words(country.name_fr()).join(" "),
    )
}

fn without_optional(words: &[String]) -> Vec<String> {
    let kept: Vec<_> = words
        .iter()
        .filter(|word| !fold::is_optional(word))
        .cloned()
        .collect();
    if kept.is_empty() {
        words.to_vec()
    } else {
        kept
    }
}

fn compare(typed: &[String], name: &Name) -> Option<Closeness> {
    let Some((last, whole)) = typed.split_last() else {
        return (name.rank.0 == 0).then_some(Closeness::Beginning);
    };
    if typed == name.words {
        return Some(Closeness::Exact);
    }
    let next = name.words.get(whole.len());
    if name.words.starts_with(whole) && next.is_some_and(|word| word.starts_with(last)) {
        return Some(Closeness::Beginning);
    }
    let begins = |typed: &String| name.words.iter().any(|word| word.starts_with(typed));
    let misses: Vec<_> = typed.iter().filter(|word| !begins(word)).collect();
    match misses.as_slice() {
        [] => Some(Closeness::AllWords),
        [one] if one.chars().count() >= 5 => {
            let near = name.words.iter().any(|word| is_one_edit_away(one, word));
            near.then_some(Closeness::OneEdit)
        }
        _ => None,
    }
}

/// Whether one letter replaced, missing or added, or two neighbours swapped, makes them equal.
fn is_one_edit_away(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (
        a.get(start..).unwrap_or_default(),
        b.get(start..).unwrap_or_default(),
    );
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([a0, a1, a @ ..], [b0, b1, b @ ..]) if a0 == b1 && a1 == b0 && a == b => true,
        ([_, a @ ..], b) if a == b => true,
        (a, [_, b @ ..]) if a == b => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(query: &str) -> Vec<&'static str> {
        search_countries(query, 10)
            .iter()
            .map(|found| found.country.code())
            .collect()
    }

    #[test]
    fn a_country_is_found_in_french_in_english_by_its_letters_and_by_its_code() {
        for query in [
            "Allemagne",
            "allem",
            "germany",
            "DEU",
            "99109",
            "alemagne",
            "allemgane",
        ] {
            assert_eq!(codes(query).first(), Some(&"99109"), "{query}");
        }
        for query in ["cote d'ivoire", "cote divoire", "ivory", "ivoire"] {
            assert_eq!(codes(query), ["99326"], "{query}");
        }
    }

    #[test]
    fn a_former_name_leads_to_the_present_state_and_says_so() {
        let found = search_countries("dahomey", 5);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].country.name_fr(), found[0].matched),
            ("Bénin", "Dahomey")
        );
        assert_eq!(codes("yougoslavie").len(), 7);
        assert_eq!(codes("tchecoslovaquie"), ["99117", "99116"]);
    }

    #[test]
    fn every_state_that_came_out_of_the_soviet_union_is_offered() {
        assert_eq!(search_countries("URSS", 50).len(), 15);
    }

    #[test]
    fn overseas_france_is_france() {
        for query in [
            "martinique",
            "la réunion",
            "reunion",
            "tahiti",
            "mayotte",
            "nouvelle caledonie",
        ] {
            assert_eq!(codes(query).first(), Some(&super::super::FRANCE), "{query}");
        }
    }

    #[test]
    fn two_congos_two_koreas_and_two_guineas_are_all_offered() {
        for (query, expected) in [
            ("congo", ["99324", "99312"]),
            ("coree", ["99238", "99239"]),
            ("guinee", ["99330", "99314"]),
        ] {
            assert!(
                expected.iter().all(|code| codes(query).contains(code)),
                "{query}"
            );
        }
    }

    #[test]
    fn nothing_typed_shows_the_list_from_france_on() {
        let found: Vec<_> = search_countries("  ", 3)
            .iter()
            .map(|found| found.country.name_fr())
            .collect();
        assert_eq!(found, ["France", "Afghanistan", "Afrique du Sud"]);
        assert_eq!(search_countries("", 500).len(), data::countries().len());
    }

    #[test]
    fn no_country_for_a_word_that_none_bears() {
        assert!(codes("xyzzy").is_empty());
    }

    #[test]
    fn one_edit_is_one_letter_replaced_missing_added_or_two_swapped() {
        for near in ["franbe", "frane", "franxce", "frnace", "rance", "francee"] {
            assert!(
                is_one_edit_away("france", near) && is_one_edit_away(near, "france"),
                "{near}"
            );
        }
        for far in ["frbnbe", "fran", "ranec", "fancre"] {
            assert!(!is_one_edit_away("france", far), "{far}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_accepted(query in any::<String>(), limit in 0_usize..30) {
            prop_assert!(search_countries(&query, limit).len() <= limit);
        }
    }
}
