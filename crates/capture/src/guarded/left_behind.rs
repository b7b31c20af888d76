//! Threads that a device library did not give back.

use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

/// Counts the threads that were left behind in a device library and have not ended since. Shared by
/// all cameras and microphones of a run; zero in the normal case.
#[derive(Debug, Clone, Default)]
pub struct LeftBehind(Arc<AtomicUsize>);

/// When so many hang already, another device is not even tried, so that threads do not pile up.
pub(super) const MOST: usize = 4;

impl LeftBehind {
    /// How many there are now.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::Acquire)
    }

    pub(super) fn one_more(&self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }

    pub(super) fn one_less(&self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}
