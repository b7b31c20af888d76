//! When a film is looked at, and the decoding that goes ahead of the look.

use super::frames::{Frames, Planes};
use super::order::{Asked, Order};
use sceau_domain::examination::{Moment, Stretch};
use std::sync::mpsc::sync_channel;

/// Between two looks, in milliseconds: four a second.
const EVERY_MS: u32 = 250;
/// A long film is looked at as often, so that it takes no longer.
const MOST_LOOKS: u32 = 120;
/// Between two looks while the head turns: nine a second show a turn that is too fast for a film.
const TURNING_MS: u32 = 110;
/// The head is followed from this long before the turn is asked for: it must be seen straight.
pub(super) const BEFORE_MS: u32 = 500;
/// So many decoded frames may wait for their look: each takes a megabyte and a half.
const AHEAD: usize = 3;

/// Tells which frames are due by their times alone: what is seen on one changes nothing for the next.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    /// Between two looks.
    pub(super) every_ms: u32,
    task: Option<Stretch>,
    has_turn: bool,
}

impl Pace {
    pub(super) fn of(order: &Order) -> Self {
        let until = order.stretches.last().map_or(0, |last| last.until_ms);
        let is_task = |of: &&Stretch| matches!(of.moment, Moment::Task | Moment::Whole);
        Self {
            every_ms: EVERY_MS.max(until / MOST_LOOKS),
            task: order.stretches.iter().find(is_task).copied(),
            has_turn: matches!(order.asked, Asked::TurnLeft | Asked::TurnRight),
        }
    }

    /// Whether a time lies in the stretch of the third task, or so long before it.
    pub(super) fn is_in_task(&self, at_ms: u32, before_ms: u32) -> bool {
        self.task
            .is_some_and(|of| at_ms.saturating_add(before_ms) >= of.from_ms && at_ms < of.until_ms)
    }

    fn is_due(&self, at_ms: u32, last_ms: Option<u32>) -> bool {
        // Without prompts the whole film is the task's: nobody knows when the turn is.
        let is_turning = self.has_turn && self.is_in_task(at_ms, BEFORE_MS);
        let step = if is_turning {
            TURNING_MS.max(self.every_ms / 8)
        } else {
            self.every_ms
        };
        last_ms.is_none_or(|last| at_ms >= last.saturating_add(step))
    }
}

/// Gives every due frame to `take`, in order. A thread decodes ahead of it, so that decoding and looking take as
/// long as the longer of both. Where none can be started the process dies, as at any other limit.
pub(super) fn each_due(mut frames: Frames<'_>, pace: Pace, mut take: impl FnMut(u32, Planes)) {
    let mut last_ms = None;
    let mut next = move || {
        let (at_ms, planes) = frames.next(&|at_ms| pace.is_due(at_ms, last_ms))?;
        last_ms = Some(at_ms);
        Some((at_ms, planes))
    };
    // The first frame is decoded here: a film that has none starts nothing.
    let Some((at_ms, planes)) = next() else {
        return;
    };
    take(at_ms, planes);
    std::thread::scope(|scope| {
        let (give, taken) = sync_channel(AHEAD);
        scope.spawn(move || while next().is_some_and(|frame| give.send(frame).is_ok()) {});
        for (at_ms, planes) in taken {
            take(at_ms, planes);
        }
    });
}
