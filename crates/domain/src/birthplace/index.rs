//! The words of all names, sorted, and where they stand: what makes each keystroke cheap.
//!
//! Built once, on first use. A search never walks the 45 920 rows: it walks the rows of its rarest
//! word. Words are numbers in alphabetical order, so "begins with" is a range of numbers.
//!
//! A row without postcodes of its own (a part of a commune, a commune that has ended) is found by
//! those of its heir: the commune that holds its ground today.

use super::{Commune, CommuneKind, Department, data, fold};
use core::ops::Range;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Number of a word in alphabetical order.
pub(super) type WordId = u32;
/// Number of a row in [`data::communes`].
pub(super) type RowId = u32;

/// Lists of numbers end to end: list `n` is `items[starts[n]..starts[n + 1]]`.
#[derive(Default)]
pub(super) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn from_pairs(len: usize, pairs: &[(u32, u32)]) -> Self {
        let mut starts = vec![0_u32; len + 1];
        for &(list, _) in pairs {
            if let Some(count) = starts.get_mut(list as usize + 1) {
                *count += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self {
            starts,
            items: pairs.iter().map(|&(_, item)| item).collect(),
        }
    }

    /// The items of a run of neighbouring lists.
    pub(super) fn run(&self, lists: Range<u32>) -> &[u32] {
        let at = |list: u32| {
            self.starts
                .get(list as usize)
                .map_or(0, |&start| start as usize)
        };
        self.items
            .get(at(lists.start)..at(lists.end))
            .unwrap_or_default()
    }

    /// The items of one list.
    pub(super) fn list(&self, list: u32) -> &[u32] {
        self.run(list..list + 1)
    }
}

/// A department with the words of its name, article left out.
pub(super) struct DepartmentWords {
    pub(super) department: &'static Department,
    pub(super) words: Vec<String>,
}

/// See the file's head.
pub(super) struct Index {
    words: Vec<Box<str>>,
    rows_by_word: Lists,
    words_by_row: Lists,
    optional: Vec<bool>,
    rows_by_postcode: Vec<(u32, RowId)>,
    heirs: Vec<RowId>,
    rows_by_heir: Vec<(&'static str, RowId)>,
    weights: Vec<u32>,
    pub(super) departments: Vec<DepartmentWords>,
}

/// The index, built when first asked for.
pub(super) fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::of(data::communes()))
}

impl Index {
    fn of(communes: &'static [Commune]) -> Self {
        let mut numbers = HashMap::new();
        let mut pairs = Vec::with_capacity(communes.len() * 3);
        for (row, commune) in (0..).zip(communes) {
            if !commune.is_divided_city() {
                for word in fold::words(commune.name) {
                    let next = numbers.len();
                    pairs.push((row, *numbers.entry(word).or_insert(next)));
                }
            }
        }
        let (words, order) = alphabetical(numbers);
        let words_of_rows: Vec<(RowId, WordId)> = pairs
            .into_iter()
            .filter_map(|(row, number)| Some((row, *order.get(number)?)))
            .collect();
        let mut rows_of_words: Vec<(WordId, RowId)> = words_of_rows
            .iter()
            .map(|&(row, word)| (word, row))
            .collect();
        rows_of_words.sort_unstable();
        rows_of_words.dedup();
        let heirs: Vec<Option<&Commune>> = communes.iter().map(heir).collect();
        Self {
            optional: words.iter().map(|word| fold::is_optional(word)).collect(),
            rows_by_word: Lists::from_pairs(words.len(), &rows_of_words),
            words_by_row: Lists::from_pairs(communes.len(), &words_of_rows),
            words,
            rows_by_postcode: postcodes(communes, &heirs),
            heirs: heirs
                .iter()
                .map(|heir| place_in_list(communes, *heir))
                .collect(),
            rows_by_heir: rows_by_heir(&heirs),
            weights: communes.iter().map(weight).collect(),
            departments: data::departments().iter().map(department_words).collect(),
        }
    }

    /// How many different words there are.
    pub(super) fn all_words(&self) -> Range<WordId> {
        0..u32::try_from(self.words.len()).unwrap_or(u32::MAX)
    }

    /// The word with this number.
    pub(super) fn word(&self, id: WordId) -> &str {
        self.words.get(id as usize).map_or("", |word| word)
    }

    /// Within a range of words, those that begin with a prefix.
    pub(super) fn beginning_with(&self, within: Range<WordId>, prefix: &str) -> Range<WordId> {
        let part = within.start as usize..within.end as usize;
        let Some(words) = self.words.get(part) else {
            return 0..0;
        };
        let first = words.partition_point(|word| **word < *prefix);
        let rest = words.get(first..).unwrap_or_default();
        let count = rest.partition_point(|word| word.starts_with(prefix));
        let at = |offset: usize| within.start + u32::try_from(offset).unwrap_or(0);
        at(first)..at(first + count)
    }

    /// The rows whose name holds a word of the range; a row may come more than once.
    pub(super) fn rows_with(&self, words: Range<WordId>) -> &[RowId] {
        self.rows_by_word.run(words)
    }

    /// The words of a row's name, in order.
    pub(super) fn words_of(&self, row: RowId) -> &[WordId] {
        self.words_by_row.list(row)
    }

    /// Whether names are recognised without this word.
    pub(super) fn is_optional(&self, word: WordId) -> bool {
        self.optional.get(word as usize).copied().unwrap_or(false)
    }

    /// The rows with a postcode in the range.
    pub(super) fn rows_with_postcode(&self, postcodes: Range<u32>) -> &[(u32, RowId)] {
        let from = self
            .rows_by_postcode
            .partition_point(|&(code, _)| code < postcodes.start);
        let rest = self.rows_by_postcode.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|&(code, _)| code < postcodes.end))
            .unwrap_or_default()
    }

    /// The commune that holds the row's ground today; none for one that is in force in its own
    /// right.
    pub(super) fn heir(&self, row: RowId) -> Option<&'static Commune> {
        data::communes().get(*self.heirs.get(row as usize)? as usize)
    }

    /// The rows whose ground is held today by the commune of this code, itself left out.
    pub(super) fn rows_become(&self, code: &str) -> impl Iterator<Item = RowId> {
        let start = self.rows_by_heir.partition_point(|&(heir, _)| heir < code);
        let rest = self.rows_by_heir.get(start..).unwrap_or_default();
        let count = rest.partition_point(|&(heir, _)| heir == code);
        rest.iter().take(count).map(|&(_, row)| row)
    }

    /// What a row weighs among its equals, see [`weight`].
    pub(super) fn weight(&self, row: RowId) -> u32 {
        self.weights.get(row as usize).copied().unwrap_or(0)
    }
}

/// Sorts the words; the second list gives the place of each former number.
fn alphabetical(numbers: HashMap<String, usize>) -> (Vec<Box<str>>, Vec<WordId>) {
    let mut sorted: Vec<(Box<str>, usize)> = numbers
        .into_iter()
        .map(|(word, number)| (word.into_boxed_str(), number))
        .collect();
    sorted.sort_unstable();
    let mut order = vec![0; sorted.len()];
    for (place, &(_, number)) in (0..).zip(&sorted) {
        if let Some(slot) = order.get_mut(number) {
            *slot = place;
        }
    }
    (sorted.into_iter().map(|(word, _)| word).collect(), order)
}

fn postcodes(communes: &[Commune], heirs: &[Option<&'static Commune>]) -> Vec<(u32, RowId)> {
    let mut found: Vec<_> = (0..)
        .zip(communes.iter().zip(heirs))
        .filter(|(_, (commune, _))| !commune.is_divided_city())
        .flat_map(|(row, (commune, heir))| {
            let of_heir = heir.map(Commune::postcodes).into_iter().flatten();
            commune
                .postcodes()
                .chain(of_heir)
                .filter_map(move |code| Some((code.parse().ok()?, row)))
        })
        .collect();
    found.sort_unstable();
    found
}

/// The whole for a part, the commune of today for one that has ended. An arrondissement has all of
/// its own.
fn heir(commune: &Commune) -> Option<&'static Commune> {
    match commune.kind {
        CommuneKind::Arrondissement => None,
        _ => commune.today().or_else(|| commune.pole()),
    }
}

fn place_in_list(communes: &[Commune], commune: Option<&Commune>) -> RowId {
    let same = |row: &Commune| commune.is_some_and(|commune| core::ptr::eq(row, commune));
    let code = commune.map_or("", Commune::code);
    let start = communes.partition_point(|row| row.code < code);
    let here = communes.get(start..).unwrap_or_default();
    let found = here
        .iter()
        .take_while(|row| row.code == code)
        .position(same);
    found
        .and_then(|at| RowId::try_from(start + at).ok())
        .unwrap_or(RowId::MAX)
}

fn rows_by_heir(heirs: &[Option<&'static Commune>]) -> Vec<(&'static str, RowId)> {
    let mut found: Vec<_> = (0..)
        .zip(heirs)
        .filter_map(|(row, heir)| Some((heir.as_ref()?.code(), row)))
        .collect();
    found.sort_unstable();
    found
}

/// Inhabitants, those of today for a commune that has ended; an arrondissement weighs as much as
/// its city, so that those of one city stay together, in order.
fn weight(commune: &Commune) -> u32 {
    let of = |other: Option<&Commune>| other.map_or(0, |other| other.population);
    match commune.kind {
        CommuneKind::Arrondissement => of(commune.pole()),
        CommuneKind::Commune if commune.population == 0 => of(commune.today()),
        _ => commune.population,
    }
}

fn department_words(department: &'static Department) -> DepartmentWords {
    let mut words = fold::words(department.name);
    if words.first().is_some_and(|word| fold::is_optional(word)) {
        words.remove(0);
    }
    DepartmentWords { department, words }
}
