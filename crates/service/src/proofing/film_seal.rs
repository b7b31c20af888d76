//! Whether the device that recorded a film vouches for it (ETSI TS 119 461, 05X: integrity from the
//! device on). It is told to the operator; it refuses nothing: an unsigned film may be a good one.

use crate::crypto::{is_signed_by, sha256};
use crate::records::{Device, FilmSeal};
use bytes::Bytes;
use sceau_domain::film::{FilmStatement, SEGMENT_BYTES, session_key_statement};
use sceau_domain::id::{AccountId, DeviceId};

/// A film's signature as it comes from the app.
#[derive(Debug, Clone)]
pub struct GivenSignature {
    /// The device that vouches.
    pub device: DeviceId,
    /// The session's key: a point of P-256, uncompressed.
    pub session_key: Vec<u8>,
    /// The device key's signature of it.
    pub session_key_signature: Vec<u8>,
    /// The session key's signature of the film.
    pub film_signature: Vec<u8>,
}

/// The end of the hash chain over a film's segments.
pub(super) fn chain_head(film: &Bytes) -> [u8; 32] {
    film.chunks(SEGMENT_BYTES).fold([0; 32], |head, segment| {
        sha256(&[&head[..], segment].concat())
    })
}

/// Judges a signature: both steps must hold, and the device must be this account's, still trusted.
pub(super) fn judge(
    given: &GivenSignature,
    device: Option<&Device>,
    account: AccountId,
    film: FilmStatement<'_>,
) -> FilmSeal {
    let is_ours = |device: &&Device| {
        device.id == given.device && device.account == account && device.revoked_at.is_none()
    };
    let is_vouched = device.filter(is_ours).is_some_and(|device| {
        let statement = session_key_statement(device.id, &given.session_key);
        is_signed_by(&device.public_key, &statement, &given.session_key_signature)
    });
    let is_signed = is_signed_by(&given.session_key, &film.to_bytes(), &given.film_signature);
    if is_vouched && is_signed {
        FilmSeal::Signed
    } else {
        FilmSeal::Mismatched
    }
}
