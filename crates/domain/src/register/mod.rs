//! What the civil register receives of an identity, and whether it could find it.
//!
//! The register is asked at every login and answers yes or no; a slip at enrolment is a login that
//! never works. So the answer is rehearsed before anything is locked: the identity in the broker's
//! form, each claim held against its published form, and what is usual when somebody is not found.
//!
//! What this room deliberately does not know: the register itself. A shape that could be found is
//! no proof that anyone is.

mod entry;
mod examine;
mod finding;

pub use entry::{RegisterEntry, ShapeFault};
pub use examine::{RegisterCheck, examine};
pub use finding::{RegisterFinding, Weight};
