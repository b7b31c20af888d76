//! Devices in trouble as a scenario says: from the start or after a while, for good or for a time.

use super::scenario::{Plan, Trouble};
use crate::clock::Monotonic;
use crate::frame::Frame;
use crate::source::{FrameSource, Prompt, SoundChunk, SoundSource, SourceFault};
use crate::yuv;
use core::sync::atomic::{AtomicU32, Ordering};
use core::time::Duration;
use std::sync::Arc;

/// When a device is in trouble.
pub(super) struct Hours {
    plan: Plan,
    clock: Arc<dyn Monotonic>,
    /// Sessions that were in trouble so far, of all devices of this kind.
    sessions: Arc<AtomicU32>,
    is_spared: bool,
    /// When it was opened first: opening it again does not put the trouble off.
    opened_at: Option<Duration>,
}

impl Hours {
    pub(super) fn new(plan: Plan, sessions: &Arc<AtomicU32>, clock: Arc<dyn Monotonic>) -> Self {
        Self {
            plan,
            clock,
            sessions: Arc::clone(sessions),
            is_spared: false,
            opened_at: None,
        }
    }

    /// Counts from now on, the first time: a device that is only looked for is not a session.
    fn open(&mut self) {
        if self.opened_at.is_some() {
            return;
        }
        self.opened_at = Some(self.clock.elapsed());
        let earlier = self.sessions.fetch_add(1, Ordering::AcqRel);
        self.is_spared = self.plan.sessions.is_some_and(|most| earlier >= most);
    }

    fn trouble(&self) -> Option<Trouble> {
        if self.is_spared {
            return None;
        }
        let since = self.clock.elapsed().saturating_sub(self.opened_at?);
        let until = self.plan.lasts.map(|lasts| self.plan.after + lasts);
        let is_now = since >= self.plan.after && until.is_none_or(|until| since < until);
        is_now.then_some(self.plan.trouble)
    }

    /// The fault with which opening fails now; a silent device opens.
    fn fault(&self) -> Option<SourceFault> {
        match self.trouble()? {
            Trouble::Fails(SourceFault::Silent) => None,
            Trouble::Fails(fault) => Some(fault),
            Trouble::Frozen | Trouble::Black | Trouble::Deaf => None,
        }
    }
}

/// A camera in trouble.
pub(super) struct TroubledCamera {
    hours: Hours,
    camera: Box<dyn FrameSource>,
    last: Option<Frame>,
}

impl TroubledCamera {
    pub(super) fn new(camera: Box<dyn FrameSource>, hours: Hours) -> Self {
        Self {
            hours,
            camera,
            last: None,
        }
    }
}

impl FrameSource for TroubledCamera {
    fn open(&mut self) -> Result<(), SourceFault> {
        self.hours.open();
        self.hours.fault().map_or_else(|| self.camera.open(), Err)
    }

    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        match self.hours.trouble() {
            Some(Trouble::Fails(SourceFault::Silent)) => {
                // A silent camera does not say so: the session has to notice.
                self.hours.clock.pause(patience);
                Ok(None)
            }
            Some(Trouble::Fails(fault)) => Err(fault),
            trouble => {
                let frame = self.camera.next_frame(patience)?;
                let shown = frame.map(|frame| self.shown(frame, trouble));
                self.last = shown.clone().or(self.last.take());
                Ok(shown)
            }
        }
    }

    fn pictures_move(&self) -> bool {
        self.hours.trouble() == Some(Trouble::Frozen) || self.camera.pictures_move()
    }

    fn recording_begins(&mut self) {
        self.camera.recording_begins();
    }

    fn prompted(&mut self, prompt: Prompt) {
        self.camera.prompted(prompt);
    }

    fn close(&mut self) {
        self.camera.close();
    }
}

impl TroubledCamera {
    fn shown(&self, frame: Frame, trouble: Option<Trouble>) -> Frame {
        match (trouble, &self.last) {
            (Some(Trouble::Frozen), Some(last)) => Frame {
                at: frame.at,
                ..last.clone()
            },
            (Some(Trouble::Black), _) => black(&frame).unwrap_or(frame),
            _ => frame,
        }
    }
}

/// A black frame of the same size; sides of planes are even.
fn black(frame: &Frame) -> Option<Frame> {
    let (width, height) = (frame.width & !1, frame.height & !1);
    let luma = vec![16; usize::from(width) * usize::from(height)];
    let planes = yuv::of_grey(width, height, &luma)?;
    Some(Frame {
        rotation: frame.rotation,
        ..Frame::of_yuv(Arc::new(planes), frame.at)
    })
}

/// A microphone in trouble.
pub(super) struct TroubledMicrophone {
    hours: Hours,
    microphone: Box<dyn SoundSource>,
}

impl TroubledMicrophone {
    pub(super) fn new(microphone: Box<dyn SoundSource>, hours: Hours) -> Self {
        Self { hours, microphone }
    }
}

impl SoundSource for TroubledMicrophone {
    fn open(&mut self) -> Result<(), SourceFault> {
        self.hours.open();
        self.hours
            .fault()
            .map_or_else(|| self.microphone.open(), Err)
    }

    fn next_chunk(&mut self, patience: Duration) -> Result<Option<SoundChunk>, SourceFault> {
        if let Some(fault) = self.hours.fault() {
            return Err(fault);
        }
        let trouble = self.hours.trouble();
        let chunk = self.microphone.next_chunk(patience)?;
        if trouble == Some(Trouble::Fails(SourceFault::Silent)) {
            return Ok(None);
        }
        let is_deaf = trouble == Some(Trouble::Deaf);
        Ok(chunk.map(|mut chunk| {
            if is_deaf {
                chunk.samples.fill(0);
            }
            chunk
        }))
    }

    fn recording_begins(&mut self) {
        self.microphone.recording_begins();
    }

    fn prompted(&mut self, prompt: Prompt) {
        self.microphone.prompted(prompt);
    }

    fn close(&mut self) {
        self.microphone.close();
    }
}

/// A camera that fails when it is opened.
pub(super) struct NoCamera(pub(super) SourceFault);

impl FrameSource for NoCamera {
    fn open(&mut self) -> Result<(), SourceFault> {
        Err(self.0)
    }

    fn next_frame(&mut self, _: Duration) -> Result<Option<Frame>, SourceFault> {
        Err(self.0)
    }

    fn close(&mut self) {}
}

/// A microphone that fails when it is opened.
pub(super) struct NoMicrophone(pub(super) SourceFault);

impl SoundSource for NoMicrophone {
    fn open(&mut self) -> Result<(), SourceFault> {
        Err(self.0)
    }

    fn next_chunk(&mut self, _: Duration) -> Result<Option<SoundChunk>, SourceFault> {
        Err(self.0)
    }

    fn close(&mut self) {}
}
