//! Frames pushed in from a webview: the phone's way, and any browser's.

use crate::clock::Monotonic;
use crate::frame::{Frame, Rotation};
use crate::mailbox::Mailbox;
use crate::source::{FrameSource, SourceFault};
use core::time::Duration;
use std::sync::{Arc, Mutex, PoisonError};

/// Why a pushed frame was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PushFault {
    /// More than [`MOST_FRAME_BYTES`].
    #[error("the frame is too heavy")]
    TooHeavy,
    /// Not a JPEG file, or a side over 8,192 pixels.
    #[error("the frame is not a picture")]
    NotAPicture,
    /// No capture is running; the webview should stop its camera.
    #[error("no capture is running")]
    NobodyListens,
}

/// Most bytes of one pushed frame: a 12-megapixel JPEG is about 4 MB.
pub const MOST_FRAME_BYTES: usize = 6_000_000;

struct Shared {
    mailbox: Mailbox<Frame>,
    fault: Mutex<Option<SourceFault>>,
}

/// The webview's end: it pushes frames and tells when its own camera fails.
#[derive(Clone)]
pub struct FramePusher {
    shared: Arc<Shared>,
    clock: Arc<dyn Monotonic>,
}

/// The session's end.
pub struct PushedSource {
    shared: Arc<Shared>,
}

/// Makes both ends. Frames are stamped when they arrive.
pub fn pushed(clock: Arc<dyn Monotonic>) -> (FramePusher, PushedSource) {
    let shared = Arc::new(Shared {
        mailbox: Mailbox::new(),
        fault: Mutex::new(None),
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
    /// Takes one JPEG frame; one that was not read yet is replaced.
    ///
    /// # Errors
    /// [`PushFault`], checked before anything is decoded.
    pub fn push_jpeg(&self, bytes: &[u8], rotation: Rotation) -> Result<(), PushFault> {
        if bytes.len() > MOST_FRAME_BYTES {
            return Err(PushFault::TooHeavy);
        }
        let frame = Frame::of_jpeg(bytes.into(), self.clock.elapsed(), rotation)
            .map_err(|_| PushFault::NotAPicture)?;
        if self.shared.mailbox.put(frame) {
            Ok(())
        } else {
            Err(PushFault::NobodyListens)
        }
    }

    /// The webview's camera failed: the session ends with this reason.
    pub fn fail(&self, fault: SourceFault) {
        *self
            .shared
            .fault
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(fault);
        self.shared.mailbox.close();
    }
}

impl PushedSource {
    fn fault(&self) -> Option<SourceFault> {
        *self
            .shared
            .fault
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl FrameSource for PushedSource {
    fn open(&mut self) -> Result<(), SourceFault> {
        self.fault().map_or(Ok(()), Err)
    }

    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        let frame = self.shared.mailbox.take(patience);
        match self.fault() {
            Some(fault) => Err(fault),
            None => Ok(frame),
        }
    }

    /// The webview asks the person itself, and pushes only then.
    fn starts_by_itself(&self) -> bool {
        false
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
