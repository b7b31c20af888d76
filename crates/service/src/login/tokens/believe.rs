//! Is the client who it says it is?

use super::TokenFailure;
use crate::failure::Failure;
use crate::login::issuer;
use crate::ports::{Freshness, Transaction, World};
use jiff::Timestamp;
use sceau_oidc::client::{Authentication, Client};
use sceau_oidc::client_auth::{AssertionFault, UsedAssertion, authenticate_client};
use sceau_oidc::credentials::{ClaimedClient, read_client};
use sceau_oidc::discovery::Endpoints;
use sceau_oidc::keys::Jwks;
use sceau_oidc::token_error::TokenError;

/// A service's request to us, as HTTP brought it.
#[derive(Debug, Clone, Copy)]
pub struct ClientRequest<'a> {
    /// The decoded form.
    pub form: &'a [(String, String)],
    /// Whether it carried an `Authorization` header: `client_secret_basic` is not offered.
    pub has_authorization_header: bool,
    /// Every `DPoP` header.
    pub proofs: &'a [String],
}

/// A client that was believed.
pub(super) struct Believed<'a> {
    /// Who it is.
    pub(super) client: &'a Client,
    /// Its assertion, to be spent in the transaction that acts.
    assertion: Option<UsedAssertion>,
}

/// Believes the client of a request to `endpoint`. An assertion may be addressed to the issuer, to the
/// token endpoint (what RFC 7523 libraries do wherever they post) or to the endpoint itself.
pub(super) async fn believe<'a>(
    world: &'a World,
    request: &ClientRequest<'_>,
    endpoint: &str,
) -> Result<Believed<'a>, TokenFailure> {
    if request.has_authorization_header {
        return Err(TokenError::WrongMethod.into());
    }
    let claimed = read_client(request.form)?;
    let client = world
        .configuration
        .clients
        .get(&claimed.client_id)
        .ok_or(TokenError::UnknownClient)?;
    let assertion = authenticate(world, client, &claimed, endpoint).await?;
    Ok(Believed { client, assertion })
}

impl Believed<'_> {
    /// Spends the client's assertion.
    ///
    /// # Errors
    /// `invalid_client` for one that was used before.
    pub(super) async fn spend(&self, tx: &mut dyn Transaction) -> Result<(), TokenFailure> {
        let Some(used) = &self.assertion else {
            return Ok(());
        };
        let until = Timestamp::from_second(used.expires_at).unwrap_or(Timestamp::MAX);
        if tx
            .remember_assertion(&self.client.id, &used.jti, until)
            .await?
        {
            Ok(())
        } else {
            Err(TokenError::BadAssertion(AssertionFault::Identifier).into())
        }
    }
}

/// A client whose key is unknown may have a new one, so its keys are fetched again. Never called inside
/// a transaction: a client's slow server must not hold ours.
async fn authenticate(
    world: &World,
    client: &Client,
    claimed: &ClaimedClient,
    endpoint: &str,
) -> Result<Option<UsedAssertion>, TokenFailure> {
    let now = world.clock.now().as_second();
    let issuer = issuer(world);
    let token_endpoint = Endpoints::of_sceau(&issuer).token;
    let audiences = [issuer.as_str(), token_endpoint.as_str(), endpoint];
    let check = |keys: &Jwks| authenticate_client(claimed, client, keys, &audiences, now);
    if matches!(client.authentication, Authentication::ClientSecretPost(_)) {
        return Ok(check(&Jwks::default())?);
    }
    let kept = world
        .client_keys
        .keys_of(client, Freshness::Cached)
        .await
        .map_err(Failure::from)?;
    match check(&kept) {
        Err(TokenError::BadAssertion(AssertionFault::Signature)) => {
            let fresh = world.client_keys.keys_of(client, Freshness::Fetched).await;
            Ok(check(&fresh.map_err(Failure::from)?)?)
        }
        other => Ok(other?),
    }
}
