//! 2D-Doc, the visible electronic seal of French documents: its text taken apart into header, fields
//! and signature (France Titres, technical specifications 3.3; the C40 layout, versions 02 to 04).
//!
//! Whatever text is given, the answer is a seal with its findings or the reason why it is none. Nothing
//! here says that a document is genuine: who holds the key signed these fields, and a copy of a seal is
//! as good as the seal.
//!
//! What this room deliberately does not know: pixels, keys, and who reads the answer.

mod fields;
mod header;
mod outcome;
mod read;
mod reading;

pub use fields::FieldId;
pub use header::{SealFault, SealHeader};
pub use outcome::SealOutcome;
pub use read::{SIGNATURE_FOLLOWS, VALUE_CUT, VALUE_ENDS, parse_seal};
pub use reading::{Seal, SealField, SealFinding, SealProblem};

#[cfg(test)]
mod tests;
