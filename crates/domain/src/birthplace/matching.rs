//! Which rows may answer to a query, and how well each does.

use super::index::{Index, RowId, WordId};
use super::query::{Pattern, Reading};
use super::row_set::RowSet;
use super::{Closeness, Commune, Department, data};

/// A word with fewer rows than this is looked at before a number.
const RARE: usize = 2_000;

/// The rows of the reading's rarest part, each once, in order.
pub(super) fn candidates(index: &Index, reading: &Reading) -> Vec<RowId> {
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
            index
                .rows_become(&locator.text)
                .for_each(|row| rows.add(row as usize));
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

/// How close a row is to a reading; `None` when something typed is not in it.
pub(super) fn compare(
    index: &Index,
    reading: &Reading,
    row: RowId,
    commune: &Commune,
) -> Option<Closeness> {
    let (words, heir) = (index.words_of(row), index.heir(row));
    let in_department = |departments: &Vec<&Department>| {
        let is_in = |commune: &Commune| {
            departments
                .iter()
                .any(|department| department.code() == commune.department().code())
        };
        is_in(commune) || heir.is_some_and(is_in)
    };
    let meets = !words.is_empty()
        && reading
            .patterns
            .iter()
            .all(|pattern| words.iter().any(|&word| pattern.begins(word)))
        && reading
            .locators
            .iter()
            .all(|locator| locator.is_met_by(commune, heir, words))
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
    let same =
        |pattern: &Pattern, word: Option<&WordId>| word.is_some_and(|&word| pattern.is(word));
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
