//! A driver on a thread that may hang without taking anybody along.

use super::left_behind::{LeftBehind, MOST};
use super::pixels::frame_of;
use super::{Driver, LETTING_GO};
use crate::clock::Monotonic;
use crate::frame::Frame;
use crate::mailbox::Mailbox;
use crate::source::{FrameSource, SourceFault};
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::sync::Arc;
use std::thread::JoinHandle;

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
    thread: JoinHandle<()>,
    is_given_up: Arc<AtomicBool>,
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
        if self.left_behind.count() >= MOST {
            return Err(SourceFault::Silent);
        }
        let mailbox = Arc::new(Mailbox::new());
        let is_stopping = Arc::new(AtomicBool::new(false));
        let is_given_up = Arc::new(AtomicBool::new(false));
        let end = End {
            mailbox: Arc::clone(&mailbox),
            is_given_up: Arc::clone(&is_given_up),
            left_behind: self.left_behind.clone(),
        };
        let (clock, stop) = (Arc::clone(&self.clock), Arc::clone(&is_stopping));
        let driver = Arc::clone(&self.driver);
        let thread = std::thread::Builder::new()
            .name("camera".into())
            .spawn(move || {
                let end = end;
                if let Err(fault) = film(driver.as_ref(), clock.as_ref(), &end.mailbox, &stop) {
                    end.mailbox.put(Err(fault));
                }
            })
            .map_err(|_| SourceFault::Busy)?;
        self.running = Some(Running {
            mailbox,
            is_stopping,
            thread,
            is_given_up,
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
        let started = self.clock.elapsed();
        while !running.thread.is_finished() {
            if self.clock.elapsed() > started + LETTING_GO {
                self.left_behind.one_more();
                self.was_left_behind = true;
                if running.is_given_up.swap(true, Ordering::AcqRel) {
                    // It ended in the last moment and waits for nobody.
                    self.left_behind.one_less();
                }
                tracing::warn!("the camera does not let go; its thread is left behind");
                return;
            }
            self.clock.pause(Duration::from_millis(5));
        }
        // It has ended: a panic in it changes nothing any more.
        let _ = running.thread.join();
    }
}

impl Drop for GuardedCamera {
    fn drop(&mut self) {
        self.close();
    }
}

/// The end of a camera's thread, however it ends.
struct End {
    mailbox: Arc<Mailbox<Result<Frame, SourceFault>>>,
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
