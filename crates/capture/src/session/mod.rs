//! One use of the camera, from the moment its light goes on until it is off: preview, code
//! reading, stills with their clip, and recordings.

mod camera_thread;
mod looks;
mod past;
mod qr_worker;
mod settings;
pub(crate) mod shared;
mod sound_thread;
mod status;

pub use looks::CameraFinding;
pub use qr_worker::{QrWorker, ScanOutcome};
pub use settings::SessionSettings;
pub use status::{SessionState, SessionStatus};

use crate::clock::Monotonic;
use crate::frame::{Frame, UnreadableFrame};
use crate::guidance::{self, Guide, Subject};
use crate::recorder::{self, Clip, FilmSigner, Recorder, RecorderFault, Recording};
use crate::sealed::{GrowingFile, SealFault};
use crate::source::{FrameSource, Prompt, SoundSource, SourceFault};
use crate::still::{self, Still};
use crate::zone::frames_beside;
use core::time::Duration;
use sceau_domain::document::{DocumentKind, Side};
use sceau_vision::Quality;
use shared::{News, Shared};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// Why a session could not do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CaptureFault {
    /// The camera or the microphone.
    #[error(transparent)]
    Source(#[from] SourceFault),
    /// No frame has come yet.
    #[error("no frame has come yet")]
    NoFrameYet,
    /// We stopped it: no frame will come.
    #[error("the session was stopped")]
    Stopped,
    /// The camera gave a broken picture; the next may be whole.
    #[error("the frame cannot be read")]
    UnreadableFrame,
    /// A recording is running.
    #[error("a recording is running")]
    AlreadyRecording,
    /// No recording is running.
    #[error("no recording is running")]
    NotRecording,
    /// The encoder failed.
    #[error(transparent)]
    Recorder(#[from] RecorderFault),
}

impl CaptureFault {
    /// The stable code for the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Source(fault) => fault.code(),
            Self::NoFrameYet => "no_frame_yet",
            Self::Stopped => "stopped",
            Self::UnreadableFrame => "unreadable_frame",
            Self::AlreadyRecording => "already_recording",
            Self::NotRecording => "not_recording",
            Self::Recorder(fault) => fault.code(),
        }
    }
}

impl From<UnreadableFrame> for CaptureFault {
    fn from(_: UnreadableFrame) -> Self {
        Self::UnreadableFrame
    }
}

/// A picture for the screen.
#[derive(Clone)]
pub struct Preview {
    /// A JPEG file: the camera's own, or one at most 640 pixels wide.
    pub jpeg: Arc<[u8]>,
    /// Counts the frames of the session: an unchanged number means an unchanged picture.
    pub sequence: u64,
}

impl core::fmt::Debug for Preview {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Preview(#{}, {} bytes)", self.sequence, self.jpeg.len())
    }
}

/// A still and the seconds before it.
#[derive(Debug)]
pub struct DocumentShot {
    /// The picture.
    pub still: Still,
    /// What the camera saw around it, without sound: shows that a document was held, not a file.
    pub clip: Clip,
    /// A few frames from around it, the nearest first: they are read where the picture leaves something open.
    pub beside: Vec<Frame>,
}

/// One use of a camera. Dropping it stops it; no thread of it is left behind, but a reader of codes that is at work
/// ends only when it is done.
pub struct CaptureSession {
    shared: Arc<Shared>,
    settings: SessionSettings,
    worker: Mutex<QrWorker>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// Width of a preview made here, in pixels; the screen's own scaling does the rest.
const PREVIEW_WIDTH: u16 = 640;
/// No two previews closer than this: 15 a second are plenty for aiming.
const PREVIEW_EVERY: Duration = Duration::from_millis(66);
/// The frames before the shutter among which the sharpest is kept.
const SHUTTER_WINDOW: Duration = Duration::from_millis(400);
/// The good frames of the hold are seen before the shutter is released.
const BEST_WINDOW: Duration = Duration::from_millis(1_200);

impl CaptureSession {
    /// Starts the camera, and the microphone if one is given, on their own threads. Returns at
    /// once; [`CaptureSession::status`] tells when frames come, or why none will.
    pub fn start(
        camera: Box<dyn FrameSource>,
        microphone: Option<Box<dyn SoundSource>>,
        clock: Arc<dyn Monotonic>,
        settings: SessionSettings,
    ) -> Self {
        let shared = Arc::new(Shared::new(clock, settings, microphone.is_some()));
        let mut threads = vec![camera_thread::spawn(camera, Arc::clone(&shared), settings)];
        threads.extend(microphone.map(|source| sound_thread::spawn(source, Arc::clone(&shared))));
        Self {
            worker: Mutex::new(QrWorker::new(Arc::clone(&shared.clock))),
            threads: Mutex::new(threads),
            shared,
            settings,
        }
    }

    /// Looks at every frame from now on and helps to show this subject: [`SessionStatus::advice`].
    /// Called once, after the start.
    pub fn guide(&self, subject: Subject) {
        let eyes = guidance::spawn(Guide::of(subject), Arc::clone(&self.shared));
        self.threads
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(eyes);
    }

    /// How it stands, for the screen.
    pub fn status(&self) -> SessionStatus {
        self.shared.status()
    }

    /// The newest picture for the screen, 15 a second: asked more often, the same one is given. The
    /// camera's own JPEG is passed on; encoding another takes a few milliseconds on the caller's
    /// thread.
    ///
    /// # Errors
    /// [`CaptureFault::NoFrameYet`], [`CaptureFault::Stopped`], a source fault, or an unreadable frame.
    pub fn preview(&self) -> Result<Preview, CaptureFault> {
        let now = self.shared.clock.elapsed();
        let mut last = self
            .shared
            .preview
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let (frame, sequence) = self.shared.newest()?;
        if let Some((made_at, preview)) = last.as_ref()
            && (preview.sequence == sequence || now < *made_at + PREVIEW_EVERY)
        {
            return Ok(preview.clone());
        }
        let preview = Preview {
            jpeg: frame.preview_jpeg(PREVIEW_WIDTH)?,
            sequence,
        };
        *last = Some((now, preview.clone()));
        Ok(preview)
    }

    /// Light and sharpness of the newest frame, measured as those of a picture that is kept. Takes a few milliseconds.
    ///
    /// # Errors
    /// As [`CaptureSession::preview`].
    pub fn quality(&self) -> Result<Quality, CaptureFault> {
        let (frame, _) = self.shared.newest()?;
        Ok(Quality::of(frame.luma()?.view()))
    }

    /// The newest frame, with its number.
    pub(crate) fn newest(&self) -> Result<(Frame, u64), CaptureFault> {
        self.shared.newest()
    }

    /// Looks for a QR code on the newest frame, for at most `patience`. A frame on which reading
    /// takes longer is abandoned on its own thread; this thread always answers.
    ///
    /// `is_ours` tells our codes from foreign ones.
    ///
    /// # Errors
    /// A source fault, [`CaptureFault::NoFrameYet`], or [`CaptureFault::Stopped`].
    pub fn scan_qr(
        &self,
        patience: Duration,
        is_ours: impl Fn(&str) -> bool,
    ) -> Result<ScanOutcome, CaptureFault> {
        let (frame, sequence) = self.shared.newest()?;
        let mut worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(worker.scan(frame, sequence, patience, is_ours))
    }

    /// Takes a picture at full size: the best of the good frames just before, where the session is
    /// guided and saw any, else the sharpest of the last 400 ms.
    ///
    /// # Errors
    /// A source fault, [`CaptureFault::NoFrameYet`], [`CaptureFault::Stopped`], or an unreadable frame.
    pub fn take_still(&self) -> Result<Still, CaptureFault> {
        let (newest, _) = self.shared.newest()?;
        let since = newest.at.saturating_sub(SHUTTER_WINDOW);
        // What was made smaller for the clip is no picture to keep.
        let mut whole = self.shared.past_since(since);
        whole.retain(|frame| (frame.width, frame.height) == (newest.width, newest.height));
        let best = self
            .shared
            .best_since(newest.at.saturating_sub(BEST_WINDOW));
        let chosen = best.or_else(|| still::sharpest(whole)).unwrap_or(newest);
        Ok(still::still_of_frame(&chosen)?)
    }

    /// Takes a picture of a document together with a clip of the two to three seconds around it.
    /// Waits until two seconds have been seen, where so many fit into memory; encoding the clip takes about half a second. Never
    /// call it on a thread that must answer.
    ///
    /// `whole` is what the camera gave just now at full size, where its frames are smaller. Without it,
    /// or where it cannot be read, or shows what is `shown` worse than the frame does, there is still the frame.
    ///
    /// # Errors
    /// As [`CaptureSession::take_still`], and [`CaptureFault::Recorder`].
    pub fn take_document(
        &self,
        whole: Option<&Frame>,
        shown: Option<(DocumentKind, Side)>,
    ) -> Result<DocumentShot, CaptureFault> {
        let taken = self.take_still()?;
        // A camera that goes away now takes its past with it: the picture that was taken stays.
        let seen = self.shared.past_since(Duration::ZERO);
        let still = match whole.and_then(still::still_of_whole) {
            Some(whole) => still::better(whole, taken, shown),
            None => taken,
        };
        let wanted = self.settings.clip.min(LEAST_CLIP);
        let started = self.shared.clock.elapsed();
        while !self.shared.is_past_long_enough(wanted)
            && self.shared.clock.elapsed() < started + LEAST_CLIP * 2
        {
            match self.shared.newest() {
                Err(CaptureFault::NoFrameYet) => break,
                newest => newest?,
            };
            self.shared.clock.pause(Duration::from_millis(50));
        }
        let past = self.shared.past_since(Duration::ZERO);
        let past = if past.is_empty() { seen } else { past };
        let clip = recorder::clip_of_frames(&past, self.settings.video)?;
        Ok(DocumentShot {
            beside: frames_beside(&past, still.at),
            still,
            clip,
        })
    }

    /// Starts recording from the next frame on, with sound if the session has a microphone. The film
    /// is sealed to the file that `open` gives, which is asked for only when recording can start.
    ///
    /// # Errors
    /// A source fault of the camera or the microphone, [`CaptureFault::AlreadyRecording`], or
    /// [`CaptureFault::Recorder`] when the file cannot be opened.
    pub fn start_recording(
        &self,
        open: impl FnOnce() -> Result<GrowingFile, SealFault>,
    ) -> Result<(), CaptureFault> {
        self.shared.newest()?;
        if let Some(fault) = self.shared.sound_fault() {
            return Err(fault.into());
        }
        let mut slot = self.shared.recorder();
        if slot.is_some() {
            return Err(CaptureFault::AlreadyRecording);
        }
        let now = self.shared.clock.elapsed();
        *slot = Some(Recorder::start(
            self.settings.video,
            self.shared.has_sound,
            now,
            open().map_err(RecorderFault::from)?,
        )?);
        self.shared.tell_recording_begins();
        Ok(())
    }

    /// Notes that the person is asked something now, in the film that is recorded here.
    ///
    /// # Errors
    /// [`CaptureFault::NotRecording`].
    pub fn mark_prompt(&self, prompt: Prompt) -> Result<(), CaptureFault> {
        let now = self.shared.clock.elapsed();
        self.shared
            .recorder()
            .as_mut()
            .ok_or(CaptureFault::NotRecording)?
            .prompt(prompt, now);
        self.ask(prompt);
        Ok(())
    }

    /// The person is asked something now, in a film that is recorded elsewhere: only the guidance is told.
    pub fn ask(&self, prompt: Prompt) {
        self.shared.ask_turn(prompt.turn());
        self.shared.tell_devices(News::Asked(prompt));
    }

    /// Ends the recording and gives the film, whole on the disk.
    ///
    /// # Errors
    /// [`CaptureFault::NotRecording`]; [`CaptureFault::Recorder`] when nothing could be encoded, or
    /// the disk was full; the source's fault when the camera went away meanwhile: half a film proves
    /// nothing. Nothing is left on the disk then.
    pub fn stop_recording(&self, signer: &dyn FilmSigner) -> Result<Recording, CaptureFault> {
        let recorder = self
            .shared
            .recorder()
            .take()
            .ok_or(CaptureFault::NotRecording)?;
        if let Some(fault) = self.shared.film_fault() {
            recorder.discard();
            return Err(fault.into());
        }
        Ok(recorder.finish(signer)?)
    }

    /// Stops everything; the camera is off and its threads have ended when this returns.
    pub fn stop(&self) {
        self.shared.stop();
        if let Some(recorder) = self.shared.recorder().take() {
            recorder.discard();
        }
        let threads =
            core::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            // A thread that panicked has ended, which is all that is wanted here.
            let _ = thread.join();
        }
        self.worker
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .stop();
    }
}

// The shell shares sessions and devices between its commands.
const fn is_shared_between_threads<T: Send + Sync>() {}
const _: () = is_shared_between_threads::<CaptureSession>();
const _: () = is_shared_between_threads::<crate::Devices>();

/// A clip shorter than this shows too little.
const LEAST_CLIP: Duration = Duration::from_secs(2);

impl Drop for CaptureSession {
    fn drop(&mut self) {
        self.stop();
    }
}
