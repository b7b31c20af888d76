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
    /// 0 French, 1 English, 2 another: the order of equals.
    rank: u8,
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
    found.sort_by(|a, b| {
        let by_name = || alphabetical(a.2.country).cmp(&alphabetical(b.2.country));
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(by_name)
    });
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
    NAMES.get_or_init(|| data::countries().iter().flat_map(names_of).collect())
}

fn names_of(country: &'static Country) -> Vec<Name> {
    let name = |rank: u8, text: &'static str| {
        let words = without_optional(&fold::words(text));
        Name {
            country,
            text,
            words,
            rank,
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
        return (name.rank == 0).then_some(Closeness::Beginning);
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
