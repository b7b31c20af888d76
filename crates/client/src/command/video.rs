//! The face video: begun, marked, ended.

use super::Answer;
use crate::App;
use crate::app::blocking;
use crate::captures::Capture;
use crate::device::ChallengeSigner;
use sceau_capture::Prompt;
use sceau_wire::error::Problem;
use sceau_wire::evidence::{ChallengeView, EvidenceSource};
use sceau_wire::host::{MarkPromptArgs, Nothing, SessionArgs, StartRecordingArgs, VideoView};
use sceau_wire::{DigitsWay, Part, ThirdTask};
use std::sync::Arc;

/// Begins recording.
///
/// # Errors
/// Those of the microphone and of the camera, `storage.full`, `storage.failed`.
pub async fn start_recording(app: &App, args: StartRecordingArgs) -> Answer<Nothing> {
    let open = app.cameras.get(&args.session)?;
    let prompts = app
        .memory()
        .challenge
        .as_ref()
        .map(prompts_of)
        .unwrap_or_default();
    let captures = Arc::clone(&app.captures);
    let random = Arc::clone(&app.ports.random);
    let start = move || open.start_recording(args.with_sound, prompts, &captures, random.as_ref());
    blocking(start).await??;
    Ok(Nothing {})
}

/// Notes that the next prompt is on the screen now, in the order of the challenge: each digit, or
/// the sheet; then the third task.
///
/// # Errors
/// `capture.unknown` when nothing is recorded, `request.malformed` when a webview that records does not say when.
pub async fn mark_prompt(app: &App, args: MarkPromptArgs) -> Answer<Nothing> {
    app.cameras.get(&args.session)?.mark_prompt(args.at_ms)?;
    Ok(Nothing {})
}

/// Ends recording. The film was sealed while it was made; here it is signed and gets its name.
///
/// # Errors
/// `capture.unknown`, `file.not_a_video`, `file.damaged`, `camera.lost`, `camera.recorder`, `storage.full`,
/// `storage.failed`; nothing of the film is left then.
pub async fn finish_recording(app: &App, args: SessionArgs) -> Answer<VideoView> {
    let open = app.cameras.get(&args.session)?;
    let (session_key, challenge) = {
        let memory = app.memory();
        let challenge = memory.challenge.as_ref().map(|view| view.challenge.clone());
        (memory.session_key.clone(), challenge.unwrap_or_default())
    };
    let film = blocking(move || {
        let mut film = open.finish_recording(&ChallengeSigner {
            key: session_key.as_deref(),
            challenge: &challenge,
        })?;
        let signature = session_key.zip(film.signature.take());
        film.facts.signature = signature.map(|(key, signature)| key.signature(&signature));
        Ok::<_, Problem>(film)
    })
    .await??;
    let facts = film.facts.clone();
    let source = if app.cameras.is_scripted() {
        EvidenceSource::Scripted
    } else {
        EvidenceSource::Live
    };
    let account = app.memory().holder.account.clone();
    let capture = app.captures.remember(Capture {
        account,
        part: Part::Video,
        source,
        main: film.piece,
        clip: None,
        film: Some(film.facts),
    });
    Ok(VideoView {
        video_url: format!("{}/video/{capture}", app.settings.media_base),
        capture,
        duration_ms: facts.duration_ms,
        fps: facts.fps,
        width: facts.width,
        height: facts.height,
        has_sound: facts.has_sound,
        prompts_ms: facts.prompts_ms,
        findings: film.findings,
    })
}

fn prompts_of(challenge: &ChallengeView) -> Vec<Prompt> {
    let mut prompts = match challenge.way {
        DigitsWay::Speak => challenge.digits.map(Prompt::Digit).to_vec(),
        DigitsWay::Write => vec![Prompt::ShowPaper],
    };
    prompts.push(match challenge.third_task {
        ThirdTask::TurnLeft => Prompt::TurnLeft,
        ThirdTask::TurnRight => Prompt::TurnRight,
        ThirdTask::ShowDocument => Prompt::ShowDocument,
    });
    prompts
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_domain::examination::Moment;

    #[test]
    fn what_is_asked_in_a_film_is_what_its_examination_expects() {
        let asked = |way| {
            prompts_of(&ChallengeView {
                challenge: "c1".into(),
                digits: [4, 7, 1],
                third_task: ThirdTask::ShowDocument,
                way,
                expires_at: "2030-01-01T00:05:00Z".parse().unwrap(),
            })
        };
        let moment = |prompt: &Prompt| match prompt {
            Prompt::Digit(4) => Moment::First,
            Prompt::Digit(7) => Moment::Second,
            Prompt::Digit(_) => Moment::Third,
            Prompt::ShowPaper => Moment::Sheet,
            Prompt::TurnLeft | Prompt::TurnRight | Prompt::ShowDocument => Moment::Task,
        };
        for way in [DigitsWay::Speak, DigitsWay::Write] {
            let moments: Vec<Moment> = asked(way).iter().map(moment).collect();
            assert_eq!(moments, Moment::asked(way.into()));
        }
    }
}
