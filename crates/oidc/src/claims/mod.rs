//! The *identité pivot*: what a broker checks against the register, in the exact published form.
//!
//! [`PivotIdentity`] is made from a person ([`Person`]) and is then right by construction;
//! [`check_as_broker`] is the check a FranceConnect+-like broker makes on what it receives, and
//! [`check_published`] the form it promises to services.

mod alphabet;
mod broker_check;
mod person;
mod pivot;
mod published_check;

pub use alphabet::{is_of_set_a, transliterate};
pub use broker_check::{ClaimFault, ClaimProblem, check_as_broker};
pub use person::{Birth, BirthDate, Person, PersonError, Sex};
pub use pivot::{ClaimName, PivotIdentity};
pub use published_check::{check_published, to_published};
