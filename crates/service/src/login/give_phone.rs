//! 2 – « Identifiez-vous avec votre Identité Numérique »: a phone number addresses the request.

use super::ask::{end_waiting, make_request};
use super::cookie::InteractionCookie;
use super::find_interaction::alive;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, LoginRecord};
use crate::time::{after, before};
use jiff::{SignedDuration, Timestamp};
use sceau_domain::id::AccountId;
use sceau_domain::login::{REQUEST_LIFE, RequestState};
use sceau_domain::phone::PhoneNumber;

/// How many of an account's requests are looked at for its limits.
const LOOKED_AT: u32 = 64;

/// Makes a request and, where the number has an account with an active identity, addresses it there.
/// Known, unknown, blocked and overburdened numbers get the same answer for the same work; the page then waits
/// alike. The app only finds the request in its list: nothing rings, nothing is sent.
///
/// # Errors
/// `Phone` when no code could ever be sent to such a number, `LoginExpired`, `LoginAnswered`,
/// `NotFound`; [`Failure::Store`].
pub async fn give_phone(
    world: &World,
    cookie: &InteractionCookie,
    typed: &str,
) -> Result<(), Failure> {
    let number = PhoneNumber::parse_mobile(typed).map_err(Refusal::Phone)?;
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let interaction = alive(tx.as_mut(), cookie, now).await?;
    if let Some(earlier) = tx.login_of(interaction.id).await? {
        end_waiting(tx.as_mut(), earlier, now).await?;
    }
    let account = find_addressee(world, tx.as_mut(), &number, now).await?;
    let login = make_request(world, &interaction, account, after(now, REQUEST_LIFE))?;
    tx.put_login(&login).await?;
    let entry = AuditEntry::new(now, "login.asked").with_detail(login.request.id.to_string());
    let entry = match account {
        Some(account) => entry.of_account(account),
        None => entry,
    };
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Whom the number leads to. An unknown one is looked up like a known one, under a name of nobody.
async fn find_addressee(
    world: &World,
    tx: &mut dyn Transaction,
    number: &PhoneNumber,
    now: Timestamp,
) -> Result<Option<AccountId>, Failure> {
    let nobody = AccountId::make_random(world.random.as_ref());
    let account = tx
        .account_by_phone(&number.e164())
        .await?
        .map_or(nobody, |found| found.id);
    let identity = tx.identity_of(account).await?;
    let is_usable = identity.is_some_and(|identity| identity.blocked_at.is_none());
    let earlier = tx.logins_of(account, LOOKED_AT).await?;
    let may_be_asked = is_usable && !is_overburdened(world, &earlier, now);
    Ok(may_be_asked.then_some(account))
}

/// Whether one more request would help a stranger tire the person into approving.
fn is_overburdened(world: &World, earlier: &[LoginRecord], now: Timestamp) -> bool {
    let policy = &world.configuration.login;
    let count = |is_counted: &dyn Fn(&LoginRecord) -> bool| {
        earlier.iter().filter(|login| is_counted(login)).count()
    };
    let waiting = count(&|login| {
        login.request.state == RequestState::Waiting && now <= login.request.expires_at
    });
    let an_hour_ago = before(now, SignedDuration::from_hours(1));
    let asked = count(&|login| {
        login.asked_at > an_hour_ago && login.request.state != RequestState::Completed
    });
    let quiet_since = before(now, policy.quiet_after_disowning);
    let disowned = count(&|login| {
        login.asked_at > quiet_since && login.request.state == RequestState::Disowned
    });
    waiting >= usize::from(policy.waiting_at_once)
        || asked >= usize::from(policy.requests_per_hour)
        || disowned > 0
}
