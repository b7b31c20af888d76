//! 5 – a phone takes the code.

use super::super::code::derive_lookup;
use super::{Step, entry_of};
use crate::crypto::{make_random_token, sha256};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::{Browser, Giver, HandoffState};
use jiff::Timestamp;
use sceau_domain::id::HandoffId;
use sceau_domain::login::MatchNumber;
use sceau_domain::private::Secret;

/// What the phone shows before anyone says yes.
#[derive(Debug, Clone)]
pub struct ClaimedHandoff {
    /// Names it.
    pub id: HandoffId,
    /// Proves later that this phone claimed it: told once.
    pub secret: Secret<String>,
    /// « Demande venant de : Firefox sur Linux, Lyon ».
    pub browser: Browser,
    /// When the page was opened.
    pub started_at: Timestamp,
    /// The service that began it, where one did.
    pub service: Option<String>,
    /// Whether an app gives its account: after the number, the phone is signed in to it.
    pub carries_account: bool,
    /// Three numbers, one of which the computer shows.
    pub numbers: [u8; 3],
}

/// Takes the code of a QR code, of a link (or the whole link) or as typed. It works once.
///
/// # Errors
/// `HandoffForeign` for a code of nobody, `HandoffExpired` when it is late or was taken;
/// [`Failure::Store`].
pub async fn claim_handoff(world: &World, code: &str) -> Result<ClaimedHandoff, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let hash = derive_lookup(&world.keys, code);
    let mut handoff = tx
        .handoff_by_code(&hash)
        .await?
        .ok_or(Refusal::HandoffForeign)?;
    let is_late = now > handoff.code_expires_at || now > handoff.expires_at;
    if handoff.state != HandoffState::Offered || is_late {
        return Err(Refusal::HandoffExpired.into());
    }
    let secret = make_random_token(world.random.as_ref());
    handoff.state = HandoffState::Claimed;
    handoff.secret_hash = Some(sha256(secret.reveal().as_bytes()));
    tx.put_handoff(&handoff).await?;
    tx.append_audit(&entry_of(&handoff, Step::Claimed, now))
        .await?;
    tx.commit().await?;
    let three = handoff.number.among_three(world.random.as_ref());
    Ok(ClaimedHandoff {
        id: handoff.id,
        secret,
        browser: handoff.browser,
        started_at: handoff.created_at,
        service: handoff.service,
        carries_account: matches!(handoff.giver, Giver::App { .. }),
        numbers: three.map(MatchNumber::value),
    })
}
