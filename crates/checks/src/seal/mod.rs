//! The visible electronic seal on a picture: where it is, what it holds, whose signature it bears.

mod symbol;
mod trust;
mod within;

pub use symbol::{Symbol, read_symbol};
pub use trust::{TrustFault, TrustList, TrustedCertificate};
