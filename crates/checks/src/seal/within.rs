//! A hard limit of time around work that cannot be interrupted.

use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

/// Threads at work, abandoned ones included: if so many never end, nothing more is begun.
static AT_WORK: AtomicUsize = AtomicUsize::new(0);
const MOST_AT_WORK: usize = 16;

/// Counts a thread for as long as it lives.
struct AtWork;

impl AtWork {
    fn begin() -> Option<Self> {
        let before = AT_WORK.fetch_add(1, Ordering::Relaxed);
        let guard = Self;
        (before < MOST_AT_WORK).then_some(guard)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        AT_WORK.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Says to a piece of work that nobody waits for it any more; it asks between its steps.
#[derive(Clone, Default)]
pub(super) struct Abandoned(Arc<AtomicBool>);

impl Abandoned {
    pub(super) fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What the work finds, on a thread of its own; `None` when it takes longer, dies, or cannot begin.
pub(super) fn within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce(&Abandoned) -> Option<T> + Send + 'static,
) -> Option<T> {
    let guard = AtWork::begin()?;
    let abandoned = Abandoned::default();
    let asked = abandoned.clone();
    let (answer, arrival) = sync_channel(1);
    let thread = thread::Builder::new().name("seal".to_owned());
    let begun = thread.spawn(move || {
        let _guard = guard;
        let found = work(&asked);
        // Nobody waits after the limit.
        drop(answer.send(found));
    });
    begun.ok()?;
    let found = arrival.recv_timeout(limit);
    if found.is_err() {
        abandoned.0.store(true, Ordering::Relaxed);
    }
    found.ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_takes_too_long_is_left_behind_and_told_so() {
        let limit = Duration::from_millis(30);
        let (ended, end) = sync_channel(1);
        let found = within(limit, move |abandoned| {
            while !abandoned.is_so() {
                thread::yield_now();
            }
            ended.send(()).ok()
        });
        assert_eq!(found, None);
        assert!(end.recv_timeout(Duration::from_secs(10)).is_ok());
    }

    #[test]
    fn work_in_time_gives_what_it_found_and_work_that_dies_gives_nothing() {
        let limit = Duration::from_secs(10);
        assert_eq!(within(limit, |_| Some(7)), Some(7));
        assert_eq!(within::<u8>(limit, |_| panic!("as a library might")), None);
        assert_eq!(within(limit, |_| Some(8)), Some(8));
    }
}
