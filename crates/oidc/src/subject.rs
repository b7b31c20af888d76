//! Pairwise subjects (Core §8.1): the same person, unlinkable between sectors.

use aws_lc_rs::hmac;

use crate::encoding::encode_hex;

/// The subject of an identity for a sector: 64 hexadecimal characters, the same every time.
///
/// HMAC-SHA-256 under the host's secret salt, so that nobody without it can try identifiers. The
/// lengths are part of the input: no two pairs of sector and identity can run into each other.
pub fn derive_subject(sector: &str, identity_id: &str, salt: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, salt);
    let mut context = hmac::Context::with_key(&key);
    for part in [sector, identity_id] {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part.as_bytes());
    }
    encode_hex(context.sign().as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_keeps_their_subject_in_a_sector_and_has_another_elsewhere() {
        let here = derive_subject("auth.example", "01J", b"salt");
        assert_eq!(here.len(), 64);
        assert!(here.is_ascii());
        assert_eq!(here, derive_subject("auth.example", "01J", b"salt"));
        assert_ne!(here, derive_subject("auth.exampl", "e01J", b"salt"));
        assert_ne!(here, derive_subject("other.example", "01J", b"salt"));
        assert_ne!(here, derive_subject("auth.example", "01J", b"other"));
    }
}
