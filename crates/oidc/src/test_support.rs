//! Shared by this crate's tests: a registered broker, keys and randomness from a seed.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::acr::{Acr, Amr};
use crate::client::{Authentication, Client, ClientKeys, Encryption, Profile, UserinfoForm};
use crate::id_token::{Audience, IdTokenClaims};
use crate::jwe::KeyManagement;
use crate::keys::{Jwks, SigningKey};
use crate::secret::SecretHash;

pub(crate) const CALLBACK: &str = "https://broker.example/api/v2/oidc-callback/sceau";
pub(crate) const SERVICE_CALLBACK: &str = "https://service.example/callback";
pub(crate) const LOGGED_OUT: &str = "https://broker.example/logged-out";
pub(crate) const CLIENT_SECRET: &str = "a-secret-of-the-broker-only";
pub(crate) const ISSUER: &str = "https://sceau.example";

pub(crate) fn broker() -> Client {
    Client {
        id: String::from("broker"),
        name: String::from("Aiguilleur de démonstration"),
        profile: Profile::FcPlus,
        redirect_uris: vec![CALLBACK.to_owned()],
        post_logout_redirect_uris: vec![LOGGED_OUT.to_owned()],
        authentication: Authentication::ClientSecretPost(SecretHash::derive(CLIENT_SECRET)),
        acrs: vec![Acr::Eidas2],
        encryption: Some(Encryption {
            id_token: KeyManagement::RsaOaep256,
            userinfo: KeyManagement::EcdhEs,
        }),
        keys: ClientKeys::None,
        sector: String::from("broker.example"),
        userinfo: UserinfoForm::Signed,
        offline: false,
        backchannel_logout_uri: None,
        backchannel_logout_session_required: false,
    }
}

/// A service of the strict profile whose key is [`signing_key`] of 7.
pub(crate) fn strict_service() -> Client {
    Client {
        id: String::from("service"),
        name: String::from("Service de démonstration"),
        profile: Profile::Strict,
        redirect_uris: vec![SERVICE_CALLBACK.to_owned()],
        post_logout_redirect_uris: Vec::new(),
        authentication: Authentication::PrivateKeyJwt,
        encryption: None,
        keys: ClientKeys::Inline(Jwks::of([signing_key(7).public()])),
        sector: String::from("service.example"),
        userinfo: UserinfoForm::Signed,
        offline: true,
        ..broker()
    }
}

/// SplitMix64: reproducible, never for real keys.
pub(crate) fn seeded(seed: u64) -> impl Fn(&mut [u8]) + Sync {
    let state = AtomicU64::new(seed);
    move |buffer: &mut [u8]| {
        for chunk in buffer.chunks_mut(8) {
            let mut z = state.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

pub(crate) fn signing_key(seed: u64) -> SigningKey {
    SigningKey::make(&seeded(seed)).unwrap()
}

pub(crate) fn id_token_claims() -> IdTokenClaims {
    IdTokenClaims {
        iss: ISSUER.to_owned(),
        aud: Audience::One(String::from("broker")),
        sub: String::from("abc"),
        iat: 1_000,
        exp: 1_060,
        nonce: Some(String::from("a91c")),
        acr: Some(String::from("eidas2")),
        amr: vec![Amr::Pop, Amr::Pin, Amr::Mfa],
        auth_time: Some(990),
        azp: None,
        sid: None,
    }
}
