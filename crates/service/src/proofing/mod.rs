//! Bytes that become evidence: resumable uploads (tus 1.0), the challenge of the face video, and the
//! tie between a finished upload and the case.

mod admit;
mod append_upload;
mod attach_evidence;
mod begin_upload;
mod discard_upload;
mod draw_challenge;
mod film_seal;
mod inspect;
mod upload_offset;

pub use append_upload::append_upload;
pub use attach_evidence::{GivenEvidence, GivenVideo, attach_evidence};
pub use begin_upload::{AnnouncedUpload, begin_upload};
pub use discard_upload::discard_upload;
pub use draw_challenge::{DrawnChallenge, draw_challenge};
pub use film_seal::GivenSignature;
pub use upload_offset::{UploadStanding, upload_offset};

pub(crate) use discard_upload::throw_away;
