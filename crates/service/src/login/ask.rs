//! Making a login request of a passage, and ending the one before.

use super::code::derive_token;
use super::find_interaction::{broker_of, claims_of, read_request};
use crate::crypto::{sha256, to_hex};
use crate::failure::Failure;
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Interaction, LoginRecord};
use crate::time::{after, before};
use jiff::{SignedDuration, Timestamp};
use sceau_domain::id::{AccountId, LoginRequestId};
use sceau_domain::login::{LoginRequest, MatchNumber, RequestState};
use sceau_domain::private::Secret;

pub(super) const PURPOSE: &[u8] = b"login-code";

/// A fresh request, not stored yet.
pub(super) fn make_request(
    world: &World,
    interaction: &Interaction,
    account: Option<AccountId>,
    expires_at: Timestamp,
) -> Result<LoginRecord, Failure> {
    let now = world.clock.now();
    let random = world.random.as_ref();
    let asked = read_request(world, interaction)?;
    let id = LoginRequestId::make_random(random);
    let code_expires_at = after(now, world.configuration.login.code_life);
    let token = derive_token(&world.keys, PURPOSE, id.as_bytes(), code_expires_at);
    Ok(LoginRecord {
        request: LoginRequest {
            id,
            number: MatchNumber::draw(random),
            expires_at: expires_at.min(interaction.expires_at),
            state: RequestState::Waiting,
        },
        interaction: interaction.id,
        account,
        by_number: false,
        service: interaction.service.clone(),
        broker: broker_of(world, interaction),
        browser: interaction.browser.clone(),
        asked_at: now,
        claims: claims_of(&asked),
        level: asked.acr.as_str().to_owned(),
        nonce: make_nonce(world),
        code_hash: sha256(token.reveal().as_bytes()),
        code_expires_at,
        answered: None,
        given_at: None,
        reported_at: None,
    })
}

/// What the audit says of a request that was made.
pub(super) fn asked_entry(login: &LoginRecord, now: Timestamp) -> AuditEntry {
    let entry = AuditEntry::new(now, "login.asked").with_detail(login.request.id.to_string());
    match login.account {
        Some(account) => entry.of_account(account),
        None => entry,
    }
}

/// A nonce to sign with an answer: 256 bits, hexadecimal.
pub(super) fn make_nonce(world: &World) -> Secret<String> {
    let mut nonce = [0; 32];
    world.random.fill(&mut nonce);
    Secret::new(to_hex(&nonce))
}

/// Ends a request that still waits: it counts as expired in every list and history, and stays there,
/// so that asking again never forgets how often an account was asked.
pub(crate) async fn end_waiting(
    tx: &mut dyn Transaction,
    mut login: LoginRecord,
    now: Timestamp,
) -> Result<(), Failure> {
    if login.request.state != RequestState::Waiting {
        return Ok(());
    }
    let past = before(now, SignedDuration::from_secs(1));
    login.request.expires_at = login.request.expires_at.min(past);
    login.code_expires_at = login.code_expires_at.min(past);
    // No code leads to it any more; its name hashed is nobody's code.
    login.code_hash = sha256(login.request.id.as_bytes());
    tx.put_login(&login).await?;
    Ok(())
}
