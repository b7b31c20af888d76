//! From the reader network's answers to characters at a steady pitch.

use super::alphabet::SIGNS;
use super::cut::{STRIP_PITCH, Strips};
use super::nets::Answer;
use super::sight::Evidence;

/// Steps of the network's answer per character.
const STEPS: usize = STRIP_PITCH / 2;
/// A character may follow the one before after so many steps.
const GAPS: core::ops::RangeInclusive<usize> = STEPS - 2..=STEPS + 2;
/// What each step costs by which a gap is off.
const UNEVEN: f32 = 0.6;
/// Columns may lean by so many steps from line to line, either way.
const LEANS: isize = 5;
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

/// The best way to lay `count` characters over all lines at once (Viterbi): the columns of a zone stand
/// under each other, straight or leaning. One path for each line.
pub(super) fn paths(lines: &[Line], count: usize) -> Option<Vec<Path>> {
    let gains: Vec<Vec<f32>> = lines
        .iter()
        .map(|line| line.logs.iter().map(gain).collect())
        .collect();
    let leans = -LEANS..=LEANS;
    let ways = leans.filter_map(|lean| {
        let together = together(&gains, lean)?;
        let (score, way) = best_way(&together, count)?;
        Some((score, way, lean))
    });
    let (score, way, lean) = ways.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let path = |line: usize| Path {
        score: score / lines.len() as f32,
        steps: way
            .iter()
            .map(|at| at.saturating_add_signed(shift(lean, line, lines.len())))
            .collect(),
    };
    Some((0..lines.len()).map(path).collect())
}

/// By how many steps a line is moved when columns lean by `lean` steps from line to line.
fn shift(lean: isize, line: usize, lines: usize) -> isize {
    lean * (2 * line.cast_signed() + 1 - lines.cast_signed()) / 2
}

/// The sum of what speaks for a character, over lines moved against each other.
fn together(gains: &[Vec<f32>], lean: isize) -> Option<Vec<f32>> {
    let steps = gains.first()?.len();
    let sum = |at: usize| {
        let of_line = |(line, gain): (usize, &Vec<f32>)| {
            let at = at.checked_add_signed(shift(lean, line, gains.len()));
            at.and_then(|at| gain.get(at)).copied().unwrap_or(LEAST)
        };
        gains.iter().enumerate().map(of_line).sum()
    };
    Some((0..steps).map(sum).collect())
}

/// The best way to lay `count` characters, and how much speaks for it.
fn best_way(gain: &[f32], count: usize) -> Option<(f32, Vec<usize>)> {
    let steps = gain.len();
    if count == 0 || steps < count * GAPS.start() {
        return None;
    }
    let mut score = gain.to_vec();
    let mut came: Vec<Vec<u8>> = Vec::with_capacity(count);
    for _ in 1..count {
        let mut next = vec![f32::MIN; steps];
        let mut from = vec![0_u8; steps];
        for at in *GAPS.start()..steps {
            for gap in GAPS {
                let Some(before) = at.checked_sub(gap).map(|before| score[before]) else {
                    continue;
                };
                let cost = UNEVEN * gap.abs_diff(STEPS) as f32;
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
    Some((best, way))
}

impl Line {
    /// What speaks for each sign at each character of a path: the two steps beside its middle count as
    /// much as that itself.
    pub(super) fn evidence(&self, path: &Path) -> Vec<Evidence> {
        path.steps
            .iter()
            .map(|&at| {
                let last = self.logs.len() - 1;
                let near = [at.saturating_sub(1), at, at + 1].map(|step| step.min(last));
                let shares = near.map(|step| self.logs[step].map(f32::exp));
                let [before, here, after] = &shares;
                let mixed: Evidence = core::array::from_fn(|sign| {
                    0.5 * here[sign] + 0.25 * (before[sign] + after[sign])
                });
                // Beside a middle there is none: only where no step sees a sign is that said.
                let none = shares
                    .iter()
                    .map(|share| share[SIGNS.len()])
                    .fold(1.0, f32::min);
                let scale = (1.0 - none) / mixed.iter().sum::<f32>().max(1e-9);
                mixed.map(|share| (share * scale).max(1e-9).ln())
            })
            .collect()
    }

    /// How the middles of a path's characters lie along the zone: the first and the last, and the
    /// parabola through all.
    pub(super) fn run(&self, path: &Path) -> Run {
        let place = |step: usize| self.from + (step as f32 + 0.5) / STEPS as f32;
        let count = path.steps.len().max(2) as f32;
        // Powers of the number from the middle are orthogonal but for the mean of the squares.
        let (mut sums, mut squares, mut fourths) = ([0.0_f32; 3], 0.0_f32, 0.0_f32);
        for (number, step) in path.steps.iter().enumerate() {
            let k = number as f32 - (count - 1.0) / 2.0;
            let s = place(*step);
            sums = [sums[0] + s, sums[1] + k * s, sums[2] + k * k * s];
            squares += k * k;
            fourths += k.powi(4);
        }
        let mean = squares / count;
        let curve = (sums[2] - mean * sums[0]) / (fourths - count * mean * mean).max(1.0);
        let middle = sums[0] / count - curve * mean;
        Run {
            middle,
            pitch: sums[1] / squares.max(1.0),
            curve,
            count,
        }
    }
}

/// Where the characters of a line are along the zone, as a parabola of their number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Where the middle of the line is.
    pub(super) middle: f32,
    /// Width of a character there, in those that were assumed.
    pub(super) pitch: f32,
    curve: f32,
    count: f32,
}

impl Run {
    /// The middle of the character this far from the middle of the line, in characters.
    fn at(&self, k: f32) -> f32 {
        self.middle + self.pitch * k + self.curve * k * k
    }

    /// The middle of the first character.
    pub(super) fn first(&self) -> f32 {
        self.at(-(self.count - 1.0) / 2.0)
    }

    /// The middle of the last character.
    pub(super) fn last(&self) -> f32 {
        self.at((self.count - 1.0) / 2.0)
    }

    /// How the width of a character grows, as a share per character.
    pub(super) fn growth(&self) -> f32 {
        2.0 * self.curve / self.pitch.max(0.1)
    }
}

/// How much speaks for a character here rather than for none.
fn gain(logs: &[f32; SIGNS.len() + 1]) -> f32 {
    let (none, signs) = (logs[SIGNS.len()], &logs[..SIGNS.len()]);
    let any: f32 = signs.iter().map(|log| log.exp()).sum();
    (any.max(1e-9).ln() - none).clamp(LEAST, MOST)
}
