//! The token endpoint: a code, once, for an ID token and an access token.

use super::describe_provider::issuer;
use super::means::read_means;
use super::seal::{find_recipient, seal_id_token};
use crate::crypto::sha256;
use crate::failure::Failure;
use crate::ports::{Freshness, StoreFailure, Transaction, World};
use crate::records::{AuditEntry, AuthorizationGrant};
use crate::time::after;
use jiff::{SignedDuration, Timestamp};
use sceau_oidc::acr::Acr;
use sceau_oidc::client::{Authentication as ClientAuthentication, Client};
use sceau_oidc::client_auth::{AssertionFault, UsedAssertion, authenticate_client};
use sceau_oidc::code::{Authentication, CodeGrant};
use sceau_oidc::discovery::Endpoints;
use sceau_oidc::grant::{TokenResponse, redeem_code};
use sceau_oidc::keys::Jwks;
use sceau_oidc::request::check_authorization_request;
use sceau_oidc::subject::derive_subject;
use sceau_oidc::token_error::TokenError;
use sceau_oidc::token_request::{TokenRequest, read_token_request};

/// Why no tokens are given.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeFailure {
    /// The client's fault: `status()` and `body()` say it.
    #[error(transparent)]
    Refused(#[from] TokenError),
    /// Something failed inside.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreFailure> for ExchangeFailure {
    fn from(failure: StoreFailure) -> Self {
        Self::Failed(failure.into())
    }
}

/// Exchanges a code (decoded form pairs). `has_basic_header`: the request carried an `Authorization`
/// header, which is not offered. A code works once: whoever is authenticated and presents it spends
/// it, right or wrong, and of many at the same time one wins.
///
/// # Errors
/// [`ExchangeFailure`].
pub async fn exchange_code(
    world: &World,
    form: &[(String, String)],
    has_basic_header: bool,
) -> Result<TokenResponse, ExchangeFailure> {
    if has_basic_header {
        return Err(TokenError::WrongMethod.into());
    }
    let request = read_token_request(form)?;
    let client = world
        .configuration
        .clients
        .get(&request.client_id)
        .ok_or(TokenError::UnknownClient)?;
    let now = world.clock.now();
    let assertion = authenticate(world, client, &request, now).await?;
    let wanted = client.encryption.map(|encryption| encryption.id_token);
    let recipient = find_recipient(world, client, wanted).await?;
    let mut tx = world.store.begin().await?;
    if let Some(used) = assertion {
        remember(tx.as_mut(), client, used).await?;
    }
    let taken = tx
        .take_code(&sha256(request.code.reveal().as_bytes()))
        .await?;
    let redeemed = redeem(world, client, taken.as_ref(), &request, now);
    let answer = match (redeemed, taken) {
        (Ok(redeemed), Some(grant)) => {
            let lifetimes = world.configuration.login.tokens;
            let expires_at = after(now, SignedDuration::from_secs(lifetimes.access_token));
            let hash = sha256(redeemed.access_token.reveal().as_bytes());
            let grant = AuthorizationGrant {
                expires_at,
                ..grant
            };
            tx.put_access_token(&hash, &grant).await?;
            Ok(TokenResponse {
                access_token: redeemed.access_token.reveal().to_owned(),
                token_type: String::from("Bearer"),
                expires_in: lifetimes.access_token,
                id_token: seal_id_token(world, &redeemed.id_token, recipient.as_ref())?,
                scope: Some(redeemed.access.scopes.to_text()),
            })
        }
        (Ok(_), None) => Err(TokenError::UnknownCode),
        (Err(refusal), _) => Err(refusal),
    };
    let kind = if answer.is_ok() {
        "token.given"
    } else {
        "token.refused"
    };
    tx.append_audit(&AuditEntry::new(now, kind).with_detail(client.id.clone()))
        .await?;
    tx.commit().await?;
    Ok(answer?)
}

/// Believes the client; one whose key is unknown may have a new one, so its keys are fetched again.
async fn authenticate(
    world: &World,
    client: &Client,
    request: &TokenRequest,
    now: Timestamp,
) -> Result<Option<UsedAssertion>, ExchangeFailure> {
    let issuer = issuer(world);
    let token_endpoint = Endpoints::of_sceau(&issuer).token;
    let audiences = [issuer.as_str(), token_endpoint.as_str()];
    let check =
        |keys: &Jwks| authenticate_client(request, client, keys, &audiences, now.as_second());
    if matches!(
        client.authentication,
        ClientAuthentication::ClientSecretPost(_)
    ) {
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

async fn remember(
    tx: &mut dyn Transaction,
    client: &Client,
    used: UsedAssertion,
) -> Result<(), ExchangeFailure> {
    let until = Timestamp::from_second(used.expires_at).unwrap_or(Timestamp::MAX);
    if tx.remember_assertion(&client.id, &used.jti, until).await? {
        Ok(())
    } else {
        Err(TokenError::BadAssertion(AssertionFault::Identifier).into())
    }
}

fn redeem(
    world: &World,
    client: &Client,
    taken: Option<&AuthorizationGrant>,
    request: &TokenRequest,
    now: Timestamp,
) -> Result<sceau_oidc::grant::Redeemed, TokenError> {
    let grant = taken.and_then(|grant| code_grant_of(world, client, grant));
    redeem_code(
        grant.as_ref(),
        request,
        &issuer(world),
        world.configuration.login.tokens,
        now.as_second(),
        &|bytes: &mut [u8]| world.random.fill(bytes),
    )
}

/// What a stored code stands for; `None` when the kept request would not be served to this client any
/// more. A code of another client keeps its own `client_id`, so that the rules say so.
fn code_grant_of(world: &World, client: &Client, grant: &AuthorizationGrant) -> Option<CodeGrant> {
    let owner = world.configuration.clients.get(&grant.client)?;
    let asked = check_authorization_request(&grant.parameters, Some(owner)).ok()?;
    Some(CodeGrant {
        client_id: grant.client.clone(),
        redirect_uri: asked.redirect_uri,
        nonce: asked.nonce,
        scopes: asked.scopes,
        authentication: Authentication {
            subject: subject_of(world, client, grant),
            acr: Acr::parse(&grant.acr)?,
            amr: grant
                .amr
                .iter()
                .filter_map(|name| read_means(name))
                .collect(),
            auth_time: grant.auth_time.as_second(),
        },
        code_challenge: asked.code_challenge,
        expires_at: grant.expires_at.as_second(),
        used_at: None,
    })
}

/// The pairwise subject of a grant's identity for a client's sector.
pub(super) fn subject_of(world: &World, client: &Client, grant: &AuthorizationGrant) -> String {
    let salt = world.configuration.subject_salt.reveal();
    derive_subject(&client.sector, &grant.identity.to_string(), salt)
}
