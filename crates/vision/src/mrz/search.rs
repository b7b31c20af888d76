//! The plan: find zones in a picture, cut their lines out, read them.

use super::attempt::{Attempt, better};
use super::cells::{find_zones, shrunk};
use super::cut::{LITTLE_ROOM, Levels, ROOM, STRIP_ROWS, Strips, cut_strips};
use super::decode::{Line, lines, paths};
use super::nets::Nets;
use super::place::Place;
use super::rows::{Rows, straighten, straighten_any};
use super::sight::ZoneSight;
use crate::luma::{Luma, LumaView};
use crate::qr::Budget;

/// The longer side of the picture in which zones are looked for, in pixels.
const SIDE: u32 = 640;
/// From this score per character on a zone is not upside down.
pub(super) const UPRIGHT: f32 = 2.0;
/// Below this score per character of one line what is seen is no zone, whichever way up.
const NO_ZONE: f32 = -1.5;
/// Below this mean belief in its characters, and this score for each, a zone is not said to be seen:
/// other print gives as much.
const SEEN_ABOVE: f32 = 0.6;
const SCORED_ABOVE: f32 = 1.2;
/// Nationality, dates, sex and check digits alone are this many characters that are no filling, in every format
/// (ICAO Doc 9303, parts 4 to 7): grain of wood is read as lines of filling.
const LEAST_PRINTED: usize = 18;
/// Characters of room beyond [`LITTLE_ROOM`] in which the eight show that 36 of 44 leave out, at one end alone.
const LONGER: f32 = 7.0;
/// So many columns of lines are read before nothing new is begun, some ten times what an easy zone takes: a
/// frame that holds no more is better followed by the next one.
const MOST_COLUMNS: usize = 12_000;

/// One picture in which a zone is looked for.
pub(super) struct Search<'a> {
    nets: &'a Nets,
    pub(super) levels: Levels<'a>,
    /// What the glance read where every check digit agrees and a character is in doubt all the same.
    pub(super) glanced: Option<Attempt>,
    runs: Runs,
}

/// What one line of a zone says.
struct Glimpse {
    /// What speaks for a character at each place, in the mean.
    score: f32,
    /// How the rows run by it, where that is not what was assumed.
    mended: Option<Rows>,
}

impl Default for Glimpse {
    fn default() -> Self {
        Self {
            score: f32::MIN,
            mended: None,
        }
    }
}

/// What the networks were asked for one picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Runs {
    /// How many pictures the first looked at.
    pub(super) pictures: usize,
    /// How many columns of lines the second read.
    pub(super) columns: usize,
}

impl<'a> Search<'a> {
    /// Nothing has been looked at.
    pub(super) const fn new(nets: &'a Nets, view: LumaView<'a>) -> Self {
        Self {
            nets,
            levels: Levels::new(view),
            glanced: None,
            runs: Runs {
                pictures: 0,
                columns: 0,
            },
        }
    }

    /// The zones that the first network sees in a picture.
    pub(super) fn find(&mut self, small: &Luma) -> Vec<Place> {
        self.runs.pictures += 1;
        find_zones(&self.nets.finder, small.view())
    }

    /// The zone that is read best. The budget is asked between two looks.
    pub(super) fn read(&mut self, budget: &dyn Budget) -> Option<ZoneSight> {
        if budget.remaining().is_zero() {
            return None;
        }
        if let Some(plain) = self.glance() {
            return Some(plain.into_sight());
        }
        let view = self.levels.whole();
        let mut best: Option<Attempt> = None;
        // A zone may be small in a large picture: the second look sees twice as much.
        for side in [SIDE, 2 * SIDE] {
            let is_new = side == SIDE || view.long_side() > SIDE + SIDE / 2;
            if budget.remaining().is_zero() || self.is_spent() || !is_new {
                break;
            }
            let (small, factor) = shrunk(view, side);
            for seen in self.find(&small) {
                if budget.remaining().is_zero() || self.is_spent() {
                    break;
                }
                let attempt = self.read_seen(&seen, factor);
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
        let best = Some(best).filter(|best| best.printed() >= LEAST_PRINTED)?;
        let best = self.looked_around(best);
        let best = self.or_glanced(best);
        (best.confidence >= SEEN_ABOVE).then(|| best.into_sight())
    }

    /// The glance's reading of the same zone, where its check digits agree and the other's do not: both are
    /// looks at the same print, each with a width of characters of its own.
    fn or_glanced(&mut self, best: Attempt) -> Attempt {
        let glanced = self
            .glanced
            .take()
            .filter(|glanced| glanced.is_of_zone(&best));
        glanced.filter(|_| !best.agrees()).unwrap_or(best)
    }

    /// Reads one zone, in another way when the first is not good: the other way up, then the other
    /// number of lines.
    fn read_seen(&mut self, seen: &Place, factor: f32) -> Option<Attempt> {
        let place = seen.scaled(factor);
        let (rows, likely) = straighten_any(&mut self.levels, &place);
        // One line tells print of other kinds from a zone, and mostly which way is up.
        let [upright, turned] = [rows, rows.turned()].map(|rows| self.glimpse(&rows, likely));
        if upright.score.max(turned.score) < NO_ZONE {
            return None;
        }
        let (mut place, seen, other) = if turned.score > upright.score {
            (place.turned(), turned, upright)
        } else {
            (place, upright, turned)
        };
        let mut best = self.read_glimpsed(&seen, likely);
        if !is_good(best.as_ref()) {
            best = better(best, self.read_rows(&place, likely));
        }
        let is_low = |best: &Attempt| best.score < UPRIGHT * best.count() as f32;
        if other.score > NO_ZONE && !self.is_spent() && best.as_ref().is_none_or(is_low) {
            let turned = self.read_rows(&place.turned(), likely);
            if turned.as_ref().map(Attempt::worth) > best.as_ref().map(Attempt::worth) {
                place = place.turned();
            }
            best = better(best, turned);
        }
        // Lines of a zone say something even when they are counted wrongly.
        let is_nothing = best.as_ref().is_none_or(|best| best.score < 0.0);
        if is_good(best.as_ref()) || is_nothing || self.is_spent() {
            return best;
        }
        better(best, self.read_rows(&place, 5 - likely))
    }

    /// What the middle line says, or the first of two.
    fn glimpse(&mut self, rows: &Rows, count: usize) -> Glimpse {
        let offset = rows.offsets(count)[(count - 1) / 2];
        let read = self.look(rows, &[offset], ROOM).and_then(|lines| {
            let paths = paths(&lines, widths(count))?;
            Some(Attempt::new(*rows, &lines, &paths))
        });
        read.map_or_else(Glimpse::default, |line| Glimpse {
            score: line.score / line.count().max(1) as f32,
            mended: line.mended(),
        })
    }

    /// Reads so many lines as one of them says that they run. `None` when it says too little, or nothing new.
    fn read_glimpsed(&mut self, seen: &Glimpse, count: usize) -> Option<Attempt> {
        let mended = seen.mended.filter(|_| seen.score >= UPRIGHT)?;
        self.read_rounds(&mended.place, count, LITTLE_ROOM)
    }

    /// Reads so many lines where the finder saw them.
    fn read_rows(&mut self, place: &Place, count: usize) -> Option<Attempt> {
        self.read_rounds(place, count, ROOM)
    }

    /// Reads so many lines, and again with what the first reading says about pitch and lean. With little room
    /// that was known before.
    fn read_rounds(&mut self, place: &Place, count: usize, room: f32) -> Option<Attempt> {
        let mut rows = straighten(&mut self.levels, place, count);
        let mut room = room;
        let mut best: Option<Attempt> = None;
        for _ in 0..4 {
            let attempt = self.read_strips(&rows, count, room)?;
            let mended = attempt.mended();
            let is_cut = attempt.is_clear() && attempt.may_be_longer();
            let next_room = LITTLE_ROOM + if is_cut { LONGER } else { 0.0 };
            // What one round did not better, a next will not.
            let is_better = best
                .as_ref()
                .is_none_or(|best| attempt.worth() > best.worth());
            best = better(best, Some(attempt));
            let is_first = room >= ROOM;
            if !is_better || self.is_spent() || (is_good(best.as_ref()) && !is_first) {
                break;
            }
            match mended {
                // With the true pitch the rows can be told better.
                Some(mended) => rows = straighten(&mut self.levels, &mended.place, count),
                None if is_cut && next_room > room => {}
                None => break,
            }
            room = next_room;
        }
        best
    }

    /// Reads so many lines about these rows, with so much room at their ends.
    fn read_strips(&mut self, rows: &Rows, count: usize, room: f32) -> Option<Attempt> {
        let lines = self.look(rows, &rows.offsets(count), room)?;
        attempt_at(rows, &lines)
    }

    /// What the second network sees in lines about these offsets.
    pub(super) fn look(&mut self, rows: &Rows, offsets: &[f32], room: f32) -> Option<Vec<Line>> {
        let strips = cut_strips(&mut self.levels, &rows.place, offsets, room);
        self.ask(&strips)
    }

    /// Whether so much was read that nothing new is begun.
    const fn is_spent(&self) -> bool {
        self.runs.columns >= MOST_COLUMNS
    }

    /// What the second network sees in strips.
    pub(super) fn ask(&mut self, strips: &Strips) -> Option<Vec<Line>> {
        self.runs.columns += strips.lines * strips.columns;
        let size = (STRIP_ROWS, strips.columns);
        let answer = self.nets.reader.run(strips.lines, size, &strips.pixels)?;
        lines(&answer, strips)
    }
}

/// The zone that these lines are.
pub(super) fn attempt_at(rows: &Rows, lines: &[Line]) -> Option<Attempt> {
    let paths = paths(lines, widths(lines.len()))?;
    Some(Attempt::new(*rows, lines, &paths))
}

/// How many characters so many lines may have.
pub(super) const fn widths(lines: usize) -> &'static [usize] {
    if lines == 3 { &[30] } else { &[36, 44] }
}

pub(super) fn is_good(attempt: Option<&Attempt>) -> bool {
    // Two lines of 36 may be two of three lines of 30, with what lies beside them: then no check digit
    // agrees.
    attempt.is_some_and(|attempt| attempt.is_clear() && !attempt.may_be_longer())
}

#[cfg(test)]
mod tests;
