//! Refresh tokens: the first one, and each next one.

use super::TokenFailure;
use super::give::{Asking, Given};
use super::redeem::code_grant_of;
use crate::login::issuer;
use crate::ports::Transaction;
use crate::records::{AuditEntry, AuthorizationGrant, RefreshRecord};
use crate::time::after;
use jiff::SignedDuration;
use sceau_domain::id::LoginRequestId;
use sceau_oidc::dpop::DpopFault;
use sceau_oidc::grant::renew_tokens;
use sceau_oidc::refresh::{RefreshToken, Rotation, Shown};
use sceau_oidc::request::check_authorization_request;
use sceau_oidc::scope::Scopes;
use sceau_oidc::token_error::TokenError;
use sceau_oidc::token_request::RefreshRequest;

/// Adds a first refresh token to what a code gave, where the client asked for one and may.
pub(super) async fn begin_refresh(
    tx: &mut dyn Transaction,
    asking: &Asking<'_>,
    given: Given,
) -> Result<Given, TokenFailure> {
    let client = asking.believed.client;
    let asked = check_authorization_request(&given.grant.parameters, Some(client));
    if !asked.is_ok_and(|asked| asked.is_offline_asked(client)) {
        return Ok(given);
    }
    let token = draw(asking, given.grant.login);
    let life = asking.world.configuration.login.tokens.refresh_token;
    let record = RefreshRecord {
        grant: AuthorizationGrant {
            expires_at: after(asking.now, SignedDuration::from_secs(life)),
            dpop_key: asking.dpop_key.clone(),
            ..given.grant.clone()
        },
        rotation: Rotation::begin(&token),
    };
    tx.put_refresh(&record).await?;
    Ok(Given {
        refresh_token: Some(token.write().reveal().to_owned()),
        ..given
    })
}

/// Tokens again, and the next refresh token. A copy ends everything its login gave.
pub(super) async fn refresh(
    tx: &mut dyn Transaction,
    asking: &Asking<'_>,
    request: &RefreshRequest,
) -> Result<Result<Given, TokenError>, TokenFailure> {
    let client = asking.believed.client;
    let Some((token, record)) = find(tx, request).await? else {
        return Ok(Err(TokenError::UnknownRefreshToken));
    };
    if record.grant.client != client.id || asking.now > record.grant.expires_at {
        return Ok(Err(TokenError::UnknownRefreshToken));
    }
    let shown = record.rotation.judge(&token);
    if shown == Shown::Copied {
        tx.revoke_tokens_of(record.grant.login).await?;
        let entry = AuditEntry::new(asking.now, "refresh.copied").with_detail(client.id.clone());
        tx.append_audit(&entry.of_identity(record.grant.identity))
            .await?;
        return Ok(Err(TokenError::CopiedRefreshToken));
    }
    if record.grant.dpop_key != asking.dpop_key {
        return Ok(Err(TokenError::BadProof(DpopFault::OtherKey)));
    }
    if tx.identity(record.grant.identity).await?.is_none() {
        return Ok(Err(TokenError::UnknownRefreshToken));
    }
    let Some(code_grant) = code_grant_of(asking.world, client, &record.grant) else {
        return Ok(Err(TokenError::UnknownRefreshToken));
    };
    let (issuer, world) = (issuer(asking.world), asking.world);
    let fill = |bytes: &mut [u8]| world.random.fill(bytes);
    let mint = asking.mint(&issuer, &fill);
    let redeemed = match renew_tokens(&code_grant, request.scopes.as_ref(), mint) {
        Ok(redeemed) => redeemed,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let next = draw(asking, record.grant.login);
    let rotation = record.rotation.advance(shown, &next);
    let grant = narrowed(&record.grant, &redeemed.access.scopes);
    let renewed = RefreshRecord {
        grant: record.grant,
        rotation,
    };
    tx.put_refresh(&renewed).await?;
    Ok(Ok(Given {
        redeemed,
        grant,
        refresh_token: Some(next.write().reveal().to_owned()),
    }))
}

/// The refresh token that was shown, and its login's.
async fn find(
    tx: &mut dyn Transaction,
    request: &RefreshRequest,
) -> Result<Option<(RefreshToken, RefreshRecord)>, TokenFailure> {
    let Some(token) = RefreshToken::parse(request.token.reveal()) else {
        return Ok(None);
    };
    let Ok(login) = token.login.parse::<LoginRequestId>() else {
        return Ok(None);
    };
    let record = tx.refresh_of(login).await?;
    Ok(record.map(|record| (token, record)))
}

fn draw(asking: &Asking<'_>, login: LoginRequestId) -> RefreshToken {
    let world = asking.world;
    RefreshToken::make(login.to_string(), &|bytes: &mut [u8]| {
        world.random.fill(bytes);
    })
}

/// What an access token for fewer scopes stands for.
fn narrowed(grant: &AuthorizationGrant, scopes: &Scopes) -> AuthorizationGrant {
    let mut grant = grant.clone();
    for (name, value) in &mut grant.parameters {
        if name == "scope" {
            *value = scopes.to_text();
        }
    }
    grant
}
