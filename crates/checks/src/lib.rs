//! The examination of what strangers send: the inspector lets bytes become evidence only within limits,
//! the examiner looks at pictures of documents and says what is there, and at films, in a process of their
//! own; the comparer says how near the faces of both lie.
//!
//! What this room deliberately does not know: where bytes come from and where they go.

mod examiner;
mod faces;
mod film;
mod inspector;
mod mp4;
mod seal;

pub use examiner::PictureExaminer;
pub use faces::PortraitComparer;
pub use film::{FaceNetworks, FilmsApart, FilmsHere, look_at_film};
pub use inspector::{FileInspector, FileLimits};
pub use seal::{TrustFault, TrustList, TrustedCertificate};
