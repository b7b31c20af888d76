//! The waiting page: number to match, code to scan, state.

use super::ask::PURPOSE;
use super::code::{derive_token, login_link, renew_end};
use super::cookie::InteractionCookie;
use super::find_interaction::known;
use super::state::{LoginState, state_of};
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{Interaction, LoginRecord};
use jiff::Timestamp;
use sceau_domain::private::Secret;

/// The waiting page.
#[derive(Debug, Clone)]
pub struct LoginPage {
    /// The service's name.
    pub service: String,
    /// The broker's name, where a service asks through one that does not name it.
    pub broker: Option<String>,
    /// Two digits, to be typed in the app.
    pub number: u8,
    /// What the QR code holds and the link opens; only while waiting.
    pub link: Option<Secret<String>>,
    /// When that code must be shown anew.
    pub code_expires_at: Timestamp,
    /// Where the login stands.
    pub state: LoginState,
    /// When the request is late.
    pub expires_at: Timestamp,
    /// When the page is over.
    pub page_expires_at: Timestamp,
}

/// Shows the newest request of a passage and renews its code when little of its minute is left.
///
/// # Errors
/// `NotFound` for a cookie of nobody or a passage without request; [`Failure::Store`].
pub async fn show_login(world: &World, cookie: &InteractionCookie) -> Result<LoginPage, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.read().await?;
    let mut shown = find_shown(tx.as_mut(), cookie).await?;
    drop(tx);
    if renewed_end(world, &shown, now).is_some() {
        // Once in the life of a code; what is written is decided on what is found behind those who write.
        let mut tx = world.store.begin().await?;
        shown = find_shown(tx.as_mut(), cookie).await?;
        if let Some(end) = renewed_end(world, &shown, now) {
            let login = &mut shown.1;
            let token = derive_token(&world.keys, PURPOSE, login.request.id.as_bytes(), end);
            login.code_hash = sha256(token.reveal().as_bytes());
            login.code_expires_at = end;
            tx.put_login(login).await?;
            tx.commit().await?;
        }
    }
    let (interaction, login) = shown;
    let state = state_of(&interaction, Some(&login), now);
    let link = (state == LoginState::Waiting).then(|| {
        let (id, end) = (login.request.id.as_bytes(), login.code_expires_at);
        let token = derive_token(&world.keys, PURPOSE, id, end);
        Secret::new(login_link(&world.configuration, &token))
    });
    Ok(LoginPage {
        service: login.service,
        broker: login.broker,
        number: login.request.number.value(),
        link,
        code_expires_at: login.code_expires_at,
        state,
        expires_at: login.request.expires_at,
        page_expires_at: interaction.expires_at,
    })
}

/// A passage and its newest request.
type Shown = (Interaction, LoginRecord);

async fn find_shown(
    tx: &mut dyn Transaction,
    cookie: &InteractionCookie,
) -> Result<Shown, Failure> {
    let interaction = known(tx, cookie).await?;
    let login = tx.login_of(interaction.id).await?;
    Ok((interaction, login.ok_or(Refusal::NotFound)?))
}

/// The new end of the page's code, where little of the present one is left.
fn renewed_end(world: &World, shown: &Shown, now: Timestamp) -> Option<Timestamp> {
    let (interaction, login) = shown;
    let is_waiting = state_of(interaction, Some(login), now) == LoginState::Waiting;
    let end = renew_end(
        login.code_expires_at,
        world.configuration.login.code_life,
        now,
    );
    (is_waiting && end != login.code_expires_at).then_some(end)
}

/// Where the login stands: a cheap look, for live waiting.
///
/// # Errors
/// `NotFound` for a cookie of nobody; [`Failure::Store`].
pub async fn watch_login(world: &World, cookie: &InteractionCookie) -> Result<LoginState, Failure> {
    let mut tx = world.store.read().await?;
    let interaction = known(tx.as_mut(), cookie).await?;
    let login = tx.login_of(interaction.id).await?;
    Ok(state_of(&interaction, login.as_ref(), world.clock.now()))
}
