//! Second looks at doubtful lines: the mean of what is seen, because what only one look shows was its own
//! mistake.

use super::attempt::{Attempt, PLAIN};
use super::decode::{Line, Run, paths};
use super::sight::Evidence;

/// A second look counts when it has this share of what spoke for the first.
const LIKE: f32 = 0.9;
/// It counts when its line is no farther along than this, in characters: one more, and every character would
/// be held against its neighbour.
const ALONG: f32 = 0.5;

/// What the looks at each line saw together.
pub(super) struct Again<'a> {
    first: &'a Attempt,
    /// Sums of shares, a line each.
    sums: Vec<Vec<Evidence>>,
    looks: Vec<f32>,
}

impl<'a> Again<'a> {
    /// One look, so far.
    pub(super) fn new(first: &'a Attempt) -> Self {
        Self {
            first,
            sums: first.evidence.iter().map(|line| shares(line)).collect(),
            looks: vec![1.0; first.evidence.len()],
        }
    }

    /// The lines in which the mean leaves a character doubtful.
    pub(super) fn doubtful(&self) -> Vec<usize> {
        let is_doubtful = |line: &usize| {
            let mut places = self.sums[*line].iter();
            let least = PLAIN * self.looks[*line];
            places.any(|sums| sums.iter().copied().fold(0.0, f32::max) < least)
        };
        (0..self.sums.len()).filter(is_doubtful).collect()
    }

    /// Adds what another look saw of a line, unless it saw something else.
    pub(super) fn add(&mut self, line: usize, seen: &Line) {
        let width = self.sums[line].len();
        let Some(path) =
            paths(core::slice::from_ref(seen), &[width], 0).and_then(|mut paths| paths.pop())
        else {
            return;
        };
        let is_like = seen.worth(&path) >= LIKE * self.first.worths[line];
        if !is_like || !is_near(&self.first.runs[line], &seen.run(&path)) {
            return;
        }
        self.looks[line] += 1.0;
        let shares = shares(&seen.evidence(&path));
        for (sums, shares) in self.sums[line].iter_mut().zip(shares) {
            for (sum, share) in sums.iter_mut().zip(shares) {
                *sum += share;
            }
        }
    }

    /// The means, as logarithms.
    pub(super) fn evidence(&self) -> Vec<Vec<Evidence>> {
        let lines = self.sums.iter().zip(&self.looks);
        lines
            .map(|(line, looks)| {
                let mean = |sums: &Evidence| sums.map(|sum| (sum / looks).max(1e-9).ln());
                line.iter().map(mean).collect()
            })
            .collect()
    }
}

fn shares(line: &[Evidence]) -> Vec<Evidence> {
    line.iter().map(|logs| logs.map(f32::exp)).collect()
}

fn is_near(one: &Run, other: &Run) -> bool {
    (one.middle - other.middle).abs() < ALONG
}
