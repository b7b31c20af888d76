//! Reading QR codes (ISO/IEC 18004) off a grey picture, a few ways one after the other, until a
//! code is read or the caller's time is spent.

use crate::luma::{Luma, LumaView};
use crate::threshold::{Bitmap, by_histogram, by_neighbourhood, corner_like_places};
use core::time::Duration;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How much time the caller still gives. Asked between two ways of reading, never inside one: a
/// single way can take longer than is left, so the caller runs this on a thread it can abandon.
pub trait Budget {
    /// The time left; zero means stop.
    fn remaining(&self) -> Duration;
}

impl<F: Fn() -> Duration> Budget for F {
    fn remaining(&self) -> Duration {
        self()
    }
}

/// The text of one code. It may carry a token: `Debug` prints its length only.
#[derive(Clone, PartialEq, Eq)]
pub struct QrCode {
    /// The text, at most 4,296 characters (version 40, alphanumeric).
    pub text: String,
    /// The corners in pixels of the given picture: top left, top right, bottom right, bottom left.
    pub corners: [(i32, i32); 4],
}

impl core::fmt::Debug for QrCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "QrCode({} bytes at {:?})", self.text.len(), self.corners)
    }
}

/// What was read off one picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QrReading {
    /// The codes of the first way that read any.
    pub codes: Vec<QrCode>,
    /// Whether the budget ended before every way was tried.
    pub is_cut_short: bool,
    /// How many ways were skipped because the picture is noise to them.
    pub noisy_ways: u8,
}

/// Pictures with a longer side than this are halved first, in pixels: a code that fills a tenth of
/// a 1,280-pixel frame still has 3 pixels per module at version 6.
const LONG_SIDE: u32 = 1_280;

/// With more corner-like places than this, a picture is noise: a page of text has a handful, a QR
/// code three, and the reader's work grows with the cube.
const MOST_CORNERS: usize = 32;

#[derive(Clone, Copy)]
enum Ink {
    Neighbourhood,
    Histogram,
}

/// One way of reading: at which scale, with which threshold, dark on light or light on dark.
#[derive(Clone, Copy)]
struct Way {
    halvings: u8,
    ink: Ink,
    is_inverted: bool,
}

// Most likely first: cheap and common before slow and rare.
const WAYS: [Way; 6] = [
    Way {
        halvings: 0,
        ink: Ink::Neighbourhood,
        is_inverted: false,
    },
    Way {
        halvings: 1,
        ink: Ink::Neighbourhood,
        is_inverted: false,
    },
    Way {
        halvings: 0,
        ink: Ink::Histogram,
        is_inverted: false,
    },
    Way {
        halvings: 1,
        ink: Ink::Histogram,
        is_inverted: false,
    },
    Way {
        halvings: 0,
        ink: Ink::Neighbourhood,
        is_inverted: true,
    },
    Way {
        halvings: 1,
        ink: Ink::Neighbourhood,
        is_inverted: true,
    },
];

/// Reads the codes of a picture. The first way that reads any wins; others are not tried.
pub fn read_qr(view: LumaView<'_>, budget: &dyn Budget) -> QrReading {
    let mut reading = QrReading::default();
    let mut shrink = 1;
    let mut scales: Vec<Luma> = vec![view.to_owned()];
    while scales[0].view().long_side() > LONG_SIDE {
        scales[0] = scales[0].view().halved();
        shrink *= 2;
    }
    for way in WAYS {
        if budget.remaining().is_zero() {
            reading.is_cut_short = true;
            return reading;
        }
        while scales.len() <= usize::from(way.halvings) {
            let last = &scales[scales.len() - 1];
            scales.push(last.view().halved());
        }
        let bitmap = part(scales[usize::from(way.halvings)].view(), way);
        if corner_like_places(&bitmap, MOST_CORNERS + 1) > MOST_CORNERS {
            reading.noisy_ways += 1;
            continue;
        }
        reading.codes = read_bitmap(&bitmap, shrink << way.halvings);
        if !reading.codes.is_empty() {
            return reading;
        }
    }
    reading
}

fn part(view: LumaView<'_>, way: Way) -> Bitmap {
    let bitmap = match way.ink {
        Ink::Neighbourhood => by_neighbourhood(view, (view.width() as usize / 8).max(15)),
        Ink::Histogram => by_histogram(view),
    };
    if way.is_inverted {
        bitmap.inverted()
    } else {
        bitmap
    }
}

fn read_bitmap(bitmap: &Bitmap, scale: i32) -> Vec<QrCode> {
    // The reader indexes by computed positions; a panic on an odd picture must not end the
    // caller's thread. Nothing of ours is shared with it.
    catch_unwind(AssertUnwindSafe(|| {
        let mut prepared =
            rqrr::PreparedImage::prepare_from_bitmap(bitmap.width, bitmap.height, |x, y| {
                bitmap.is_ink(x, y)
            });
        let grids = prepared.detect_grids();
        grids
            .iter()
            .filter_map(|grid| {
                let (_, text) = grid.decode().ok()?;
                let corners = grid.bounds.map(|point| (point.x * scale, point.y * scale));
                Some(QrCode { text, corners })
            })
            .collect()
    }))
    .unwrap_or_default()
}
