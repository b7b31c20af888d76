//! 33 – the device signs, the identity is active.

use super::Standing;
use super::step::{Asked, Begun, Step};
use crate::crypto::is_signed_by;
use crate::failure::{Failure, Refusal};
use crate::person::finish_recovery;
use crate::ports::World;
use crate::records::{AuditEntry, Identity};
use sceau_domain::id::IdentityId;
use sceau_domain::journey::{Event, EventName, Rejection, State};
use sceau_domain::login::activation_statement;

/// Activates the identity on the session's device, by its signature (ECDSA P-256, SHA-256, 64 bytes)
/// of [`activation_statement`] over the nonce that the standing carried. A case of recovery gives the device the
/// identity that is there already.
///
/// # Errors
/// `RecoveryTooEarly`, `NotPossibleHere`, `DeviceNotTrusted` on a session without device, `SignatureInvalid`;
/// [`Failure::Store`].
pub async fn activate(world: &World, asked: &Asked, signature: &[u8]) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let State::Activation(locked) = step.case.state.clone() else {
        let rejection = Rejection {
            state: step.case.state.name(),
            event: EventName::Activated,
        };
        return Err(Refusal::from(rejection).into());
    };
    let device = asked.by.device.as_ref().ok_or(Refusal::DeviceNotTrusted)?;
    let nonce = step
        .case
        .activation_nonce
        .as_ref()
        .ok_or(Failure::Inconsistent("an activation without nonce"))?;
    let statement = activation_statement(nonce.reveal(), device.id);
    if !is_signed_by(&device.public_key, &statement, signature) {
        return Err(Refusal::SignatureInvalid.into());
    }
    let held = step.tx.identity_of(asked.by.account.id).await?;
    if let Some(held) = held {
        let (tx, case) = (step.tx.as_mut(), &step.case);
        let identity = finish_recovery(world, tx, &asked.by, held, case, locked).await?;
        step.tx.put_identity(&identity).await?;
        return step.take(Event::Activated(identity.id)).await;
    }
    let identity = Identity {
        id: IdentityId::make_random(world.random.as_ref()),
        account: asked.by.account.id,
        case: step.case.id,
        declaration: locked.declared.documented.declaration,
        birthplace: locked.declared.birthplace,
        device: device.id,
        active_since: step.now,
        blocked_at: None,
        unblocked_at: None,
        recovery: None,
    };
    step.tx.put_identity(&identity).await?;
    let entry = AuditEntry::new(step.now, "identity.activated")
        .of_account(identity.account)
        .of_case(identity.case)
        .of_identity(identity.id)
        .with_detail(device.id.to_string());
    step.tx.append_audit(&entry).await?;
    step.take(Event::Activated(identity.id)).await
}
