//! Whether a piece of evidence may come in: its form, its place on the journey, its challenge.

use super::attach_evidence::GivenEvidence;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{Case, ChallengeRecord, EvidenceSource, FilmSeal, VideoFacts};
use jiff::Timestamp;
use sceau_domain::challenge::DigitsWay;
use sceau_domain::journey::{EventName, Part, Rejection, State};

/// Whether the parts fit together, and whether this installation takes that source.
pub(super) fn check_form(world: &World, given: &GivenEvidence) -> Result<(), Refusal> {
    let is_video = given.part == Part::Video;
    let source_is_allowed = match given.source {
        EvidenceSource::Live => true,
        EvidenceSource::Imported => world.configuration.upload_allowed && !is_video,
        EvidenceSource::Scripted => world.configuration.is_test,
    };
    let is_well_formed = given.video.is_some() == is_video
        && (given.clip.is_none() || !is_video)
        && source_is_allowed
        && given.video.as_ref().is_none_or(|video| {
            video.fps.is_finite() && video.fps >= 0.0 && video.prompts_ms.len() <= 16
        });
    if is_well_formed {
        Ok(())
    } else {
        Err(Refusal::Malformed)
    }
}

/// Whether the case takes this part now, and another piece of its kind at all.
pub(super) fn check_case(world: &World, case: &Case, part: Part) -> Result<(), Refusal> {
    let takes_it = match &case.state {
        State::Photo(..) => part.is_document(),
        State::FaceVideo(..) => part == Part::Video,
        _ => false,
    };
    if !takes_it {
        let rejection = Rejection {
            state: case.state.name(),
            event: EventName::EvidenceAttached,
        };
        return Err(Refusal::from(rejection));
    }
    let (taken, limit) = if part.is_document() {
        (case.photos_taken, world.configuration.photos_per_case)
    } else {
        (case.videos_taken, world.configuration.videos_per_case)
    };
    if taken < limit {
        Ok(())
    } else {
        Err(Refusal::AttemptsExhausted)
    }
}

/// The challenge that a video answers: of this case and not used yet. Nothing for a picture.
pub(super) async fn open_challenge(
    tx: &mut dyn Transaction,
    case: &Case,
    given: &GivenEvidence,
) -> Result<Option<ChallengeRecord>, Failure> {
    let Some(video) = &given.video else {
        return Ok(None);
    };
    let record = tx
        .challenge(video.challenge)
        .await?
        .filter(|record| record.case == case.id)
        .ok_or(Refusal::NotFound)?;
    if record.used_at.is_some() {
        return Err(Refusal::ChallengeUsed.into());
    }
    Ok(Some(record))
}

/// How the digits are given in this case.
pub(super) fn way_of(case: &Case) -> DigitsWay {
    match &case.state {
        State::FaceVideo(prepared, _) => prepared.way,
        _ => DigitsWay::Speak,
    }
}

/// Uses the challenge up. What counts is when the video's hash was announced: from then on its content
/// was fixed, and a slow line costs nobody the attempt.
pub(super) async fn use_challenge(
    tx: &mut dyn Transaction,
    record: ChallengeRecord,
    given: &GivenEvidence,
    (way, seal): (DigitsWay, FilmSeal),
    announced_at: Timestamp,
    now: Timestamp,
) -> Result<VideoFacts, Failure> {
    let video = given.video.as_ref().ok_or(Refusal::Malformed)?;
    if !record.challenge.is_open_at(announced_at) {
        return Err(Refusal::ChallengeExpired.into());
    }
    let challenge = record.challenge.clone();
    tx.put_challenge(&ChallengeRecord {
        used_at: Some(now),
        ..record
    })
    .await?;
    Ok(VideoFacts {
        challenge,
        way,
        audio_prompt: video.audio_prompt,
        fps: video.fps,
        width: video.width,
        height: video.height,
        duration_ms: video.duration_ms,
        prompts_ms: video.prompts_ms.clone(),
        has_sound: video.has_sound,
        seal,
    })
}
