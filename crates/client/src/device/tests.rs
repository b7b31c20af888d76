use super::*;
use crate::system::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use sceau_domain::id::DeviceId;
use sceau_domain::private::Secret;
use sceau_domain::secret_code::SecretCode;

const QUICK: CodeCost = CodeCost {
    memory_kib: 64,
    passes: 1,
};
const DEVICE: DeviceId = DeviceId::from_bytes([9; 16]);

fn code(digits: &str) -> SecretCode {
    SecretCode::type_in(digits).unwrap()
}

fn share(byte: u8) -> Secret<[u8; 32]> {
    Secret::new([byte; 32])
}

fn sealed() -> (SealedDevice, Vec<u8>) {
    let key = DeviceKey::make_random().unwrap();
    let half = derive(&code("482913"), &[3; 16], QUICK).unwrap().half;
    let sealed = SealedDevice::seal(
        DEVICE,
        &key,
        ([3; 16], QUICK),
        &half,
        &share(5),
        &SystemRandom,
    )
    .unwrap();
    (sealed, key.public_point())
}

#[test]
fn the_right_code_and_the_servers_share_open_a_key_that_signs() {
    let (sealed, public) = sealed();
    let half = sealed.derive(&code("482 913")).unwrap().half;
    let signature = sealed
        .open(&half, &share(5))
        .unwrap()
        .sign(b"statement")
        .unwrap();
    assert_eq!(signature.reveal().len(), 64);
    assert_eq!(public.len(), 65);
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public)
        .verify(b"statement", signature.reveal())
        .unwrap();
}

#[test]
fn another_code_or_another_share_opens_nothing() {
    let (sealed, _) = sealed();
    let wrong = sealed.derive(&code("482914")).unwrap().half;
    assert!(sealed.open(&wrong, &share(5)).is_err());
    let right = sealed.derive(&code("482913")).unwrap().half;
    assert!(sealed.open(&right, &share(6)).is_err());
}

#[test]
fn the_proof_sent_says_nothing_of_the_half_kept() {
    let derived = derive(&code("482913"), &[3; 16], QUICK).unwrap();
    assert_ne!(derived.proof, derived.half);
    let other_salt = derive(&code("482913"), &[4; 16], QUICK).unwrap();
    assert_ne!(derived.proof, other_salt.proof);
}

#[test]
fn the_file_survives_a_restart_and_names_no_secret() {
    let (sealed, _) = sealed();
    let text = serde_json::to_string(&sealed).unwrap();
    let again: SealedDevice = serde_json::from_str(&text).unwrap();
    let half = again.derive(&code("482913")).unwrap().half;
    assert!(again.open(&half, &share(5)).is_ok());
    assert!(!text.contains("482913"));
    assert_eq!(format!("{again:?}"), format!("SealedDevice({DEVICE})"));
}

#[test]
fn a_key_moved_to_another_device_name_does_not_open() {
    let (sealed, _) = sealed();
    let moved = serde_json::to_string(&sealed).unwrap().replace(
        &DEVICE.to_string(),
        &DeviceId::from_bytes([8; 16]).to_string(),
    );
    let moved: SealedDevice = serde_json::from_str(&moved).unwrap();
    let half = moved.derive(&code("482913")).unwrap().half;
    assert!(moved.open(&half, &share(5)).is_err());
}
