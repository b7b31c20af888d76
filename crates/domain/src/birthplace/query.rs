//! What someone typed, taken apart: words of a name, numbers, perhaps a department's name.

use super::index::{Index, WordId};
use super::{Commune, Department, fold};
use core::ops::Range;

/// Longest text that is read, in characters, and most words. The longest name has 45 and 9.
const MAX_CHARS: usize = 100;
const MAX_WORDS: usize = 12;
/// Shortest beginning of a department's name that is recognised as such, in letters.
const MIN_DEPARTMENT_CHARS: usize = 3;

/// Which words of the index a typed word may stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    /// The same word; several when an edit makes it so.
    pub(super) same: Vec<WordId>,
    /// Words that begin with it.
    pub(super) beginnings: Vec<Range<WordId>>,
}

impl Pattern {
    fn of(index: &Index, word: &str) -> Self {
        let mut beginnings = vec![index.beginning_with(index.all_words(), word)];
        let first = beginnings.first().map(|range| range.start);
        let same = first
            .filter(|&id| index.word(id) == word)
            .into_iter()
            .collect();
        if let Some(short) = fold::abbreviation(word) {
            beginnings.push(index.beginning_with(index.all_words(), short));
        }
        beginnings.retain(|range| !range.is_empty());
        Self { same, beginnings }
    }

    /// Whether a word of the index is this one.
    pub(super) fn is(&self, word: WordId) -> bool {
        self.same.contains(&word)
    }

    /// Whether a word of the index begins like this one.
    pub(super) fn begins(&self, word: WordId) -> bool {
        self.beginnings.iter().any(|range| range.contains(&word))
    }

    /// Upper bound of the rows to look at.
    pub(super) fn cost(&self, index: &Index) -> usize {
        self.beginnings
            .iter()
            .map(|range| index.rows_with(range.clone()).len())
            .sum()
    }
}

/// A number in a query: COG code, postcode, department, or the beginning of one; or « 18e ».
#[derive(Clone, Debug)]
pub(super) struct Locator {
    /// As typed, letters in upper case: `75018`, `2A`, `18E`.
    pub(super) text: String,
    /// The postcodes that begin with it, when it is all digits.
    pub(super) postcodes: Range<u32>,
    /// Words that begin with it: « 18 » finds « 18e ».
    pub(super) pattern: Pattern,
}

impl Locator {
    fn of(index: &Index, word: &str) -> Self {
        Self {
            text: word.to_uppercase(),
            postcodes: postcodes_beginning_with(word),
            pattern: Pattern::of(index, word),
        }
    }

    /// Whether the commune's own code, or one of its postcodes, is exactly this.
    pub(super) fn is_exactly(&self, commune: &Commune) -> bool {
        commune.code() == self.text || commune.postcodes().any(|code| code == self.text)
    }

    /// Whether the code, department, postcode or name of the commune, or the numbers of the one
    /// that holds its ground today, answer to this.
    pub(super) fn is_met_by(
        &self,
        commune: &Commune,
        heir: Option<&Commune>,
        words: &[WordId],
    ) -> bool {
        let by_number = |commune: &Commune| {
            commune.code().starts_with(&self.text)
                || commune.department().code() == self.text
                || commune.postcodes().any(|code| code.starts_with(&self.text))
        };
        by_number(commune)
            || words.iter().any(|&word| self.pattern.begins(word))
            || heir.is_some_and(by_number)
    }
}

fn postcodes_beginning_with(digits: &str) -> Range<u32> {
    let missing = 5_u32.checked_sub(u32::try_from(digits.len()).unwrap_or(u32::MAX));
    match (missing, digits.parse::<u32>()) {
        (Some(missing), Ok(number)) => {
            let unit = 10_u32.pow(missing);
            number * unit..(number + 1) * unit
        }
        _ => 0..0,
    }
}

/// One way to read a query.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Every word of the name as typed.
    pub(super) typed: Vec<String>,
    /// The same, as patterns.
    pub(super) patterns: Vec<Pattern>,
    /// The numbers.
    pub(super) locators: Vec<Locator>,
    /// Only these departments, when the query ends with the name of one.
    pub(super) departments: Option<Vec<&'static Department>>,
    /// Whether optional words stand among the words: nothing else was typed.
    pub(super) keeps_optional: bool,
    /// Optional words that begin the query and were set aside, for the order of equals.
    pub(super) article: Option<String>,
}

/// All ways to read a query: first as a name alone, then as a name and a department.
pub(super) fn readings(index: &Index, query: &str) -> Vec<Reading> {
    let text: String = query.chars().take(MAX_CHARS).collect();
    let (numbers, words): (Vec<_>, Vec<_>) = fold::words(&text)
        .into_iter()
        .take(MAX_WORDS)
        .partition(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if numbers.is_empty() && words.is_empty() {
        return Vec::new();
    }
    let locators: Vec<_> = numbers
        .iter()
        .map(|word| Locator::of(index, word))
        .collect();
    let mut found = vec![Reading::of(index, &words, locators.clone(), None)];
    for cut in 1..words.len() {
        let (name, rest) = words.split_at(cut);
        let departments = departments_named(index, rest);
        if !departments.is_empty() {
            found.push(Reading::of(
                index,
                name,
                locators.clone(),
                Some(departments),
            ));
        }
    }
    found
}

impl Reading {
    fn of(
        index: &Index,
        words: &[String],
        locators: Vec<Locator>,
        departments: Option<Vec<&'static Department>>,
    ) -> Self {
        let keeps_optional = words.iter().all(|word| fold::is_optional(word));
        let kept = |word: &&String| keeps_optional || !fold::is_optional(word);
        let typed: Vec<String> = words.iter().filter(kept).cloned().collect();
        let first = words
            .first()
            .filter(|word| !keeps_optional && fold::is_optional(word));
        Self {
            patterns: typed.iter().map(|word| Pattern::of(index, word)).collect(),
            typed,
            locators,
            departments,
            keeps_optional,
            article: first.cloned(),
        }
    }
}

/// Departments whose name begins with these words, the last one perhaps unfinished.
fn departments_named(index: &Index, words: &[String]) -> Vec<&'static Department> {
    let words = match words {
        [first, rest @ ..] if fold::is_optional(first) => rest,
        all => all,
    };
    let Some((last, whole)) = words.split_last() else {
        return Vec::new();
    };
    if words.iter().map(|word| word.chars().count()).sum::<usize>() < MIN_DEPARTMENT_CHARS {
        return Vec::new();
    }
    let named = |name: &[String]| {
        name.starts_with(whole)
            && name
                .get(whole.len())
                .is_some_and(|word| word.starts_with(last))
    };
    let found = index.departments.iter().filter(|entry| named(&entry.words));
    found.map(|entry| entry.department).collect()
}
