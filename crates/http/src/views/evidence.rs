//! Evidence and challenges.

use crate::extract::id;
use crate::problem::Refused;
use crate::views::from_base64;
use sceau_service::proofing::{DrawnChallenge, GivenEvidence, GivenSignature, GivenVideo};
use sceau_service::records;
use sceau_wire::evidence::{
    ChallengeView, EvidenceRequest, EvidenceSource, FilmSignature, VideoFacts,
};

/// As the app ties it, for the use case.
pub(crate) fn given(request: EvidenceRequest) -> Result<GivenEvidence, Refused> {
    let EvidenceRequest {
        part,
        upload,
        clip,
        source,
        video,
    } = request;
    Ok(GivenEvidence {
        part: part.into(),
        upload: id(&upload)?,
        clip: clip.as_deref().map(id).transpose()?,
        source: match source {
            EvidenceSource::Live => records::EvidenceSource::Live,
            EvidenceSource::Imported => records::EvidenceSource::Imported,
            EvidenceSource::Scripted => records::EvidenceSource::Scripted,
        },
        video: video.map(given_video).transpose()?,
    })
}

fn given_video(facts: VideoFacts) -> Result<GivenVideo, Refused> {
    let VideoFacts {
        challenge,
        audio_prompt,
        fps,
        width,
        height,
        duration_ms,
        prompts_ms,
        has_sound,
        signature,
    } = facts;
    Ok(GivenVideo {
        challenge: id(&challenge)?,
        audio_prompt,
        fps,
        width,
        height,
        duration_ms,
        prompts_ms,
        has_sound,
        signature: signature.map(given_signature).transpose()?,
    })
}

fn given_signature(signature: FilmSignature) -> Result<GivenSignature, Refused> {
    let FilmSignature {
        device,
        session_key,
        session_key_signature,
        film_signature,
    } = signature;
    Ok(GivenSignature {
        device: id(&device)?,
        session_key: from_base64(&session_key)?,
        session_key_signature: from_base64(&session_key_signature)?,
        film_signature: from_base64(&film_signature)?,
    })
}

/// Where a piece came from, to show.
pub(crate) const fn source(source: records::EvidenceSource) -> EvidenceSource {
    match source {
        records::EvidenceSource::Live => EvidenceSource::Live,
        records::EvidenceSource::Imported => EvidenceSource::Imported,
        records::EvidenceSource::Scripted => EvidenceSource::Scripted,
    }
}

/// A challenge, to show.
pub(crate) fn challenge(drawn: &DrawnChallenge) -> ChallengeView {
    ChallengeView {
        challenge: drawn.challenge.id.to_string(),
        digits: drawn.challenge.digits,
        third_task: drawn.challenge.third_task.into(),
        way: drawn.way.into(),
        expires_at: drawn.challenge.expires_at,
    }
}
