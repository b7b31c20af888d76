//! Words one edit away from a typed word, found without walking all words.
//!
//! The sorted words serve as a tree: the part before the edit narrows the range, an edit tries
//! only letters that follow there, the part after it narrows again.

use super::index::{Index, WordId};
use super::query::Pattern;
use core::ops::Range;

/// Shorter words are not guessed: too much is one edit away from them.
const MIN_LETTERS: usize = 5;
/// Other words of the query narrow the guess, so a shorter one may be guessed beside them.
const MIN_LETTERS_IN_COMPANY: usize = 4;
/// The longest word of the list has 24 letters.
const MAX_LETTERS: usize = 25;

/// The words that are, or begin with, the typed word after one edit: a letter replaced, missing or
/// added, or two neighbours swapped. An edit of the last letter must give a whole word, else every
/// word that shares all other letters would do. `alone`: no other word of the query narrows it.
pub(super) fn one_edit_away(
    index: &Index,
    typed: &str,
    alone: bool,
    lookups: &mut usize,
) -> Pattern {
    let letters: Vec<char> = typed.chars().collect();
    let shortest = if alone {
        MIN_LETTERS
    } else {
        MIN_LETTERS_IN_COMPANY
    };
    if !(shortest..=MAX_LETTERS).contains(&letters.len()) {
        return Pattern::default();
    }
    let mut walk = Walk {
        index,
        letters: &letters,
        found: Pattern::default(),
        lookups,
    };
    let mut head = String::new();
    let mut within = index.all_words();
    for (at, &letter) in letters.iter().enumerate() {
        walk.edits_at(at, &head, &within);
        head.push(letter);
        within = walk.narrow(&within, &head);
        if within.is_empty() {
            break;
        }
    }
    walk.found
}

struct Walk<'a> {
    index: &'a Index,
    letters: &'a [char],
    found: Pattern,
    lookups: &'a mut usize,
}

impl Walk<'_> {
    fn narrow(&mut self, within: &Range<WordId>, prefix: &str) -> Range<WordId> {
        *self.lookups += 1;
        self.index.beginning_with(within.clone(), prefix)
    }

    fn edits_at(&mut self, at: usize, head: &str, within: &Range<WordId>) {
        let rest = |from: usize| self.letters.get(from..).unwrap_or_default();
        let (here, after) = (rest(at), rest(at + 1));
        let added = joined(head, None, after);
        self.keep(within, &added, after.is_empty());
        if let [first, second, tail @ ..] = here {
            let swapped = joined(&joined(head, Some(*second), &[*first]), None, tail);
            self.keep(within, &swapped, false);
        }
        for (letter, child) in self.next_letters(head, within) {
            if here.first() != Some(&letter) {
                let replaced = joined(head, Some(letter), after);
                self.keep(&child, &replaced, after.is_empty());
                let missing = joined(head, Some(letter), here);
                self.keep(&child, &missing, false);
            }
        }
    }

    /// Keeps the words of a range that begin with a text, or are it.
    fn keep(&mut self, within: &Range<WordId>, text: &str, whole: bool) {
        let mut range = self.narrow(within, text);
        let is_it = !range.is_empty() && self.index.word(range.start) == text;
        if is_it {
            self.found.same.push(range.start);
        }
        if whole {
            range.end = range.start + u32::from(is_it);
        }
        if !range.is_empty() {
            self.found.beginnings.push(range);
        }
    }

    /// The letters that follow a beginning somewhere in a range, each with its part of the range.
    fn next_letters(&mut self, head: &str, within: &Range<WordId>) -> Vec<(char, Range<WordId>)> {
        let mut found = Vec::new();
        let mut start = within.start;
        while start < within.end {
            let next = self
                .index
                .word(start)
                .get(head.len()..)
                .and_then(|rest| rest.chars().next());
            match next {
                None => start += 1,
                Some(letter) => {
                    let child = self.narrow(&(start..within.end), &joined(head, Some(letter), &[]));
                    start = child.end.max(start + 1);
                    found.push((letter, child));
                }
            }
        }
        found
    }
}

fn joined(head: &str, letter: Option<char>, tail: &[char]) -> String {
    head.chars()
        .chain(letter)
        .chain(tail.iter().copied())
        .collect()
}
