//! Cameras that stand otherwise than their pictures say: built in upside down, or screwed on sideways. Neither V4L2,
//! nor AVFoundation, nor Media Foundation tells through nokhwa how a sensor stands, so that the person does.

use crate::frame::{Frame, Rotation};
use crate::source::{FrameSource, Prompt, SourceFault};
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How the pictures of this machine's cameras are to be turned. Clones share what is said.
#[derive(Clone, Default)]
pub(crate) struct Turns(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    by_camera: BTreeMap<String, Rotation>,
    /// The handle of the camera opened last.
    open: Option<String>,
}

impl Turns {
    /// Notes which camera gives pictures from now on.
    pub(crate) fn opened(&self, camera: &str) {
        self.state().open = Some(camera.to_owned());
    }

    /// Says how the pictures of a camera are to be turned.
    pub(crate) fn set(&self, camera: &str, rotation: Rotation) {
        self.state().by_camera.insert(camera.to_owned(), rotation);
    }

    /// Turns the pictures of the camera opened last by one more quarter clockwise; `None` before the first opens.
    pub(crate) fn turn(&self) -> Option<(String, Rotation)> {
        let mut state = self.state();
        let camera = state.open.clone()?;
        let turned = state
            .by_camera
            .get(&camera)
            .copied()
            .unwrap_or_default()
            .then(Rotation::Right);
        state.by_camera.insert(camera.clone(), turned);
        Some((camera, turned))
    }

    /// How the pictures of the camera opened last are to be turned.
    fn now(&self) -> Rotation {
        let state = self.state();
        let camera = state.open.as_ref();
        camera
            .and_then(|camera| state.by_camera.get(camera))
            .copied()
            .unwrap_or_default()
    }

    // Every change is one insertion: a panicking thread leaves nothing half done.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A camera whose frames say how they are to be turned. What the person says counts from the next frame on.
pub(crate) struct Turned {
    camera: Box<dyn FrameSource>,
    /// What its sensor is known to need. A scenario's camera may stand upside down, so that the person has to say it.
    stands: Rotation,
    turns: Turns,
}

impl Turned {
    pub(crate) const fn new(camera: Box<dyn FrameSource>, stands: Rotation, turns: Turns) -> Self {
        Self {
            camera,
            stands,
            turns,
        }
    }
}

impl FrameSource for Turned {
    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        let frame = self.camera.next_frame(patience)?;
        Ok(frame.map(|frame| Frame {
            rotation: frame.rotation.then(self.stands).then(self.turns.now()),
            ..frame
        }))
    }

    fn open(&mut self) -> Result<(), SourceFault> {
        self.camera.open()
    }

    fn starts_by_itself(&self) -> bool {
        self.camera.starts_by_itself()
    }

    fn may_be_silent_for(&self) -> Duration {
        self.camera.may_be_silent_for()
    }

    fn pictures_move(&self) -> bool {
        self.camera.pictures_move()
    }

    fn recording_begins(&mut self) {
        self.camera.recording_begins();
    }

    fn prompted(&mut self, prompt: Prompt) {
        self.camera.prompted(prompt);
    }

    fn close(&mut self) {
        self.camera.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_camera_is_turned_by_itself_and_four_quarters_are_none() {
        let turns = Turns::default();
        assert!(turns.turn().is_none(), "no camera was opened");
        turns.set("on the wall", Rotation::Half);
        turns.opened("on the wall");
        assert_eq!(turns.now(), Rotation::Half);
        turns.opened("built in");
        assert_eq!(turns.now(), Rotation::None);
        let quarters = [
            Rotation::Right,
            Rotation::Half,
            Rotation::Left,
            Rotation::None,
        ];
        for expected in quarters {
            assert_eq!(turns.turn(), Some(("built in".into(), expected)));
        }
        turns.opened("on the wall");
        assert_eq!(turns.now(), Rotation::Half);
    }
}
