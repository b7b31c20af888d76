//! Devices that fail as a scenario says: at once, or after a while.

use crate::clock::Monotonic;
use crate::frame::Frame;
use crate::source::{FrameSource, SoundChunk, SoundSource, SourceFault};
use core::time::Duration;
use std::sync::Arc;

/// A camera that fails.
pub(super) struct FailingCamera {
    fault: SourceFault,
    later: Option<Later>,
}

struct Later {
    camera: Box<dyn FrameSource>,
    after: Duration,
    clock: Arc<dyn Monotonic>,
    opened_at: Duration,
}

impl FailingCamera {
    /// Fails when it is opened.
    pub(super) const fn at_once(fault: SourceFault) -> Self {
        Self { fault, later: None }
    }

    /// Works for a while; zero fails when it is opened.
    pub(super) fn later(
        camera: Box<dyn FrameSource>,
        fault: SourceFault,
        after: Duration,
        clock: Arc<dyn Monotonic>,
    ) -> Self {
        let later = Later {
            camera,
            after,
            clock,
            opened_at: Duration::ZERO,
        };
        Self {
            fault,
            later: (!after.is_zero()).then_some(later),
        }
    }
}

impl FrameSource for FailingCamera {
    fn open(&mut self) -> Result<(), SourceFault> {
        let later = self.later.as_mut().ok_or(self.fault)?;
        later.opened_at = later.clock.elapsed();
        later.camera.open()
    }

    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        let later = self.later.as_mut().ok_or(self.fault)?;
        if later.clock.elapsed() < later.opened_at + later.after {
            return later.camera.next_frame(patience);
        }
        if self.fault == SourceFault::Silent {
            // A silent camera does not say so: the session has to notice.
            later.clock.pause(patience);
            return Ok(None);
        }
        Err(self.fault)
    }

    fn recording_begins(&mut self) {
        if let Some(later) = &mut self.later {
            later.camera.recording_begins();
        }
    }

    fn close(&mut self) {
        if let Some(later) = &mut self.later {
            later.camera.close();
        }
    }
}

/// A microphone that fails when it is opened.
pub(super) struct FailingMicrophone(pub(super) SourceFault);

impl SoundSource for FailingMicrophone {
    fn open(&mut self) -> Result<(), SourceFault> {
        Err(self.0)
    }

    fn next_chunk(&mut self, _: Duration) -> Result<Option<SoundChunk>, SourceFault> {
        Err(self.0)
    }

    fn close(&mut self) {}
}
