//! Encrypted evidence: nothing touches a disk in clear.
//!
//! Each case has a key of its own, wrapped by the installation's vault key; erasing the wrapped
//! key erases the case, whatever copies of its objects exist. Keys and unfinished uploads lie on
//! the local disk; sealed objects go through an object store, the local disk by default.
//!
//! What this room deliberately does not know: what the bytes show, who may see them, and the
//! database. Names of objects are identifiers.

mod case_keys;
mod check;
mod disk;
mod object;
mod part;
mod sealing;
mod uploads;
mod vault;

pub use check::{OpenFailure, is_begun, verify_key};
pub use vault::EncryptedVault;
