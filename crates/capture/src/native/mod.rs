//! The cameras and the microphone of this machine.

mod driver;
mod facing;
mod format;
mod list;
mod microphone;
mod reason;

pub use facing::Facing;
pub(crate) use list::list_cameras;
pub use list::{CameraInfo, CameraSize};

use crate::clock::Monotonic;
use crate::guarded::{Driver, SoundDriver};
use crate::source::CameraUse;
use crate::turns::PictureTurn;
use std::sync::Arc;

/// The driver of a camera of this machine: the one of this name, else the one that suits the use. It notes which one
/// it opened.
pub(crate) fn driver(
    camera: Option<String>,
    purpose: CameraUse,
    clock: Arc<dyn Monotonic>,
    turn: PictureTurn,
) -> Arc<dyn Driver> {
    Arc::new(driver::NokhwaDriver::new(camera, purpose, clock, turn))
}

/// The driver of this machine's microphone.
pub(crate) fn sound_driver(clock: Arc<dyn Monotonic>) -> Arc<dyn SoundDriver> {
    Arc::new(microphone::CpalDriver::new(clock))
}
