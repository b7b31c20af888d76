use super::*;
use crate::keys::PrivateJwk;
use crate::test_support::seeded;

/// RFC 7518, appendix C: the keys of Alice (ephemeral) and Bob.
const ALICE: &str = r#"{"kty":"EC","crv":"P-256",
    "x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
    "y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps",
    "d":"0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"}"#;
const BOB: &str = r#"{"kty":"EC","crv":"P-256",
    "x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
    "y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
    "d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}"#;

fn key(jwk: &str) -> DecryptionKey {
    DecryptionKey::from_jwk(&serde_json::from_str::<PrivateJwk>(jwk).unwrap()).unwrap()
}

#[test]
fn agreement_and_key_derivation_give_the_result_of_the_rfc_from_both_sides() {
    for (ours, theirs) in [(key(ALICE), key(BOB)), (key(BOB), key(ALICE))] {
        let shared = agree(&ours, &theirs.public()).unwrap();
        let mut derived = [0; 16];
        derive_concat_kdf(&shared, "A128GCM", b"Alice", b"Bob", &mut derived);
        assert_eq!(encode_base64url(derived), "VqqN6vgjbSBcIijNcacQGg");
    }
}

fn recipients() -> Vec<(DecryptionKey, KeyManagement)> {
    vec![
        (
            DecryptionKey::make_rsa(KeyManagement::RsaOaep256).unwrap(),
            KeyManagement::RsaOaep256,
        ),
        (
            DecryptionKey::make_rsa(KeyManagement::RsaOaep).unwrap(),
            KeyManagement::RsaOaep,
        ),
        (key(BOB), KeyManagement::EcdhEs),
    ]
}

#[test]
fn every_way_of_encrypting_is_opened_again_and_only_by_its_key() {
    let fill = seeded(3);
    let stranger = DecryptionKey::make_ec(&fill).unwrap();
    for (key, key_management) in recipients() {
        let recipient = Recipient {
            key: key.public(),
            key_management,
        };
        assert!(recipient.key.fits_encryption(key_management));
        let token = encrypt(b"a.b.c", &recipient, &fill).unwrap();
        assert_eq!(decrypt(&token, &[stranger.clone(), key]).unwrap(), b"a.b.c");
        assert_eq!(
            decrypt(&token, std::slice::from_ref(&stranger)),
            Err(JweError::Decryption)
        );
    }
}

#[test]
fn a_token_without_kid_is_tried_with_every_key() {
    let fill = seeded(3);
    let recipient = Recipient {
        key: key(BOB).public().bare(),
        key_management: KeyManagement::EcdhEs,
    };
    let token = encrypt(b"x", &recipient, &fill).unwrap();
    let keys = [DecryptionKey::make_ec(&fill).unwrap(), key(BOB)];
    assert_eq!(decrypt(&token, &keys).unwrap(), b"x");
}

#[test]
fn one_changed_character_anywhere_is_noticed() {
    let fill = seeded(3);
    let recipient = Recipient {
        key: key(BOB).public(),
        key_management: KeyManagement::EcdhEs,
    };
    let token = encrypt(b"some content", &recipient, &fill).unwrap();
    for part in [0, 2, 3, 4] {
        let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
        let first = if parts[part].starts_with('e') {
            "f"
        } else {
            "e"
        };
        parts[part].replace_range(..1, first);
        assert!(
            decrypt(&parts.join("."), &[key(BOB)]).is_err(),
            "part {part}"
        );
    }
}

#[test]
fn compressed_foreign_and_shapeless_tokens_are_refused_before_any_key_is_tried() {
    for header in [
        r#"{"alg":"ECDH-ES","enc":"A256GCM","zip":"DEF"}"#,
        r#"{"alg":"ECDH-ES","enc":"A128CBC-HS256"}"#,
        r#"{"alg":"RSA1_5","enc":"A256GCM"}"#,
        r#"{"alg":"ECDH-ES","enc":"A256GCM","crit":["exp"]}"#,
    ] {
        let token = format!(
            "{}..{}.AA.{}",
            encode_base64url(header),
            encode_base64url([0; 12]),
            encode_base64url([0; 16])
        );
        assert_eq!(
            decrypt(&token, &[key(BOB)]),
            Err(JweError::Malformed),
            "{header}"
        );
    }
    assert_eq!(decrypt("a.b.c", &[]), Err(JweError::Malformed));
}

#[test]
fn a_point_off_the_curve_is_refused() {
    let mut off: PublicJwk = serde_json::from_str(BOB).unwrap();
    if let KeyMaterial::Ec { y, .. } = &mut off.material {
        *y = encode_base64url([1; 32]);
    }
    let recipient = Recipient {
        key: off,
        key_management: KeyManagement::EcdhEs,
    };
    assert_eq!(encrypt(b"x", &recipient, &seeded(1)), Err(JweError::Key));
}

#[test]
fn no_damaged_token_ever_does_more_than_be_refused() {
    let fill = seeded(12);
    let recipient = Recipient {
        key: key(BOB).public(),
        key_management: KeyManagement::EcdhEs,
    };
    let token = encrypt(b"some content", &recipient, &fill).unwrap();
    for round in 0..400 {
        let mut draw = [0; 4];
        fill(&mut draw);
        let mut bytes = token.clone().into_bytes();
        let at = usize::from(u16::from_le_bytes([draw[0], draw[1]])) % bytes.len();
        match round % 3 {
            0 => bytes.truncate(at),
            1 => bytes[at] = b"A.e_-="[usize::from(draw[2]) % 6],
            _ => drop(bytes.splice(at..at, [b'.', draw[2] & 0x7F])),
        }
        let damaged = String::from_utf8(bytes).unwrap();
        let opened = decrypt(&damaged, &[key(BOB)]);
        assert!(damaged == token || opened.is_err(), "{damaged}");
    }
}
