//! The text of machine-readable zones: check digits, layouts, writers and parsers.
//!
//! What this room deliberately does not know: pixels. It gets and gives lines of text.

mod check_digit;

pub use check_digit::check_digit;
