//! Pictures and sound from a scenario file: a simulator good enough to give to testers. Compiled
//! only with the feature `mock`; a release build is checked not to contain it.

mod film;
mod pace;
mod pictures;
mod scenario;
mod script;
mod sound;
mod trouble;
mod video;
pub mod wav;
mod y4m;

pub use scenario::{Scenario, ScenarioFault};

use crate::clock::Monotonic;
use crate::frame::Rotation;
use crate::source::{CameraUse, FrameSource, SoundSource, SourceFault};
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use pictures::PictureCamera;
use scenario::{Permission, Pictures};
use sound::ScriptedMicrophone;
use std::sync::Arc;
use trouble::{Hours, NoCamera, NoMicrophone, TroubledCamera, TroubledMicrophone};
use video::VideoCamera;

/// The devices of a scenario. What happens only once, or a few times, is remembered here, over all
/// sessions of a run.
pub struct ScriptedDevices {
    scenario: Arc<Scenario>,
    clock: Arc<dyn Monotonic>,
    was_camera_asked: AtomicBool,
    was_microphone_asked: AtomicBool,
    troubled_cameras: Arc<AtomicU32>,
    troubled_microphones: Arc<AtomicU32>,
}

impl ScriptedDevices {
    /// Readies the devices of a scenario.
    pub fn new(scenario: Arc<Scenario>, clock: Arc<dyn Monotonic>) -> Self {
        Self {
            scenario,
            clock,
            was_camera_asked: AtomicBool::new(false),
            was_microphone_asked: AtomicBool::new(false),
            troubled_cameras: Arc::default(),
            troubled_microphones: Arc::default(),
        }
    }

    /// The camera for one session, with the pictures the scenario has for this use.
    pub fn camera(&self, purpose: CameraUse) -> Box<dyn FrameSource> {
        if is_refused(self.scenario.camera_permission(), &self.was_camera_asked) {
            return Box::new(NoCamera(SourceFault::PermissionDenied));
        }
        let clock = Arc::clone(&self.clock);
        let camera: Box<dyn FrameSource> = match self.scenario.pictures(purpose) {
            None => Box::new(NoCamera(SourceFault::NoCamera)),
            Some(Pictures::Folders(parts)) => Box::new(PictureCamera::new(parts, clock)),
            Some(Pictures::Video { path, fps, asked }) => {
                Box::new(VideoCamera::new(path, fps, asked, clock))
            }
        };
        match self.scenario.camera_plan() {
            None => camera,
            Some(plan) => {
                let hours = Hours::new(plan, &self.troubled_cameras, Arc::clone(&self.clock));
                Box::new(TroubledCamera::new(camera, hours))
            }
        }
    }

    /// How its pictures come out of the camera: where it is built in upside down, they are.
    pub fn stands(&self) -> Rotation {
        self.scenario.camera_stands()
    }

    /// The microphone for one session.
    pub fn microphone(&self) -> Box<dyn SoundSource> {
        if is_refused(
            self.scenario.microphone_permission(),
            &self.was_microphone_asked,
        ) {
            return Box::new(NoMicrophone(SourceFault::PermissionDenied));
        }
        let Some(voice) = self.scenario.voice() else {
            return Box::new(NoMicrophone(SourceFault::NoMicrophone));
        };
        let microphone = Box::new(ScriptedMicrophone::new(voice, Arc::clone(&self.clock)));
        match self.scenario.sound_plan() {
            None => microphone,
            Some(plan) => {
                let hours = Hours::new(plan, &self.troubled_microphones, Arc::clone(&self.clock));
                Box::new(TroubledMicrophone::new(microphone, hours))
            }
        }
    }
}

fn is_refused(permission: Permission, was_asked: &AtomicBool) -> bool {
    let was_asked = was_asked.swap(true, Ordering::AcqRel);
    match permission {
        Permission::Grant => false,
        Permission::Deny => true,
        Permission::DenyOnce => !was_asked,
    }
}
