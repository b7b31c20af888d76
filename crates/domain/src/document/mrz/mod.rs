//! The text of machine-readable zones: check digits, layouts, writer and parser.
//!
//! Writer and parser share one table per format ([`layout`]), so that they cannot disagree about
//! a column. What this room deliberately does not know: pixels. It gets and gives lines of text.

mod check_digit;
mod doubts;
mod layout;
mod read;
mod reading;
mod sheet;
mod unsure;
mod write;

pub use check_digit::check_digit;
pub use doubts::{MrzDoubt, MrzHindrance};
pub use layout::{MrzField, MrzFormat, MrzSigns};
pub use read::parse_zone;
pub use reading::{MrzFinding, MrzProblem, MrzReading, Repair};
pub use sheet::{MrzText, MrzWriteError};
pub use unsure::MrzPlace;
pub use write::{ZoneFacts, write_zone};

#[cfg(test)]
mod tests;
