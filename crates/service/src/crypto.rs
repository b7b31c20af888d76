//! Hashes, keyed hashes and signatures: one place for the choice of primitives.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sceau_domain::private::Secret;
use sceau_domain::random::{Random, draw_below};
use sceau_oidc::keys::{KeyError, PublicJwk, SigningKey};
use std::sync::atomic::{AtomicU8, Ordering};

/// The installation's keys for keyed hashes, derived tokens and the seal of letters.
pub struct Keys {
    codes: hmac::Key,
    tracking: hmac::Key,
    proofs: hmac::Key,
    seal: SigningKey,
}

impl Keys {
    /// Derives the keys from the installation's master secret (at least 32 bytes).
    ///
    /// # Errors
    /// [`KeyError`] for a secret that no seal follows from; chance alone makes none.
    pub fn derive(master: &[u8]) -> Result<Self, KeyError> {
        let root = hmac::Key::new(hmac::HMAC_SHA256, master);
        let derive =
            |purpose: &[u8]| hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&root, purpose).as_ref());
        Ok(Self {
            codes: derive(b"sceau-codes-v1"),
            tracking: derive(b"sceau-tracking-v1"),
            proofs: derive(b"sceau-proofs-v1"),
            seal: derive_seal(&derive(b"sceau-letter-seal-v1"))?,
        })
    }

    /// The key that seals letters. It never changes, unlike those that sign tokens: a proof is worth something for
    /// as long as its letter is kept.
    pub const fn seal(&self) -> &SigningKey {
        &self.seal
    }

    /// What is published of it.
    pub fn seal_public(&self) -> PublicJwk {
        self.seal.public()
    }

    /// The characters by which the proof of a letter's event is found again: derived, so that they are kept nowhere.
    pub fn proof_code(&self, event: &[u8], length: usize) -> String {
        let hash = hmac::sign(&self.proofs, event);
        let mut rest = hash
            .as_ref()
            .iter()
            .take(16)
            .fold(0_u128, |number, byte| (number << 8) | u128::from(*byte));
        let count = READABLE.len() as u128;
        (0..length)
            .map(|_| {
                let at = usize::try_from(rest % count).unwrap_or_default();
                rest /= count;
                READABLE[at]
            })
            .collect()
    }

    /// The keyed hash of a short code, bound to what it proves: a six-digit code must not be found by
    /// trying a million plain hashes.
    pub fn hash_code(&self, bound_to: &[u8], code: &str) -> [u8; 32] {
        let mut input = bound_to.to_vec();
        input.push(0);
        input.extend_from_slice(code.as_bytes());
        to_array(hmac::sign(&self.codes, &input).as_ref())
    }

    /// The tracking token of a letter: derived, so that every mail about it can carry the same one.
    pub fn tracking_token(&self, letter: &[u8]) -> Secret<String> {
        Secret::new(URL_SAFE_NO_PAD.encode(hmac::sign(&self.tracking, letter).as_ref()))
    }
}

/// The first of the numbers that follow from a key and serve as a key of the curve; nearly always the first of all.
fn derive_seal(from: &hmac::Key) -> Result<SigningKey, KeyError> {
    let count = AtomicU8::new(0);
    SigningKey::make(&|bytes| {
        let drawn = hmac::sign(from, &[count.fetch_add(1, Ordering::Relaxed)]);
        for (byte, drawn) in bytes.iter_mut().zip(drawn.as_ref()) {
            *byte = *drawn;
        }
    })
}

impl core::fmt::Debug for Keys {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    to_array(digest(&SHA256, bytes).as_ref())
}

/// Compares without telling by time where two values differ.
pub fn is_equal(a: &[u8], b: &[u8]) -> bool {
    verify_slices_are_equal(a, b).is_ok()
}

/// A token of 256 random bits, base64url: for links, cookies, sessions. Only its hash is stored.
pub fn make_random_token(random: &dyn Random) -> Secret<String> {
    let mut bytes = [0; 32];
    random.fill(&mut bytes);
    Secret::new(URL_SAFE_NO_PAD.encode(bytes))
}

const READABLE: [char; 31] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M',
    'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
];

/// A text of `length` characters that nobody confuses when reading aloud or copying: no `0 O 1 I L`.
/// Each character is worth 4.95 bits.
pub fn make_random_readable(random: &dyn Random, length: usize) -> String {
    let bound = u32::try_from(READABLE.len()).unwrap_or(1);
    (0..length)
        .map(|_| READABLE[draw_below(random, bound) as usize])
        .collect()
}

/// Such a text as it was typed: case, spaces and hyphens are forgiven.
pub fn read_readable(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .flat_map(char::to_uppercase)
        .collect()
}

/// Lower-case hexadecimal.
pub fn to_hex(bytes: &[u8]) -> String {
    sceau_oidc::encoding::encode_hex(bytes)
}

/// The bytes of lower-case hexadecimal digits, where there are as many as expected.
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N || digits.iter().any(u8::is_ascii_uppercase) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] =
            [pair.first()?, pair.last()?].map(|digit| char::from(*digit).to_digit(16));
        *byte = u8::try_from(high? * 16 + low?).ok()?;
    }
    Some(bytes)
}

/// Whether these 65 bytes are an uncompressed point of P-256.
pub fn is_p256_point(public_key: &[u8]) -> bool {
    public_key.len() == 65 && ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public_key).is_ok()
}

/// Whether `signature` (64 bytes, fixed length) over `message` is of this P-256 key.
pub fn is_signed_by(public_key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public_key)
        .verify(message, signature)
        .is_ok()
}

fn to_array(bytes: &[u8]) -> [u8; 32] {
    let mut array = [0; 32];
    let length = bytes.len().min(32);
    array[..length].copy_from_slice(&bytes[..length]);
    array
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_code_for_another_purpose_has_another_hash() {
        let keys = Keys::derive(&[7; 32]).unwrap();
        assert_eq!(
            keys.hash_code(b"a", "482913"),
            keys.hash_code(b"a", "482913")
        );
        assert_ne!(
            keys.hash_code(b"a", "482913"),
            keys.hash_code(b"b", "482913")
        );
        assert_ne!(
            keys.hash_code(b"a", "482913"),
            Keys::derive(&[8; 32]).unwrap().hash_code(b"a", "482913")
        );
    }
}
