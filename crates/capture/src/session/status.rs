//! What the screen is told about a session.

use super::looks::CameraFinding;
use crate::guidance::Advice;
use crate::recorder::RecorderFault;
use crate::source::SourceFault;
use core::time::Duration;

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// Opening the camera, or waiting for its first frame.
    Starting,
    /// Frames come.
    Live,
    /// The camera went away for this reason, and is being opened again by itself.
    Reopening(SourceFault),
    /// No frame will come any more.
    Failed(SourceFault),
    /// Stopped by us.
    Stopped,
}

/// A session at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SessionStatus {
    /// Where it stands.
    pub state: SessionState,
    /// Width of the camera's frames in pixels once upright, 0 before the first.
    pub width: u16,
    /// Height of the camera's frames in pixels once upright, 0 before the first.
    pub height: u16,
    /// Frames per second over the last second or so, 0 before the second frame.
    pub fps: f32,
    /// Frames since the start.
    pub frames: u64,
    /// What is wrong with the pictures that come.
    pub finding: Option<CameraFinding>,
    /// What the newest frame says to the person; `None` when the session is not guided.
    pub advice: Option<Advice>,
    /// How long the running recording is; `None` when none runs.
    pub recording: Option<Duration>,
    /// Why the running recording ended by itself; stopping it gives the same fault.
    pub recording_fault: Option<RecorderFault>,
    /// Why the running recording cannot be used although it goes on: the camera went away meanwhile. Stopping it gives
    /// the same fault.
    pub film_fault: Option<SourceFault>,
    /// Loudness of the last tenth of a second, 0 to 100; `None` without a microphone.
    pub sound_level: Option<u8>,
    /// Why there is no sound although a microphone was asked for.
    pub sound_fault: Option<SourceFault>,
}
