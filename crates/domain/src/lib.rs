//! The rules of Sceau, pure: no clock, no randomness, no serialisation, no input or output.
//!
//! What this room deliberately does not know: how a case is stored, which words travel over the
//! network, which screen shows what. Time is always an argument.

pub mod birthplace;
pub mod challenge;
pub mod date;
pub mod deed;
pub mod document;
pub mod examination;
pub mod film;
pub mod id;
pub mod journey;
pub mod letter;
pub mod login;
pub mod otp;
pub mod phone;
pub mod private;
pub mod random;
pub mod reason;
pub mod register;
pub mod seal;
pub mod secret_code;
