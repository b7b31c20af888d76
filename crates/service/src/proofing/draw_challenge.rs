//! 32 – the consent to the face video, then the digits and the third task for one.

use crate::account::Authenticated;
use crate::case::{GivenConsent, case_for, record_of, take_consent};
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Case, ChallengeRecord, ConsentPurpose};
use sceau_domain::challenge::{Challenge, DigitsWay};
use sceau_domain::id::CaseId;
use sceau_domain::journey::{Consent, EventName, Rejection, State};

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

/// Draws a challenge for someone who consents to the face video. Each call draws anew; earlier ones
/// still answer until their end, because a recording may be under way.
///
/// # Errors
/// `NotPossibleHere` elsewhere than at the face video, `AttemptsExhausted`, `ConsentMissing`,
/// `TermsOutdated`, `DeviceNotTrusted`; [`Failure::Store`].
pub async fn draw_challenge(
    world: &World,
    by: &Authenticated,
    consent: &GivenConsent,
) -> Result<DrawnChallenge, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    by.require_case(tx.as_mut()).await?;
    let case = case_for(tx.as_mut(), by).await?;
    let case = case.ok_or(Refusal::NotFound)?;
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
    let consent = take_consent(world, ConsentPurpose::FaceVideo, consent, now)?;
    record_once(tx.as_mut(), &case, &consent).await?;
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

/// A consent is asked for before each video and recorded once for each version of the text.
async fn record_once(
    tx: &mut dyn Transaction,
    case: &Case,
    consent: &Consent,
) -> Result<(), Failure> {
    let purpose = ConsentPurpose::FaceVideo;
    let is_recorded = tx.consents_of(case.id).await?.iter().any(|record| {
        record.purpose == purpose
            && record.consent.version == consent.version
            && record.consent.hash == consent.hash
    });
    if !is_recorded {
        tx.put_consent(&record_of(case.id, purpose, consent))
            .await?;
    }
    Ok(())
}
