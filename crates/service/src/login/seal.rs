//! Tokens signed with our key and encrypted with the client's.

use crate::failure::Failure;
use crate::ports::{ClientKeysFailure, Freshness, World};
use sceau_oidc::client::Client;
use sceau_oidc::id_token::{IdTokenClaims, SealError, seal};
use sceau_oidc::jwe::{KeyManagement, Recipient};
use serde_json::{Map, Value};

/// The key to encrypt to; `None` for a client that registered no encryption. Fetches again when none of
/// the kept keys fits. Never called inside a transaction: a client's slow server must not hold ours.
pub(super) async fn find_recipient(
    world: &World,
    client: &Client,
    key_management: Option<KeyManagement>,
) -> Result<Option<Recipient>, Failure> {
    let Some(key_management) = key_management else {
        return Ok(None);
    };
    for freshness in [Freshness::Cached, Freshness::Fetched] {
        let keys = world.client_keys.keys_of(client, freshness).await?;
        if let Some(key) = keys.find_for_encryption(key_management) {
            return Ok(Some(Recipient {
                key: key.clone(),
                key_management,
            }));
        }
    }
    Err(ClientKeysFailure::NoneFits.into())
}

/// Signs, then encrypts, an ID token.
pub(super) fn seal_id_token(
    world: &World,
    claims: &IdTokenClaims,
    recipient: Option<&Recipient>,
) -> Result<String, Failure> {
    let fill = |bytes: &mut [u8]| world.random.fill(bytes);
    seal(claims, &world.signing.ring().current, recipient, &fill).map_err(unsealable)
}

/// Signs, then encrypts, a userinfo answer.
pub(super) fn seal_userinfo(
    world: &World,
    claims: &Map<String, Value>,
    recipient: Option<&Recipient>,
) -> Result<String, Failure> {
    let fill = |bytes: &mut [u8]| world.random.fill(bytes);
    seal(claims, &world.signing.ring().current, recipient, &fill).map_err(unsealable)
}

fn unsealable(error: SealError) -> Failure {
    tracing::error!(
        error = &error as &dyn core::error::Error,
        "a token could not be sealed"
    );
    Failure::Inconsistent("a token could not be sealed")
}
