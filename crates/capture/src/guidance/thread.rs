//! The thread that looks: always at the newest frame, never at one twice.

use super::Guide;
use crate::session::shared::Shared;
use core::time::Duration;
use std::sync::Arc;
use std::thread::JoinHandle;

/// How long to rest when no new frame came: short beside a frame, long beside a look at a counter.
const REST: Duration = Duration::from_millis(8);

pub(crate) fn spawn(mut guide: Guide, shared: Arc<Shared>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut seen = 0;
        while !shared.is_stopping() {
            if let Some(side) = shared.take_asked_turn() {
                guide.ask_turn(side);
            }
            let fresh = shared
                .newest()
                .ok()
                .filter(|(_, sequence)| *sequence != seen);
            let Some((frame, sequence)) = fresh else {
                shared.clock.pause(REST);
                continue;
            };
            seen = sequence;
            // A broken picture says nothing; the next may be whole.
            if let Ok(advice) = guide.look(&frame) {
                shared.advise(advice, &frame);
            }
        }
    })
}
