//! A document that is held up: what was not there before.

use super::frames::Planes;
use sceau_vision::document::{DocumentShape, Scratch, find_document};
use sceau_vision::{Luma, LumaView};

/// Side of the squares that are compared, in pixels.
const CELL: usize = 8;
/// A square changed when its pixels did by this many grey levels, in the mean: grain changes them by two.
const CHANGED_FROM: u32 = 12;
/// Seen in so many looks, one after the other, it is a document; once may be a head that moved.
const SHOWN_FROM: u32 = 3;
/// What stands for what did not change.
const PLAIN: u8 = 128;

/// Looks for the document in what changed since a frame from before it was asked for. A room is full of
/// rectangles; the one that comes is the document.
pub(super) struct ShownWatch {
    shape: DocumentShape,
    before: Option<Planes>,
    scratch: Scratch,
    since_ms: Option<u32>,
    times: u32,
}

impl ShownWatch {
    pub(super) fn new(shape: DocumentShape) -> Self {
        Self {
            shape,
            before: None,
            scratch: Scratch::default(),
            since_ms: None,
            times: 0,
        }
    }

    /// Takes a frame from before; the last one counts.
    pub(super) fn before(&mut self, planes: &Planes) {
        self.before = Some(planes.clone());
    }

    /// Takes a frame of the task. Once the document was seen often enough: since when, and the frame that
    /// shows it.
    pub(super) fn take(&mut self, at_ms: u32, planes: &Planes) -> Option<(u32, Planes)> {
        let is_shown = match &self.before {
            // A film that begins with the task: this is what the others are compared with.
            None => {
                self.before = Some(planes.clone());
                false
            }
            Some(before) => news(before, planes).is_some_and(|news| {
                find_document(news.view(), self.shape, &mut self.scratch).is_some()
            }),
        };
        if !is_shown {
            (self.since_ms, self.times) = (None, 0);
            return None;
        }
        let since = *self.since_ms.get_or_insert(at_ms);
        self.times += 1;
        (self.times >= SHOWN_FROM).then(|| (since, planes.clone()))
    }
}

/// The frame with everything plain that is as it was, cut to what is not; `None` where nothing changed.
fn news(before: &Planes, now: &Planes) -> Option<Luma> {
    let (width, height) = now.size();
    (before.size() == (width, height)).then_some(())?;
    let mut pixels = vec![PLAIN; width * height];
    // Left, top, right, bottom of what changed.
    let mut bounds: Option<[usize; 4]> = None;
    for top in (0..height).step_by(CELL) {
        for left in (0..width).step_by(CELL) {
            let (right, bottom) = ((left + CELL).min(width), (top + CELL).min(height));
            if !is_changed(before, now, [left, top, right, bottom]) {
                continue;
            }
            for y in top..bottom {
                let row = y * width;
                pixels[row + left..row + right]
                    .copy_from_slice(&now.luma()[row + left..row + right]);
            }
            let [l, t, r, b] = bounds.unwrap_or([left, top, right, bottom]);
            bounds = Some([l.min(left), t.min(top), r.max(right), b.max(bottom)]);
        }
    }
    let [left, top, right, bottom] = bounds?.map(|side| u32::try_from(side).unwrap_or(0));
    let margin = u32::try_from(2 * CELL).ok()?;
    let (left, top) = (left.saturating_sub(margin), top.saturating_sub(margin));
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let view = LumaView::new(width, height, &pixels).ok()?;
    Some(view.cropped(left, top, right + margin - left, bottom + margin - top))
}

fn is_changed(before: &Planes, now: &Planes, [left, top, right, bottom]: [usize; 4]) -> bool {
    let (width, _) = now.size();
    let of = |y: usize| -> u32 {
        let row = y * width;
        let pair = before.luma()[row + left..row + right]
            .iter()
            .zip(&now.luma()[row + left..row + right]);
        pair.map(|(one, other)| u32::from(one.abs_diff(*other)))
            .sum()
    };
    let count = u32::try_from((right - left) * (bottom - top)).unwrap_or(u32::MAX);
    (top..bottom).map(of).sum::<u32>() >= CHANGED_FROM * count
}
