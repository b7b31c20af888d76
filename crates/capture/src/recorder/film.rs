//! A film that is written while its frames come: at most a second or two of it is in memory.

use super::container::{Container, Fragment};
use super::sound::{SoundEncoder, SoundFacts, count};
use super::video::VideoEncoder;
use super::{Measured, RecorderFault, VideoSettings};
use crate::frame::Frame;
use crate::sealed::{GrowingFile, SealFault};
use crate::source::SoundChunk;
use core::time::Duration;

/// Where the bytes of a film go, in order.
pub trait FilmSink {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`SealFault`]; the film ends with it.
    fn append(&mut self, bytes: &[u8]) -> Result<(), SealFault>;
}

impl FilmSink for GrowingFile {
    fn append(&mut self, bytes: &[u8]) -> Result<(), SealFault> {
        Self::append(self, bytes)
    }
}

impl FilmSink for Vec<u8> {
    fn append(&mut self, bytes: &[u8]) -> Result<(), SealFault> {
        self.extend_from_slice(bytes);
        Ok(())
    }
}

/// A fragment is closed at the first key frame after this.
const FRAGMENT: Duration = Duration::from_secs(1);
/// Sound later than this behind the picture is lost: a microphone that fell silent stops nothing.
const SOUND_PATIENCE: Duration = Duration::from_secs(1);
/// Pieces of sound kept until the first frame comes: some seconds.
const MOST_EARLY: usize = 500;

/// A film being written, on the caller's thread; [`super::Recorder`] gives it one of its own.
pub struct Film<S> {
    settings: VideoSettings,
    sink: S,
    container: Container,
    video: VideoEncoder,
    sound: Option<SoundEncoder>,
    early: Vec<SoundChunk>,
    fragment: Fragment,
    /// The first frame's time on the session's clock, once it is in the film.
    starts_at: Option<Duration>,
    last: Duration,
    frames: u32,
    /// The brightness of every frame so far, added up.
    light: f32,
}

/// What a film that ended gives back.
#[derive(Debug)]
pub struct Ended<S> {
    /// Where its bytes went: all of them are there.
    pub sink: S,
    /// The first frame's time on the session's clock.
    pub starts_at: Duration,
    /// The picture.
    pub measured: Measured,
    /// The sound; `None` when no microphone gave any.
    pub sound: Option<SoundFacts>,
}

impl<S> core::fmt::Debug for Film<S> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Film({} frames, {:?})", self.frames, self.last)
    }
}

impl<S: FilmSink> Film<S> {
    /// Begins a film; nothing is written before its first frame.
    ///
    /// # Errors
    /// [`RecorderFault::Encoder`].
    pub fn new(settings: VideoSettings, has_sound: bool, sink: S) -> Result<Self, RecorderFault> {
        let sound = has_sound.then(SoundEncoder::new).transpose()?;
        Ok(Self {
            settings,
            sink,
            container: Container::default(),
            video: VideoEncoder::new(settings)?,
            sound,
            early: Vec::new(),
            fragment: Fragment::default(),
            starts_at: None,
            last: Duration::ZERO,
            frames: 0,
            light: 0.0,
        })
    }

    /// Takes a frame. One that comes too early for the rate or too late for the longest film, or is
    /// broken, is passed over; so is one from before the last, should a clock ever turn back.
    ///
    /// # Errors
    /// [`RecorderFault`]; the film is of no use afterwards.
    pub fn frame(&mut self, frame: &Frame) -> Result<(), RecorderFault> {
        let at = self
            .starts_at
            .map_or(Duration::ZERO, |start| frame.at.saturating_sub(start));
        let least_gap = Duration::from_secs(1) / u32::from(self.settings.fps.max(1)) * 4 / 5;
        let is_early = self.frames > 0 && at < self.last + least_gap;
        if is_early || at > self.settings.longest {
            return Ok(());
        }
        let age = self
            .fragment
            .samples
            .first()
            .map(|first| at.saturating_sub(first.at));
        let must_be_key = age.is_none_or(|age| age >= FRAGMENT);
        let Some(sample) = self.video.encode(frame, at, must_be_key)? else {
            return Ok(());
        };
        if self.frames == 0 {
            self.begin(frame.at)?;
        } else if sample.is_key && age.is_some() {
            self.close_fragment(at)?;
        }
        self.light += sample.brightness;
        self.fragment.samples.push(sample);
        self.last = at;
        self.frames += 1;
        Ok(())
    }

    /// Takes a piece of sound; before the first frame it waits for it.
    ///
    /// # Errors
    /// [`RecorderFault`]; the film is of no use afterwards.
    pub fn sound(&mut self, chunk: SoundChunk) -> Result<(), RecorderFault> {
        let Some(sound) = &mut self.sound else {
            return Ok(());
        };
        match self.starts_at {
            Some(start) if chunk.at.saturating_sub(start) <= self.settings.longest => {
                sound.push(&chunk, start, &mut self.fragment.packets)
            }
            Some(_) => Ok(()),
            None => {
                if self.early.len() < MOST_EARLY {
                    self.early.push(chunk);
                }
                Ok(())
            }
        }
    }

    /// Ends the film.
    ///
    /// # Errors
    /// [`RecorderFault::Empty`] when no frame is in it, and the others.
    pub fn finish(mut self) -> Result<Ended<S>, RecorderFault> {
        let (Some(starts_at), Some(parameters)) = (self.starts_at, self.video.parameters()) else {
            return Err(RecorderFault::Empty);
        };
        let (width, height) = (parameters.width, parameters.height);
        // Nobody knows how long the last frame would have stood: it is given the mean length.
        let gaps = self.frames.saturating_sub(1);
        let duration = self.last
            + if gaps == 0 {
                Duration::from_millis(33)
            } else {
                self.last / gaps
            };
        if let Some(sound) = &mut self.sound {
            sound.end_at(count(duration), &mut self.fragment.packets)?;
        }
        self.write_fragment(duration)?;
        let tail = self.container.tail()?;
        self.sink.append(&tail)?;
        Ok(Ended {
            starts_at,
            measured: Measured {
                duration,
                fps: self.frames as f32 / duration.as_secs_f32().max(0.001),
                width,
                height,
                frames: self.frames,
                brightness: self.light / self.frames.max(1) as f32,
            },
            sound: self.sound.as_ref().and_then(SoundEncoder::facts),
            sink: self.sink,
        })
    }

    fn begin(&mut self, starts_at: Duration) -> Result<(), RecorderFault> {
        // The first encoded frame is a key frame and brings them.
        let parameters = self.video.parameters().ok_or(RecorderFault::Encoder)?;
        let lookahead = self.sound.as_ref().map(SoundEncoder::lookahead);
        let head = self.container.head(parameters, lookahead)?;
        self.sink.append(&head)?;
        self.starts_at = Some(starts_at);
        for chunk in core::mem::take(&mut self.early) {
            self.sound(chunk)?;
        }
        Ok(())
    }

    fn close_fragment(&mut self, end: Duration) -> Result<(), RecorderFault> {
        if let Some(sound) = &mut self.sound {
            let place = count(end.saturating_sub(SOUND_PATIENCE));
            sound.fill_to(place, &mut self.fragment.packets)?;
        }
        self.write_fragment(end)
    }

    fn write_fragment(&mut self, end: Duration) -> Result<(), RecorderFault> {
        let fragment = core::mem::take(&mut self.fragment);
        let bytes = self.container.fragment(&fragment, end)?;
        Ok(self.sink.append(&bytes)?)
    }
}
