//! The examination of what strangers send: the inspector lets bytes become evidence only within limits, the examiner
//! looks at pictures of documents and says what is there, and at films; each in a process of its own. The comparer
//! says how near the faces of both lie.
//!
//! What this room deliberately does not know: where bytes come from and where they go.

mod apart;
mod faces;
mod film;
mod mp4;
mod picture;
mod program;
mod seal;

pub use apart::Apart;
pub use faces::PortraitComparer;
pub use film::{FaceNetworks, FilmsApart, FilmsHere, look_at_film};
pub use picture::{FileInspector, FileLimits, PictureExaminer, look_at_picture};
pub use seal::{Symbol, TrustFault, TrustList, TrustedCertificate, read_symbol};
