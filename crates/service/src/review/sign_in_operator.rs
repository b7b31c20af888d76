//! An operator opens the console.

use crate::crypto::{make_random_token, sha256};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::{AuditEntry, Operator, OperatorSession};
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::private::Secret;

/// A session of the console.
#[derive(Debug, Clone)]
pub struct OperatorSignedIn {
    /// The cookie's token: told once, stored only as its hash.
    pub token: Secret<String>,
    /// Who.
    pub operator: Operator,
    /// Its end without use.
    pub expires_at: Timestamp,
}

/// Signs in with the key given by the administrator; blanks around it are forgiven.
///
/// # Errors
/// `OperatorUnknown`; [`Failure::Store`].
pub async fn sign_in_operator(
    world: &World,
    key: &Secret<String>,
) -> Result<OperatorSignedIn, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let operator = tx
        .operator_by_key(&sha256(key.reveal().trim().as_bytes()))
        .await?
        .filter(|operator| operator.revoked_at.is_none())
        .ok_or(Refusal::OperatorUnknown)?;
    let token = make_random_token(world.random.as_ref());
    let expires_at = after(now, world.configuration.operator_session_life);
    tx.put_operator_session(&OperatorSession {
        token_hash: sha256(token.reveal().as_bytes()),
        operator: operator.id,
        expires_at,
    })
    .await?;
    tx.append_audit(&AuditEntry::new(now, "operator.signed_in").by_operator(operator.id))
        .await?;
    tx.commit().await?;
    Ok(OperatorSignedIn {
        token,
        operator,
        expires_at,
    })
}
