//! Identity documents: which ones, how their numbers look, how long they are good for, how names
//! are written and compared, and the text of machine-readable zones.
//!
//! What this room deliberately does not know: pixels, registers, today's date.

mod check;
mod declaration;
mod draft;
mod finding;
mod kind;
pub mod mrz;
pub mod names;
mod nationality;
mod number;
mod person;
mod sex;
mod validity;

pub use check::Checked;
pub use declaration::Declaration;
pub use draft::DeclarationDraft;
pub use finding::{Field, FieldFinding, FindingCode, Notice, ZoneField};
pub use kind::{DocumentKind, Side};
pub use nationality::Nationality;
pub use number::DocumentNumber;
pub use person::{Named, is_same_person};
pub use sex::Sex;
pub use validity::Validity;

/// Shortest side of a document's picture, in pixels: under it nothing can be read. The short side of the smallest
/// picture that cameras give.
pub const PICTURE_SHORT_SIDE: u16 = 480;
