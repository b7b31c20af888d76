//! 5 – the computer's page: codes and number, then the live list of progress.

use super::super::code::{derive_token, derive_typed, handoff_link, renew_end, write_typed};
use super::super::cookie::HandoffCookie;
use super::PURPOSE;
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{Giver, Handoff, HandoffState};
use jiff::Timestamp;
use sceau_domain::journey::{StateName, View, view};
use sceau_domain::private::Secret;

/// How far the phone is.
#[derive(Debug, Clone)]
pub struct HandoffProgress {
    /// Offered, claimed, confirmed or ended.
    pub state: HandoffState,
    /// Whether the hour is over: the page says so and offers to begin again.
    pub is_over: bool,
    /// Where the account's journey stands, once somebody signed in on the phone.
    pub journey: Option<View>,
    /// Whether the identity is active: the page leads back to the service.
    pub is_active: bool,
}

/// The computer's page.
#[derive(Debug, Clone)]
pub struct HandoffPage {
    /// Two digits, one of the three that the phone shows.
    pub number: u8,
    /// What the QR code holds and « Copier le lien » copies; only while offered.
    pub link: Option<Secret<String>>,
    /// `ABCD-2345`, stable while the page lives; only while offered.
    pub typed: Option<Secret<String>>,
    /// When the codes must be shown anew.
    pub code_expires_at: Timestamp,
    /// When the page is over.
    pub expires_at: Timestamp,
    /// The service that began it.
    pub service: Option<String>,
    /// How far the phone is.
    pub progress: HandoffProgress,
}

/// Shows the page and renews its codes when little of their minute is left.
///
/// # Errors
/// `NotFound` for a cookie of nobody; [`Failure::Store`].
pub async fn show_handoff(world: &World, cookie: &HandoffCookie) -> Result<HandoffPage, Failure> {
    let mut tx = world.store.begin().await?;
    let handoff = known(tx.as_mut(), cookie).await?;
    let page = page_of(world, tx.as_mut(), handoff).await?;
    tx.commit().await?;
    Ok(page)
}

/// What whoever gives the code shows; codes that end soon are renewed in this transaction.
pub(crate) async fn page_of(
    world: &World,
    tx: &mut dyn Transaction,
    mut handoff: Handoff,
) -> Result<HandoffPage, Failure> {
    let now = world.clock.now();
    let progress = progress_of(tx, &handoff, now).await?;
    let (mut link, mut typed) = (None, None);
    if handoff.state == HandoffState::Offered && !progress.is_over {
        let name = handoff.id.as_bytes();
        let life = world.configuration.handoff_code_life;
        let end = renew_end(handoff.code_expires_at, life, now);
        let token = derive_token(&world.keys, PURPOSE, name, end);
        link = Some(Secret::new(handoff_link(&world.configuration, &token)));
        let code = derive_typed(&world.keys, PURPOSE, name);
        typed = Some(Secret::new(write_typed(&code)));
        if end != handoff.code_expires_at {
            handoff.token_hash = sha256(token.reveal().as_bytes());
            handoff.code_expires_at = end;
            tx.put_handoff(&handoff).await?;
        }
    }
    Ok(HandoffPage {
        number: handoff.number.value(),
        link,
        typed,
        code_expires_at: handoff.code_expires_at,
        expires_at: handoff.expires_at,
        service: handoff.service,
        progress,
    })
}

/// How far the phone is: a cheap look, for the live list.
///
/// # Errors
/// `NotFound` for a cookie of nobody; [`Failure::Store`].
pub async fn watch_handoff(
    world: &World,
    cookie: &HandoffCookie,
) -> Result<HandoffProgress, Failure> {
    let mut tx = world.store.read().await?;
    let handoff = known(tx.as_mut(), cookie).await?;
    progress_of(tx.as_mut(), &handoff, world.clock.now()).await
}

pub(super) async fn known(
    tx: &mut dyn Transaction,
    cookie: &HandoffCookie,
) -> Result<Handoff, Failure> {
    let found = tx.handoff(cookie.id).await?;
    Ok(found
        .filter(|found| match &found.giver {
            Giver::Browser { cookie_hash } => cookie.is_of(cookie_hash),
            Giver::App { .. } => false,
        })
        .ok_or(Refusal::NotFound)?)
}

async fn progress_of(
    tx: &mut dyn Transaction,
    handoff: &Handoff,
    now: Timestamp,
) -> Result<HandoffProgress, Failure> {
    let case = match handoff.account {
        Some(account) => tx.case_of(account).await?,
        None => None,
    };
    let journey = case.map(|case| view(&case.state));
    Ok(HandoffProgress {
        state: handoff.state,
        is_over: now > handoff.expires_at,
        is_active: journey
            .as_ref()
            .is_some_and(|view| view.at == StateName::Active),
        journey,
    })
}
