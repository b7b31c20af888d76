//! The order of results.

use super::index::{Index, RowId};
use super::{Closeness, Commune, CommuneKind, Match, SearchResults, data};
use crate::date::PartialDate;
use core::cmp::{Ordering, Reverse};

/// A row that answers to a query.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) row: RowId,
    pub(super) closeness: Closeness,
    /// What the closeness would be without the edit.
    pub(super) beneath: Closeness,
    /// Number of the reading: a name alone goes before a name and a department.
    pub(super) reading: usize,
    /// An article was typed and the name has another or none.
    pub(super) other_article: bool,
}

/// Splits what was found by the birth date and orders each list, at most `limit` long.
pub(super) fn in_two_lists(
    index: &Index,
    mut found: Vec<Found>,
    birth: Option<&PartialDate>,
    limit: usize,
) -> SearchResults {
    // One reading gives each row once, in order: nothing to do for the long lists of short words.
    if !found.is_sorted_by(|a, b| a.row < b.row) {
        found.sort_unstable_by_key(|f| (f.row, f.closeness, f.reading, f.beneath, f.other_article));
        found.dedup_by_key(|found| found.row);
    }
    let valid = |found: &Found| match (birth, data::communes().get(found.row as usize)) {
        (Some(birth), Some(commune)) => commune.validity().may_hold(birth),
        (None, Some(commune)) => commune.is_in_force(),
        (_, None) => false,
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
            f.beneath,
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
