//! Films: MP4 (ISO/IEC 14496-12 and -14) with H.264 and, when the person speaks, Opus, so that any
//! browser plays them. Encoded while the camera runs, kept in memory, sealed by the caller.

mod mux;
mod sound;
mod video;
pub mod wav;

pub use sound::SoundTrack;

use crate::frame::Frame;
use crate::source::{Prompt, SoundChunk};
use core::sync::atomic::{AtomicU32, Ordering};
use core::time::Duration;
use sound::SoundBuffer;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;
use video::{VideoEncoder, VideoTrack};

/// Size and rate of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VideoSettings {
    /// Longest side in pixels.
    pub long_side: u16,
    /// Longest other side in pixels.
    pub short_side: u16,
    /// Most frames per second.
    pub fps: u8,
    /// Bits per second the encoder aims at.
    pub bit_rate: u32,
    /// Nothing is recorded beyond this length.
    pub longest: Duration,
}

impl VideoSettings {
    /// The face video: 720p, 30 frames and 2 Mbit per second. Two minutes leave room for doubled
    /// time limits.
    pub const FACE: Self = Self {
        long_side: 1280,
        short_side: 720,
        fps: 30,
        bit_rate: 2_000_000,
        longest: Duration::from_secs(120),
    };

    /// The clip beside the picture of a document: 10 frames per second are enough to see it move.
    pub const CLIP: Self = Self {
        long_side: 1280,
        short_side: 720,
        fps: 10,
        bit_rate: 2_000_000,
        longest: Duration::from_secs(4),
    };
}

/// Why there is no film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RecorderFault {
    /// The video or sound encoder refused.
    #[error("the encoder failed")]
    Encoder,
    /// Not one frame came.
    #[error("nothing was recorded")]
    Empty,
    /// The film could not be put together.
    #[error("the film could not be written")]
    Container,
}

impl RecorderFault {
    /// The stable code for the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Encoder => "recorder.encoder",
            Self::Empty => "recorder.empty",
            Self::Container => "recorder.container",
        }
    }
}

/// Something the person was asked, with its time in the film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromptAt {
    /// What was asked.
    pub prompt: Prompt,
    /// Since the first frame of the film.
    pub at: Duration,
}

/// A finished film.
#[derive(Clone)]
pub struct Recording {
    /// The MP4 file.
    pub mp4: Vec<u8>,
    /// Length of the picture.
    pub duration: Duration,
    /// Measured frames per second.
    pub fps: f32,
    /// Width in pixels, even.
    pub width: u16,
    /// Height in pixels, even.
    pub height: u16,
    /// Frames in the film.
    pub frames: u32,
    /// Frames the camera gave and the encoder had no time for.
    pub lost_frames: u32,
    /// What was asked, in order.
    pub prompts: Vec<PromptAt>,
    /// The sound as the microphone gave it; the film holds it compressed. `None` without one.
    pub audio: Option<SoundTrack>,
}

impl core::fmt::Debug for Recording {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Recording")
            .field("bytes", &self.mp4.len())
            .field("duration", &self.duration)
            .field("fps", &self.fps)
            .field("size", &(self.width, self.height))
            .field("audio", &self.audio)
            .finish_non_exhaustive()
    }
}

/// A film being made. The encoder works on its own thread: a slow one loses frames, never the
/// camera's time.
pub struct Recorder {
    frames: SyncSender<Frame>,
    encoder: JoinHandle<Result<VideoTrack, RecorderFault>>,
    lost: Arc<AtomicU32>,
    from: Duration,
    prompts: Vec<(Prompt, Duration)>,
    sound: Option<SoundBuffer>,
}

/// Frames waiting for the encoder: half a second at 30 per second, 22 MB of raw 720p planes.
const QUEUE: usize = 16;

impl Recorder {
    /// Starts a film; frames and sound before `from` are not taken.
    ///
    /// # Errors
    /// [`RecorderFault::Encoder`] when no thread can be had.
    pub fn start(
        settings: VideoSettings,
        has_sound: bool,
        from: Duration,
    ) -> Result<Self, RecorderFault> {
        let (frames, inbox) = sync_channel::<Frame>(QUEUE);
        let encoder = std::thread::Builder::new()
            .name("encoder".into())
            .spawn(move || {
                let mut encoder = VideoEncoder::new(settings)?;
                while let Ok(frame) = inbox.recv() {
                    encoder.push(&frame)?;
                }
                encoder.finish()
            })
            .map_err(|_| RecorderFault::Encoder)?;
        Ok(Self {
            frames,
            encoder,
            lost: Arc::new(AtomicU32::new(0)),
            from,
            prompts: Vec::new(),
            sound: has_sound.then(|| SoundBuffer::new(settings.longest)),
        })
    }

    /// Takes a frame, or counts it as lost when the encoder is behind.
    pub fn frame(&mut self, frame: Frame) {
        if frame.at >= self.from && self.frames.try_send(frame).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Takes a piece of sound.
    pub fn sound(&mut self, chunk: SoundChunk) {
        if let Some(sound) = &mut self.sound {
            sound.push(chunk);
        }
    }

    /// Notes a prompt at `now` on the session's clock.
    pub fn prompt(&mut self, prompt: Prompt, now: Duration) {
        self.prompts.push((prompt, now));
    }

    /// How long it has been running at `now`.
    pub fn length(&self, now: Duration) -> Duration {
        now.saturating_sub(self.from)
    }

    /// Ends the film.
    ///
    /// # Errors
    /// [`RecorderFault`].
    pub fn finish(self) -> Result<Recording, RecorderFault> {
        drop(self.frames);
        let video = self.encoder.join().map_err(|_| RecorderFault::Encoder)??;
        let audio = self
            .sound
            .and_then(|sound| sound.cut(video.starts_at, video.duration()));
        let prompts = self
            .prompts
            .into_iter()
            .map(|(prompt, at)| PromptAt {
                prompt,
                at: at.saturating_sub(video.starts_at),
            })
            .collect();
        assemble(&video, audio, prompts, self.lost.load(Ordering::Relaxed))
    }

    /// Ends it and throws the film away; returns when the encoder has ended.
    pub fn discard(self) {
        drop(self.frames);
        // Its result is not wanted, only its end.
        let _ = self.encoder.join();
    }
}

/// Makes a silent film of frames already taken, on the caller's thread.
///
/// # Errors
/// [`RecorderFault`].
pub fn clip_of_frames(
    frames: &[Frame],
    settings: VideoSettings,
) -> Result<Recording, RecorderFault> {
    let mut encoder = VideoEncoder::new(settings)?;
    for frame in frames {
        encoder.push(frame)?;
    }
    assemble(&encoder.finish()?, None, Vec::new(), 0)
}

fn assemble(
    video: &VideoTrack,
    audio: Option<SoundTrack>,
    prompts: Vec<PromptAt>,
    lost_frames: u32,
) -> Result<Recording, RecorderFault> {
    let packets = audio.as_ref().map(SoundTrack::opus_packets).transpose()?;
    let mp4 = mux::mp4_of(video, packets.as_ref())?;
    let frames = u32::try_from(video.samples.len()).unwrap_or(u32::MAX);
    Ok(Recording {
        mp4,
        duration: video.duration(),
        fps: frames as f32 / video.duration().as_secs_f32().max(0.001),
        width: video.width,
        height: video.height,
        frames,
        lost_frames,
        prompts,
        audio,
    })
}
