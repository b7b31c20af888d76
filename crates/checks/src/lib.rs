//! The examination of what strangers send. First tenant: the inspector of files, which lets bytes
//! become evidence only within limits. The examination of a whole case comes beside it.
//!
//! What this room deliberately does not know: where bytes come from and where they go.

mod inspector;
mod mp4;

pub use inspector::{FileInspector, FileLimits};
