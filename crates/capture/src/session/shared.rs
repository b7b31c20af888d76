//! What the threads of a session share.

use super::past::Past;
use super::{CameraFinding, CaptureFault, Preview, SessionSettings, SessionState, SessionStatus};
use crate::clock::Monotonic;
use crate::frame::Frame;
use crate::guidance::{Advice, BEST_LIFE};
use crate::recorder::{Recorder, VideoSettings};
use crate::source::{Prompt, SourceFault};
use core::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use core::time::Duration;
use sceau_vision::face::Side as HeadSide;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How much of the past is kept for choosing the sharpest frame when no clip is wanted.
const LEAST_PAST: Duration = Duration::from_millis(500);

pub(crate) struct Shared {
    pub(crate) clock: Arc<dyn Monotonic>,
    pub(crate) preview: Mutex<Option<(Duration, Preview)>>,
    pub(crate) has_sound: bool,
    keep: Duration,
    clip: VideoSettings,
    is_stopping: AtomicBool,
    level: AtomicU8,
    pictures: Mutex<Pictures>,
    recorder: Mutex<Option<Recorder>>,
    sound: Mutex<Sound>,
    guidance: Mutex<Guidance>,
}

/// What the eyes of a guided session saw.
#[derive(Default)]
struct Guidance {
    advice: Option<Advice>,
    /// The best of the good frames, with its score.
    best: Option<(f32, Frame)>,
    /// A turn that is asked for from now on, or none: taken once by the eyes.
    asked_turn: Option<Option<HeadSide>>,
}

struct Pictures {
    state: SessionState,
    newest: Option<Frame>,
    sequence: u64,
    fps: f32,
    past: Past,
    finding: Option<CameraFinding>,
    /// The camera went away while the running film was made.
    film_fault: Option<SourceFault>,
    /// What the camera was not told yet.
    news: VecDeque<News>,
}

#[derive(Default)]
struct Sound {
    fault: Option<SourceFault>,
    news: VecDeque<News>,
}

/// What the threads tell their devices.
#[derive(Clone, Copy)]
pub(crate) enum News {
    RecordingBegins,
    Asked(Prompt),
}

// Every value behind these locks is replaced whole: a panicking thread leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pictures {
    fn measure_rate(&mut self, frame: &Frame) {
        let Some(before) = &self.newest else {
            return;
        };
        let gap = frame.at.saturating_sub(before.at).as_secs_f32().max(0.001);
        // A moving mean: one late frame does not make the number jump.
        let rate = if self.fps > 0.0 { self.fps } else { 1.0 / gap };
        self.fps = rate * 0.9 + 0.1 / gap;
    }

    fn forget(&mut self, state: SessionState) {
        self.state = state;
        self.newest = None;
        self.finding = None;
        self.fps = 0.0;
        self.past.forget();
    }
}

impl Shared {
    pub(crate) fn new(
        clock: Arc<dyn Monotonic>,
        settings: SessionSettings,
        has_sound: bool,
    ) -> Self {
        Self {
            clock,
            preview: Mutex::new(None),
            has_sound,
            keep: settings.clip.max(LEAST_PAST),
            clip: settings.video,
            is_stopping: AtomicBool::new(false),
            level: AtomicU8::new(0),
            pictures: Mutex::new(Pictures {
                state: SessionState::Starting,
                newest: None,
                sequence: 0,
                fps: 0.0,
                past: Past::default(),
                finding: None,
                film_fault: None,
                news: VecDeque::new(),
            }),
            recorder: Mutex::new(None),
            sound: Mutex::new(Sound::default()),
            guidance: Mutex::new(Guidance::default()),
        }
    }

    pub(crate) fn stop(&self) {
        self.is_stopping.store(true, Ordering::Release);
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Acquire)
    }

    /// Takes a frame in: newest, past, rate, recording.
    pub(crate) fn frame_came(&self, frame: Frame, finding: Option<CameraFinding>) {
        let mut pictures = lock(&self.pictures);
        let newest = pictures.newest.as_ref();
        if newest.is_some_and(|newest| newest.rotation != frame.rotation) {
            // The person turned the picture: none from before is kept as if it were upright.
            pictures.past.forget();
            lock(&self.guidance).best = None;
        }
        pictures.state = SessionState::Live;
        pictures.finding = finding;
        pictures.sequence += 1;
        pictures.measure_rate(&frame);
        pictures.past.remember(&frame, self.keep);
        pictures.newest = Some(frame.clone());
        drop(pictures);
        self.lighten_past();
        if let Some(recorder) = lock(&self.recorder).as_mut() {
            recorder.frame(frame);
            recorder.note(finding);
        }
    }

    /// Makes what is kept of the past smaller where it weighs too much, on the camera's own thread and not while others
    /// wait: a raw frame of 2160p takes some milliseconds, ten times a second.
    fn lighten_past(&self) {
        let heavy = || lock(&self.pictures).past.too_heavy(self.clip);
        while let Some(frame) = heavy() {
            let smaller = frame.shrunk_to(self.clip);
            lock(&self.pictures).past.replace(frame.at, smaller);
        }
        lock(&self.pictures).past.cut();
    }

    /// The camera went away and is opened again: no picture of before is shown as one of now.
    pub(crate) fn reopening(&self, fault: SourceFault) {
        let is_filming = lock(&self.recorder).is_some();
        let mut pictures = lock(&self.pictures);
        if is_filming {
            pictures.film_fault.get_or_insert(fault);
        }
        pictures.forget(SessionState::Reopening(fault));
        drop(pictures);
        self.forget_advice();
    }

    pub(crate) fn ended(&self, state: SessionState) {
        lock(&self.pictures).forget(state);
        self.forget_advice();
    }

    /// What the eyes say of a frame; the best of the good frames is kept for the shutter.
    pub(crate) fn advise(&self, advice: Advice, frame: &Frame) {
        let mut guidance = lock(&self.guidance);
        guidance.advice = Some(advice);
        let Some(score) = advice.score else {
            return;
        };
        let is_better = guidance.best.as_ref().is_none_or(|(best, kept)| {
            score > *best || kept.at + BEST_LIFE < frame.at || kept.at > frame.at
        });
        if is_better {
            guidance.best = Some((score, frame.clone()));
        }
    }

    fn forget_advice(&self) {
        let mut guidance = lock(&self.guidance);
        guidance.advice = None;
        guidance.best = None;
    }

    /// The best good frame, if it is not older.
    pub(crate) fn best_since(&self, since: Duration) -> Option<Frame> {
        let guidance = lock(&self.guidance);
        let (_, frame) = guidance.best.as_ref()?;
        (frame.at >= since).then(|| frame.clone())
    }

    /// From now on a turn of the head is looked for, or none.
    pub(crate) fn ask_turn(&self, side: Option<HeadSide>) {
        lock(&self.guidance).asked_turn = Some(side);
    }

    pub(crate) fn take_asked_turn(&self) -> Option<Option<HeadSide>> {
        lock(&self.guidance).asked_turn.take()
    }

    /// Why the film that is being made cannot be used: half a film proves nothing. Asked at its end,
    /// and answered once.
    pub(crate) fn film_fault(&self) -> Option<SourceFault> {
        let film = lock(&self.pictures).film_fault.take();
        film.or_else(|| self.camera_fault())
    }

    pub(crate) fn camera_fault(&self) -> Option<SourceFault> {
        match lock(&self.pictures).state {
            SessionState::Failed(fault) => Some(fault),
            SessionState::Starting
            | SessionState::Live
            | SessionState::Reopening(_)
            | SessionState::Stopped => None,
        }
    }

    pub(crate) fn newest(&self) -> Result<(Frame, u64), CaptureFault> {
        if self.is_stopping() {
            return Err(CaptureFault::Stopped);
        }
        let pictures = lock(&self.pictures);
        match (&pictures.newest, pictures.state) {
            (_, SessionState::Failed(fault)) => Err(fault.into()),
            (Some(frame), _) => Ok((frame.clone(), pictures.sequence)),
            (None, _) => Err(CaptureFault::NoFrameYet),
        }
    }

    pub(crate) fn past_since(&self, since: Duration) -> Vec<Frame> {
        lock(&self.pictures).past.since(since)
    }

    /// Whether so much of the past is kept, or no more ever will be.
    pub(crate) fn is_past_long_enough(&self, wanted: Duration) -> bool {
        lock(&self.pictures).past.is_long_enough(wanted)
    }

    pub(crate) fn recorder(&self) -> MutexGuard<'_, Option<Recorder>> {
        lock(&self.recorder)
    }

    pub(crate) fn set_level(&self, level: u8) {
        self.level.store(level, Ordering::Relaxed);
    }

    pub(crate) fn set_sound_fault(&self, fault: SourceFault) {
        lock(&self.sound).fault = Some(fault);
    }

    pub(crate) fn sound_fault(&self) -> Option<SourceFault> {
        lock(&self.sound).fault
    }

    /// Tells the camera and the microphone that a film begins.
    pub(crate) fn tell_recording_begins(&self) {
        lock(&self.pictures).film_fault = None;
        self.tell_devices(News::RecordingBegins);
    }

    pub(crate) fn tell_devices(&self, news: News) {
        lock(&self.pictures).news.push_back(news);
        if self.has_sound {
            lock(&self.sound).news.push_back(news);
        }
    }

    pub(crate) fn next_news_for_camera(&self) -> Option<News> {
        lock(&self.pictures).news.pop_front()
    }

    pub(crate) fn next_news_for_sound(&self) -> Option<News> {
        lock(&self.sound).news.pop_front()
    }

    pub(crate) fn status(&self) -> SessionStatus {
        let (recording, recording_fault) = lock(&self.recorder)
            .as_ref()
            .map(|recorder| (recorder.length(self.clock.elapsed()), recorder.fault()))
            .unzip();
        let pictures = lock(&self.pictures);
        let size = pictures.newest.as_ref().map_or((0, 0), Frame::upright_size);
        SessionStatus {
            state: pictures.state,
            width: size.0,
            height: size.1,
            fps: pictures.fps,
            frames: pictures.sequence,
            finding: pictures.finding,
            advice: lock(&self.guidance).advice,
            recording,
            recording_fault: recording_fault.flatten(),
            film_fault: pictures.film_fault.filter(|_| recording.is_some()),
            sound_level: self.has_sound.then(|| self.level.load(Ordering::Relaxed)),
            sound_fault: self.sound_fault(),
        }
    }
}
