//! One way to read a zone, and which of two is better.

use super::alphabet::{SIGNS, column_of};
use super::decode::{Line, Path, Run, Stand};
use super::rows::Rows;
use super::sight::{Evidence, ZoneSight, ZoneSign, decide, text_of, weak_places};
use crate::document::{Point, Quad};
use sceau_domain::document::mrz::{MrzFormat, parse_zone};
use sceau_domain::private::Personal;

/// Columns that lean by more than this, in characters along per character down, are misread ones.
const MOST_LEAN: f32 = 0.45;
/// From this score per character on no other way of reading is tried: 5 is the most.
const GOOD: f32 = 4.2;
/// Two readings are of the same character when its middles are no farther apart, in characters.
const NEAR: f32 = 0.5;

/// One way to read a zone.
pub(super) struct Attempt {
    pub(super) rows: Rows,
    pub(super) format: MrzFormat,
    pub(super) evidence: Vec<Vec<Evidence>>,
    pub(super) signs: Vec<Vec<ZoneSign>>,
    pub(super) runs: Vec<Run>,
    pub(super) stands: Vec<Vec<Stand>>,
    /// How much speaks for characters being where this attempt has them, and nowhere else.
    pub(super) score: f32,
    pub(super) confidence: f32,
}

impl Attempt {
    pub(super) fn new(rows: Rows, lines: &[Line], paths: &[Path]) -> Self {
        let pairs = || lines.iter().zip(paths);
        let evidence = pairs().map(|(line, path)| line.evidence(path)).collect();
        let runs = pairs().map(|(line, path)| line.run(path)).collect();
        let stands = pairs().map(|(line, path)| line.stands(path)).collect();
        let score = paths.iter().map(|path| path.score).sum();
        Self {
            rows,
            format: MrzFormat::Td1,
            evidence: Vec::new(),
            signs: Vec::new(),
            runs,
            stands,
            score,
            confidence: 0.0,
        }
        .saying(evidence)
    }

    /// The same with other evidence.
    pub(super) fn saying(mut self, evidence: Vec<Vec<Evidence>>) -> Self {
        let format = format_of(&evidence);
        let lines = evidence.iter().enumerate().map(|(line, evidence)| {
            let places = evidence.iter().enumerate();
            places
                .map(|(column, evidence)| decide(evidence, format, (line, column)))
                .collect()
        });
        self.signs = lines.collect();
        let sum: f32 = self
            .signs
            .iter()
            .flatten()
            .map(|sign| sign.confidence)
            .sum();
        self.confidence = sum / self.count().max(1) as f32;
        self.format = format;
        self.evidence = evidence;
        self
    }

    /// Whether the characters as seen have the form of their format and every check digit agrees.
    pub(super) fn agrees(&self) -> bool {
        let lines = text_of(&self.signs, |sign| sign.as_seen);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        parse_zone(self.format, &lines).findings().is_empty()
    }

    /// How many characters are no filling.
    pub(super) fn printed(&self) -> usize {
        let signs = self.signs.iter().flatten();
        signs.filter(|sign| sign.as_seen != '<').count()
    }

    /// The characters that are in doubt: their lines, and their places in them.
    pub(super) fn doubtful(&self) -> Vec<(usize, usize)> {
        weak_places(&self.evidence, self.format)
    }

    /// Whether both are readings of one zone: the same characters stand in the same places.
    pub(super) fn is_of_zone(&self, other: &Self) -> bool {
        let (lines, count) = (self.runs.len(), self.count());
        let is_near = |line: usize, at: usize| {
            let places = self.middle_of(line, at).zip(other.middle_of(line, at));
            places.is_some_and(|(here, there)| here.distance(there) < NEAR * self.rows.place.pitch)
        };
        lines == other.runs.len()
            && count == other.count()
            && is_near(0, 0)
            && is_near(lines - 1, count / lines - 1)
    }

    /// Where a character's middle is, in pixels.
    fn middle_of(&self, line: usize, at: usize) -> Option<Point> {
        let stand = self.stands.get(line)?.get(at)?;
        let offset = self.rows.offsets(self.runs.len()).get(line).copied()?;
        Some(self.rows.place.at(stand.s, offset))
    }

    /// Whether characters are as clearly where this reading has them as in good pictures.
    pub(super) fn is_clear(&self) -> bool {
        self.score >= GOOD * self.count() as f32
    }

    /// Whether more characters may stand beside those that were read: two lines of 36 are what little room
    /// shows of two lines of 44, and a zone that begins or ends with nothing begins or ends elsewhere.
    pub(super) fn may_be_longer(&self) -> bool {
        let is_short = self.runs.len() == 2 && self.format.width() == 36;
        (is_short || self.ends_in_nothing()) && !self.agrees()
    }

    /// Whether in no line anything speaks for a character at the first place, or at the last.
    fn ends_in_nothing(&self) -> bool {
        let is_nothing = |end: fn(&[Stand]) -> Option<&Stand>| {
            let mut ends = self.stands.iter().filter_map(|line| end(line));
            ends.all(|stand| stand.gain < 0.0)
        };
        is_nothing(<[Stand]>::first) || is_nothing(<[Stand]>::last)
    }

    /// The rows as this reading says they run: the true pitch, how it grows and how the columns lean.
    /// `None` when that is what was assumed, or when the reading is no good to go by.
    pub(super) fn mended(&self) -> Option<Rows> {
        let count = self.runs.len() as f32;
        let mean = |of: &dyn Fn(&Run) -> f32| self.runs.iter().map(of).sum::<f32>() / count;
        let stretch = mean(&|run| run.pitch);
        let growth = mean(&Run::growth);
        let (first, last) = (self.runs.first()?, self.runs.last()?);
        let lean = (last.middle - first.middle) / (self.rows.spacing * (count - 1.0)).max(1.0);
        let is_known = (stretch - 1.0).abs() < 0.015 && lean.abs() < 0.04 && growth.abs() < 0.001;
        if is_known || self.score < 0.0 || lean.abs() > MOST_LEAN {
            return None;
        }
        let mut rows = self.rows;
        let middle = mean(&|run| run.middle);
        // One line alone has no format.
        let half = self.evidence.first()?.len() as f32 / 2.0;
        rows.place = rows.place.about(middle);
        rows.place.pitch *= stretch;
        rows.place.growth = (rows.place.growth * stretch + growth).clamp(-0.02, 0.02);
        rows.place.lean += lean;
        (rows.place.from, rows.place.to) = (-half, half);
        rows.spacing /= stretch;
        Some(rows)
    }

    /// What attempts are compared by: where characters are, then how sure they are.
    pub(super) fn worth(&self) -> f32 {
        self.score + self.count() as f32 * self.confidence
    }

    pub(super) fn count(&self) -> usize {
        self.signs.iter().map(Vec::len).sum()
    }

    pub(super) fn into_sight(self) -> ZoneSight {
        let offsets = self.rows.offsets(self.runs.len());
        let corner = |line: usize, is_end: bool, down: f32| {
            let run = &self.runs[line];
            let s = if is_end {
                run.last() + 0.5
            } else {
                run.first() - 0.5
            };
            self.rows.place.at(s, offsets[line] + down)
        };
        let last = self.runs.len().saturating_sub(1);
        ZoneSight {
            format: self.format,
            quad: Quad {
                corners: [
                    corner(0, false, -0.6),
                    corner(0, true, -0.6),
                    corner(last, true, 0.6),
                    corner(last, false, 0.6),
                ],
            },
            signs: Personal::new(self.signs),
            evidence: Personal::new(self.evidence),
            confidence: self.confidence,
        }
    }
}

/// Which format lines of these lengths have, by how likely the first letters are.
fn format_of(evidence: &[Vec<Evidence>]) -> MrzFormat {
    let width = evidence.first().map_or(0, Vec::len);
    let says = |column: usize, sign: char| {
        let place = evidence.first().and_then(|line| line.get(column));
        place.map_or(f32::MIN, |logs| logs[column_of(sign)])
    };
    let likeliest = |column: usize| {
        let place = evidence.first().and_then(|line| line.get(column));
        place.map_or(f32::MIN, |logs| {
            logs[..SIGNS.len()].iter().copied().fold(f32::MIN, f32::max)
        })
    };
    let is_visa = says(0, 'V') >= likeliest(0);
    // Five letters, of which one may be unreadable.
    let old = "IDFRA"
        .chars()
        .enumerate()
        .filter(|(at, sign)| says(*at, *sign) >= likeliest(*at))
        .count();
    match (evidence.len(), width) {
        (3, _) => MrzFormat::Td1,
        (_, 44) if is_visa => MrzFormat::MrvA,
        (_, 44) => MrzFormat::Td3,
        _ if is_visa => MrzFormat::MrvB,
        _ if old >= 4 => MrzFormat::OldCard,
        _ => MrzFormat::Td2,
    }
}

pub(super) fn better(one: Option<Attempt>, other: Option<Attempt>) -> Option<Attempt> {
    match (one, other) {
        (Some(one), Some(other)) if other.worth() > one.worth() => Some(other),
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}
