//! One open camera.

use super::fault::{
    capture_problem, push_problem, recorder_problem, sound_problem, source_problem,
};
use super::film::{Arriving, Film, recorded_film};
use super::hint::hint_of;
use crate::captures::{Captures, seal_problem};
use crate::links;
use core::time::Duration;
use sceau_capture::guidance::Subject;
use sceau_capture::{
    CameraFinding, CameraUse, CaptureFault, CaptureSession, Devices, DocumentShot, FilmSigner,
    FramePusher, PictureTurn, Preview, Prompt, PushFault, QrWorker, Rotation, ScanOutcome,
    SessionSettings, SessionState, SessionStatus, ZoneLook, ZoneScan,
};
use sceau_domain::random::Random;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{CameraPurpose, CameraStatusView, SeenCodeView};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use url::Url;

/// An open camera and what happens on it. Every method may block for a moment.
pub(crate) struct OpenSession {
    pub(crate) name: String,
    pub(crate) purpose: CameraPurpose,
    /// What the person is helped to show.
    subject: Option<Subject>,
    devices: Arc<Devices>,
    state: Mutex<State>,
}

struct State {
    session: Arc<CaptureSession>,
    turn: PictureTurn,
    has_sound: bool,
    /// What is asked next, in order, while a film is recorded.
    prompts: Vec<Prompt>,
    arriving: Option<Arriving>,
    /// The search for a zone, once one was asked for.
    zone: Option<ZoneScan>,
}

impl State {
    /// What is on the screen now; the last prompt stays.
    fn next_prompt(&mut self) -> Option<Prompt> {
        let prompt = self.prompts.first().copied();
        if self.prompts.len() > 1 {
            self.prompts.remove(0);
        }
        prompt
    }
}

impl OpenSession {
    /// Starts the camera, and the microphone where sound is wanted.
    pub(super) fn start(
        name: String,
        devices: Arc<Devices>,
        purpose: CameraPurpose,
        subject: Option<Subject>,
        with_sound: bool,
    ) -> Self {
        let (session, turn) = begin(&devices, purpose, subject.clone(), with_sound);
        let state = State {
            session,
            turn,
            has_sound: with_sound,
            prompts: Vec::new(),
            arriving: None,
            zone: None,
        };
        Self {
            name,
            purpose,
            subject,
            devices,
            state: Mutex::new(state),
        }
    }

    pub(crate) fn status(&self) -> SessionStatus {
        self.session().status()
    }

    pub(crate) fn preview(&self) -> Result<Preview, CaptureFault> {
        self.session().preview()
    }

    /// Turns its pictures by a quarter clockwise; gives its camera's handle and how it is turned now.
    pub(super) fn turn_pictures(&self) -> Result<(String, Rotation), Problem> {
        // A film has one orientation.
        if self.is_filming() {
            return Err(Problem::new(ErrorCode::IdempotencyConflict));
        }
        let turned = self.state().turn.turn();
        turned.ok_or(Problem::new(ErrorCode::CaptureUnknown))
    }

    /// How it is doing; looks for a code where codes are wanted.
    pub(crate) fn watch(&self, server: &Url) -> CameraStatusView {
        let session = self.session();
        let status = session.status();
        let (mut code, mut foreign_code) = (None, false);
        if self.purpose == CameraPurpose::QrCode {
            let is_ours = |text: &str| links::recognise(server, text).is_some();
            match session.scan_qr(QrWorker::PATIENCE, is_ours) {
                Ok(ScanOutcome::Ours(text)) => code = links::recognise(server, &text),
                Ok(ScanOutcome::Foreign) => foreign_code = true,
                Ok(ScanOutcome::Nothing) | Err(_) => {}
            }
        }
        let hint = match (&status.advice, &self.subject) {
            (Some(advice), _) => advice.hint.code(),
            (None, Some(_)) => "none",
            // A code that is not read says so by itself: its pictures are not measured too.
            (None, None) if self.purpose == CameraPurpose::QrCode => "none",
            // Without guidance the picture still tells what is plainly wrong.
            (None, None) => session
                .quality()
                .map_or("none", |quality| hint_of(self.purpose, &quality)),
        };
        status_view(&status, hint, code, foreign_code)
    }

    /// Looks for a zone on the newest picture; what earlier looks saw counts.
    pub(crate) fn look_for_zone(&self) -> ZoneLook {
        let (session, mut scan) = {
            let mut state = self.state();
            (Arc::clone(&state.session), state.zone.take())
        };
        if scan.is_none() {
            // What is shipped inside is held by its hash in the tests: it is never damaged here.
            scan = ZoneScan::reader().ok().map(ZoneScan::new);
        }
        let look = scan
            .as_mut()
            .map_or(ZoneLook::Nothing, |scan| scan.look(&session));
        self.state().zone = scan;
        look
    }

    /// The sharpest picture of now and the clip before it. Waits for the first frame and for a clip
    /// of two seconds. `whole` is the webview's own picture at full size, JPEG as base64 text.
    pub(crate) fn take(&self, whole: Option<&str>) -> Result<DocumentShot, Problem> {
        let clock = self.devices.clock();
        let started = clock.elapsed();
        let whole = whole
            .map(|jpeg| self.pusher()?.whole_picture(jpeg).map_err(push_problem))
            .transpose()?;
        let shown = match self.subject {
            Some(Subject::Document(kind, side)) => Some((kind, side)),
            Some(Subject::Face(_)) | None => None,
        };
        loop {
            match self.session().take_document(whole.as_ref(), shown) {
                Err(CaptureFault::NoFrameYet)
                    if clock.elapsed() < started + Duration::from_secs(3) =>
                {
                    clock.pause(Duration::from_millis(50));
                }
                taken => return taken.map_err(|fault| self.problem_of(fault)),
            }
        }
    }

    /// Begins a film. The microphone is opened or closed first where that changed: in writing mode
    /// it must not even be on.
    pub(crate) fn start_recording(
        &self,
        with_sound: bool,
        prompts: Vec<Prompt>,
        captures: &Captures,
        random: &dyn Random,
    ) -> Result<(), Problem> {
        let clock = self.devices.clock();
        if self.devices.is_pushed() {
            let film = captures.arriving(random).map_err(seal_problem)?;
            let mut state = self.state();
            state.prompts = prompts;
            state.arriving = Some(Arriving::new(film, with_sound));
            return Ok(());
        }
        if self.state().has_sound != with_sound {
            self.session().stop();
            let (session, turn) = begin(
                &self.devices,
                self.purpose,
                self.subject.clone(),
                with_sound,
            );
            let mut state = self.state();
            (state.session, state.turn, state.has_sound) = (session, turn, with_sound);
        }
        let started = clock.elapsed();
        loop {
            match self.session().start_recording(|| captures.record(random)) {
                Err(CaptureFault::NoFrameYet)
                    if clock.elapsed() < started + Duration::from_secs(3) =>
                {
                    clock.pause(Duration::from_millis(25));
                }
                Err(CaptureFault::Source(fault)) if self.status().sound_fault == Some(fault) => {
                    return Err(sound_problem(fault));
                }
                Err(fault) => return Err(self.problem_of(fault)),
                Ok(()) => break,
            }
        }
        self.state().prompts = prompts;
        Ok(())
    }

    /// Notes that the next prompt is on the screen now; more marks than prompts repeat the last. Where the
    /// webview records, it alone knows when its recorder started: `at_ms` before now.
    pub(crate) fn mark_prompt(&self, at_ms: Option<u32>) -> Result<(), Problem> {
        let mut state = self.state();
        if let Some(arriving) = &mut state.arriving {
            arriving.prompt(at_ms.ok_or(Problem::new(ErrorCode::RequestMalformed))?);
            if let Some(prompt) = state.next_prompt() {
                state.session.ask(prompt);
            }
            return Ok(());
        }
        let prompt = state.next_prompt();
        let session = Arc::clone(&state.session);
        drop(state);
        let prompt = prompt.ok_or(Problem::new(ErrorCode::CaptureUnknown))?;
        session.mark_prompt(prompt).map_err(capture_problem)
    }

    /// Takes a frame of the webview's camera. A page is not told how the sensor stands: what it draws is upright.
    pub(crate) fn push_frame(&self, jpeg: &str, taken: Duration) -> Result<(), Problem> {
        match self
            .pusher()?
            .push_base64(jpeg, Rotation::None, Some(taken))
        {
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
        let taken = arriving.push(bytes, is_last);
        if taken.is_err() {
            state.arriving = None;
        }
        taken
    }

    /// Ends the film; it is whole on the disk when this returns.
    pub(crate) fn finish_recording(&self, signer: &dyn FilmSigner) -> Result<Film, Problem> {
        if self.devices.is_pushed() {
            let arriving = self.state().arriving.take();
            return arriving
                .ok_or(Problem::new(ErrorCode::CaptureUnknown))?
                .finish(signer);
        }
        let (session, wants_sound) = {
            let state = self.state();
            (Arc::clone(&state.session), state.has_sound)
        };
        let film = session.stop_recording(signer).map_err(capture_problem)?;
        Ok(recorded_film(film, wants_sound))
    }

    /// Ends everything; the light is off when this returns.
    pub(crate) fn stop(&self) {
        self.session().stop();
        // A film that was arriving is thrown away.
        self.state().arriving = None;
    }

    /// A camera that is being opened again gives no frame for a reason of its own.
    fn problem_of(&self, fault: CaptureFault) -> Problem {
        match (fault, self.status().state) {
            (CaptureFault::NoFrameYet, SessionState::Reopening(reason)) => source_problem(reason),
            _ => capture_problem(fault),
        }
    }

    /// Whether a film is being made, here or by the webview.
    pub(super) fn is_filming(&self) -> bool {
        self.state().arriving.is_some() || self.status().recording.is_some()
    }

    fn pusher(&self) -> Result<FramePusher, Problem> {
        self.devices
            .pusher()
            .ok_or(Problem::new(ErrorCode::CaptureUnknown))
    }

    fn session(&self) -> Arc<CaptureSession> {
        Arc::clone(&self.state().session)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the camera is wanted for.
pub(super) const fn use_of(purpose: CameraPurpose) -> CameraUse {
    match purpose {
        CameraPurpose::QrCode => CameraUse::Code,
        CameraPurpose::DocumentFront => CameraUse::DocumentFront,
        CameraPurpose::DocumentBack => CameraUse::DocumentBack,
        CameraPurpose::Face => CameraUse::Face,
    }
}

fn begin(
    devices: &Devices,
    purpose: CameraPurpose,
    subject: Option<Subject>,
    with_sound: bool,
) -> (Arc<CaptureSession>, PictureTurn) {
    let settings = match purpose {
        CameraPurpose::QrCode | CameraPurpose::Face => SessionSettings::FACE,
        CameraPurpose::DocumentFront | CameraPurpose::DocumentBack => SessionSettings::DOCUMENT,
    };
    let microphone = if with_sound {
        devices.microphone().ok()
    } else {
        None
    };
    let (camera, turn) = devices.turnable_camera(use_of(purpose));
    let session = CaptureSession::start(camera, microphone, devices.clock(), settings);
    if let Some(subject) = subject {
        session.guide(subject);
    }
    (Arc::new(session), turn)
}

fn status_view(
    status: &SessionStatus,
    hint: &str,
    code: Option<SeenCodeView>,
    foreign_code: bool,
) -> CameraStatusView {
    let fault = match status.state {
        SessionState::Failed(fault) => Some(source_problem(fault)),
        _ => {
            let recording = status.recording_fault.map(recorder_problem);
            let film = status.film_fault.map(source_problem);
            recording.or(film).or(status.sound_fault.map(sound_problem))
        }
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
        progress: status.advice.map_or(0.0, |advice| advice.progress),
        outline: status
            .advice
            .and_then(|advice| advice.outline)
            .map(|corners| corners.iter().flat_map(|(x, y)| [*x, *y]).collect()),
        arc: status.advice.and_then(|advice| advice.arc),
        level: f32::from(status.sound_level.unwrap_or(0)) / 100.0,
        code,
        foreign_code,
    }
}
