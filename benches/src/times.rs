//! Times of one contender, and what is said of them.

use crate::row::Row;
use core::time::Duration;
use std::time::Instant;

/// Times of single runs.
#[derive(Debug, Clone, Default)]
pub struct Times(Vec<Duration>);

/// Runs once and gives what it gave, with how long it took.
#[expect(
    clippy::disallowed_methods,
    reason = "a bench measures the real clock; nothing else here reads it"
)]
pub fn time<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let value = run();
    (value, begun.elapsed())
}

impl Times {
    /// Takes one more.
    pub fn push(&mut self, took: Duration) {
        self.0.push(took);
    }

    /// Takes another contender's as well.
    pub fn extend(&mut self, others: &Self) {
        self.0.extend(&others.0);
    }

    /// `mean`, `p50`, `p95`, `p99` and `max` in milliseconds; none when nothing was measured.
    pub fn rows(&self, case: &str, who: &str) -> Vec<Row> {
        let mut sorted: Vec<f64> = self.0.iter().map(|took| took.as_secs_f64() * 1e3).collect();
        sorted.sort_by(f64::total_cmp);
        let Some(&longest) = sorted.last() else {
            return Vec::new();
        };
        let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
        let at = |percent: usize| sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)];
        [
            ("mean", mean),
            ("p50", at(50)),
            ("p95", at(95)),
            ("p99", at(99)),
            ("max", longest),
        ]
        .into_iter()
        .map(|(metric, value)| Row::new(case, who, metric, "ms", value))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_of_a_hundred_is_no_p95() {
        let mut times = Times::default();
        (1..=100).for_each(|n| times.push(Duration::from_millis(n)));
        let value = |name: &str| {
            let rows = times.rows("case", "who");
            rows.iter().find(|row| row.metric == name).unwrap().value
        };
        assert!((value("mean") - 50.5).abs() < 1e-9);
        assert!((value("p95") - 96.0).abs() < 1e-9);
        assert!((value("max") - 100.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_measured_is_nothing_said() {
        assert!(Times::default().rows("case", "who").is_empty());
    }
}
