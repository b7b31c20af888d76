//! From the reader network's answers to characters at a steady pitch.

use super::alphabet::SIGNS;
use super::cut::{STRIP_PITCH, Strips};
use super::nets::Answer;
use super::sight::Evidence;
use crate::document::cast::index;
use core::ops::{Range, RangeInclusive};

/// Steps of the network's answer per character.
const STEPS: usize = STRIP_PITCH / 2;
/// A character may follow the one before after so many steps.
const GAPS: RangeInclusive<usize> = STEPS - 2..=STEPS + 2;
/// What each step costs by which a gap is off.
const UNEVEN: f32 = 0.6;
/// Columns may lean by so many steps from line to line, either way.
const LEANS: isize = 5;
/// Where a way cannot be.
const NOWHERE: f32 = -1e30;
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

/// Where a character stands along the zone, and how much speaks for one there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand {
    pub(super) s: f32,
    pub(super) gain: f32,
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
        let step = |logs: &[f32; SIGNS.len() + 1]| {
            let most = logs.iter().copied().fold(f32::MIN, f32::max);
            let total: f32 = logs.iter().map(|log| (log - most).exp()).sum();
            logs.map(|log| log - most - total.ln())
        };
        Line {
            logs: values.as_chunks().0.iter().map(step).collect(),
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

/// The best way to lay so many characters over all lines at once (Viterbi), for the likeliest of these
/// counts, which grow: the columns of a zone stand under each other, straight or leaning. One path for
/// each line.
pub(super) fn paths(lines: &[Line], counts: &[usize]) -> Option<Vec<Path>> {
    let gains: Vec<Vec<f32>> = lines
        .iter()
        .map(|line| line.logs.iter().map(gain).collect())
        .collect();
    // Two lines are moved by half a lean each: of two leans one says nothing new. One leans nowhere.
    let (most, apart) = match lines.len() {
        1 => (0, 1),
        2 => (LEANS, 2),
        _ => (LEANS, 1),
    };
    let leans = (apart - 1 - most..=most).step_by(apart.unsigned_abs());
    let ways = leans.filter_map(|lean| {
        let together = together(&gains, lean)?;
        let (score, way) = best_way(&together, counts)?;
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

/// The best way to lay so many characters, for the likeliest of these counts, and how much speaks for
/// it.
fn best_way(gain: &[f32], counts: &[usize]) -> Option<(f32, Vec<usize>)> {
    let steps = gain.len();
    let (least, most) = (counts.iter().copied().min()?, counts.iter().copied().max()?);
    let mut score = gain.to_vec();
    let mut next = vec![NOWHERE; steps];
    // By how many steps each character follows the one before, a row for each but the first.
    let mut came = vec![0_u8; steps * most];
    let mut best: Option<(f32, usize, usize)> = None;
    for count in 1..=most {
        if count > 1 {
            let row = (count - 1) * steps;
            // Those before it take room, and so do those that must follow.
            let room = (count - 1) * GAPS.start()
                ..steps.saturating_sub(least.saturating_sub(count) * GAPS.start());
            follow(&score, &mut next, came.get_mut(row..row + steps)?, room);
            for (next, gain) in next.iter_mut().zip(gain) {
                *next += gain;
            }
            core::mem::swap(&mut score, &mut next);
        }
        if counts.contains(&count) {
            let ends = score.iter().copied().enumerate();
            let (at, value) = ends.max_by(|a, b| a.1.total_cmp(&b.1))?;
            if value > NOWHERE / 2.0 && best.is_none_or(|(best, _, _)| value > best) {
                best = Some((value, at, count));
            }
        }
    }
    let (best, mut at, count) = best?;
    let mut way = vec![at];
    for number in (1..count).rev() {
        at = at.checked_sub(usize::from(*came.get(number * steps + at)?))?;
        way.push(at);
    }
    way.reverse();
    Some((best, way))
}

/// The best scores one character further on, and by which gaps they are reached. Gap by gap over whole
/// rows, which compilers turn into wide instructions; only the steps in `room` can be part of a whole line.
fn follow(score: &[f32], next: &mut [f32], came: &mut [u8], room: Range<usize>) {
    next.fill(NOWHERE);
    for gap in GAPS {
        let cost = UNEVEN * gap.abs_diff(STEPS) as f32;
        let number = u8::try_from(gap).unwrap_or(0);
        let (from, to) = (room.start.max(gap), room.end);
        let (Some(next), Some(came), Some(score)) = (
            next.get_mut(from..to),
            came.get_mut(from..to),
            score.get(from - gap..),
        ) else {
            continue;
        };
        for ((next, came), before) in next.iter_mut().zip(came).zip(score) {
            let value = before - cost;
            let is_better = value > *next;
            *next = if is_better { value } else { *next };
            *came = if is_better { number } else { *came };
        }
    }
}

impl Line {
    /// What speaks for each sign at each character of a path.
    pub(super) fn evidence(&self, path: &Path) -> Vec<Evidence> {
        path.steps.iter().map(|&at| self.evidence_at(at)).collect()
    }

    /// What speaks for each sign at a step: the two beside it count as much as that itself.
    fn evidence_at(&self, at: usize) -> Evidence {
        let last = self.logs.len() - 1;
        let near = [at.saturating_sub(1), at, at + 1].map(|step| step.min(last));
        let shares = near.map(|step| self.logs[step].map(f32::exp));
        let [before, here, after] = &shares;
        let mixed: Evidence =
            core::array::from_fn(|sign| 0.5 * here[sign] + 0.25 * (before[sign] + after[sign]));
        // Beside a middle there is none: only where no step sees a sign is that said.
        let none = shares
            .iter()
            .map(|share| share[SIGNS.len()])
            .fold(1.0, f32::min);
        let scale = (1.0 - none) / mixed.iter().sum::<f32>().max(1e-9);
        mixed.map(|share| (share * scale).max(1e-9).ln())
    }

    /// Where each character of a path is along the zone, and how much speaks for one there.
    pub(super) fn stands(&self, path: &Path) -> Vec<Stand> {
        let stand = |&at: &usize| Stand {
            s: self.from + (at as f32 + 0.5) / STEPS as f32,
            gain: self.logs.get(at).map_or(LEAST, gain),
        };
        path.steps.iter().map(stand).collect()
    }

    /// What speaks for each sign where a character is known to be, give or take a step, and how much for
    /// any. `None` outside the line.
    pub(super) fn evidence_of(&self, s: f32) -> Option<(Evidence, f32)> {
        let middle = index((s - self.from) * STEPS as f32);
        let near = middle.saturating_sub(1)..(middle + 2).min(self.logs.len());
        let gains = near.map(|at| (at, gain(&self.logs[at])));
        let (at, gain) = gains.max_by(|one, other| one.1.total_cmp(&other.1))?;
        Some((self.evidence_at(at), gain))
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

impl Path {
    /// How many characters it has.
    pub(super) const fn count(&self) -> usize {
        self.steps.len()
    }
}

/// How much speaks for a character here rather than for none.
fn gain(logs: &[f32; SIGNS.len() + 1]) -> f32 {
    let none = logs[SIGNS.len()];
    let any = 1.0 - none.exp();
    (any.max(1e-9).ln() - none).clamp(LEAST, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gains where characters stand at these steps, and none elsewhere.
    fn gains(steps: usize, at: &[usize]) -> Vec<f32> {
        (0..steps)
            .map(|step| if at.contains(&step) { MOST } else { LEAST })
            .collect()
    }

    #[test]
    fn the_likeliest_count_is_laid_and_uneven_gaps_are_followed() {
        let places = [9, 15, 20, 26, 33];
        let (score, way) = best_way(&gains(60, &places), &[3, 5, 7]).unwrap();
        assert_eq!(way, places);
        assert!(
            (score - (5.0 * MOST - 2.0 * UNEVEN)).abs() < 1e-4,
            "{score}"
        );
    }

    #[test]
    fn more_characters_than_there_is_room_for_have_no_way() {
        assert!(best_way(&gains(20, &[4, 10]), &[9]).is_none());
        assert!(best_way(&[], &[1]).is_none());
        assert!(best_way(&gains(20, &[4]), &[]).is_none());
    }
}
