//! The plan: which look comes after which, and where a moving picture is looked at first.

use super::engine::{Found, Look, MOST_SAMPLES, look};
use super::geometry::{Point, pixel};
use super::light::Effort;
use super::pyramid::{Pyramid, doubled};
use super::{Budget, QrCode, QrReading};
use crate::luma::LumaView;

/// Looks in the order of what each reads more than those before it, for its time. Measured on
/// generated frames of 1280 × 720: of 180 with a code these read 141, 18 more, 10 more and 3 more.
/// The last is for print that is hardly darker than its paper.
const PLAN: [Look; 4] = [
    Look {
        level: 1,
        window: 20,
        paper: 95,
        step: 1,
    },
    Look {
        level: 2,
        window: 8,
        paper: 95,
        step: 1,
    },
    Look {
        level: 0,
        window: 40,
        paper: 95,
        step: 2,
    },
    Look {
        level: 1,
        window: 20,
        paper: 98,
        step: 1,
    },
];

/// Pictures with no longer side than this are a code and little around it, as somebody cut it out.
const SMALL_SIDE: u32 = 480;
/// Looks at a small picture, at its own size or at twice it: modules are a few pixels wide, so nothing is
/// halved before the code was looked for as it is. Twice the size is four times the work, and comes after what
/// is cheap.
const SMALL_PLAN: [(Size, Look); 4] = [
    (Size::Own, small_look(0, 8)),
    (Size::Own, small_look(0, 3)),
    (Size::Twice, small_look(0, 8)),
    (Size::Own, small_look(1, 8)),
];

/// Samples that all looks at a small picture may take together: of 137 photographs two that are read take nearly
/// as many, and none of the others half of them.
const SMALL_SAMPLES: usize = 250_000;

/// Up to so many pixels along the longer side a module may be one of them, and every row counts.
const FEW_ROWS: u32 = 160;

#[derive(Clone, Copy, PartialEq)]
enum Size {
    Own,
    Twice,
}

const fn small_look(level: usize, window: usize) -> Look {
    Look {
        level,
        window,
        paper: 95,
        step: 1,
    }
}

/// Pictures with a longer side than this are halved first, in pixels.
const LONG_SIDE: u32 = 2_048;
/// A region that gave nothing in so many frames is let go.
const MOST_MISSES: u8 = 3;
/// A region is halved until its longer side is at most this, in pixels.
const REGION_SIDE: u32 = 480;

/// Reads codes off the frames of one moving picture.
///
/// It remembers where a code was read, or where one seemed to be, and looks there first in the next
/// frame, at full resolution. It also remembers how far its plan had come when the time of a frame
/// was spent, and goes on from there: in a few frames all has been tried, however short the time.
#[derive(Debug, Clone, Default)]
pub struct QrReader {
    next: usize,
    region: Option<Region>,
    misses: u8,
}

impl QrReader {
    /// A reader that has seen nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks at a frame, one look after the other, until a code is read, the plan is through or the
    /// budget is spent. A single look is bounded by the work it may do, not by time: on a frame of
    /// 1280 × 720 that is some milliseconds.
    pub fn read(&mut self, view: LumaView<'_>, budget: &dyn Budget) -> QrReading {
        let mut reading = QrReading::default();
        if self.region.is_some() {
            if budget.remaining().is_zero() {
                reading.is_cut_short = true;
                return reading;
            }
            reading.codes = self.look_where_it_was(view);
            if !reading.codes.is_empty() {
                return reading;
            }
        }
        if view.long_side() <= SMALL_SIDE {
            let effort = Effort::new(SMALL_SAMPLES);
            self.read_small(view, budget, &effort, &mut reading);
            return reading;
        }
        let fitted;
        let mut shrink = 1;
        let mut base = view;
        if view.long_side() > LONG_SIDE {
            fitted = view.fitted(LONG_SIDE);
            base = fitted.view();
            shrink = i32::try_from(view.width() / base.width()).unwrap_or(1);
        }
        self.follow_plan(base, shrink, budget, &mut reading);
        reading
    }

    /// One look only, for callers that do other work between two: like [`QrReader::read`] with a
    /// budget that allows one.
    pub fn step(&mut self, view: LumaView<'_>) -> QrReading {
        let is_first = core::cell::Cell::new(true);
        self.read(view, &|| {
            core::time::Duration::from_secs(is_first.replace(false).into())
        })
    }

    fn follow_plan(
        &mut self,
        base: LumaView<'_>,
        shrink: i32,
        budget: &dyn Budget,
        reading: &mut QrReading,
    ) {
        let mut pyramid = Pyramid::new(base);
        for _ in 0..PLAN.len() {
            if budget.remaining().is_zero() {
                reading.is_cut_short = true;
                return;
            }
            let at = self.next % PLAN.len();
            pyramid.reach(PLAN[at].level);
            let found = look(&pyramid, PLAN[at], &Effort::new(MOST_SAMPLES));
            reading.noisy_ways += u8::from(found.is_noise);
            self.region = Region::around(&found, shrink).or(self.region);
            self.misses = 0;
            if !found.codes.is_empty() {
                // The next frame is probably like this one: the same look comes first.
                reading.codes = found.codes;
                reading.codes.iter_mut().for_each(|code| {
                    code.corners = code.corners.map(|(x, y)| (x * shrink, y * shrink));
                });
                return;
            }
            self.next = (at + 1) % PLAN.len();
        }
    }

    /// The looks at a small picture, from where the last call ended, with one effort for all.
    fn read_small(
        &mut self,
        view: LumaView<'_>,
        budget: &dyn Budget,
        effort: &Effort,
        reading: &mut QrReading,
    ) {
        let mut own = Pyramid::new(view);
        let mut twice = None;
        let mut done = Vec::new();
        for _ in 0..SMALL_PLAN.len() {
            if budget.remaining().is_zero() {
                reading.is_cut_short = true;
                return;
            }
            let at = self.next % SMALL_PLAN.len();
            let (size, mut next) = SMALL_PLAN[at];
            next.step = if view.long_side() > FEW_ROWS { 2 } else { 1 };
            self.next = (at + 1) % SMALL_PLAN.len();
            if done.contains(&(size, next.level)) {
                continue;
            }
            let found = match size {
                Size::Own => {
                    own.reach(next.level);
                    look(&own, next, effort)
                }
                Size::Twice => {
                    let twice = twice.get_or_insert_with(|| doubled(view));
                    look(&Pyramid::new(twice.view()), next, effort)
                }
            };
            reading.noisy_ways += u8::from(found.is_noise);
            reading.codes = found.codes;
            if !reading.codes.is_empty() {
                if size == Size::Twice {
                    for code in &mut reading.codes {
                        code.corners = code.corners.map(|(x, y)| (x / 2, y / 2));
                    }
                }
                self.next = at;
                return;
            }
            if found.is_clear {
                done.push((size, next.level));
            }
        }
    }

    fn look_where_it_was(&mut self, view: LumaView<'_>) -> Vec<QrCode> {
        let Some(region) = self.region else {
            return Vec::new();
        };
        let part = view.cropped(region.left, region.top, region.width, region.height);
        let mut level = 0;
        while part.view().long_side() >> level > REGION_SIDE {
            level += 1;
        }
        let mut pyramid = Pyramid::new(part.view());
        pyramid.reach(level);
        let found = look(
            &pyramid,
            Look {
                level,
                window: 8,
                paper: 95,
                step: 1,
            },
            &Effort::new(MOST_SAMPLES),
        );
        let mut codes = found.codes;
        let (left, top) = (as_i32(region.left), as_i32(region.top));
        for code in &mut codes {
            code.corners = code.corners.map(|(x, y)| (x + left, y + top));
        }
        if let Some(code) = codes.first() {
            self.region = Some(Region::about(code.corners));
            self.misses = 0;
        } else {
            self.misses += 1;
            if self.misses >= MOST_MISSES {
                (self.region, self.misses) = (None, 0);
            }
        }
        codes
    }
}

/// A part of the given picture, in pixels.
#[derive(Debug, Clone, Copy)]
struct Region {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

impl Region {
    /// Where a look read a code, or would have liked to.
    fn around(found: &Found, shrink: i32) -> Option<Self> {
        let read = found.codes.first().map(|code| code.corners);
        let corner = |point: Point| (pixel(point.x), pixel(point.y));
        let corners = read.or_else(|| found.likely.map(|four| four.map(corner)))?;
        Some(Self::about(corners.map(|(x, y)| {
            (x.saturating_mul(shrink), y.saturating_mul(shrink))
        })))
    }

    /// The code and half its size to every side: a hand moves less between two frames.
    fn about(corners: [(i32, i32); 4]) -> Self {
        let span = |values: [i32; 4]| {
            let low = values.into_iter().fold(i32::MAX, i32::min);
            let high = values.into_iter().fold(i32::MIN, i32::max);
            let size = high.saturating_sub(low);
            let from = u32::try_from(low.saturating_sub(size / 2)).unwrap_or(0);
            (from, u32::try_from(size).unwrap_or(0).saturating_mul(2))
        };
        let (left, width) = span(corners.map(|(x, _)| x));
        let (top, height) = span(corners.map(|(_, y)| y));
        Self {
            left,
            top,
            width,
            height,
        }
    }
}

fn as_i32(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// Reads the codes of a single picture: every look of the plan, until one reads a code or the
/// budget is spent.
pub fn read_qr(view: LumaView<'_>, budget: &dyn Budget) -> QrReading {
    QrReader::new().read(view, budget)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::luma::Luma;
    use core::time::Duration;
    use qrcode::{Color, EcLevel, QrCode, Version};

    #[test]
    fn a_small_picture_that_no_look_reads_has_one_effort_for_all_looks() {
        let code = QrCode::with_version("sceau", Version::Normal(15), EcLevel::L).unwrap();
        let (side, colours) = (code.width(), code.to_colors());
        // Plain to see and beyond mending: every fifth module between the corners is turned over.
        let pixel = |at: usize| {
            let (x, y) = (
                (at % 280).wrapping_sub(24) / 3,
                (at / 280).wrapping_sub(24) / 3,
            );
            if x >= side || y >= side {
                return 220;
            }
            let is_between = (9..side - 9).contains(&x) && (9..side - 9).contains(&y);
            let is_turned = is_between && (x * 7 + y * 3) % 5 == 0;
            let is_dark = (colours[y * side + x] == Color::Dark) != is_turned;
            if is_dark { 30 } else { 220 }
        };
        let picture = Luma::new(280, 280, (0..280 * 280).map(pixel).collect()).unwrap();
        let plenty = || Duration::from_secs(60);
        let read_with = |effort: &Effort| {
            let mut reading = QrReading::default();
            QrReader::new().read_small(picture.view(), &plenty, effort, &mut reading);
            reading.codes.len()
        };
        let whole = Effort::new(100_000_000);
        assert_eq!(read_with(&whole), 0);
        // One look alone would stay below what all may take, and all together would not.
        let effort = Effort::new(SMALL_SAMPLES);
        assert_eq!(read_with(&effort), 0);
        assert!(effort.is_spent());
    }
}
