//! The plan: find zones, cut their lines out, read them.

use super::attempt::{Attempt, better};
use super::cells::{Seen, find_zones, shrunk};
use super::cut::{LITTLE_ROOM, Levels, ROOM, cut_strips};
use super::decode::{lines, paths};
use super::nets::{Nets, ZoneFault};
use super::place::Place;
use super::rows::{Rows, straighten};
use super::sight::{Evidence, ZoneSight};
use crate::document::Quad;
use crate::document::cast;
use crate::luma::LumaView;
use crate::qr::Budget;

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
/// Second looks: moved down by so many characters, so many times as tall. They are taken one after the
/// other while a character is doubtful.
const LOOKS: [(f32, f32); 4] = [(0.09, 0.94), (-0.09, 1.07), (0.0, 0.88), (0.0, 1.14)];
/// A second look counts when it has this share of the first one's score.
const LIKE: f32 = 0.9;
/// From this belief on a character is not doubtful.
const PLAIN: f32 = 0.9;
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
            let room = if round == 0 { ROOM } else { LITTLE_ROOM };
            let attempt = self.read_strips(levels, &rows, count, room)?;
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
        let shares = |evidence: &[Vec<Evidence>]| -> Vec<Vec<Evidence>> {
            let line = |line: &Vec<Evidence>| line.iter().map(|logs| logs.map(f32::exp)).collect();
            evidence.iter().map(line).collect()
        };
        let count = attempt.runs.len();
        let mut sums = shares(&attempt.evidence);
        let mut looks = 1.0;
        for (shift, taller) in LOOKS {
            if is_plain(&sums, looks) {
                break;
            }
            let mut rows = attempt.rows;
            rows.place = rows.place.shifted(shift, 0.0);
            rows.place.aspect *= taller;
            rows.spacing /= taller;
            let Some(other) = self.read_strips(levels, &rows, count, LITTLE_ROOM) else {
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

    fn read_strips(
        &self,
        levels: &mut Levels<'_>,
        rows: &Rows,
        count: usize,
        room: f32,
    ) -> Option<Attempt> {
        let strips = cut_strips(levels, &rows.place, &rows.offsets(count), room);
        let size = (super::cut::STRIP_ROWS, strips.columns);
        let answer = self.nets.reader.run(count, size, &strips.pixels)?;
        let lines = lines(&answer, &strips)?;
        let widths: &[usize] = if count == 3 { &[30] } else { &[36, 44] };
        let paths = paths(&lines, widths)?;
        Some(Attempt::new(*rows, &lines, &paths))
    }
}

fn is_good(attempt: Option<&Attempt>) -> bool {
    // Two lines of 36 may be two of three lines of 30, with what lies beside them: then no check digit
    // agrees.
    attempt.is_some_and(|attempt| {
        let is_doubtful = attempt.runs.len() == 2 && attempt.format.width() == 36;
        attempt.score >= GOOD * attempt.count() as f32 && (!is_doubtful || attempt.agrees())
    })
}

/// Whether the mean of what so many looks saw leaves no character doubtful.
fn is_plain(sums: &[Vec<Evidence>], looks: f32) -> bool {
    let mut places = sums.iter().flatten();
    places.all(|sums| sums.iter().copied().fold(0.0, f32::max) >= PLAIN * looks)
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
