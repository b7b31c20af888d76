//! Pushed authorization requests (RFC 9126): a service hands its request over before it sends the
//! browser.

use super::TokenFailure;
use super::believe::{ClientRequest, believe};
use super::proof::{Prover, prove_key};
use crate::crypto::sha256;
use crate::login::issuer;
use crate::ports::World;
use crate::records::{AuditEntry, PushedRequest};
use crate::time::after;
use jiff::SignedDuration;
use sceau_oidc::discovery::StrictEndpoints;
use sceau_oidc::dpop::{DpopFault, ProvenRequest};
use sceau_oidc::pushed::{PUSHED_LIFE, PushedResponse, make_name, read_pushed};
use sceau_oidc::request::check_authorization_request;
use sceau_oidc::request_error::Refusal;
use sceau_oidc::token_error::TokenError;

/// Keeps a request for a minute, under a name that works once. A request that would be refused in the
/// browser is refused here, where the service's developer reads why. A key that is proved here binds the
/// code (RFC 9449 §10.1).
///
/// # Errors
/// [`TokenFailure`].
pub async fn push_request(
    world: &World,
    request: &ClientRequest<'_>,
) -> Result<PushedResponse, TokenFailure> {
    let endpoint = StrictEndpoints::of_sceau(&issuer(world)).pushed;
    let believed = believe(world, request, &endpoint).await?;
    let client = believed.client;
    let mut parameters = read_pushed(request.form, &client.id).map_err(TokenError::BadRequest)?;
    let checked =
        check_authorization_request(&parameters, Some(client)).map_err(
            |refusal| match refusal {
                Refusal::Page(error) => TokenError::BadAddress(error),
                Refusal::Redirect { error, .. } => TokenError::BadRequest(error),
            },
        )?;
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    believed.spend(tx.as_mut()).await?;
    let proven = ProvenRequest {
        method: "POST",
        address: &endpoint,
        access_token: None,
    };
    let prover = Prover {
        proofs: request.proofs,
        request: proven,
        now,
    };
    match (prove_key(tx.as_mut(), prover).await?, checked.dpop_key) {
        (Some(proved), Some(said)) if proved != said => {
            return Err(TokenError::BadProof(DpopFault::OtherKey).into());
        }
        (Some(proved), None) => parameters.push((String::from("dpop_jkt"), proved)),
        _ => {}
    }
    let name = make_name(&|bytes: &mut [u8]| world.random.fill(bytes));
    let pushed = PushedRequest {
        client: client.id.clone(),
        parameters,
        expires_at: after(now, SignedDuration::from_secs(PUSHED_LIFE)),
    };
    tx.put_pushed(&sha256(name.reveal().as_bytes()), &pushed)
        .await?;
    let entry = AuditEntry::new(now, "request.pushed").with_detail(client.id.clone());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(PushedResponse {
        request_uri: name.reveal().to_owned(),
        expires_in: PUSHED_LIFE,
    })
}
