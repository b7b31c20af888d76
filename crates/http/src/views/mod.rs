//! From the service's values to the contract's views, with full destructuring where a field could be
//! forgotten.

pub(crate) mod consents;
pub(crate) mod document;
pub(crate) mod evidence;
pub(crate) mod export;
mod faces;
mod film;
pub(crate) mod journey;
pub(crate) mod letter;
pub(crate) mod login;
pub(crate) mod review;

use crate::problem::Refused;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sceau_wire::error::ErrorCode;

/// Bytes as the contract writes them.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Bytes of the contract.
pub(crate) fn from_base64(text: &str) -> Result<Vec<u8>, Refused> {
    STANDARD
        .decode(text)
        .map_err(|_| ErrorCode::RequestMalformed.into())
}

/// A SHA-256 in hexadecimal.
pub(crate) fn from_hex(text: &str) -> Result<[u8; 32], Refused> {
    let malformed = || Refused::from(ErrorCode::RequestMalformed);
    if text.len() != 64 || !text.is_ascii() {
        return Err(malformed());
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        let digits = text.get(at * 2..at * 2 + 2).ok_or_else(malformed)?;
        *byte = u8::from_str_radix(digits, 16).map_err(|_| malformed())?;
    }
    Ok(bytes)
}
