//! Names: which letters, how they are normalised, what machine-readable zones and the register
//! make of them, and how a declared name compares with one that was read.

mod alphabet;
mod claims;
mod compare;
mod transliterate;

pub use alphabet::{is_name_letter, normalise_name, parse_name, split_given_names};
pub use claims::{MAX_CLAIM_CHARS, fits_claims_alphabet, to_claims_alphabet, to_claims_upper_case};
pub use compare::{NameMatch, compare_given_names, compare_names};
pub use transliterate::{transliterate_mrz, transliterate_mrz_primary};
