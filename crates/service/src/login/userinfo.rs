//! The userinfo endpoint: an access token, for the claims.

use super::describe_provider::issuer;
use super::pivot::pivot_of;
use super::seal::{find_recipient, seal_userinfo};
use super::tokens::{ProofFailure, Prover, prove_key, subject_of};
use crate::crypto::sha256;
use crate::failure::Failure;
use crate::ports::{StoreFailure, Transaction, World};
use crate::records::{AuditEntry, AuthorizationGrant, Identity};
use jiff::Timestamp;
use sceau_oidc::access::{BearerError, Scheme, ShownToken, check_binding, read_access_token};
use sceau_oidc::client::{Client, UserinfoForm};
use sceau_oidc::discovery::Endpoints;
use sceau_oidc::dpop::ProvenRequest;
use sceau_oidc::request::check_authorization_request;
use sceau_oidc::userinfo::make_userinfo;
use serde_json::{Map, Value};

/// A request for claims, as HTTP brought it.
#[derive(Debug, Clone, Copy)]
pub struct UserinfoRequest<'a> {
    /// `GET` or `POST`: a proof is for one of them.
    pub method: &'a str,
    /// The `Authorization` header.
    pub authorization: Option<&'a str>,
    /// Every `DPoP` header.
    pub proofs: &'a [String],
}

/// Why no claims are given.
#[derive(Debug, thiserror::Error)]
pub enum UserinfoFailure {
    /// Status 401 with `challenge()` as `WWW-Authenticate`.
    #[error(transparent)]
    Refused(#[from] BearerError),
    /// Something failed inside.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<ProofFailure> for UserinfoFailure {
    fn from(failure: ProofFailure) -> Self {
        match failure {
            ProofFailure::Refused(fault) => BearerError::BadProof(fault).into(),
            ProofFailure::Failed(failure) => failure.into(),
        }
    }
}

impl From<StoreFailure> for UserinfoFailure {
    fn from(failure: StoreFailure) -> Self {
        Self::Failed(failure.into())
    }
}

/// Claims, in the form that the client registered.
#[derive(Debug, Clone, PartialEq)]
pub enum GivenClaims {
    /// A JWT, signed and perhaps encrypted (`application/jwt`).
    Sealed(String),
    /// Plain (`application/json`).
    Plain(Map<String, Value>),
}

/// Gives the claims that the scopes opened. A broker's token is
/// spent whatever follows; a strict service's serves again while it lives, with its key.
///
/// # Errors
/// [`UserinfoFailure`].
pub async fn userinfo(
    world: &World,
    request: &UserinfoRequest<'_>,
) -> Result<GivenClaims, UserinfoFailure> {
    let shown = read_access_token(request.authorization)?;
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let (grant, client) = open(world, tx.as_mut(), request, &shown).await?;
    let identity = tx.identity(grant.identity).await?;
    let account = match &identity {
        Some(identity) => tx.account(identity.account).await?,
        None => None,
    };
    tx.commit().await?;

    let asked = check_authorization_request(&grant.parameters, Some(client))
        .map_err(|_| BearerError::Invalid)?;
    let (Some(identity), Some(account)) = (identity, account) else {
        return Err(BearerError::Invalid.into());
    };
    if now > grant.expires_at {
        return Err(BearerError::Invalid.into());
    }
    let pivot = pivot_of(&identity, &account)?;
    let subject = subject_of(world, client, &grant);
    let claims = make_userinfo(&pivot, &subject, &asked.scopes, &issuer(world), &client.id);
    let given = if client.userinfo == UserinfoForm::Json {
        GivenClaims::Plain(claims)
    } else {
        let wanted = client.encryption.map(|encryption| encryption.userinfo);
        let recipient = find_recipient(world, client, wanted).await?;
        GivenClaims::Sealed(seal_userinfo(world, &claims, recipient.as_ref())?)
    };
    record_given(world, &identity, &grant, now).await?;
    Ok(given)
}

/// Written once the answer is ready to leave: what was refused was not given. Nothing leaves unwritten.
async fn record_given(
    world: &World,
    identity: &Identity,
    grant: &AuthorizationGrant,
    now: Timestamp,
) -> Result<(), Failure> {
    let entry = AuditEntry::new(now, "claims.given")
        .of_account(identity.account)
        .of_identity(identity.id)
        .with_detail(grant.client.clone());
    let mut tx = world.store.begin().await?;
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}

/// What the token opens, and for whom; the proof of its key is spent, and the token where it works once.
async fn open<'a>(
    world: &'a World,
    tx: &mut dyn Transaction,
    request: &UserinfoRequest<'_>,
    shown: &ShownToken,
) -> Result<(AuthorizationGrant, &'a Client), UserinfoFailure> {
    let address = Endpoints::of_sceau(&issuer(world)).userinfo;
    let proven = ProvenRequest {
        method: request.method,
        address: &address,
        access_token: Some(shown.token.reveal()),
    };
    let proofs = match shown.scheme {
        Scheme::Dpop => request.proofs,
        Scheme::Bearer => &[],
    };
    let prover = Prover {
        proofs,
        request: proven,
        now: world.clock.now(),
    };
    let proved = prove_key(tx, prover).await?;
    let hash = sha256(shown.token.reveal().as_bytes());
    let grant = tx.access_token(&hash).await?.ok_or(BearerError::Invalid)?;
    check_binding(shown.scheme, grant.dpop_key.as_deref(), proved.as_deref())?;
    let client = world
        .configuration
        .clients
        .get(&grant.client)
        .ok_or(BearerError::Invalid)?;
    if client.profile.is_access_token_single_use() {
        tx.take_access_token(&hash).await?;
    }
    Ok((grant, client))
}
