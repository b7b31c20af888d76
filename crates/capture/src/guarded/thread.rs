//! A thread in a library that may never come back.

use super::LETTING_GO;
use super::left_behind::{LeftBehind, MOST};
use crate::clock::Monotonic;
use crate::source::SourceFault;
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::sync::Arc;
use std::thread::JoinHandle;

/// A thread that is waited for a moment when it must end; then it is left behind, and counted until it ends.
pub(crate) struct LentThread {
    thread: JoinHandle<()>,
    is_given_up: Arc<AtomicBool>,
    left_behind: LeftBehind,
}

/// The end of such a thread, however it ends.
struct End {
    is_given_up: Arc<AtomicBool>,
    left_behind: LeftBehind,
}

impl Drop for End {
    fn drop(&mut self) {
        if self.is_given_up.swap(true, Ordering::AcqRel) {
            self.left_behind.one_less();
        }
    }
}

impl LentThread {
    /// Lends a thread to a library.
    ///
    /// # Errors
    /// [`SourceFault::Silent`] when too many hang already, [`SourceFault::Busy`] when none can be had.
    pub(crate) fn start(
        name: &str,
        left_behind: &LeftBehind,
        work: impl FnOnce() + Send + 'static,
    ) -> Result<Self, SourceFault> {
        if left_behind.count() >= MOST {
            return Err(SourceFault::Silent);
        }
        let is_given_up = Arc::new(AtomicBool::new(false));
        let end = End {
            is_given_up: Arc::clone(&is_given_up),
            left_behind: left_behind.clone(),
        };
        let thread = std::thread::Builder::new()
            .name(name.into())
            .spawn(move || {
                let _end = end;
                work();
            })
            .map_err(|_| SourceFault::Busy)?;
        Ok(Self {
            thread,
            is_given_up,
            left_behind: left_behind.clone(),
        })
    }

    pub(super) fn is_finished(&self) -> bool {
        self.thread.is_finished()
    }

    /// Waits for its end, which was asked for; false when it was left behind.
    pub(crate) fn let_go(self, clock: &dyn Monotonic) -> bool {
        let started = clock.elapsed();
        while !self.thread.is_finished() {
            if clock.elapsed() > started + LETTING_GO {
                self.left_behind.one_more();
                if self.is_given_up.swap(true, Ordering::AcqRel) {
                    // It ended in the last moment and waits for nobody.
                    self.left_behind.one_less();
                }
                tracing::warn!("a device does not let go; its thread is left behind");
                return false;
            }
            clock.pause(Duration::from_millis(5));
        }
        // It has ended: a panic in it changes nothing any more.
        let _ = self.thread.join();
        true
    }
}
