//! Communes by what someone types, letter by letter.

use super::index::{Index, index};
use super::matching::{candidates, compare};
use super::query::{Reading, readings};
use super::rank::{Found, in_two_lists};
use super::{Commune, data, fuzzy};
use crate::date::PartialDate;

/// How close a result is to what was typed, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Closeness {
    /// The whole name (article optional), the code or a postcode.
    Exact,
    /// The name, the code or a postcode begins so.
    Beginning,
    /// Every typed word begins some word of the name.
    AllWords,
    /// So with one letter wrong, missing, added, or two swapped, in one word of 5 letters or more
    /// (4 beside other words).
    OneEdit,
}

/// One result. Show the department, the code and the postcode: names and numbers repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The row found.
    pub commune: &'static Commune,
    /// How close it is.
    pub closeness: Closeness,
}

/// Results in two lists, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// Rows in force at the birth date; without a date, rows in force today.
    pub at_birth: Vec<Match>,
    /// « Vouliez-vous dire… »: rows that were not in force then. They cannot be chosen;
    /// [`Commune::counterparts`] says which stood there at the birth.
    pub did_you_mean: Vec<Match>,
}

/// Finds communes by name, code, postcode, « name department » or « name (94) ».
///
/// Spelling is forgiven only while no name, code or postcode is exactly what was typed. Each list
/// has at most `limit` results. Both empty means « Ma commune n'apparaît pas ». Any text
/// is accepted; only its first 100 characters and 12 words are read.
pub fn search(query: &str, birth: Option<&PartialDate>, limit: usize) -> SearchResults {
    search_counted(query, birth, limit).0
}

/// Reads the list and builds the index now, so that the first letter typed does not wait for it.
/// Takes a fraction of a second, once; later calls do nothing.
pub fn warm_up() {
    index();
}

/// How much was looked at: the measure that a test can hold, unlike time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Effort {
    /// Rows compared with the query.
    pub(super) rows: usize,
    /// Beginnings of words looked up to find words one edit away.
    pub(super) lookups: usize,
}

pub(super) fn search_counted(
    query: &str,
    birth: Option<&PartialDate>,
    limit: usize,
) -> (SearchResults, Effort) {
    let index = index();
    let mut effort = Effort::default();
    let readings = readings(index, query);
    let mut found = Vec::new();
    for (number, reading) in readings.iter().enumerate() {
        collect(index, reading, number, &mut found, &mut effort);
    }
    let exact = found
        .iter()
        .any(|found| found.closeness == Closeness::Exact);
    if !exact && found.len() < limit {
        for (number, reading) in readings.iter().enumerate() {
            collect_near(index, reading, number, &mut found, &mut effort);
        }
    }
    (in_two_lists(index, found, birth, limit), effort)
}

fn collect(
    index: &Index,
    reading: &Reading,
    number: usize,
    found: &mut Vec<Found>,
    effort: &mut Effort,
) {
    for row in candidates(index, reading) {
        effort.rows += 1;
        let words = index.words_of(row);
        let Some(commune) = data::communes().get(row as usize) else {
            continue;
        };
        if let Some(closeness) = compare(index, reading, row, commune) {
            let has_it =
                |article: &String| words.first().is_some_and(|&w| index.word(w) == article);
            let other_article = !reading.article.as_ref().is_none_or(has_it);
            found.push(Found {
                row,
                closeness,
                beneath: closeness,
                reading: number,
                other_article,
            });
        }
    }
}

/// The same with one word of the reading replaced by the words one edit away from it.
fn collect_near(
    index: &Index,
    reading: &Reading,
    number: usize,
    found: &mut Vec<Found>,
    effort: &mut Effort,
) {
    let alone = reading.typed.len() == 1;
    for (at, word) in reading.typed.iter().enumerate() {
        let near = fuzzy::one_edit_away(index, word, alone, &mut effort.lookups);
        let mut changed = reading.clone();
        match changed.patterns.get_mut(at) {
            Some(pattern) if !near.beginnings.is_empty() => *pattern = near,
            _ => continue,
        }
        let from = found.len();
        collect(index, &changed, number, found, effort);
        for found in found.iter_mut().skip(from) {
            found.closeness = Closeness::OneEdit;
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;
