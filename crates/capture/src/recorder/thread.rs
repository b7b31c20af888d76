//! The thread that encodes: a slow machine loses frames, never the camera's time.

use super::film::{Ended, Film};
use super::{FilmSigner, PromptAt, RecorderFault, Recording, VideoSettings};
use crate::frame::Frame;
use crate::sealed::GrowingFile;
use crate::session::CameraFinding;
use crate::source::{Prompt, SoundChunk};
use core::sync::atomic::{AtomicUsize, Ordering};
use core::time::Duration;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;

/// Frames waiting for the encoder: half a second at 30 per second, 22 MB of raw 720p planes.
const MOST_FRAMES: usize = 16;
/// Pieces of sound waiting: they are small, and none is lost while the encoder merely runs behind.
const MOST_SOUNDS: usize = 512;

enum Work {
    Frame(Frame),
    Sound(SoundChunk),
}

/// What waits, so that it cannot grow without end.
#[derive(Default)]
struct Load {
    frames: AtomicUsize,
    sounds: AtomicUsize,
}

/// A film being made.
pub struct Recorder {
    work: Sender<Work>,
    load: Arc<Load>,
    encoder: JoinHandle<Result<Ended<GrowingFile>, RecorderFault>>,
    fault: Arc<OnceLock<RecorderFault>>,
    from: Duration,
    prompts: Vec<(Prompt, Duration)>,
    finding: Option<CameraFinding>,
}

impl Recorder {
    /// Starts a film that is written to `file`; frames before `from` on the session's clock are not
    /// taken.
    ///
    /// # Errors
    /// [`RecorderFault::Encoder`] when no thread can be had.
    pub fn start(
        settings: VideoSettings,
        has_sound: bool,
        from: Duration,
        file: GrowingFile,
    ) -> Result<Self, RecorderFault> {
        let (work, inbox) = channel();
        let load = Arc::<Load>::default();
        let fault = Arc::<OnceLock<RecorderFault>>::default();
        let (its_load, its_fault) = (Arc::clone(&load), Arc::clone(&fault));
        let encoder = std::thread::Builder::new()
            .name("encoder".into())
            .spawn(move || {
                let film = Film::new(settings, has_sound, file);
                let ended = film.and_then(|film| encode(film, &inbox, &its_load));
                if let Err(fault) = &ended {
                    tracing::warn!(code = fault.code(), "a recording ended");
                    // Set once: this is the only place.
                    let _ = its_fault.set(*fault);
                }
                ended
            })
            .map_err(|_| RecorderFault::Encoder)?;
        Ok(Self {
            work,
            load,
            encoder,
            fault,
            from,
            prompts: Vec::new(),
            finding: None,
        })
    }

    /// Takes a frame, or leaves it out when the encoder is behind: the film's measured rate tells it.
    pub fn frame(&mut self, frame: Frame) {
        if frame.at < self.from {
            return;
        }
        if self.load.frames.load(Ordering::Acquire) >= MOST_FRAMES {
            return;
        }
        self.load.frames.fetch_add(1, Ordering::AcqRel);
        // An encoder that ended says why by itself.
        let _ = self.work.send(Work::Frame(frame));
    }

    /// Takes a piece of sound.
    pub fn sound(&mut self, chunk: SoundChunk) {
        if self.load.sounds.load(Ordering::Acquire) < MOST_SOUNDS {
            self.load.sounds.fetch_add(1, Ordering::AcqRel);
            let _ = self.work.send(Work::Sound(chunk));
        }
    }

    /// Notes a prompt at `now` on the session's clock.
    pub fn prompt(&mut self, prompt: Prompt, now: Duration) {
        self.prompts.push((prompt, now));
    }

    /// Notes what is wrong with the pictures that come; the first counts.
    pub fn note(&mut self, finding: Option<CameraFinding>) {
        self.finding = self.finding.or(finding);
    }

    /// How long it has been running at `now`.
    pub fn length(&self, now: Duration) -> Duration {
        now.saturating_sub(self.from)
    }

    /// Why it ended by itself, if it did: nothing of it is left on the disk.
    pub fn fault(&self) -> Option<RecorderFault> {
        self.fault.get().copied()
    }

    /// Ends the film; its file is whole on the disk when this returns.
    ///
    /// # Errors
    /// [`RecorderFault`]; nothing is left behind.
    pub fn finish(self, signer: &dyn FilmSigner) -> Result<Recording, RecorderFault> {
        drop(self.work);
        let ended = self.encoder.join().map_err(|_| RecorderFault::Encoder)??;
        let prompts = self
            .prompts
            .into_iter()
            .map(|(prompt, at)| PromptAt {
                prompt,
                at: at.saturating_sub(ended.starts_at),
            })
            .collect();
        let file = ended.sink.finish()?;
        Ok(Recording {
            signature: signer.sign(&file),
            file,
            measured: ended.measured,
            finding: self.finding,
            prompts,
            sound: ended.sound,
        })
    }

    /// Ends it and throws the film away; returns when the encoder has ended and the file is gone.
    pub fn discard(self) {
        drop(self.work);
        // Its result is not wanted, only its end.
        drop(self.encoder.join());
    }
}

fn encode(
    mut film: Film<GrowingFile>,
    inbox: &Receiver<Work>,
    load: &Load,
) -> Result<Ended<GrowingFile>, RecorderFault> {
    while let Ok(work) = inbox.recv() {
        match work {
            Work::Frame(frame) => {
                load.frames.fetch_sub(1, Ordering::AcqRel);
                film.frame(&frame)?;
            }
            Work::Sound(chunk) => {
                load.sounds.fetch_sub(1, Ordering::AcqRel);
                film.sound(chunk)?;
            }
        }
    }
    film.finish()
}
