//! The userinfo endpoint: an access token, for the claims.

use super::describe_provider::issuer;
use super::pivot::pivot_of;
use super::seal::{find_recipient, seal_userinfo};
use super::tokens::{ProofFailure, Prover, prove_key, subject_of};
use crate::crypto::sha256;
use crate::failure::Failure;
use crate::ports::{StoreFailure, Transaction, World};
use crate::records::{Account, AuditEntry, AuthorizationGrant, Identity};
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

/// Gives the claims that the scopes opened. A broker's token is spent whatever follows; a strict service's
/// serves again while it lives, with its key.
///
/// # Errors
/// [`UserinfoFailure`].
pub async fn userinfo(
    world: &World,
    request: &UserinfoRequest<'_>,
) -> Result<GivenClaims, UserinfoFailure> {
    let shown = read_access_token(request.authorization)?;
    let now = world.clock.now();
    let hash = sha256(shown.token.reveal().as_bytes());
    let mut tx = world.store.read().await?;
    // A token of nobody ends here: whoever guesses takes no writer's turn.
    let found = find(tx.as_mut(), &hash)
        .await?
        .ok_or(BearerError::Invalid)?;
    drop(tx);
    // Made before the token is spent, so that no writer waits while claims are sealed.
    let made = make_claims(world, &found, now).await;
    let mut tx = world.store.begin().await?;
    spend(world, tx.as_mut(), request, &shown, &found).await?;
    if made.is_ok() {
        // What was refused was not given. Nothing leaves unwritten.
        tx.append_audit(&found.given(now)).await?;
    }
    tx.commit().await?;
    made
}

/// What a token stands for.
struct Found {
    hash: [u8; 32],
    grant: AuthorizationGrant,
    person: Option<(Identity, Account)>,
}

impl Found {
    fn given(&self, now: Timestamp) -> AuditEntry {
        let entry = AuditEntry::new(now, "claims.given").of_identity(self.grant.identity);
        let entry = match &self.person {
            Some((_, account)) => entry.of_account(account.id),
            None => entry,
        };
        entry.with_detail(self.grant.client.clone())
    }
}

async fn find(tx: &mut dyn Transaction, hash: &[u8; 32]) -> Result<Option<Found>, StoreFailure> {
    let Some(grant) = tx.access_token(hash).await? else {
        return Ok(None);
    };
    let person = match tx.identity(grant.identity).await? {
        Some(identity) => {
            let account = tx.account(identity.account).await?;
            account.map(|account| (identity, account))
        }
        None => None,
    };
    Ok(Some(Found {
        hash: *hash,
        grant,
        person,
    }))
}

async fn make_claims(
    world: &World,
    found: &Found,
    now: Timestamp,
) -> Result<GivenClaims, UserinfoFailure> {
    let grant = &found.grant;
    let client = client_of(world, grant)?;
    let asked = check_authorization_request(&grant.parameters, Some(client))
        .map_err(|_| BearerError::Invalid)?;
    let (identity, account) = found.person.as_ref().ok_or(BearerError::Invalid)?;
    if now > grant.expires_at {
        return Err(BearerError::Invalid.into());
    }
    let pivot = pivot_of(identity, account)?;
    let subject = subject_of(world, client, grant);
    let claims = make_userinfo(&pivot, &subject, &asked.scopes, &issuer(world), &client.id);
    if client.userinfo == UserinfoForm::Json {
        return Ok(GivenClaims::Plain(claims));
    }
    let wanted = client.encryption.map(|encryption| encryption.userinfo);
    let recipient = find_recipient(world, client, wanted).await?;
    let sealed = seal_userinfo(world, &claims, recipient.as_ref())?;
    Ok(GivenClaims::Sealed(sealed))
}

fn client_of<'a>(world: &'a World, grant: &AuthorizationGrant) -> Result<&'a Client, BearerError> {
    let clients = &world.configuration.clients;
    clients.get(&grant.client).ok_or(BearerError::Invalid)
}

/// Spends the proof of the token's key, and the token where it works once: of many who show it at the same
/// time, one finds it here.
async fn spend(
    world: &World,
    tx: &mut dyn Transaction,
    request: &UserinfoRequest<'_>,
    shown: &ShownToken,
    found: &Found,
) -> Result<(), UserinfoFailure> {
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
    check_binding(
        shown.scheme,
        found.grant.dpop_key.as_deref(),
        proved.as_deref(),
    )?;
    let profile = client_of(world, &found.grant)?.profile;
    let still = if profile.is_access_token_single_use() {
        tx.take_access_token(&found.hash).await?
    } else {
        tx.access_token(&found.hash).await?
    };
    still.ok_or(BearerError::Invalid)?;
    Ok(())
}
