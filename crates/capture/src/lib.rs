//! From a camera to a sealed file: frame sources, sessions, stills, films, encrypted files.
//!
//! Three kinds of source stand behind one port: `native` (the machine's own camera, behind the guard
//! of `guarded`), pushed (a webview's, the phone's way) and, for testers only, `scripted` (a
//! scenario's pictures).
//!
//! What this room deliberately does not know: Tauri, the network, the journey, which step of it a
//! picture is for, and where the key of a sealed file is kept.

mod clock;
mod devices;
mod frame;
pub mod guarded;
pub mod guidance;
mod mailbox;
pub mod media;
#[cfg(feature = "native")]
mod native;
mod preview;
mod pushed;
pub mod recorder;
#[cfg(feature = "mock")]
pub mod scripted;
pub mod sealed;
mod session;
mod source;
mod still;
#[cfg_attr(
    not(any(feature = "native", feature = "mock")),
    expect(dead_code, reason = "a webview's pictures are upright")
)]
mod turns;
mod yuv;
mod zone;

pub use clock::{Monotonic, SystemMonotonic};
pub use devices::{Devices, SCRIPTED, SourceChoice};
pub use frame::{Frame, FrameImage, Rotation, UnreadableFrame, Yuv420};
#[cfg(feature = "native")]
pub use native::{CameraInfo, CameraSize, Facing};
pub use pushed::{FramePusher, MOST_FRAME_BYTES, PushFault, PushedSource, pushed};
pub use recorder::{
    Clip, FilmSigner, Measured, PromptAt, Recording, SoundFacts, Unsigned, VideoSettings,
};
pub use sceau_vision::{DARK_BELOW, Finding, OtherKind, PictureFault, Quality};
pub use session::{
    CameraFinding, CaptureFault, CaptureSession, DocumentShot, Preview, QrWorker, ScanOutcome,
    SessionSettings, SessionState, SessionStatus,
};
pub use source::{CameraUse, FrameSource, Prompt, SoundChunk, SoundSource, SourceFault};
pub use still::{Still, StillOrigin, still_of_file, still_of_frame};
pub use turns::PictureTurn;
pub use zone::{StillZone, ZoneLook, ZoneScan, zone_of_still};
