//! A driver on a thread that may hang without taking anybody along.

use super::Driver;
use super::left_behind::LeftBehind;
use super::pixels::frame_of;
use super::thread::LentThread;
use crate::clock::Monotonic;
use crate::frame::Frame;
use crate::mailbox::Mailbox;
use crate::source::{FrameSource, SourceFault};
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::sync::Arc;

/// A camera whose driver may block, spin or hang; the session never does. It can be opened again
/// after it was closed.
pub struct GuardedCamera {
    driver: Arc<dyn Driver>,
    clock: Arc<dyn Monotonic>,
    left_behind: LeftBehind,
    running: Option<Running>,
    was_left_behind: bool,
}

struct Running {
    mailbox: Arc<Mailbox<Result<Frame, SourceFault>>>,
    is_stopping: Arc<AtomicBool>,
    thread: LentThread,
}

/// Pictures that cannot be read, one after the other, before the format is called unknown.
const MOST_UNREADABLE: u32 = 30;
/// No camera is faster than this; a driver that is spins, and is slowed down.
const LEAST_GAP: Duration = Duration::from_millis(4);

impl GuardedCamera {
    /// Guards a driver. Opens nothing yet.
    pub fn new(
        driver: Arc<dyn Driver>,
        clock: Arc<dyn Monotonic>,
        left_behind: LeftBehind,
    ) -> Self {
        Self {
            driver,
            clock,
            left_behind,
            running: None,
            was_left_behind: false,
        }
    }

    /// What a fault means here: a camera that our own hanging thread still holds is not busy with
    /// another program, it is silent.
    const fn seen_from_here(&self, fault: SourceFault) -> SourceFault {
        match fault {
            SourceFault::Busy if self.was_left_behind => SourceFault::Silent,
            fault => fault,
        }
    }
}

impl FrameSource for GuardedCamera {
    fn open(&mut self) -> Result<(), SourceFault> {
        let mailbox = Arc::new(Mailbox::new());
        let is_stopping = Arc::new(AtomicBool::new(false));
        let (post, stop) = (Arc::clone(&mailbox), Arc::clone(&is_stopping));
        let (driver, clock) = (Arc::clone(&self.driver), Arc::clone(&self.clock));
        let thread = LentThread::start("camera", &self.left_behind, move || {
            if let Err(fault) = film(driver.as_ref(), clock.as_ref(), &post, &stop) {
                post.put(Err(fault));
            }
        })?;
        self.running = Some(Running {
            mailbox,
            is_stopping,
            thread,
        });
        Ok(())
    }

    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        let running = self.running.as_ref().ok_or(SourceFault::NoCamera)?;
        let mut news = running.mailbox.take(patience);
        if news.is_none() && running.thread.is_finished() {
            // Whatever it left is read first; a driver that panicked left nothing.
            let last = running.mailbox.take(Duration::ZERO);
            news = Some(last.unwrap_or(Err(SourceFault::Unplugged)));
        }
        news.transpose().map_err(|fault| self.seen_from_here(fault))
    }

    fn starts_by_itself(&self) -> bool {
        !self.driver.asks_first()
    }

    fn close(&mut self) {
        let Some(running) = self.running.take() else {
            return;
        };
        running.is_stopping.store(true, Ordering::Release);
        running.mailbox.close();
        if !running.thread.let_go(self.clock.as_ref()) {
            self.was_left_behind = true;
        }
    }
}

impl Drop for GuardedCamera {
    fn drop(&mut self) {
        self.close();
    }
}

fn film(
    driver: &dyn Driver,
    clock: &dyn Monotonic,
    mailbox: &Mailbox<Result<Frame, SourceFault>>,
    is_stopping: &AtomicBool,
) -> Result<(), SourceFault> {
    let is_wanted = || !is_stopping.load(Ordering::Acquire);
    let mut camera = driver.open(&is_wanted)?;
    let (mut unreadable, mut last) = (0, None);
    while is_wanted() {
        let picture = camera.next()?;
        let now = clock.elapsed();
        let spins = last.is_some_and(|last| now < last + LEAST_GAP);
        if picture.bytes.is_empty() || spins {
            // It came back with nothing, or too soon: the session will notice the silence.
            clock.pause(LEAST_GAP);
            continue;
        }
        match frame_of(picture, now) {
            Some(frame) => {
                (unreadable, last) = (0, Some(now));
                if !mailbox.put(Ok(frame)) {
                    break;
                }
            }
            None if unreadable >= MOST_UNREADABLE => return Err(SourceFault::Format),
            None => {
                unreadable += 1;
                clock.pause(LEAST_GAP);
            }
        }
    }
    Ok(())
}
