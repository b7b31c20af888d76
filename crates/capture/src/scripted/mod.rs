//! Pictures and sound from a scenario file: a simulator good enough to give to testers. Compiled
//! only with the feature `mock`; a release build is checked not to contain it.

mod deny;
mod pace;
mod pictures;
mod scenario;
mod script;
mod sound;
mod video;
pub mod wav;

pub use scenario::{Scenario, ScenarioFault};

use crate::clock::Monotonic;
use crate::source::{CameraUse, FrameSource, SoundSource, SourceFault};
use core::sync::atomic::{AtomicBool, Ordering};
use deny::{FailingCamera, FailingMicrophone};
use pictures::PictureCamera;
use scenario::{Permission, Pictures};
use sound::ScriptedMicrophone;
use std::sync::Arc;
use video::VideoCamera;

/// The devices of a scenario. `deny-once` is remembered here, over all sessions of a run.
pub struct ScriptedDevices {
    scenario: Arc<Scenario>,
    clock: Arc<dyn Monotonic>,
    was_camera_asked: AtomicBool,
    was_microphone_asked: AtomicBool,
}

impl ScriptedDevices {
    /// Readies the devices of a scenario.
    pub fn new(scenario: Arc<Scenario>, clock: Arc<dyn Monotonic>) -> Self {
        Self {
            scenario,
            clock,
            was_camera_asked: AtomicBool::new(false),
            was_microphone_asked: AtomicBool::new(false),
        }
    }

    /// The camera for one session, with the pictures the scenario has for this use.
    pub fn camera(&self, purpose: CameraUse) -> Box<dyn FrameSource> {
        if is_refused(self.scenario.camera_permission(), &self.was_camera_asked) {
            return Box::new(FailingCamera::at_once(SourceFault::PermissionDenied));
        }
        let clock = Arc::clone(&self.clock);
        let camera: Box<dyn FrameSource> = match self.scenario.pictures(purpose) {
            None => Box::new(FailingCamera::at_once(SourceFault::NoCamera)),
            Some(Pictures::Folders(parts)) => Box::new(PictureCamera::new(parts, clock)),
            Some(Pictures::Video { path, fps }) => Box::new(VideoCamera::new(path, fps, clock)),
        };
        match self.scenario.camera_fault() {
            None => camera,
            Some((fault, after)) => Box::new(FailingCamera::later(
                camera,
                fault,
                after,
                Arc::clone(&self.clock),
            )),
        }
    }

    /// The microphone for one session.
    pub fn microphone(&self) -> Box<dyn SoundSource> {
        if is_refused(
            self.scenario.microphone_permission(),
            &self.was_microphone_asked,
        ) {
            return Box::new(FailingMicrophone(SourceFault::PermissionDenied));
        }
        match self.scenario.voice() {
            None => Box::new(FailingMicrophone(SourceFault::NoMicrophone)),
            Some(voice) => Box::new(ScriptedMicrophone::new(voice, Arc::clone(&self.clock))),
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
