//! M12 – the app scanned the page's code or followed its link.

use super::ask::{end_waiting, make_nonce};
use super::code::derive_lookup;
use crate::account::Authenticated;
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::{AuditEntry, LoginRecord};
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::id::LoginRequestId;
use sceau_domain::login::{REQUEST_LIFE, RequestState};

/// Opens the request of a code and binds it to this account; the two minutes begin. Whoever stands
/// before the page decides whose app answers: a request addressed to another account by number ends,
/// and the page goes on with this one. Refusing here would tell whether that number has an account.
///
/// # Errors
/// `DeviceNotTrusted` without an active identity on this device, `IdentityBlocked`, `HandoffForeign` for a code of
/// nobody (or one replaced by a newer), `LoginExpired`, `LoginAnswered`; [`Failure::Store`].
pub async fn open_request(
    world: &World,
    by: &Authenticated,
    code: &str,
) -> Result<LoginRecord, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let holder = tx.holder_of(by.account.id).await?;
    by.require_holder(holder.as_ref())?;
    let holder = holder.ok_or(Refusal::DeviceNotTrusted)?;
    if holder.blocked_at.is_some() {
        return Err(Refusal::IdentityBlocked.into());
    }
    let hash = derive_lookup(&world.keys, code);
    let found = tx
        .login_by_code(&hash)
        .await?
        .ok_or(Refusal::HandoffForeign)?;
    check_open(&found, now)?;
    if found.account == Some(by.account.id) {
        return Ok(found);
    }
    let interaction = tx
        .interaction(found.interaction)
        .await?
        .ok_or(Refusal::LoginExpired)?;
    let mut mine = found.clone();
    if found.account.is_some() {
        mine.request.id = LoginRequestId::make_random(world.random.as_ref());
        mine.nonce = make_nonce(world);
        mine.asked_at = now;
        // The code on the page is the other request's: it is renewed at the next look at the page.
        mine.code_hash = sha256(mine.request.id.as_bytes());
        mine.code_expires_at = now;
        end_waiting(tx.as_mut(), found, now).await?;
    }
    mine.account = Some(by.account.id);
    mine.by_number = false;
    mine.request.expires_at = after(now, REQUEST_LIFE).min(interaction.expires_at);
    tx.put_login(&mine).await?;
    let entry = AuditEntry::new(now, "login.opened")
        .of_account(by.account.id)
        .with_detail(mine.request.id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(mine)
}

fn check_open(login: &LoginRecord, now: Timestamp) -> Result<(), Refusal> {
    if login.request.state != RequestState::Waiting {
        Err(Refusal::LoginAnswered)
    } else if now > login.code_expires_at || now > login.request.expires_at {
        Err(Refusal::LoginExpired)
    } else {
        Ok(())
    }
}
