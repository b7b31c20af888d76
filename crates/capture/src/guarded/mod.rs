//! The seam between a camera library and this room.
//!
//! A camera library blocks: it may wait for ever for a frame, spin on one that is gone, or never
//! come back from letting go. [`GuardedCamera`] gives every such [`Driver`] a thread of its own and
//! the promises of [`crate::FrameSource`]; [`GuardedMicrophone`] does the same for a
//! [`SoundDriver`]. What a driver does wrong is thus tested without one.

mod camera;
mod left_behind;
mod microphone;
mod pixels;
mod thread;

pub use camera::GuardedCamera;
pub use left_behind::LeftBehind;
pub use microphone::{GuardedMicrophone, Heard, SoundDriver};
pub use pixels::frame_of;
#[cfg(feature = "native")]
pub(crate) use thread::LentThread;

use crate::frame::Rotation;
use crate::source::SourceFault;
use core::time::Duration;

/// How a driver lays out the bytes of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A JPEG file; what follows its end mark is left over from another picture.
    Jpeg,
    /// Packed 4:2:2, Y U Y V.
    Yuyv,
    /// A plane of luma, then one of U V pairs at half the size each way.
    Nv12,
    /// Luma alone: a sensor for infrared, or a very old camera.
    Grey,
}

/// A picture as a driver gives it, borrowed until the next one.
#[derive(Clone, Copy)]
pub struct RawPicture<'a> {
    /// The bytes; none when the driver came back without a picture.
    pub bytes: &'a [u8],
    /// How they are laid out.
    pub layout: Layout,
    /// Width in pixels; not read for [`Layout::Jpeg`], which says so itself.
    pub width: u32,
    /// Height in pixels, as the width.
    pub height: u32,
    /// How the sensor stands in its case.
    pub rotation: Rotation,
}

// A picture shows a face or a document: only its size is ever printed.
impl core::fmt::Debug for RawPicture<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (layout, width, height) = (self.layout, self.width, self.height);
        write!(f, "RawPicture({layout:?}, {width}×{height})")
    }
}

/// Opens a camera, again and again. Called on the camera's own thread, where it may block; a thread
/// left behind may still hold what was opened before.
pub trait Driver: Send + Sync {
    /// Whether the system will ask the person first; then the first frame may take its time.
    fn asks_first(&self) -> bool {
        false
    }

    /// Opens the camera and starts its stream. `is_wanted` turns false when the session was stopped
    /// meanwhile: whoever waits for a person looks at it now and then.
    ///
    /// # Errors
    /// The reason why there will be no picture.
    fn open(&self, is_wanted: &dyn Fn() -> bool) -> Result<Box<dyn OpenDriver>, SourceFault>;
}

/// A camera that streams. Dropping it lets the camera go; that too may block.
pub trait OpenDriver {
    /// The next picture. May block for as long as the camera is silent.
    ///
    /// # Errors
    /// The reason why no further picture will come.
    fn next(&mut self) -> Result<RawPicture<'_>, SourceFault>;
}

/// How long a device may take to let go before its thread is left behind.
pub const LETTING_GO: Duration = Duration::from_secs(2);
