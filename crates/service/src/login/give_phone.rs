//! 2 – « Identifiez-vous avec votre Identité Numérique »: a phone number addresses the request.

use super::ask::{asked_entry, end_waiting, make_request};
use super::cookie::InteractionCookie;
use super::find_interaction::alive;
use super::restraint::is_overburdened;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::LoginRecord;
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::id::AccountId;
use sceau_domain::login::REQUEST_LIFE;
use sceau_domain::phone::PhoneNumber;

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
    let login = LoginRecord {
        by_number: true,
        ..make_request(world, &interaction, account, after(now, REQUEST_LIFE))?
    };
    tx.put_login(&login).await?;
    tx.append_audit(&asked_entry(&login, now)).await?;
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
    let holder = tx.holder_of(account).await?;
    let is_usable = holder.is_some_and(|holder| holder.blocked_at.is_none());
    let is_tired = is_overburdened(world, tx, account, now).await?;
    Ok((is_usable && !is_tired).then_some(account))
}
