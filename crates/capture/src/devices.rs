//! Which cameras and microphones there are: chosen once, by configuration.

use crate::clock::Monotonic;
use crate::frame::Rotation;
use crate::guarded::LeftBehind;
#[cfg(feature = "native")]
use crate::guarded::{GuardedCamera, GuardedMicrophone};
#[cfg(feature = "native")]
use crate::native::{self, CameraInfo};
use crate::pushed::{FramePusher, pushed};
#[cfg(feature = "mock")]
use crate::scripted::{Scenario, ScriptedDevices};
use crate::source::{CameraUse, FrameSource, SoundSource, SourceFault};
#[cfg(any(feature = "native", feature = "mock"))]
use crate::turns::Turned;
use crate::turns::{PictureTurn, Turns};
use std::sync::{Arc, Mutex, PoisonError};

/// Where pictures and sound come from.
#[derive(Debug, Clone)]
pub enum SourceChoice {
    /// The machine's own devices; `camera` as [`Devices::list_cameras`] names it, else the one that
    /// suits what it is wanted for.
    #[cfg(feature = "native")]
    Native {
        /// The chosen camera.
        camera: Option<String>,
    },
    /// A webview records with its own camera and microphone and pushes the result.
    Pushed,
    /// A scenario's pictures and sound. Builds for testers only.
    #[cfg(feature = "mock")]
    Scripted(Arc<Scenario>),
}

/// The handle of the camera of a scenario.
pub const SCRIPTED: &str = "scenario";

/// The devices of one run of the app.
pub struct Devices {
    clock: Arc<dyn Monotonic>,
    kind: Kind,
    left_behind: LeftBehind,
    turns: Turns,
}

enum Kind {
    #[cfg(feature = "native")]
    Native {
        camera: Option<String>,
    },
    Pushed {
        pusher: Mutex<Option<FramePusher>>,
    },
    #[cfg(feature = "mock")]
    Scripted(ScriptedDevices),
}

impl Devices {
    /// Readies the devices; opens none.
    pub fn new(choice: SourceChoice, clock: Arc<dyn Monotonic>) -> Self {
        let kind = match choice {
            #[cfg(feature = "native")]
            SourceChoice::Native { camera } => Kind::Native { camera },
            SourceChoice::Pushed => Kind::Pushed {
                pusher: Mutex::new(None),
            },
            #[cfg(feature = "mock")]
            SourceChoice::Scripted(scenario) => {
                Kind::Scripted(ScriptedDevices::new(scenario, Arc::clone(&clock)))
            }
        };
        Self {
            clock,
            kind,
            left_behind: LeftBehind::default(),
            turns: Turns::default(),
        }
    }

    /// The machine's own devices with another camera; what hangs is counted together.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn with_camera(&self, camera: String) -> Self {
        Self {
            clock: Arc::clone(&self.clock),
            kind: Kind::Native {
                camera: Some(camera),
            },
            left_behind: self.left_behind.clone(),
            turns: self.turns.clone(),
        }
    }

    /// The cameras of this machine, the one that suits the use best first, infrared ones last. Opens each
    /// for a moment, without its light, to ask for its sizes; takes five seconds at most.
    ///
    /// # Errors
    /// [`SourceFault::NoCamera`] when there is none, [`SourceFault::PermissionDenied`] when the system
    /// does not tell, [`SourceFault::Silent`] when it does not answer, or too many devices hang already.
    #[cfg(feature = "native")]
    pub fn list_cameras(&self, purpose: CameraUse) -> Result<Vec<CameraInfo>, SourceFault> {
        native::list_cameras(purpose, self.clock.as_ref(), &self.left_behind)
    }

    /// Says how the pictures of the camera of this handle are to be turned, when it opens and from its next frame on.
    pub fn set_turn(&self, camera: &str, rotation: Rotation) {
        self.turns.set(camera, rotation);
    }

    /// Threads that hang in a device library; none in the normal case.
    pub const fn left_behind(&self) -> &LeftBehind {
        &self.left_behind
    }

    /// The clock every frame and every session is stamped with.
    pub fn clock(&self) -> Arc<dyn Monotonic> {
        Arc::clone(&self.clock)
    }

    /// Whether the webview records, so that the interface opens its own camera and pushes.
    pub const fn is_pushed(&self) -> bool {
        matches!(self.kind, Kind::Pushed { .. })
    }

    /// A camera for one session. It is opened by the session, on the session's thread.
    pub fn camera(&self, purpose: CameraUse) -> Box<dyn FrameSource> {
        self.turnable_camera(purpose).0
    }

    /// The same, with what turns its pictures.
    #[cfg_attr(
        not(any(feature = "native", feature = "mock")),
        expect(unused_variables, reason = "a webview chooses its camera itself")
    )]
    pub fn turnable_camera(&self, purpose: CameraUse) -> (Box<dyn FrameSource>, PictureTurn) {
        let turn = self.turns.of_session();
        let camera: Box<dyn FrameSource> = match &self.kind {
            #[cfg(feature = "native")]
            Kind::Native { camera } => {
                let clock = || Arc::clone(&self.clock);
                let driver = native::driver(camera.clone(), purpose, clock(), turn.clone());
                let camera = GuardedCamera::new(driver, clock(), self.left_behind.clone());
                Box::new(Turned::new(Box::new(camera), Rotation::None, turn.clone()))
            }
            Kind::Pushed { pusher } => {
                // The session before, if any, has ended: its webview pushes into nothing.
                let (push, source) = pushed(Arc::clone(&self.clock));
                *pusher.lock().unwrap_or_else(PoisonError::into_inner) = Some(push);
                Box::new(source)
            }
            #[cfg(feature = "mock")]
            Kind::Scripted(devices) => {
                let stands = devices.stands();
                // Each way of standing is a camera of its own: what is turned for one stays upright for the next.
                turn.opened(&format!("{SCRIPTED} {}", stands.quarters()));
                Box::new(Turned::new(devices.camera(purpose), stands, turn.clone()))
            }
        };
        (camera, turn)
    }

    /// A microphone for one session.
    ///
    /// # Errors
    /// [`SourceFault::NoMicrophone`] when sound comes inside the webview's own films.
    pub fn microphone(&self) -> Result<Box<dyn SoundSource>, SourceFault> {
        match &self.kind {
            #[cfg(feature = "native")]
            Kind::Native { .. } => {
                let driver = native::sound_driver(Arc::clone(&self.clock));
                let (clock, left_behind) = (Arc::clone(&self.clock), self.left_behind.clone());
                Ok(Box::new(GuardedMicrophone::new(driver, clock, left_behind)))
            }
            Kind::Pushed { .. } => Err(SourceFault::NoMicrophone),
            #[cfg(feature = "mock")]
            Kind::Scripted(devices) => Ok(devices.microphone()),
        }
    }

    /// Where the webview pushes frames of the running session; `None` before the first, and for
    /// the other kinds.
    pub fn pusher(&self) -> Option<FramePusher> {
        match &self.kind {
            Kind::Pushed { pusher } => pusher
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone(),
            #[cfg(any(feature = "native", feature = "mock"))]
            _ => None,
        }
    }
}
