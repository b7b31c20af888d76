//! One open camera.

use super::fault::{capture_problem, push_problem, sound_problem, source_problem};
use super::film::{Arriving, media_type};
use super::hint::hint_of;
use crate::captures::FilmFacts;
use crate::links;
use core::time::Duration;
use sceau_capture::{
    CameraFinding, CameraUse, CaptureFault, CaptureSession, Devices, DocumentShot, Preview, Prompt,
    PushFault, Rotation, ScanOutcome, SessionSettings, SessionState, SessionStatus,
};
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{CameraPurpose, CameraStatusView, SeenCodeView};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use url::Url;

/// An open camera and what happens on it. Every method may block for a moment.
pub(crate) struct OpenSession {
    pub(crate) name: String,
    pub(crate) purpose: CameraPurpose,
    devices: Arc<Devices>,
    state: Mutex<State>,
}

struct State {
    session: Arc<CaptureSession>,
    has_sound: bool,
    /// What is asked next, in order, while a film is recorded.
    prompts: Vec<Prompt>,
    arriving: Option<Arriving>,
}

/// A finished film, before it is sealed.
pub(crate) struct Film {
    pub(crate) bytes: Vec<u8>,
    pub(crate) media_type: &'static str,
    pub(crate) facts: FilmFacts,
    pub(crate) findings: Vec<String>,
}

/// A film shorter than this holds no three digits.
const SHORT_BELOW: Duration = Duration::from_secs(4);
/// Fewer frames per second than this hide a movement.
const SLOW_BELOW: f32 = 12.0;

impl OpenSession {
    /// Starts the camera, and the microphone where sound is wanted.
    pub(super) fn start(
        name: String,
        devices: Arc<Devices>,
        purpose: CameraPurpose,
        with_sound: bool,
    ) -> Self {
        let (session, has_sound) = begin(&devices, purpose, with_sound);
        let state = State {
            session,
            has_sound,
            prompts: Vec::new(),
            arriving: None,
        };
        Self {
            name,
            purpose,
            devices,
            state: Mutex::new(state),
        }
    }

    pub(crate) fn status(&self) -> SessionStatus {
        self.session().status()
    }

    pub(crate) fn has_microphone(&self) -> bool {
        self.devices.is_pushed() || self.devices.microphone().is_ok()
    }

    pub(crate) fn preview(&self) -> Result<Preview, CaptureFault> {
        self.session().preview()
    }

    /// How it is doing; looks for a code where codes are wanted.
    pub(crate) fn watch(&self, server: &Url) -> CameraStatusView {
        let session = self.session();
        let status = session.status();
        let (mut code, mut foreign_code) = (None, false);
        if self.purpose == CameraPurpose::QrCode {
            let is_ours = |text: &str| links::recognise(server, text).is_some();
            match session.scan_qr(Duration::from_millis(300), is_ours) {
                Ok(ScanOutcome::Ours(text)) => code = links::recognise(server, &text),
                Ok(ScanOutcome::Foreign) => foreign_code = true,
                Ok(ScanOutcome::Nothing) | Err(_) => {}
            }
        }
        let hint = session
            .preview()
            .map_or("none", |preview| hint_of(self.purpose, &preview));
        status_view(&status, hint, code, foreign_code)
    }

    /// The sharpest picture of now and the clip before it. Waits for the first frame and for a clip
    /// of two seconds.
    pub(crate) fn take(&self) -> Result<DocumentShot, Problem> {
        let clock = self.devices.clock();
        let started = clock.elapsed();
        loop {
            match self.session().take_document() {
                Err(CaptureFault::NoFrameYet)
                    if clock.elapsed() < started + Duration::from_secs(3) =>
                {
                    clock.pause(Duration::from_millis(50));
                }
                taken => return taken.map_err(capture_problem),
            }
        }
    }

    /// Begins a film. The microphone is opened or closed first where that changed: in writing mode
    /// it must not even be on.
    pub(crate) fn start_recording(
        &self,
        with_sound: bool,
        prompts: Vec<Prompt>,
    ) -> Result<(), Problem> {
        let clock = self.devices.clock();
        if self.devices.is_pushed() {
            let mut state = self.state();
            state.prompts = prompts;
            state.arriving = Some(Arriving::new(clock.elapsed()));
            return Ok(());
        }
        if self.state().has_sound != with_sound {
            self.session().stop();
            let (session, has_sound) = begin(&self.devices, self.purpose, with_sound);
            let mut state = self.state();
            (state.session, state.has_sound) = (session, has_sound);
        }
        let started = clock.elapsed();
        loop {
            match self.session().start_recording() {
                Err(CaptureFault::NoFrameYet)
                    if clock.elapsed() < started + Duration::from_secs(3) =>
                {
                    clock.pause(Duration::from_millis(25));
                }
                Err(CaptureFault::Source(fault)) if self.status().sound_fault == Some(fault) => {
                    return Err(sound_problem(fault));
                }
                Err(fault) => return Err(capture_problem(fault)),
                Ok(()) => break,
            }
        }
        self.state().prompts = prompts;
        Ok(())
    }

    /// Notes that the next prompt is on the screen now; more marks than prompts repeat the last.
    pub(crate) fn mark_prompt(&self) -> Result<(), Problem> {
        let now = self.devices.clock().elapsed();
        let mut state = self.state();
        if let Some(arriving) = &mut state.arriving {
            arriving.prompt(now);
            return Ok(());
        }
        let prompt = match state.prompts.len() {
            0 => return Err(Problem::new(ErrorCode::CaptureUnknown)),
            1 => state.prompts[0],
            _ => state.prompts.remove(0),
        };
        let session = Arc::clone(&state.session);
        drop(state);
        session.mark_prompt(prompt).map_err(capture_problem)
    }

    /// Takes a frame of the webview's camera.
    pub(crate) fn push_frame(&self, jpeg: &str, taken: Duration) -> Result<(), Problem> {
        let pusher = self
            .devices
            .pusher()
            .ok_or(Problem::new(ErrorCode::CaptureUnknown))?;
        match pusher.push_base64(jpeg, Rotation::None, Some(taken)) {
            // A frame that was overtaken on its way is not missed.
            Ok(()) | Err(PushFault::Late) => Ok(()),
            Err(fault) => Err(push_problem(fault)),
        }
    }

    /// Takes a piece of the webview's film.
    pub(crate) fn push_media(&self, bytes: &[u8], is_last: bool) -> Result<(), Problem> {
        let mut state = self.state();
        let arriving = state
            .arriving
            .as_mut()
            .ok_or(Problem::new(ErrorCode::CaptureUnknown))?;
        arriving.push(bytes, is_last)
    }

    /// Ends the film.
    pub(crate) fn finish_recording(&self) -> Result<Film, Problem> {
        if self.devices.is_pushed() {
            let arriving = self.state().arriving.take();
            return pushed_film(arriving.ok_or(Problem::new(ErrorCode::CaptureUnknown))?);
        }
        let session = self.session();
        let is_dark = session
            .preview()
            .is_ok_and(|preview| hint_of(CameraPurpose::Face, &preview) == "dark");
        let film = session.stop_recording().map_err(capture_problem)?;
        let is_silent = film
            .audio
            .as_ref()
            .is_some_and(sceau_capture::SoundTrack::is_silent);
        let facts = FilmFacts {
            fps: film.fps,
            width: film.width.into(),
            height: film.height.into(),
            duration_ms: millis(film.duration),
            prompts_ms: film
                .prompts
                .iter()
                .map(|prompt| millis(prompt.at))
                .collect(),
            has_sound: film.audio.is_some(),
        };
        let findings = findings_of(&facts, is_dark, is_silent);
        Ok(Film {
            bytes: film.mp4,
            media_type: "video/mp4",
            facts,
            findings,
        })
    }

    /// Ends everything; the light is off when this returns.
    pub(crate) fn stop(&self) {
        self.session().stop();
    }

    fn session(&self) -> Arc<CaptureSession> {
        Arc::clone(&self.state().session)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn begin(
    devices: &Devices,
    purpose: CameraPurpose,
    with_sound: bool,
) -> (Arc<CaptureSession>, bool) {
    let (wanted, settings) = match purpose {
        CameraPurpose::QrCode => (CameraUse::Code, SessionSettings::FACE),
        CameraPurpose::DocumentFront => (CameraUse::DocumentFront, SessionSettings::DOCUMENT),
        CameraPurpose::DocumentBack => (CameraUse::DocumentBack, SessionSettings::DOCUMENT),
        CameraPurpose::Face => (CameraUse::Face, SessionSettings::FACE),
    };
    let microphone = if with_sound {
        devices.microphone().ok()
    } else {
        None
    };
    let camera = devices.camera(wanted);
    let session = CaptureSession::start(camera, microphone, devices.clock(), settings);
    (Arc::new(session), with_sound)
}

fn pushed_film(arriving: Arriving) -> Result<Film, Problem> {
    let (film, prompts) = arriving.finish()?;
    let facts = film.facts.unwrap_or_default();
    let seconds = facts.duration.as_secs_f32();
    let facts = FilmFacts {
        fps: if seconds > 0.0 {
            facts.frames as f32 / seconds
        } else {
            0.0
        },
        width: facts.width.into(),
        height: facts.height.into(),
        duration_ms: millis(facts.duration),
        prompts_ms: prompts.into_iter().map(millis).collect(),
        has_sound: facts.audio_codec.is_some(),
    };
    // An index that says nothing is not a finding about the person's film.
    let findings = if facts.duration_ms == 0 {
        Vec::new()
    } else {
        findings_of(&facts, false, false)
    };
    Ok(Film {
        bytes: film.bytes,
        media_type: media_type(film.container),
        facts,
        findings,
    })
}

fn findings_of(facts: &FilmFacts, is_dark: bool, is_silent: bool) -> Vec<String> {
    [
        (is_dark, "dark"),
        (is_silent, "silent"),
        (facts.duration_ms < millis(SHORT_BELOW), "short"),
        (facts.fps < SLOW_BELOW, "slow"),
    ]
    .into_iter()
    .filter(|(is_so, _)| *is_so)
    .map(|(_, code)| code.to_owned())
    .collect()
}

fn status_view(
    status: &SessionStatus,
    hint: &str,
    code: Option<SeenCodeView>,
    foreign_code: bool,
) -> CameraStatusView {
    let fault = match status.state {
        SessionState::Failed(fault) => Some(source_problem(fault)),
        _ => status.sound_fault.map(sound_problem),
    };
    let reopening = match status.state {
        SessionState::Reopening(fault) => Some(source_problem(fault).code),
        _ => None,
    };
    // What the camera does says more than what its pictures look like.
    let hint = match (reopening, status.finding) {
        (Some(_), _) => "reopening",
        (None, Some(CameraFinding::Black)) => "black",
        (None, Some(CameraFinding::Frozen)) => "frozen",
        (None, None) => hint,
    };
    CameraStatusView {
        is_running: status.state == SessionState::Live,
        fault: fault.map(|problem| problem.code),
        reopening,
        width: status.width.into(),
        height: status.height.into(),
        hint: hint.to_owned(),
        level: f32::from(status.sound_level.unwrap_or(0)) / 100.0,
        code,
        foreign_code,
    }
}

fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}
