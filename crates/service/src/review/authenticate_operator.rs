//! Recognises the console's cookie.

use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::{Operator, OperatorSession};
use crate::time::after;

/// An operator whose cookie was recognised.
#[derive(Debug, Clone)]
pub struct AuthenticatedOperator {
    /// Who.
    pub operator: Operator,
    /// The session.
    pub session: OperatorSession,
}

/// Recognises a cookie's token and keeps its session alive; its end moves only once a tenth of its life
/// is spent, so that reading does not write each time.
///
/// # Errors
/// `OperatorUnknown` when unknown, ended or revoked; [`Failure::Store`].
pub async fn authenticate_operator(
    world: &World,
    token: &str,
) -> Result<AuthenticatedOperator, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.read().await?;
    let session = tx
        .operator_session(&sha256(token.as_bytes()))
        .await?
        .filter(|session| now < session.expires_at)
        .ok_or(Refusal::OperatorUnknown)?;
    let operator = tx
        .operator(session.operator)
        .await?
        .filter(|operator| operator.revoked_at.is_none())
        .ok_or(Refusal::OperatorUnknown)?;
    drop(tx);
    let session = keep_alive(world, session).await?;
    Ok(AuthenticatedOperator { operator, session })
}

async fn keep_alive(world: &World, session: OperatorSession) -> Result<OperatorSession, Failure> {
    let life = world.configuration.operator_session_life;
    let full = after(world.clock.now(), life);
    if full.duration_since(session.expires_at) * 10 < life {
        return Ok(session);
    }
    let mut tx = world.store.begin().await?;
    // Signed out meanwhile: renewing must not bring it back.
    let stored = tx
        .operator_session(&session.token_hash)
        .await?
        .ok_or(Refusal::OperatorUnknown)?;
    let renewed = OperatorSession {
        expires_at: full,
        ..stored
    };
    tx.put_operator_session(&renewed).await?;
    tx.commit().await?;
    Ok(renewed)
}
