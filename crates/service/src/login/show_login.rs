//! The waiting page: number to match, code to scan, state.

use super::ask::PURPOSE;
use super::code::{derive_token, login_link, renew_end};
use super::cookie::InteractionCookie;
use super::find_interaction::known;
use super::state::{LoginState, state_of};
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use jiff::Timestamp;
use sceau_domain::private::Secret;

/// The waiting page.
#[derive(Debug, Clone)]
pub struct LoginPage {
    /// The service's name.
    pub service: String,
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
    let mut tx = world.store.begin().await?;
    let interaction = known(tx.as_mut(), cookie).await?;
    let mut login = tx
        .login_of(interaction.id)
        .await?
        .ok_or(Refusal::NotFound)?;
    let state = state_of(&interaction, Some(&login), now);
    let mut link = None;
    if state == LoginState::Waiting {
        let life = world.configuration.login.code_life;
        let end = renew_end(login.code_expires_at, life, now);
        let token = derive_token(&world.keys, PURPOSE, login.request.id.as_bytes(), end);
        if end != login.code_expires_at {
            login.code_hash = sha256(token.reveal().as_bytes());
            login.code_expires_at = end;
            tx.put_login(&login).await?;
            tx.commit().await?;
        }
        link = Some(Secret::new(login_link(&world.configuration, &token)));
    }
    Ok(LoginPage {
        service: login.service,
        number: login.request.number.value(),
        link,
        code_expires_at: login.code_expires_at,
        state,
        expires_at: login.request.expires_at,
        page_expires_at: interaction.expires_at,
    })
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
