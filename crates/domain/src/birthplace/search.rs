//! Communes by what someone types, letter by letter.

use super::index::{Index, RowId, WordId, index};
use super::query::{Pattern, Reading, readings};
use super::row_set::RowSet;
use super::{Commune, CommuneKind, data, fuzzy};
use crate::date::PartialDate;
use core::cmp::{Ordering, Reverse};

/// A word with fewer rows than this is looked at before a number.
const RARE: usize = 2_000;

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
    /// Rows in force at the birth date; all rows when no date was given.
    pub at_birth: Vec<Match>,
    /// « Vouliez-vous dire… »: rows that were not in force then. They cannot be chosen.
    pub did_you_mean: Vec<Match>,
}

/// Finds communes by name, code, postcode, « name department » or « name (94) ».
///
/// Each list has at most `limit` results. Both empty means « Ma commune n'apparaît pas ». Any text
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

#[derive(Clone, Copy, PartialEq, Eq)]
struct Found {
    row: RowId,
    closeness: Closeness,
    /// Number of the reading: a name alone goes before a name and a department.
    reading: usize,
    /// An article was typed and the name has another or none.
    other_article: bool,
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
        if let Some(closeness) = compare(index, reading, commune, words) {
            let other_article = reading.article.as_ref().is_some_and(|article| {
                words
                    .first()
                    .is_none_or(|&word| index.word(word) != article)
            });
            found.push(Found {
                row,
                closeness,
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
            Some(pattern) if !near.is_empty() => {
                *pattern = Pattern {
                    same: None,
                    beginnings: near,
                };
            }
            _ => continue,
        }
        let from = found.len();
        collect(index, &changed, number, found, effort);
        for found in found.iter_mut().skip(from) {
            found.closeness = Closeness::OneEdit;
        }
    }
}

/// The rows of the reading's rarest part, each once, in order.
fn candidates(index: &Index, reading: &Reading) -> Vec<RowId> {
    let rarest = reading
        .patterns
        .iter()
        .min_by_key(|pattern| pattern.cost(index));
    let mut rows = RowSet::of(data::communes().len());
    match (rarest, reading.locators.first()) {
        (Some(pattern), None) => add_rows(index, pattern, &mut rows),
        (Some(pattern), Some(_)) if pattern.cost(index) < RARE => {
            add_rows(index, pattern, &mut rows);
        }
        (_, Some(locator)) => {
            add_rows(index, &locator.pattern, &mut rows);
            let by_postcode = index.rows_with_postcode(locator.postcodes.clone());
            by_postcode
                .iter()
                .for_each(|&(_, row)| rows.add(row as usize));
            data::rows_beginning_with(&locator.text).for_each(|row| rows.add(row));
        }
        (None, None) => {}
    }
    rows.in_order()
}

fn add_rows(index: &Index, pattern: &Pattern, rows: &mut RowSet) {
    for range in &pattern.beginnings {
        index
            .rows_with(range.clone())
            .iter()
            .for_each(|&row| rows.add(row as usize));
    }
}

fn compare(
    index: &Index,
    reading: &Reading,
    commune: &Commune,
    words: &[WordId],
) -> Option<Closeness> {
    let in_department = |departments: &Vec<&super::Department>| {
        departments
            .iter()
            .any(|department| department.code() == commune.department().code())
    };
    let meets = !words.is_empty()
        && reading
            .patterns
            .iter()
            .all(|pattern| words.iter().any(|&word| pattern.begins(word)))
        && reading
            .locators
            .iter()
            .all(|locator| locator.is_met_by(commune, words))
        && reading.departments.as_ref().is_none_or(in_department);
    if !meets {
        return None;
    }
    let Some((last, whole)) = reading.patterns.split_last() else {
        let exact = reading
            .locators
            .iter()
            .any(|locator| locator.is_exactly(commune));
        return Some(if exact {
            Closeness::Exact
        } else {
            Closeness::Beginning
        });
    };
    let kept = |word: &&WordId| reading.keeps_optional || !index.is_optional(**word);
    let mut name = words.iter().filter(kept);
    let same = |pattern: &Pattern, word: Option<&WordId>| {
        word.is_some_and(|&word| pattern.same == Some(word))
    };
    if !whole.iter().all(|pattern| same(pattern, name.next())) {
        return Some(Closeness::AllWords);
    }
    let next = name.next();
    if same(last, next) && name.next().is_none() {
        return Some(Closeness::Exact);
    }
    let begins = next.is_some_and(|&word| last.begins(word));
    Some(if begins {
        Closeness::Beginning
    } else {
        Closeness::AllWords
    })
}

fn in_two_lists(
    index: &Index,
    mut found: Vec<Found>,
    birth: Option<&PartialDate>,
    limit: usize,
) -> SearchResults {
    // One reading gives each row once, in order: nothing to do for the long lists of short words.
    if !found.is_sorted_by(|a, b| a.row < b.row) {
        found.sort_unstable_by_key(|f| (f.row, f.closeness, f.reading, f.other_article));
        found.dedup_by_key(|found| found.row);
    }
    let valid = |found: &Found| match (birth, data::communes().get(found.row as usize)) {
        (Some(birth), Some(commune)) => commune.validity().may_hold(birth),
        _ => true,
    };
    let (at_birth, others): (Vec<_>, Vec<_>) = found.into_iter().partition(valid);
    SearchResults {
        at_birth: best(index, at_birth, limit),
        did_you_mean: best(index, others, limit),
    }
}

fn best(index: &Index, mut found: Vec<Found>, limit: usize) -> Vec<Match> {
    if limit == 0 {
        return Vec::new();
    }
    let by_rank = |a: &Found, b: &Found| compare_ranks(index, *a, *b);
    if found.len() > limit {
        found.select_nth_unstable_by(limit - 1, by_rank);
        found.truncate(limit);
    }
    found.sort_unstable_by(by_rank);
    let matched = |f: Found| {
        let commune = data::communes().get(f.row as usize)?;
        Some(Match {
            commune,
            closeness: f.closeness,
        })
    };
    found.into_iter().filter_map(matched).collect()
}

fn compare_ranks(index: &Index, a: Found, b: Found) -> Ordering {
    let rank = |f: Found| {
        (
            f.closeness,
            f.reading,
            f.other_article,
            Reverse(index.weight(f.row)),
        )
    };
    rank(a)
        .cmp(&rank(b))
        .then_with(|| name(a.row).cmp(name(b.row)))
        .then(a.row.cmp(&b.row))
}

/// The name that decides between equals; arrondissements stay in the order of their codes.
fn name(row: RowId) -> &'static str {
    data::communes()
        .get(row as usize)
        .filter(|commune| commune.kind() != CommuneKind::Arrondissement)
        .map_or("", Commune::name)
}

#[cfg(test)]
mod tests;
