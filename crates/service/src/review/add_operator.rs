//! The administrator adds an operator.

use crate::crypto::{make_random_token, sha256};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::{AuditEntry, Operator};
use sceau_domain::id::OperatorId;
use sceau_domain::private::Secret;

/// An operator added.
#[derive(Debug, Clone)]
pub struct NewOperator {
    /// Names them.
    pub id: OperatorId,
    /// Their key: told once, stored only as its hash.
    pub key: Secret<String>,
}

/// Adds an operator under the name colleagues will read (1 to 80 characters).
///
/// # Errors
/// `Malformed`; [`Failure::Store`].
pub async fn add_operator(world: &World, name: &str) -> Result<NewOperator, Failure> {
    let name = name.trim();
    if !(1..=80).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(Refusal::Malformed.into());
    }
    let key = make_random_token(world.random.as_ref());
    let operator = Operator {
        id: OperatorId::make_random(world.random.as_ref()),
        name: name.to_owned(),
        key_hash: sha256(key.reveal().as_bytes()),
        revoked_at: None,
    };
    let mut tx = world.store.begin().await?;
    tx.put_operator(&operator).await?;
    let entry = AuditEntry::new(world.clock.now(), "operator.added").by_operator(operator.id);
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(NewOperator {
        id: operator.id,
        key,
    })
}
