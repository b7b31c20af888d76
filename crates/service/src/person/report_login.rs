//! « Signaler »: the person does not recognise a login of their history.

use super::block::block;
use super::deed::held;
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::login::end_login;
use crate::ports::World;
use crate::records::AuditEntry;
use sceau_domain::id::LoginRequestId;

/// Reports a login, once: it is marked, what it gave the service ends, the audit and the log of the
/// installation carry it to those who run it. `also_block` blocks the identity with it.
///
/// # Errors
/// `NotFound` for a login of another account; `DeviceNotTrusted`; [`Failure::Store`].
pub async fn report_login(
    world: &World,
    by: &Authenticated,
    login: LoginRequestId,
    also_block: bool,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let identity = held(tx.as_mut(), by).await?;
    let mut login = tx
        .login(login)
        .await?
        .filter(|login| login.account == Some(by.account.id))
        .ok_or(Refusal::NotFound)?;
    if login.reported_at.is_none() {
        login.reported_at = Some(now);
        tx.put_login(&login).await?;
        end_login(world, tx.as_mut(), login.request.id).await?;
        let entry = AuditEntry::new(now, "login.reported")
            .of_account(by.account.id)
            .of_identity(identity.id)
            .with_detail(login.request.id.to_string());
        tx.append_audit(&entry).await?;
        tracing::warn!(login = %login.request.id, "a person reported a login");
    }
    if also_block {
        block(world, tx.as_mut(), &by.account, identity, "report").await?;
    }
    tx.commit().await?;
    Ok(())
}
