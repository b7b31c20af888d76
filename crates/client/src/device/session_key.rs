//! The key that signs films for as long as the app runs.
//!
//! The device key opens with the secret code and the server's share, for one signature. A film ends when
//! nobody types a code; so each time the device key is opened it signs a fresh key of the session, which
//! lives in memory alone and vouches for the films of this run.

use super::{DeviceKey, KeyFault};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_capture::FilmSigner;
use sceau_capture::sealed::Sealed;
use sceau_domain::film::{FilmStatement, session_key_statement};
use sceau_domain::id::DeviceId;
use sceau_wire::evidence::FilmSignature;

/// A session's key, vouched for by the device's.
pub(crate) struct SessionKey {
    key: DeviceKey,
    device: DeviceId,
    voucher: Vec<u8>,
}

impl SessionKey {
    /// Makes a fresh one, signed by the opened device key.
    pub(crate) fn vouched_by(device_key: &DeviceKey, device: DeviceId) -> Result<Self, KeyFault> {
        let key = DeviceKey::make_random()?;
        let statement = session_key_statement(device, &key.public_point());
        let voucher = device_key.sign(&statement)?.reveal().clone();
        Ok(Self {
            key,
            device,
            voucher,
        })
    }

    /// A signature of a film as it travels.
    pub(crate) fn signature(&self, of_film: &[u8]) -> FilmSignature {
        FilmSignature {
            device: self.device.to_string(),
            session_key: STANDARD.encode(self.key.public_point()),
            session_key_signature: STANDARD.encode(&self.voucher),
            film_signature: STANDARD.encode(of_film),
        }
    }
}

/// Signs the film that answers a challenge; without a key it signs nothing.
pub(crate) struct ChallengeSigner<'a> {
    pub(crate) key: Option<&'a SessionKey>,
    pub(crate) challenge: &'a str,
}

impl FilmSigner for ChallengeSigner<'_> {
    fn sign(&self, film: &Sealed) -> Option<Vec<u8>> {
        let statement = FilmStatement {
            challenge: self.challenge,
            length: film.length,
            head: &film.chain.head,
        };
        let signature = self.key?.key.sign(&statement.to_bytes()).ok()?;
        Some(signature.reveal().clone())
    }
}
