//! The plan: find zones, cut their lines out, read them.

use super::alphabet::{SIGNS, column_of};
use super::cells::{Seen, find_zones, shrunk};
use super::cut::{Levels, cut_strips};
use super::decode::{Line, Path, Run, lines, paths};
use super::nets::{Nets, ZoneFault};
use super::place::Place;
use super::rows::{Rows, straighten};
use super::sight::{Evidence, ZoneSight, ZoneSign, decide};
use crate::document::Quad;
use crate::document::cast;
use crate::luma::LumaView;
use crate::qr::Budget;
use sceau_domain::document::mrz::MrzFormat;
use sceau_domain::private::Personal;

/// The longer side of the picture in which zones are looked for, in pixels.
const SIDE: u32 = 640;
/// From this score per character on a zone is not upside down.
const UPRIGHT: f32 = 2.0;
/// Below this mean belief in its characters, and this score for each, a zone is not said to be seen:
/// other print gives as much.
const SEEN_ABOVE: f32 = 0.6;
const SCORED_ABOVE: f32 = 1.2;
/// From this score per character on no other way of reading is tried: 5 is the most.
const GOOD: f32 = 4.2;
/// From here on a character needs no second look.
const SURE: f32 = 0.995;
/// Second looks: moved down by so many characters, so many times as tall.
const LOOKS: [(f32, f32); 4] = [(0.09, 1.0), (-0.09, 1.0), (0.0, 0.88), (0.0, 1.14)];
/// A second look counts when it has this share of the first one's score.
const LIKE: f32 = 0.9;
/// Columns that lean by more than this, in characters along per character down, are misread ones.
const MOST_LEAN: f32 = 0.45;
/// Share of a document's size looked at around it.
const MARGIN: f32 = 0.06;

/// Reads machine-readable zones, on one thread. Loading takes some milliseconds: one reader serves
/// many pictures, also from several threads.
pub struct ZoneReader {
    nets: Nets,
}

impl core::fmt::Debug for ZoneReader {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ZoneReader")
    }
}

/// One way to read a zone.
struct Attempt {
    rows: Rows,
    format: MrzFormat,
    evidence: Vec<Vec<Evidence>>,
    signs: Vec<Vec<ZoneSign>>,
    runs: Vec<Run>,
    /// How much speaks for characters being where this attempt has them, and nowhere else.
    score: f32,
    confidence: f32,
}

impl ZoneReader {
    /// Loads the networks shipped inside.
    ///
    /// # Errors
    /// [`ZoneFault::Weights`] when they are damaged.
    pub fn new() -> Result<Self, ZoneFault> {
        Ok(Self {
            nets: Nets::built_in()?,
        })
    }

    /// The zone in a picture, at any angle, the one of several that is read best. `document`, when
    /// known, says where to look: corners in pixels of the picture, whichever is first. The budget is
    /// asked between two looks, never inside one. `None` when no zone is seen, when it cannot be told
    /// from other print, or when the time was spent before.
    pub fn read(
        &self,
        view: LumaView<'_>,
        document: Option<&Quad>,
        budget: &dyn Budget,
    ) -> Option<ZoneSight> {
        match document.and_then(|quad| around(view, quad)) {
            Some((left, top, width, height)) => {
                let part = view.cropped(left, top, width, height);
                let mut sight = self.read_whole(part.view(), budget)?;
                for corner in &mut sight.quad.corners {
                    corner.x += left as f32;
                    corner.y += top as f32;
                }
                Some(sight)
            }
            None => self.read_whole(view, budget),
        }
    }

    fn read_whole(&self, view: LumaView<'_>, budget: &dyn Budget) -> Option<ZoneSight> {
        let mut levels = Levels::new(view);
        let mut best: Option<Attempt> = None;
        // A zone may be small in a large picture: the second look sees twice as much.
        for side in [SIDE, 2 * SIDE] {
            if budget.remaining().is_zero() || (side > SIDE && view.long_side() <= SIDE + SIDE / 2)
            {
                break;
            }
            let (small, factor) = shrunk(view, side);
            for seen in find_zones(&self.nets.finder, small.view()) {
                if budget.remaining().is_zero() {
                    break;
                }
                let attempt = self.read_seen(&mut levels, &seen, factor);
                best = better(best, attempt);
                // What speaks for itself needs no comparison with the next.
                if best.as_ref().is_some_and(|best| best.score > 0.0) {
                    break;
                }
            }
            if best.as_ref().is_some_and(|best| best.score > 0.0) {
                break;
            }
        }
        let best = best.filter(|best| best.score > SCORED_ABOVE * best.count() as f32)?;
        let best = self.looked_around(&mut levels, best);
        (best.confidence >= SEEN_ABOVE).then(|| best.into_sight())
    }

    /// Reads one zone, in another way when the first is not good: the other way up, then the other
    /// number of lines.
    fn read_seen(&self, levels: &mut Levels<'_>, seen: &Seen, factor: f32) -> Option<Attempt> {
        let place = seen.place.scaled(factor);
        let likely = if seen.is_three { 3 } else { 2 };
        let mut best = self.read_rows(levels, &place, likely);
        if is_good(best.as_ref()) {
            return best;
        }
        let mut place = place;
        if best
            .as_ref()
            .is_none_or(|best| best.score < UPRIGHT * best.count() as f32)
        {
            let turned = self.read_rows(levels, &place.turned(), likely);
            if turned.as_ref().map(Attempt::worth) > best.as_ref().map(Attempt::worth) {
                place = place.turned();
            }
            best = better(best, turned);
        }
        if is_good(best.as_ref()) {
            return best;
        }
        better(best, self.read_rows(levels, &place, 5 - likely))
    }

    /// Reads so many lines, and again with what the first reading says about pitch and lean.
    fn read_rows(&self, levels: &mut Levels<'_>, place: &Place, count: usize) -> Option<Attempt> {
        let mut rows = straighten(levels, place, count);
        let mut best: Option<Attempt> = None;
        for round in 0..4 {
            let attempt = self.read_strips(levels, &rows, count)?;
            let mended = attempt.mended();
            best = better(best, Some(attempt));
            match mended {
                // With the true pitch the rows can be told better.
                Some(mended) if round == 0 || !is_good(best.as_ref()) => {
                    rows = straighten(levels, &mended.place, count);
                }
                _ => break,
            }
        }
        best
    }

    /// Looks again a little higher, lower, taller and flatter, and takes the mean of what is seen: what
    /// only one look shows was its own mistake.
    fn looked_around(&self, levels: &mut Levels<'_>, attempt: Attempt) -> Attempt {
        if attempt.is_sure() {
            return attempt;
        }
        let shares = |evidence: &[Vec<Evidence>]| -> Vec<Vec<Evidence>> {
            let line = |line: &Vec<Evidence>| line.iter().map(|logs| logs.map(f32::exp)).collect();
            evidence.iter().map(line).collect()
        };
        let count = attempt.runs.len();
        let mut sums = shares(&attempt.evidence);
        let mut looks = 1.0;
        for (shift, taller) in LOOKS {
            let mut rows = attempt.rows;
            rows.place = rows.place.shifted(shift, 0.0);
            rows.place.aspect *= taller;
            rows.spacing /= taller;
            let Some(other) = self.read_strips(levels, &rows, count) else {
                continue;
            };
            if other.count() != attempt.count() || other.score < LIKE * attempt.score {
                continue;
            }
            looks += 1.0;
            for (sum, share) in sums
                .iter_mut()
                .flatten()
                .zip(shares(&other.evidence).iter().flatten())
            {
                for (sum, share) in sum.iter_mut().zip(share) {
                    *sum += share;
                }
            }
        }
        let mean = |sums: &Vec<Evidence>| {
            sums.iter()
                .map(|sums| sums.map(|sum| (sum / looks).max(1e-9).ln()))
                .collect()
        };
        let evidence = sums.iter().map(mean).collect();
        attempt.saying(evidence)
    }

    fn read_strips(&self, levels: &mut Levels<'_>, rows: &Rows, count: usize) -> Option<Attempt> {
        let strips = cut_strips(levels, &rows.place, &rows.offsets(count));
        let size = (super::cut::STRIP_ROWS, strips.columns);
        let answer = self.nets.reader.run(count, size, &strips.pixels)?;
        let lines = lines(&answer, &strips)?;
        let widths: &[usize] = if count == 3 { &[30] } else { &[36, 44] };
        let tries = widths.iter().filter_map(|width| {
            let paths = paths(&lines, *width)?;
            Some((paths.iter().map(|path| path.score).sum::<f32>(), paths))
        });
        let (_, paths) = tries.max_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(Attempt::new(*rows, &lines, &paths))
    }
}

impl Attempt {
    fn new(rows: Rows, lines: &[Line], paths: &[Path]) -> Self {
        let pairs = || lines.iter().zip(paths);
        let evidence = pairs().map(|(line, path)| line.evidence(path)).collect();
        let runs = pairs().map(|(line, path)| line.run(path)).collect();
        let score = paths.iter().map(|path| path.score).sum();
        Self {
            rows,
            format: MrzFormat::Td1,
            evidence: Vec::new(),
            signs: Vec::new(),
            runs,
            score,
            confidence: 0.0,
        }
        .saying(evidence)
    }

    /// The same with other evidence.
    fn saying(mut self, evidence: Vec<Vec<Evidence>>) -> Self {
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

    /// Whether every character is sure.
    fn is_sure(&self) -> bool {
        let mut signs = self.signs.iter().flatten();
        signs.all(|sign| sign.confidence > SURE)
    }

    /// The rows as this reading says they run: the true pitch, how it grows and how the columns lean.
    /// `None` when that is what was assumed, or when the reading is no good to go by.
    fn mended(&self) -> Option<Rows> {
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
        let half = self.format.width() as f32 / 2.0;
        rows.place = rows.place.about(middle);
        rows.place.pitch *= stretch;
        rows.place.growth = (rows.place.growth * stretch + growth).clamp(-0.02, 0.02);
        rows.place.lean += lean;
        (rows.place.from, rows.place.to) = (-half, half);
        rows.spacing /= stretch;
        Some(rows)
    }

    /// What attempts are compared by: where characters are, then how sure they are.
    fn worth(&self) -> f32 {
        self.score + self.count() as f32 * self.confidence
    }

    fn count(&self) -> usize {
        self.signs.iter().map(Vec::len).sum()
    }

    fn into_sight(self) -> ZoneSight {
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

fn better(one: Option<Attempt>, other: Option<Attempt>) -> Option<Attempt> {
    match (one, other) {
        (Some(one), Some(other)) if other.worth() > one.worth() => Some(other),
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}

fn is_good(attempt: Option<&Attempt>) -> bool {
    // Two lines of 36 may be two of three lines of 30, with what lies beside them.
    attempt.is_some_and(|attempt| {
        let is_doubtful = attempt.runs.len() == 2 && attempt.format.width() == 36;
        !is_doubtful && attempt.score >= GOOD * attempt.count() as f32
    })
}

/// The upright part of a picture around a document: left, top, width, height. `None` when nothing of
/// it is inside.
fn around(view: LumaView<'_>, quad: &Quad) -> Option<(u32, u32, u32, u32)> {
    let span = |values: [f32; 4], limit: u32| {
        let low = values.iter().copied().fold(f32::MAX, f32::min);
        let high = values.iter().copied().fold(f32::MIN, f32::max);
        let margin = (high - low) * MARGIN;
        let (low, high) = (
            cast::pixels(low - margin),
            cast::pixels(high + margin + 1.0).min(limit),
        );
        (high > low + 1).then_some((low, high - low))
    };
    let (left, width) = span(quad.corners.map(|corner| corner.x), view.width())?;
    let (top, height) = span(quad.corners.map(|corner| corner.y), view.height())?;
    Some((left, top, width, height))
}
