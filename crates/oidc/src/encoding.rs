//! The encodings tokens are made of: base64url without padding, hexadecimal, SHA-256.

use aws_lc_rs::{constant_time, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// base64url without padding (RFC 7515 §2).
pub fn encode_base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads base64url without padding; `None` when the text is anything else, padding included.
pub fn decode_base64url(text: impl AsRef<[u8]>) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Lower-case hexadecimal.
pub fn encode_hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    bytes
        .iter()
        .flat_map(|byte| {
            [
                DIGITS[usize::from(byte >> 4)],
                DIGITS[usize::from(byte & 0xF)],
            ]
        })
        .collect()
}

/// SHA-256 of the bytes.
pub fn derive_sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    hash
}

/// Compares without revealing where the two differ; lengths are not secret.
pub fn is_equal_in_constant_time(left: &[u8], right: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(left, right).is_ok()
}

/// `bytes` random bytes as hexadecimal: 32 give the 64 characters FranceConnect+ sends.
pub fn make_hex_token(bytes: usize, fill: crate::Fill<'_>) -> String {
    let mut buffer = vec![0; bytes];
    fill(&mut buffer);
    encode_hex(&buffer)
}

/// 32 random bytes as base64url (43 characters): codes, access tokens, verifiers.
pub fn make_token(fill: crate::Fill<'_>) -> String {
    let mut buffer = [0; 32];
    fill(&mut buffer);
    encode_base64url(buffer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_keeps_leading_zeros_and_is_lower_case() {
        assert_eq!(encode_hex(&[0, 0xAB, 0xFF]), "00abff");
    }

    #[test]
    fn padded_or_standard_base64_is_refused() {
        assert_eq!(decode_base64url("-_8"), Some(vec![0xFB, 0xFF]));
        assert_eq!(decode_base64url("-_8="), None);
        assert_eq!(decode_base64url("+/8"), None);
    }

    #[test]
    fn a_hexadecimal_token_of_32_bytes_has_the_64_characters_of_the_broker() {
        let token = make_hex_token(32, &|bytes| bytes.fill(7));
        assert_eq!(token.len(), 64);
    }
}
