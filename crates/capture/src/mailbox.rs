//! A place for the newest thing only: who is slow sees fewer, never older.

use core::time::Duration;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Holds at most one value; putting replaces.
pub(crate) struct Mailbox<T> {
    slot: Mutex<Slot<T>>,
    arrived: Condvar,
}

struct Slot<T> {
    newest: Option<T>,
    is_closed: bool,
}

impl<T> Mailbox<T> {
    pub(crate) const fn new() -> Self {
        Self {
            slot: Mutex::new(Slot {
                newest: None,
                is_closed: false,
            }),
            arrived: Condvar::new(),
        }
    }

    /// Replaces what was there. False when the reader is gone.
    pub(crate) fn put(&self, value: T) -> bool {
        let mut slot = self.lock();
        if slot.is_closed {
            return false;
        }
        slot.newest = Some(value);
        drop(slot);
        self.arrived.notify_one();
        true
    }

    /// Takes the newest, waiting at most `patience` for one.
    pub(crate) fn take(&self, patience: Duration) -> Option<T> {
        let slot = self.lock();
        let is_empty = |slot: &mut Slot<T>| slot.newest.is_none() && !slot.is_closed;
        let (mut slot, _) = self
            .arrived
            .wait_timeout_while(slot, patience, is_empty)
            .unwrap_or_else(PoisonError::into_inner);
        slot.newest.take()
    }

    /// Ends it: readers wake at once, writers are told.
    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.arrived.notify_all();
    }

    /// Takes values again after it was ended; what was left in it is thrown away.
    pub(crate) fn reopen(&self) {
        *self.lock() = Slot {
            newest: None,
            is_closed: false,
        };
    }

    // A value is moved in or out whole: a thread that panicked left nothing half done here.
    fn lock(&self) -> MutexGuard<'_, Slot<T>> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_WAIT: Duration = Duration::ZERO;

    #[test]
    fn only_the_newest_is_kept_and_taken_once() {
        let mailbox = Mailbox::new();
        assert!(mailbox.put(1) && mailbox.put(2));
        assert_eq!(
            (mailbox.take(NO_WAIT), mailbox.take(NO_WAIT)),
            (Some(2), None)
        );
    }

    #[test]
    fn closing_wakes_the_reader_and_tells_the_writer() {
        let mailbox = Mailbox::<u8>::new();
        std::thread::scope(|scope| {
            let reader = scope.spawn(|| mailbox.take(Duration::from_secs(60)));
            mailbox.close();
            assert_eq!(reader.join().unwrap(), None);
        });
        assert!(!mailbox.put(1));
        mailbox.reopen();
        assert!(mailbox.put(2));
        assert_eq!(mailbox.take(NO_WAIT), Some(2));
    }

    #[test]
    fn what_arrives_while_somebody_waits_is_given_at_once() {
        let mailbox = Mailbox::new();
        std::thread::scope(|scope| {
            let reader = scope.spawn(|| mailbox.take(Duration::from_secs(60)));
            mailbox.put(7);
            assert_eq!(reader.join().unwrap(), Some(7));
        });
    }
}
