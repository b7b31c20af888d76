//! Frames pushed in from a webview: the phone's way, and any browser's.

use crate::clock::Monotonic;
use crate::frame::{Frame, Rotation};
use crate::mailbox::Mailbox;
use crate::source::{FrameSource, SourceFault};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use core::time::Duration;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Why a pushed frame was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PushFault {
    /// More than [`MOST_FRAME_BYTES`].
    #[error("the frame is too heavy")]
    TooHeavy,
    /// Not a JPEG file, or a side over 8,192 pixels.
    #[error("the frame is not a picture")]
    NotAPicture,
    /// Taken before one that came already: pieces overtake each other on their way.
    #[error("a newer frame came already")]
    Late,
    /// Not base64.
    #[error("the text is not base64")]
    NotBase64,
    /// No capture is running; the webview should stop its camera.
    #[error("no capture is running")]
    NobodyListens,
}

/// Most bytes of one pushed frame: a 12-megapixel JPEG is about 4 MB.
pub const MOST_FRAME_BYTES: usize = 6_000_000;

/// A webview's clock that goes back by more than this was started again, or was set by hand: the
/// frame is new all the same.
const CLOCK_JUMP: Duration = Duration::from_secs(2);

struct Shared {
    mailbox: Mailbox<Frame>,
    last: Mutex<Option<Last>>,
}

/// The newest frame that was taken in.
#[derive(Clone, Copy)]
struct Last {
    /// On the webview's clock, where it tells.
    taken: Option<Duration>,
    /// On ours.
    at: Duration,
}

/// The webview's end: it pushes frames. Whether its own camera fails is between it and its page, which then closes
/// the session.
#[derive(Clone)]
pub struct FramePusher {
    shared: Arc<Shared>,
    clock: Arc<dyn Monotonic>,
}

/// The session's end.
pub struct PushedSource {
    shared: Arc<Shared>,
}

/// Makes both ends. Frames are stamped when they arrive, on our clock; the webview's own time only
/// puts them in order.
pub fn pushed(clock: Arc<dyn Monotonic>) -> (FramePusher, PushedSource) {
    let shared = Arc::new(Shared {
        mailbox: Mailbox::new(),
        last: Mutex::new(None),
    });
    (
        FramePusher {
            shared: Arc::clone(&shared),
            clock,
        },
        PushedSource { shared },
    )
}

impl FramePusher {
    /// Takes one JPEG frame as raw bytes, where the platform passes them; one that was not read yet
    /// is replaced. `taken` is the webview's own time of it.
    ///
    /// # Errors
    /// [`PushFault`], checked before anything is decoded.
    pub fn push_jpeg(
        &self,
        bytes: &[u8],
        rotation: Rotation,
        taken: Option<Duration>,
    ) -> Result<(), PushFault> {
        let now = self.clock.elapsed();
        let mut frame = frame_of(bytes, now, rotation)?;
        // Held until the frame is in its place, so that two at once cannot change places.
        let mut last = lock(&self.shared.last);
        frame.at = next_time(*last, taken, now).ok_or(PushFault::Late)?;
        let at = frame.at;
        if !self.shared.mailbox.put(frame) {
            return Err(PushFault::NobodyListens);
        }
        *last = Some(Last { taken, at });
        Ok(())
    }

    /// Takes one JPEG frame as base64 text (RFC 4648), for platforms that pass text only.
    ///
    /// # Errors
    /// As [`FramePusher::push_jpeg`], and [`PushFault::NotBase64`].
    pub fn push_base64(
        &self,
        text: &str,
        rotation: Rotation,
        taken: Option<Duration>,
    ) -> Result<(), PushFault> {
        self.push_jpeg(&bytes_of(text)?, rotation, taken)
    }

    /// Reads the camera's picture at full size, JPEG as base64 text, for
    /// [`crate::CaptureSession::take_document`]. Nothing is pushed: among the frames it could be
    /// overtaken, and it is not one of them. Drawn on the page it is upright, as its frames are.
    ///
    /// # Errors
    /// As [`FramePusher::push_base64`], but for those of the order.
    pub fn whole_picture(&self, text: &str) -> Result<Frame, PushFault> {
        frame_of(&bytes_of(text)?, self.clock.elapsed(), Rotation::None)
    }
}

fn bytes_of(text: &str) -> Result<Vec<u8>, PushFault> {
    // Four signs for three bytes: too much text is not even decoded.
    if text.len() > MOST_FRAME_BYTES.div_ceil(3) * 4 {
        return Err(PushFault::TooHeavy);
    }
    STANDARD.decode(text).map_err(|_| PushFault::NotBase64)
}

fn frame_of(bytes: &[u8], at: Duration, rotation: Rotation) -> Result<Frame, PushFault> {
    if bytes.len() > MOST_FRAME_BYTES {
        return Err(PushFault::TooHeavy);
    }
    Frame::of_jpeg(bytes.into(), at, rotation).map_err(|_| PushFault::NotAPicture)
}

/// When a frame is said to have come: always later than the one before. `None` when it is late.
fn next_time(last: Option<Last>, taken: Option<Duration>, now: Duration) -> Option<Duration> {
    let Some(last) = last else { return Some(now) };
    if let (Some(before), Some(taken)) = (last.taken, taken) {
        let is_late = taken <= before && before - taken < CLOCK_JUMP;
        if is_late {
            return None;
        }
    }
    Some(now.max(last.at + Duration::from_micros(1)))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl FrameSource for PushedSource {
    fn open(&mut self) -> Result<(), SourceFault> {
        self.shared.mailbox.reopen();
        Ok(())
    }

    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        Ok(self.shared.mailbox.take(patience))
    }

    /// The webview asks the person itself, and pushes only then.
    fn starts_by_itself(&self) -> bool {
        false
    }

    /// A page in the background pushes nothing, nor does one that saves a picture. It may speak again at any time.
    fn may_be_silent_for(&self) -> Duration {
        Duration::from_secs(5)
    }

    fn close(&mut self) {
        self.shared.mailbox.close();
    }
}

impl Drop for PushedSource {
    fn drop(&mut self) {
        self.close();
    }
}
