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
use crate::source::{CameraUse, FrameSource, SoundSource, SourceFault};
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use pictures::PictureCamera;
use scenario::{Permission, Pictures, Plan};
use sound::ScriptedMicrophone;
use std::sync::Arc;
use trouble::{NoCamera, NoMicrophone, TroubledCamera, TroubledMicrophone};
use video::VideoCamera;

/// The devices of a scenario. What happens only once, or a few times, is remembered here, over all
/// sessions of a run.
pub struct ScriptedDevices {
    scenario: Arc<Scenario>,
    clock: Arc<dyn Monotonic>,
    was_camera_asked: AtomicBool,
    was_microphone_asked: AtomicBool,
    troubled_cameras: AtomicU32,
    troubled_microphones: AtomicU32,
}

impl ScriptedDevices {
    /// Readies the devices of a scenario.
    pub fn new(scenario: Arc<Scenario>, clock: Arc<dyn Monotonic>) -> Self {
        Self {
            scenario,
            clock,
            was_camera_asked: AtomicBool::new(false),
            was_microphone_asked: AtomicBool::new(false),
            troubled_cameras: AtomicU32::new(0),
            troubled_microphones: AtomicU32::new(0),
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
        match due(self.scenario.camera_plan(), &self.troubled_cameras) {
            None => camera,
            Some(plan) => {
                let clock = Arc::clone(&self.clock);
                Box::new(TroubledCamera::new(camera, plan, clock))
            }
        }
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
        match due(self.scenario.sound_plan(), &self.troubled_microphones) {
            None => microphone,
            Some(plan) => {
                let clock = Arc::clone(&self.clock);
                Box::new(TroubledMicrophone::new(microphone, plan, clock))
            }
        }
    }
}

/// The trouble of this session, unless there were as many as the scenario wants.
fn due(plan: Option<Plan>, sessions: &AtomicU32) -> Option<Plan> {
    let plan = plan?;
    let earlier = sessions.fetch_add(1, Ordering::AcqRel);
    plan.sessions.is_none_or(|most| earlier < most).then_some(plan)
}

fn is_refused(permission: Permission, was_asked: &AtomicBool) -> bool {
    let was_asked = was_asked.swap(true, Ordering::AcqRel);
    match permission {
        Permission::Grant => false,
        Permission::Deny => true,
        Permission::DenyOnce => !was_asked,
    }
}
