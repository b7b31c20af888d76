//! Cameras that stand otherwise than their pictures say: built in upside down, or screwed on sideways. Neither V4L2,
//! nor AVFoundation, nor Media Foundation tells through nokhwa how a sensor stands, so that the person does.

use crate::frame::{Frame, Rotation};
use crate::source::{FrameSource, Prompt, SourceFault};
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How the pictures of this machine's cameras are to be turned, by their handles. Clones share what is said.
#[derive(Clone, Default)]
pub(crate) struct Turns(Arc<Mutex<BTreeMap<String, Rotation>>>);

impl Turns {
    /// Says how the pictures of a camera are to be turned.
    pub(crate) fn set(&self, camera: &str, rotation: Rotation) {
        lock(&self.0).insert(camera.to_owned(), rotation);
    }

    /// For one session, whose camera is not known before it opens.
    pub(crate) fn of_session(&self) -> PictureTurn {
        PictureTurn {
            turns: self.clone(),
            open: Arc::default(),
        }
    }

    fn of(&self, camera: &str) -> Rotation {
        lock(&self.0).get(camera).copied().unwrap_or_default()
    }
}

/// How the pictures of one session's camera are turned. A thread that was left behind with another session's camera
/// says nothing here.
#[derive(Clone)]
pub struct PictureTurn {
    turns: Turns,
    /// The handle of the camera that this session opened last.
    open: Arc<Mutex<Option<String>>>,
}

impl PictureTurn {
    /// Turns the pictures by one more quarter clockwise, from the next frame on and whenever this camera opens. Gives its
    /// handle and how it is turned now; `None` where no camera of ours opened: a webview's pictures are upright.
    pub fn turn(&self) -> Option<(String, Rotation)> {
        let camera = lock(&self.open).clone()?;
        let turned = self.turns.of(&camera).then(Rotation::Right);
        self.turns.set(&camera, turned);
        Some((camera, turned))
    }

    /// Notes which camera gives pictures from now on.
    pub(crate) fn opened(&self, camera: &str) {
        *lock(&self.open) = Some(camera.to_owned());
    }

    fn now(&self) -> Rotation {
        let camera = lock(&self.open);
        camera
            .as_ref()
            .map_or(Rotation::None, |camera| self.turns.of(camera))
    }
}

// Every change is one write: a panicking thread leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A camera whose frames say how they are to be turned. What the person says counts from the next frame on.
pub(crate) struct Turned {
    camera: Box<dyn FrameSource>,
    /// What its sensor is known to need. A scenario's camera may stand upside down, so that the person has to say it.
    stands: Rotation,
    turn: PictureTurn,
}

impl Turned {
    pub(crate) const fn new(
        camera: Box<dyn FrameSource>,
        stands: Rotation,
        turn: PictureTurn,
    ) -> Self {
        Self {
            camera,
            stands,
            turn,
        }
    }
}

impl FrameSource for Turned {
    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        let frame = self.camera.next_frame(patience)?;
        Ok(frame.map(|frame| Frame {
            rotation: frame.rotation.then(self.stands).then(self.turn.now()),
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
        turns.set("on the wall", Rotation::Half);
        let first = turns.of_session();
        assert!(first.turn().is_none(), "no camera was opened");
        first.opened("on the wall");
        assert_eq!(first.now(), Rotation::Half);
        let second = turns.of_session();
        second.opened("built in");
        assert_eq!(second.now(), Rotation::None);
        let quarters = [
            Rotation::Right,
            Rotation::Half,
            Rotation::Left,
            Rotation::None,
        ];
        for expected in quarters {
            assert_eq!(second.turn(), Some(("built in".into(), expected)));
        }
        assert_eq!(first.now(), Rotation::Half);
    }

    #[test]
    fn a_session_whose_camera_opens_late_turns_its_own_alone() {
        let turns = Turns::default();
        let (late, now) = (turns.of_session(), turns.of_session());
        now.opened("cable");
        late.opened("hanging");
        assert_eq!(now.turn(), Some(("cable".into(), Rotation::Right)));
        assert_eq!(late.now(), Rotation::None);
    }
}
