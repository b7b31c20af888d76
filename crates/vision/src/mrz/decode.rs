//! From the reader network's answers to characters at a steady pitch.

use super::alphabet::SIGNS;
use super::cut::{STRIP_PITCH, Strips};
use super::nets::Answer;
use super::sight::Evidence;

/// Steps of the network's answer per character.
const STEPS: usize = STRIP_PITCH / 2;
/// A character may follow the one before after so many steps.
const GAPS: core::ops::RangeInclusive<usize> = STEPS - 1..=STEPS + 1;
/// What a gap that is one step off costs.
const UNEVEN: f32 = 1.0;
/// One character counts at most this much for or against a reading.
const MOST: f32 = 5.0;
const LEAST: f32 = -3.0;

/// The network's answer for one line, as logarithms of shares.
pub(super) struct Line {
    /// One list of 38 for each step.
    logs: Vec<[f32; SIGNS.len() + 1]>,
    from: f32,
}

/// The characters of a line, when it has so many.
pub(super) struct Path {
    /// How much speaks for it.
    pub(super) score: f32,
    /// The steps at which the characters' middles are.
    steps: Vec<usize>,
}

/// The answers for the lines of these strips; `None` when the network's answer has another shape.
pub(super) fn lines(answer: &Answer, strips: &Strips) -> Option<Vec<Line>> {
    let classes = SIGNS.len() + 1;
    let plane = answer.rows * answer.columns;
    if answer.rows != 1
        || answer.channels != classes
        || answer.values.len() != strips.lines * classes * plane
    {
        return None;
    }
    let of_line = |values: &[f32]| {
        let step = |at: usize| {
            let mut logs = [0.0; SIGNS.len() + 1];
            for (class, log) in logs.iter_mut().enumerate() {
                *log = values[class * plane + at];
            }
            let most = logs.iter().copied().fold(f32::MIN, f32::max);
            let total: f32 = logs.iter().map(|log| (log - most).exp()).sum();
            logs.map(|log| log - most - total.ln())
        };
        Line {
            logs: (0..plane).map(step).collect(),
            from: strips.from,
        }
    };
    Some(
        answer
            .values
            .chunks_exact(classes * plane)
            .map(of_line)
            .collect(),
    )
}

impl Line {
    /// The best way to lay `count` characters over the line (Viterbi).
    pub(super) fn path(&self, count: usize) -> Option<Path> {
        let steps = self.logs.len();
        if count == 0 || steps < count * (STEPS - 1) {
            return None;
        }
        let gain: Vec<f32> = self.logs.iter().map(gain).collect();
        let mut score = gain.clone();
        let mut came: Vec<Vec<u8>> = Vec::with_capacity(count);
        for _ in 1..count {
            let mut next = vec![f32::MIN; steps];
            let mut from = vec![0_u8; steps];
            for at in *GAPS.start()..steps {
                for gap in GAPS {
                    let Some(before) = at.checked_sub(gap).map(|before| score[before]) else {
                        continue;
                    };
                    let cost = if gap == STEPS { 0.0 } else { UNEVEN };
                    if before - cost > next[at] {
                        next[at] = before - cost;
                        from[at] = u8::try_from(gap).unwrap_or(0);
                    }
                }
                if next[at] > f32::MIN {
                    next[at] += gain[at];
                }
            }
            score = next;
            came.push(from);
        }
        let (mut at, best) = score
            .iter()
            .copied()
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        if best <= f32::MIN / 2.0 {
            return None;
        }
        let mut way = vec![at];
        for from in came.iter().rev() {
            at = at.checked_sub(usize::from(from[at]))?;
            way.push(at);
        }
        way.reverse();
        Some(Path {
            score: best,
            steps: way,
        })
    }

    /// What speaks for each sign at each character of a path: the steps beside its middle count half.
    pub(super) fn evidence(&self, path: &Path) -> Vec<Evidence> {
        path.steps
            .iter()
            .map(|&at| {
                let near = [at.saturating_sub(1), at, (at + 1).min(self.logs.len() - 1)];
                let [before, here, after] = near.map(|step| &self.logs[step]);
                core::array::from_fn(|sign| {
                    let share =
                        0.5 * here[sign].exp() + 0.25 * (before[sign].exp() + after[sign].exp());
                    share.max(1e-9).ln()
                })
            })
            .collect()
    }

    /// Where along the zone the first and the last character of a path have their middles.
    pub(super) fn ends(&self, path: &Path) -> (f32, f32) {
        let place = |step: usize| self.from + (step as f32 + 0.5) / STEPS as f32;
        let first = path.steps.first().copied().unwrap_or(0);
        let last = path.steps.last().copied().unwrap_or(0);
        (place(first), place(last))
    }
}

/// How much speaks for a character here rather than for none.
fn gain(logs: &[f32; SIGNS.len() + 1]) -> f32 {
    let (none, signs) = (logs[SIGNS.len()], &logs[..SIGNS.len()]);
    let any: f32 = signs.iter().map(|log| log.exp()).sum();
    (any.max(1e-9).ln() - none).clamp(LEAST, MOST)
}
