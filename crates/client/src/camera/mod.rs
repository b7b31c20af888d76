//! The cameras of this run: at most one session at a time, so that a screen that was reloaded does
//! not leave a light on.

mod choices;
mod fault;
mod film;
mod hint;
mod models;
mod reading;
mod session;
mod zone;

pub(crate) use fault::picture_problem;
pub(crate) use reading::read_back;
pub(crate) use session::OpenSession;
pub(crate) use zone::zone_view;

use choices::Choices;
use core::time::Duration;
use fault::source_problem;
use sceau_capture::guidance::Subject;
use sceau_capture::{Devices, Monotonic, SCRIPTED, SessionState, SourceChoice};
use sceau_domain::document::{DocumentKind, Side};
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{CameraChoiceView, CameraPurpose};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Opens and closes camera sessions.
pub(crate) struct Cameras {
    source: SourceChoice,
    devices: Arc<Devices>,
    clock: Arc<dyn Monotonic>,
    open: Mutex<Option<Arc<OpenSession>>>,
    /// Held while one session makes room for the next: a camera that we hold ourselves is busy for us too. Holds the
    /// name that was closed last without being open: closing may overtake opening.
    changing: Mutex<Option<String>>,
    choices: Mutex<Choices>,
    models: models::FaceNetworks,
}

/// How long opening waits for the first frame, or for the reason why none will come.
const OPENING: Duration = Duration::from_millis(2_500);

impl Cameras {
    pub(crate) fn new(
        source: SourceChoice,
        clock: Arc<dyn Monotonic>,
        models: Option<PathBuf>,
        folder: &Path,
    ) -> Self {
        let devices = Arc::new(Devices::new(source.clone(), Arc::clone(&clock)));
        let choices = Choices::kept_in(folder.join("cameras.json"));
        for (camera, rotation) in choices.turned() {
            devices.set_turn(camera, rotation);
        }
        Self {
            source,
            devices,
            clock,
            open: Mutex::new(None),
            changing: Mutex::new(None),
            choices: Mutex::new(choices),
            models: models::FaceNetworks::new(models),
        }
    }

    /// Whether the webview's own camera is used.
    pub(crate) fn is_pushed(&self) -> bool {
        self.devices.is_pushed()
    }

    /// Whether pictures come from a scenario.
    pub(crate) const fn is_scripted(&self) -> bool {
        match self.source {
            #[cfg(feature = "mock")]
            SourceChoice::Scripted(_) => true,
            _ => false,
        }
    }

    /// The cameras to choose from, the one that opens for this purpose first. Blocks.
    pub(crate) fn list(&self, purpose: CameraPurpose) -> Result<Vec<CameraChoiceView>, Problem> {
        if self.is_pushed() {
            return Ok(Vec::new());
        }
        if self.is_scripted() {
            let camera = CameraChoiceView {
                camera: SCRIPTED.into(),
                name: "Scénario".into(),
                facing: None,
                width: None,
                height: None,
            };
            return Ok(vec![camera]);
        }
        let cameras = list_native(&self.devices, purpose)?;
        Ok(self.choices().listed(purpose, cameras))
    }

    /// Opens a camera in place of the one before. Blocks until the first frame comes, or the reason
    /// why none will, or for two and a half seconds; it may be closed meanwhile. A camera that is named is
    /// remembered: it opens from now on where none is.
    pub(crate) fn open(
        &self,
        name: String,
        purpose: CameraPurpose,
        camera: Option<String>,
        with_sound: bool,
        document: Option<DocumentKind>,
    ) -> Result<Arc<OpenSession>, Problem> {
        if let Some(camera) = camera {
            self.choices().choose(purpose, &camera);
        }
        let chosen = self.choices().of(purpose);
        let devices = match (&self.source, chosen) {
            #[cfg(feature = "native")]
            (SourceChoice::Native { .. }, Some(camera)) => {
                Arc::new(self.devices.with_camera(camera))
            }
            _ => Arc::clone(&self.devices),
        };
        let subject = self.subject_of(purpose, document);
        let start = |name| OpenSession::start(name, devices, purpose, subject, with_sound);
        let opened = self.replace(name, start)?;
        if self.is_pushed() {
            return Ok(opened);
        }
        match self.wait_for_pictures(&opened) {
            Ok(()) => Ok(opened),
            Err(problem) => {
                self.close(&opened.name);
                Err(problem)
            }
        }
    }

    /// Starts a session once the one before has ended; not where it was closed before it came to that.
    fn replace(
        &self,
        name: String,
        start: impl FnOnce(String) -> OpenSession,
    ) -> Result<Arc<OpenSession>, Problem> {
        let mut overtaken = self.changing();
        if overtaken.take().is_some_and(|closed| closed == name) {
            return Err(Problem::new(ErrorCode::CaptureUnknown));
        }
        self.empty_slot();
        let started = Arc::new(start(name));
        *self.slot() = Some(Arc::clone(&started));
        Ok(started)
    }

    /// What the person is helped to show; nothing where a code is looked for.
    fn subject_of(
        &self,
        purpose: CameraPurpose,
        document: Option<DocumentKind>,
    ) -> Option<Subject> {
        match purpose {
            CameraPurpose::QrCode => None,
            CameraPurpose::DocumentFront => Some(Subject::Document(document?, Side::Front)),
            CameraPurpose::DocumentBack => Some(Subject::Document(document?, Side::Back)),
            CameraPurpose::Face => self.models.get().map(Subject::Face),
        }
    }

    fn wait_for_pictures(&self, opened: &OpenSession) -> Result<(), Problem> {
        let started = self.clock.elapsed();
        loop {
            match opened.status().state {
                SessionState::Starting | SessionState::Reopening(_)
                    if self.clock.elapsed() < started + OPENING =>
                {
                    self.clock.pause(Duration::from_millis(25));
                }
                // A slow camera is watched by the screen from here on.
                SessionState::Starting | SessionState::Reopening(_) | SessionState::Live => {
                    return Ok(());
                }
                // Whoever asked for it left, or asked again.
                SessionState::Stopped => return Err(Problem::new(ErrorCode::CaptureUnknown)),
                SessionState::Failed(fault) => return Err(source_problem(fault)),
            }
        }
    }

    /// The open session of this name.
    pub(crate) fn get(&self, session: &str) -> Result<Arc<OpenSession>, Problem> {
        self.slot()
            .as_ref()
            .filter(|open| open.name == session)
            .cloned()
            .ok_or(Problem::new(ErrorCode::CaptureUnknown))
    }

    /// Turns this session's pictures by a quarter clockwise, from now on whenever its camera opens. Not while it films.
    pub(crate) fn turn_pictures(&self, session: &str) -> Result<(), Problem> {
        let open = self.get(session)?;
        // Held over both, so that two presses are kept in the order in which they turned.
        let mut choices = self.choices();
        let (camera, rotation) = open.turn_pictures()?;
        choices.keep_turn(camera, rotation);
        Ok(())
    }

    /// Whether a capture screen is active: the webview's camera is granted only then.
    pub(crate) fn is_open(&self) -> bool {
        self.slot().is_some()
    }

    /// Closes this session; closing twice is no fault. Blocks until its light is off.
    pub(crate) fn close(&self, session: &str) {
        let mut overtaken = self.changing();
        let closing = self.slot().take_if(|open| open.name == session);
        match closing {
            Some(open) => open.stop(),
            None => *overtaken = Some(session.to_owned()),
        }
    }

    /// Whether a film is being made.
    pub(crate) fn is_filming(&self) -> bool {
        let open = self.slot().clone();
        open.is_some_and(|open| open.is_filming())
    }

    /// Closes whatever is open. Blocks until its light is off.
    pub(crate) fn close_any(&self) {
        let _changing = self.changing();
        self.empty_slot();
    }

    // The slot is not locked while a session ends: it may take two seconds, and screens ask meanwhile.
    fn empty_slot(&self) {
        let closing = self.slot().take();
        if let Some(open) = closing {
            open.stop();
        }
    }

    // Every value is replaced whole: a panicking thread leaves nothing half done.
    fn choices(&self) -> MutexGuard<'_, Choices> {
        self.choices.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changing(&self) -> MutexGuard<'_, Option<String>> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn slot(&self) -> MutexGuard<'_, Option<Arc<OpenSession>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(feature = "native")]
fn list_native(
    devices: &Devices,
    purpose: CameraPurpose,
) -> Result<Vec<CameraChoiceView>, Problem> {
    let cameras = devices
        .list_cameras(session::use_of(purpose))
        .map_err(source_problem)?;
    Ok(cameras.into_iter().map(choice_view).collect())
}

#[cfg(feature = "native")]
fn choice_view(info: sceau_capture::CameraInfo) -> CameraChoiceView {
    use sceau_capture::Facing;
    use sceau_wire::host::CameraFacing;
    let largest = info.sizes.first();
    CameraChoiceView {
        camera: info.id,
        name: info.name,
        facing: match info.facing {
            Facing::Front => Some(CameraFacing::Front),
            Facing::Back => Some(CameraFacing::Back),
            Facing::Infrared => Some(CameraFacing::Infrared),
            Facing::Unknown => None,
        },
        width: largest.map(|size| size.width),
        height: largest.map(|size| size.height),
    }
}

#[cfg(not(feature = "native"))]
const fn list_native(_: &Devices, _: CameraPurpose) -> Result<Vec<CameraChoiceView>, Problem> {
    Ok(Vec::new())
}
