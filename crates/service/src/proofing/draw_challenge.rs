//! Draws the digits and the third task for one face video.

use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::{AuditEntry, ChallengeRecord};
use sceau_domain::challenge::{Challenge, DigitsWay};
use sceau_domain::id::CaseId;
use sceau_domain::journey::{EventName, Rejection, State};

/// A challenge with the way it is answered.
#[derive(Debug, Clone)]
pub struct DrawnChallenge {
    /// For which case.
    pub case: CaseId,
    /// The draw.
    pub challenge: Challenge,
    /// Speaking or writing, as chosen.
    pub way: DigitsWay,
}

/// Draws a challenge. Each call draws anew; earlier ones still answer until their end, because a
/// recording may be under way.
///
/// # Errors
/// `NotPossibleHere` elsewhere than at the face video, `AttemptsExhausted`, `DeviceNotTrusted`;
/// [`Failure::Store`].
pub async fn draw_challenge(world: &World, by: &Authenticated) -> Result<DrawnChallenge, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    by.require_trusted(tx.as_mut()).await?;
    let case = tx.case_of(by.account.id).await?.ok_or(Refusal::NotFound)?;
    let State::FaceVideo(prepared, _) = &case.state else {
        let rejection = Rejection {
            state: case.state.name(),
            event: EventName::EvidenceAttached,
        };
        return Err(Refusal::from(rejection).into());
    };
    if case.videos_taken >= world.configuration.videos_per_case {
        return Err(Refusal::AttemptsExhausted.into());
    }
    let challenge = Challenge::draw(world.random.as_ref(), now, prepared.movement_is_difficult);
    let way = prepared.way;
    tx.put_challenge(&ChallengeRecord {
        challenge: challenge.clone(),
        case: case.id,
        used_at: None,
    })
    .await?;
    let entry = AuditEntry::new(now, "challenge.drawn")
        .of_account(by.account.id)
        .of_case(case.id)
        .with_detail(challenge.id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(DrawnChallenge {
        case: case.id,
        challenge,
        way,
    })
}
