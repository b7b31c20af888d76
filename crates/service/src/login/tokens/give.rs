//! The token endpoint: a code, or a refresh token, for tokens.

use super::TokenFailure;
use super::believe::{Believed, ClientRequest, believe};
use super::proof::{Prover, prove_key};
use super::redeem::redeem;
use super::refresh::{begin_refresh, refresh};
use crate::crypto::sha256;
use crate::login::end_logins::note_session;
use crate::login::issuer;
use crate::login::seal::{find_recipient, seal_id_token};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, AuthorizationGrant};
use crate::time::after;
use jiff::{SignedDuration, Timestamp};
use sceau_oidc::client::Client;
use sceau_oidc::discovery::Endpoints;
use sceau_oidc::dpop::{DpopFault, ProvenRequest};
use sceau_oidc::grant::{Mint, Redeemed, TokenResponse};
use sceau_oidc::jwe::Recipient;
use sceau_oidc::token_error::TokenError;
use sceau_oidc::token_request::{GrantRequest, read_token_request};

/// What is given for a code or a refresh token.
pub(super) struct Given {
    /// The tokens.
    pub(super) redeemed: Redeemed,
    /// What the access token stands for; its end is set here.
    pub(super) grant: AuthorizationGrant,
    /// The refresh token, where there is one.
    pub(super) refresh_token: Option<String>,
}

/// Who asks for tokens, and what they are made with.
pub(super) struct Asking<'a> {
    pub(super) world: &'a World,
    pub(super) believed: &'a Believed<'a>,
    pub(super) dpop_key: Option<String>,
    pub(super) now: Timestamp,
}

impl Asking<'_> {
    pub(super) fn mint<'m>(&'m self, issuer: &'m str, fill: sceau_oidc::Fill<'m>) -> Mint<'m> {
        Mint {
            issuer,
            lifetimes: self.world.configuration.login.tokens,
            profile: self.believed.client.profile,
            now: self.now.as_second(),
            fill,
        }
    }
}

/// Exchanges a code or a refresh token. A code works once: whoever is authenticated and presents it
/// spends it, right or wrong, and of many at the same time one wins; a copy that comes after ends what
/// the code gave.
///
/// # Errors
/// [`TokenFailure`].
pub async fn give_tokens(
    world: &World,
    request: &ClientRequest<'_>,
) -> Result<TokenResponse, TokenFailure> {
    let asked = read_token_request(request.form)?;
    let endpoint = Endpoints::of_sceau(&issuer(world)).token;
    let believed = believe(world, request, &endpoint).await?;
    let client = believed.client;
    let wanted = client.encryption.map(|encryption| encryption.id_token);
    let recipient = find_recipient(world, client, wanted).await?;
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    believed.spend(tx.as_mut()).await?;
    let proofs = request.proofs;
    let dpop_key = key_of(tx.as_mut(), proofs, &endpoint, client, now).await?;
    let asking = Asking {
        world,
        believed: &believed,
        dpop_key,
        now,
    };
    let given = match &asked.grant {
        GrantRequest::Code(code) => match redeem(tx.as_mut(), &asking, code).await? {
            Ok(given) => {
                note_session(tx.as_mut(), client, &given.grant, now).await?;
                Ok(begin_refresh(tx.as_mut(), &asking, given).await?)
            }
            Err(refusal) => Err(refusal),
        },
        GrantRequest::Refresh(token) => refresh(tx.as_mut(), &asking, token).await?,
    };
    let answer = match given {
        Ok(given) => {
            // The person's history tells it.
            tx.note_login_given(given.grant.login, now).await?;
            Ok(put(tx.as_mut(), &asking, given, recipient.as_ref()).await?)
        }
        Err(refusal) => Err(refusal),
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

/// The key that the tokens are bound to; a strict client proves one.
async fn key_of(
    tx: &mut dyn Transaction,
    proofs: &[String],
    endpoint: &str,
    client: &Client,
    now: Timestamp,
) -> Result<Option<String>, TokenFailure> {
    let request = ProvenRequest {
        method: "POST",
        address: endpoint,
        access_token: None,
    };
    let prover = Prover {
        proofs,
        request,
        now,
    };
    let key = prove_key(tx, prover).await?;
    if key.is_none() && client.profile.is_strict() {
        return Err(TokenError::BadProof(DpopFault::Missing).into());
    }
    Ok(key)
}

/// Stores the access token and writes the answer.
async fn put(
    tx: &mut dyn Transaction,
    asking: &Asking<'_>,
    given: Given,
    recipient: Option<&Recipient>,
) -> Result<TokenResponse, TokenFailure> {
    let Given {
        redeemed,
        grant,
        refresh_token,
    } = given;
    let lifetimes = asking.world.configuration.login.tokens;
    let life = lifetimes.access_token_of(asking.believed.client.profile);
    let token_type = match asking.dpop_key {
        Some(_) => "DPoP",
        None => "Bearer",
    };
    let grant = AuthorizationGrant {
        expires_at: after(asking.now, SignedDuration::from_secs(life)),
        dpop_key: asking.dpop_key.clone(),
        ..grant
    };
    let hash = sha256(redeemed.access_token.reveal().as_bytes());
    tx.put_access_token(&hash, &grant).await?;
    Ok(TokenResponse {
        access_token: redeemed.access_token.reveal().to_owned(),
        token_type: token_type.to_owned(),
        expires_in: life,
        id_token: seal_id_token(asking.world, &redeemed.id_token, recipient)?,
        refresh_token,
        scope: Some(redeemed.access.scopes.to_text()),
    })
}
