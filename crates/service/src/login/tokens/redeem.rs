//! A code, once.

use super::TokenFailure;
use super::give::{Asking, Given};
use crate::crypto::sha256;
use crate::login::issuer;
use crate::login::means::read_means;
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, AuthorizationGrant};
use crate::time::after;
use jiff::SignedDuration;
use sceau_oidc::acr::Acr;
use sceau_oidc::client::Client;
use sceau_oidc::code::{Authentication, CodeGrant};
use sceau_oidc::grant::{Bearer, redeem_code};
use sceau_oidc::request::check_authorization_request;
use sceau_oidc::subject::derive_subject;
use sceau_oidc::token_error::TokenError;
use sceau_oidc::token_request::CodeRequest;

/// Spends a code and makes what it gives.
pub(super) async fn redeem(
    tx: &mut dyn Transaction,
    asking: &Asking<'_>,
    request: &CodeRequest,
) -> Result<Result<Given, TokenError>, TokenFailure> {
    let (world, client) = (asking.world, asking.believed.client);
    let hash = sha256(request.code.reveal().as_bytes());
    let lifetimes = world.configuration.login.tokens;
    let longest = if client.offline {
        lifetimes.refresh_token
    } else {
        lifetimes.access_token_of(client.profile)
    };
    let remembered_until = after(asking.now, SignedDuration::from_secs(longest));
    let Some(grant) = tx.spend_code(&hash, remembered_until).await? else {
        end_what_a_copy_gave(tx, asking, &hash).await?;
        return Ok(Err(TokenError::UnknownCode));
    };
    let bearer = Bearer {
        client_id: &client.id,
        dpop_key: asking.dpop_key.as_deref(),
    };
    let (issuer, fill) = (issuer(world), |bytes: &mut [u8]| world.random.fill(bytes));
    let code_grant = code_grant_of(world, client, &grant);
    let redeemed = redeem_code(
        code_grant.as_ref(),
        request,
        bearer,
        asking.mint(&issuer, &fill),
    );
    Ok(redeemed.map(|redeemed| Given {
        redeemed,
        grant,
        refresh_token: None,
    }))
}

/// A code that its own client shows again was copied on its way, or its answer lost: either way nobody
/// can tell who holds the tokens (RFC 6749 §4.1.2).
async fn end_what_a_copy_gave(
    tx: &mut dyn Transaction,
    asking: &Asking<'_>,
    hash: &[u8; 32],
) -> Result<(), TokenFailure> {
    let client = &asking.believed.client.id;
    let spent = tx.spent_code(hash).await?;
    let Some(spent) = spent.filter(|spent| spent.client == *client) else {
        return Ok(());
    };
    tx.revoke_tokens_of(spent.login).await?;
    let entry = AuditEntry::new(asking.now, "code.copied").with_detail(client.clone());
    tx.append_audit(&entry.of_identity(spent.identity)).await?;
    Ok(())
}

/// What a stored code or refresh token stands for; `None` when the kept request would not be served to
/// its client any more. One of another client keeps its own `client_id`, so that the rules say so.
pub(super) fn code_grant_of(
    world: &World,
    client: &Client,
    grant: &AuthorizationGrant,
) -> Option<CodeGrant> {
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
        dpop_key: asked.dpop_key,
        session: owner
            .backchannel_logout_uri
            .as_ref()
            .map(|_| grant.login.to_string()),
        expires_at: grant.expires_at.as_second(),
        used_at: None,
    })
}

/// The pairwise subject of a grant's identity for a client's sector.
pub(in crate::login) fn subject_of(
    world: &World,
    client: &Client,
    grant: &AuthorizationGrant,
) -> String {
    let salt = world.configuration.subject_salt.reveal();
    derive_subject(&client.sector, &grant.identity.to_string(), salt)
}
