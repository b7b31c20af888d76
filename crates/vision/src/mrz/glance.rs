//! A first glance: most zones fill the frame, are sharp, and need no more than one look at a smaller
//! picture and one at each line. What it gives is beyond doubt; else the whole search decides.

use super::attempt::Attempt;
use super::cells::shrunk;
use super::cut::LITTLE_ROOM;
use super::decode::{Line, paths};
use super::rows::{Rows, straighten, straighten_any};
use super::search::{Search, UPRIGHT, attempt_at, is_good, widths};

/// The longer side of the picture that is glanced at, in pixels.
const SIDE: u32 = 480;
/// A zone that is seen by so many characters shorter than its format, or longer, is not seen well. It is seen
/// longer rather than shorter: a cell that it only touches may count as its own, and where characters are small one cell
/// covers more than one of them.
const SHORTER: f32 = 4.5;
const LONGER: f32 = 6.5;
/// Characters that are wider or narrower than they were thought to be by more than this share are read badly:
/// where the first line says so, the others wait for the true width.
const STRETCHED: f32 = 0.045;
/// A zone is seen longer than its characters are by so many of them.
const MARGIN: f32 = 2.0;
/// Two lines this long, in characters, may have 36 or 44: their length says nothing of the width of one.
const EITHER: core::ops::Range<f32> = 40.0..43.0;
/// How much wider or narrower than the network says characters may be.
const WIDER: (f32, f32) = (0.88, 1.13);
/// So many doubtful characters are looked at again by themselves; with more, all lines are.
const FEW: usize = 6;
/// From this length on, in characters, two lines have 44 characters, not 36.
const LONG: f32 = 40.5;
/// Characters of room at the ends of a zone that is seen well, beside what it lacks.
const ROOM: f32 = 2.5;

impl Search<'_> {
    /// Reads the likeliest zone of a small picture, a second time where the first tells its place
    /// better. What it gives needs no second look: the pixels speak for every character, and the check
    /// digits for the whole. `None` when anything is left open.
    pub(super) fn glance(&mut self) -> Option<Attempt> {
        let (small, factor) = shrunk(self.levels.whole(), SIDE);
        let seen = self.find(&small).into_iter().next()?;
        let place = seen.scaled(factor);
        let (rows, count) = straighten_any(&mut self.levels, &place);
        let length = place.to - place.from;
        let width = match count {
            3 => 30.0,
            _ if length < LONG => 36.0,
            _ => 44.0,
        };
        if !(-SHORTER..LONGER).contains(&(length - width)) {
            return None;
        }
        let rows = self.by_length(rows, count, width);
        let length = rows.place.to - rows.place.from;
        let room = (width - length).max(0.0) + ROOM;
        let (rows, first) = self.first_upright(rows, count, room)?;
        let mended = mended_by(&rows, &first, count).filter(|mended| {
            let stretch = mended.place.pitch / rows.place.pitch;
            (stretch - 1.0).abs() > STRETCHED
        });
        let is_mended = mended.is_some();
        let attempt = match mended {
            Some(mended) => self.read_again(&mended, count)?,
            None => {
                let others = self.look(&rows, &rows.offsets(count)[1..], room)?;
                let lines: Vec<Line> = first.into_iter().chain(others).collect();
                attempt_at(&rows, &lines)?
            }
        };
        let mended = attempt.mended();
        if is_good(Some(&attempt)) && attempt.agrees() && attempt.doubtful().len() <= FEW {
            let attempt = self.looked_around(attempt);
            let is_known = is_mended && mended.is_none();
            if attempt.agrees() {
                if is_known || attempt.doubtful().is_empty() {
                    return Some(attempt);
                }
                self.glanced = Some(attempt);
            }
        }
        let attempt = self.read_again(&mended?, count)?;
        let attempt = Some(attempt).filter(|attempt| is_good(Some(attempt)))?;
        Some(self.looked_around(attempt)).filter(Attempt::agrees)
    }

    /// The rows with the width of a character that the zone's length gives: on what is printed the network
    /// sees it better than how wide one character is, which it takes for up to a tenth too much or too little.
    fn by_length(&mut self, rows: Rows, count: usize, width: f32) -> Rows {
        let mut place = rows.place;
        let length = place.to - place.from;
        if count == 2 && EITHER.contains(&length) {
            return rows;
        }
        let wider = ((length - MARGIN) / width).clamp(WIDER.0, WIDER.1);
        place.pitch *= wider;
        (place.from, place.to) = (place.from / wider, place.to / wider);
        straighten(&mut self.levels, &place, count)
    }

    /// Reads one line, the other way up when it says nothing, and tells which way that is.
    fn first_upright(&mut self, rows: Rows, count: usize, room: f32) -> Option<(Rows, Vec<Line>)> {
        [rows, rows.turned()].into_iter().find_map(|rows| {
            let lines = self.look(&rows, &rows.offsets(count)[..1], room)?;
            says_something(&lines, count).then_some((rows, lines))
        })
    }

    /// Reads all lines where a first reading has said how they run.
    fn read_again(&mut self, mended: &Rows, count: usize) -> Option<Attempt> {
        let rows = straighten(&mut self.levels, &mended.place, count);
        let lines = self.look(&rows, &rows.offsets(count), LITTLE_ROOM)?;
        attempt_at(&rows, &lines)
    }
}

/// How the rows run by one of so many lines.
fn mended_by(rows: &Rows, line: &[Line], count: usize) -> Option<Rows> {
    let paths = paths(line, widths(count))?;
    Attempt::new(*rows, line, &paths).mended()
}

/// Whether a line, read by itself, may be one of so many.
fn says_something(line: &[Line], count: usize) -> bool {
    let path = paths(line, widths(count)).and_then(|mut paths| paths.pop());
    path.is_some_and(|path| path.score >= UPRIGHT * path.count() as f32)
}
