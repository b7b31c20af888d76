//! A camera library made of acts: what a real one does wrong, on purpose.

use super::jpeg_sheet;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::time::Duration;
use sceau_capture::guarded::{Driver, Layout, OpenDriver, RawPicture};
use sceau_capture::{Monotonic, Rotation, SourceFault};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};

/// Time that runs five times as fast: watchdogs of seconds are waited for in tests.
pub(crate) struct FastClock(sceau_capture::SystemMonotonic);

impl FastClock {
    pub(crate) fn start() -> Arc<Self> {
        Arc::new(Self(sceau_capture::SystemMonotonic::start()))
    }
}

impl Monotonic for FastClock {
    fn elapsed(&self) -> Duration {
        self.0.elapsed() * 5
    }

    fn pause(&self, time: Duration) {
        self.0.pause(time / 5);
    }
}

/// What a camera does for a while, or for ever.
#[derive(Clone, Copy)]
pub(crate) enum Act {
    /// Moving pictures, so many a second.
    Gives { fps: u32, count: usize },
    /// The same picture again and again.
    Repeats,
    /// Black pictures with a little noise.
    Black,
    /// Comes back at once with nothing.
    Spins,
    /// Comes back at once with bytes that are no picture.
    Rubbish,
    /// Does not come back until the gate is opened.
    Hangs,
    /// Fails.
    Dies(SourceFault),
    /// Panics, as nokhwa does when a camera cannot be stopped.
    Panics,
}

/// Pictures for ever.
pub(crate) const WORKS: Act = Act::Gives {
    fps: 30,
    count: usize::MAX,
};

/// One opening: what it does in order, or why it cannot be opened.
pub(crate) type Life = Result<Vec<Act>, SourceFault>;

/// How the pictures look.
#[derive(Clone, Copy)]
pub(crate) struct Picture {
    pub(crate) layout: Layout,
    pub(crate) size: (u16, u16),
    pub(crate) rotation: Rotation,
}

pub(crate) const SMALL: Picture = Picture {
    layout: Layout::Yuyv,
    size: (64, 48),
    rotation: Rotation::None,
};

/// The library.
pub(crate) struct FakeDriver {
    clock: Arc<dyn Monotonic>,
    picture: Picture,
    lives: Mutex<VecDeque<Life>>,
    pub(crate) facts: Arc<Facts>,
}

/// What a test asks afterwards.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) opened: AtomicUsize,
    pub(crate) open_now: AtomicUsize,
    pub(crate) calls: AtomicUsize,
    /// Calls that were made and do not come back.
    pub(crate) hanging: AtomicUsize,
    gate: Mutex<bool>,
    opens: Condvar,
}

impl Facts {
    /// Lets every hanging call come back.
    pub(crate) fn open_gate(&self) {
        *self.gate.lock().unwrap() = true;
        self.opens.notify_all();
    }
}

impl FakeDriver {
    /// A camera with these lives; the last is repeated for ever.
    pub(crate) fn new(
        clock: Arc<dyn Monotonic>,
        picture: Picture,
        lives: impl IntoIterator<Item = Life>,
    ) -> Arc<Self> {
        Arc::new(Self {
            clock,
            picture,
            lives: Mutex::new(lives.into_iter().collect()),
            facts: Arc::default(),
        })
    }
}

impl Driver for FakeDriver {
    fn open(&self, _: &dyn Fn() -> bool) -> Result<Box<dyn OpenDriver>, SourceFault> {
        self.facts.opened.fetch_add(1, Ordering::SeqCst);
        let mut lives = self.lives.lock().unwrap();
        let life = if lives.len() > 1 {
            lives.pop_front().unwrap()
        } else {
            lives[0].clone()
        };
        let acts = life?;
        self.facts.open_now.fetch_add(1, Ordering::SeqCst);
        Ok(Box::new(FakeCamera {
            clock: Arc::clone(&self.clock),
            picture: self.picture,
            acts: acts.into(),
            done: 0,
            number: 0,
            bytes: Vec::new(),
            facts: Arc::clone(&self.facts),
        }))
    }
}

struct FakeCamera {
    clock: Arc<dyn Monotonic>,
    picture: Picture,
    acts: VecDeque<Act>,
    done: usize,
    number: u16,
    bytes: Vec<u8>,
    facts: Arc<Facts>,
}

impl FakeCamera {
    fn act(&mut self) -> Act {
        if let Some(Act::Gives { count, .. }) = self.acts.front()
            && self.done >= *count
        {
            self.acts.pop_front();
            self.done = 0;
        }
        self.done += 1;
        *self
            .acts
            .front()
            .unwrap_or(&Act::Dies(SourceFault::Unplugged))
    }

    fn picture(&mut self, number: u16, light: u8) -> RawPicture<'_> {
        let Picture {
            layout,
            size: (width, height),
            rotation,
        } = self.picture;
        let pixels = usize::from(width) * usize::from(height);
        let noise = u8::try_from(number % 5).unwrap();
        self.bytes = match layout {
            Layout::Jpeg => jpeg_sheet(width, height, number),
            Layout::Yuyv => [light + noise, 128].repeat(pixels),
            Layout::Nv12 => vec![light + noise; pixels * 3 / 2],
            Layout::Grey => vec![light + noise; pixels],
        };
        // Leftovers of another picture, as the buffers of a real driver hold them.
        self.bytes.extend([0xAB; 200]);
        RawPicture {
            bytes: &self.bytes,
            layout,
            width: width.into(),
            height: height.into(),
            rotation,
        }
    }
}

impl OpenDriver for FakeCamera {
    fn next(&mut self) -> Result<RawPicture<'_>, SourceFault> {
        self.facts.calls.fetch_add(1, Ordering::SeqCst);
        let nothing = RawPicture {
            bytes: &[],
            layout: self.picture.layout,
            width: 0,
            height: 0,
            rotation: Rotation::None,
        };
        match self.act() {
            Act::Gives { fps, .. } => {
                self.clock.pause(Duration::from_secs(1) / fps);
                self.number += 1;
                Ok(self.picture(self.number, 120))
            }
            Act::Repeats => {
                self.clock.pause(Duration::from_millis(33));
                Ok(self.picture(0, 120))
            }
            Act::Black => {
                self.clock.pause(Duration::from_millis(33));
                self.number += 1;
                Ok(self.picture(self.number, 16))
            }
            Act::Spins => Ok(nothing),
            Act::Rubbish => Ok(RawPicture {
                bytes: &[7; 5],
                ..nothing
            }),
            Act::Hangs => {
                self.facts.hanging.fetch_add(1, Ordering::SeqCst);
                let gate = self.facts.gate.lock().unwrap();
                drop(self.facts.opens.wait_while(gate, |is_open| !*is_open));
                Err(SourceFault::Unplugged)
            }
            Act::Dies(fault) => Err(fault),
            Act::Panics => std::panic::resume_unwind(Box::new("on purpose")),
        }
    }
}

impl Drop for FakeCamera {
    fn drop(&mut self) {
        self.facts.open_now.fetch_sub(1, Ordering::SeqCst);
    }
}
