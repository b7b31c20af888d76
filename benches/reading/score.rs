//! What is counted of one contender in one case.

use sceau_benches::{Row, Times};

/// Counts of one case.
#[derive(Default)]
pub(crate) struct Score {
    pictures: usize,
    exact: usize,
    accepted: usize,
    accepted_wrong: usize,
    signs: usize,
    errors: usize,
    times: Times,
}

impl Score {
    /// Counts one reading: what was read of what is printed, whether it was called sure, how long it
    /// took.
    pub(crate) fn count(
        &mut self,
        read: Option<&[String]>,
        accepted: bool,
        truth: &[String],
        took: core::time::Duration,
    ) {
        let signs = truth.iter().map(String::len).sum();
        let is_exact = read == Some(truth);
        self.pictures += 1;
        self.signs += signs;
        self.exact += usize::from(is_exact);
        self.accepted += usize::from(accepted);
        self.accepted_wrong += usize::from(accepted && !is_exact);
        self.errors += read.map_or(signs, |lines| {
            distance(&lines.join("\n"), &truth.join("\n")).min(signs)
        });
        self.times.push(took);
    }

    /// The rows of this case.
    pub(crate) fn rows(&self, case: &str) -> Vec<Row> {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let counted = [
            ("exact", share(self.exact, self.pictures)),
            ("character errors", share(self.errors, self.signs)),
            ("accepted", share(self.accepted, self.pictures)),
            (
                "accepted but wrong",
                share(self.accepted_wrong, self.pictures),
            ),
        ];
        let times = self.times.rows(case, "sceau");
        let times = times
            .into_iter()
            .filter(|row| matches!(row.metric.as_str(), "mean" | "p50" | "p95"));
        let counted =
            counted.map(|(metric, value)| Row::new(case, "sceau", metric, "ratio", value));
        let pictures = Row::new(case, "sceau", "pictures", "count", self.pictures as f64);
        [pictures].into_iter().chain(counted).chain(times).collect()
    }

    /// Adds what another score counted.
    pub(crate) fn add(&mut self, other: &Self) {
        self.pictures += other.pictures;
        self.exact += other.exact;
        self.accepted += other.accepted;
        self.accepted_wrong += other.accepted_wrong;
        self.signs += other.signs;
        self.errors += other.errors;
        self.times.extend(&other.times);
    }

    /// How many pictures were counted, and how many of them were accepted but wrong.
    pub(crate) const fn wrong(&self) -> (usize, usize) {
        (self.pictures, self.accepted_wrong)
    }
}

/// Counts of single frames and of three together.
#[derive(Default)]
pub(crate) struct Scores {
    pub(crate) single: Score,
    pub(crate) voted: Score,
}

impl Scores {
    /// Adds what others counted.
    pub(crate) fn add(&mut self, other: &Self) {
        self.single.add(&other.single);
        self.voted.add(&other.voted);
    }

    /// The rows of both in a part's two tables.
    pub(crate) fn rows(&self, part: &str, case: &str) -> Vec<Row> {
        let mut rows = self.single.rows(&format!("{part}/{case}"));
        rows.extend(self.voted.rows(&format!("{part}, three frames/{case}")));
        rows
    }
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = (0..=b.len()).collect();
    for (row, x) in a.chars().enumerate() {
        let mut now = vec![row + 1];
        for (column, y) in b.iter().enumerate() {
            let other = before[column] + usize::from(x != *y);
            now.push(other.min(before[column + 1] + 1).min(now[column] + 1));
        }
        before = now;
    }
    before[b.len()]
}
