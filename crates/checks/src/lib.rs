//! The examination of what strangers send: the inspector lets bytes become evidence only within limits,
//! the examiner looks at pictures of documents and says what is there.
//!
//! What this room deliberately does not know: where bytes come from and where they go.

mod examiner;
mod inspector;
mod mp4;
mod seal;

pub use examiner::PictureExaminer;
pub use inspector::{FileInspector, FileLimits};
pub use seal::{TrustFault, TrustList, TrustedCertificate};
