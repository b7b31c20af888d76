//! The short-lived codes on a page: in a QR code, in a link, typed.
//!
//! A token is derived from its page's name and its end, so that reloading a page shows the code that
//! is already on the screen instead of killing it under someone's camera.

use crate::configuration::Configuration;
use crate::crypto::{Keys, read_readable, sha256};
use crate::time::after;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use sceau_domain::private::Secret;

/// Characters of a typed code: 40 bits. It works once and needs a number matched afterwards.
pub(super) const TYPED_LENGTH: usize = 8;
const READABLE: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// `{base}approuver/{token}`: opens the app on a login request.
pub fn login_link(configuration: &Configuration, token: &Secret<String>) -> String {
    format!("{}approuver/{}", configuration.base_url, token.reveal())
}

/// `{base}continuer/{token}`: opens the app on a handoff.
pub fn handoff_link(configuration: &Configuration, token: &Secret<String>) -> String {
    format!("{}continuer/{}", configuration.base_url, token.reveal())
}

/// A token of 256 bits for one page and one end.
pub(super) fn derive_token(
    keys: &Keys,
    purpose: &[u8],
    id: &[u8; 16],
    end: Timestamp,
) -> Secret<String> {
    let bound_to = [purpose, id].concat();
    let bytes = keys.hash_code(&bound_to, &end.as_nanosecond().to_string());
    Secret::new(URL_SAFE_NO_PAD.encode(bytes))
}

/// The typed code of a page: the same as long as the page lives, because typing takes its time.
pub(super) fn derive_typed(keys: &Keys, purpose: &[u8], id: &[u8; 16]) -> String {
    let bytes = keys.hash_code(&[purpose, id].concat(), "typed");
    // 248 is the largest multiple of 31 in a byte: larger bytes are passed over, so that no
    // character is favoured. Of 32 bytes, fewer than 8 usable ones is beyond chance.
    let even = bytes.iter().filter(|byte| **byte < 248);
    even.take(TYPED_LENGTH)
        .map(|byte| char::from(READABLE[usize::from(byte % 31)]))
        .collect()
}

/// `ABCD-2345`.
pub(super) fn write_typed(code: &str) -> String {
    match code.split_at_checked(TYPED_LENGTH / 2) {
        Some((first, second)) => format!("{first}-{second}"),
        None => code.to_owned(),
    }
}

/// When the code on a page ends: the present end while a quarter of its life remains, else a new one.
pub(super) fn renew_end(present: Timestamp, life: SignedDuration, now: Timestamp) -> Timestamp {
    if present.duration_since(now) * 4 >= life {
        present
    } else {
        after(now, life)
    }
}

/// The hash under which a code, as scanned, followed or typed, is looked up.
pub(super) fn derive_lookup(keys: &Keys, code: &str) -> [u8; 32] {
    let code = code.trim();
    let code = code.rsplit('/').next().unwrap_or(code);
    let typed = read_readable(code);
    if typed.chars().count() == TYPED_LENGTH {
        hash_typed(keys, &typed)
    } else {
        sha256(code.as_bytes())
    }
}

/// The hash that is stored of a typed code: keyed, because forty bits are soon tried.
pub(super) fn hash_typed(keys: &Keys, typed: &str) -> [u8; 32] {
    keys.hash_code(b"sceau-typed", typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_code_has_eight_readable_characters_and_forgives_its_writing() {
        let keys = Keys::derive(&[7; 32]).unwrap();
        for name in 0..200_u8 {
            let typed = derive_typed(&keys, b"handoff", &[name; 16]);
            assert!(
                typed.len() == 8 && typed.bytes().all(|c| READABLE.contains(&c)),
                "{typed}"
            );
            let written = write_typed(&typed);
            assert_eq!(written.len(), 9);
            let spoken = format!(" {} ", written.to_lowercase());
            assert_eq!(derive_lookup(&keys, &spoken), hash_typed(&keys, &typed));
        }
    }

    #[test]
    fn a_link_is_as_good_as_its_token_and_another_end_is_another_token() {
        let keys = Keys::derive(&[7; 32]).unwrap();
        let end = Timestamp::from_second(60).unwrap();
        let token = derive_token(&keys, b"login", &[1; 16], end);
        let link = format!("https://sceau.example/approuver/{}", token.reveal());
        assert_eq!(
            derive_lookup(&keys, &link),
            sha256(token.reveal().as_bytes())
        );
        let later = derive_token(
            &keys,
            b"login",
            &[1; 16],
            Timestamp::from_second(61).unwrap(),
        );
        assert_ne!(token, later);
    }

    #[test]
    fn a_code_is_renewed_before_it_becomes_too_short_to_scan() {
        let life = SignedDuration::from_secs(60);
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(renew_end(at(100), life, at(85)), at(100));
        assert_eq!(renew_end(at(100), life, at(86)), at(146));
    }
}
