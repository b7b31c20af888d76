//! The face video: begun, marked, ended.

use super::Answer;
use crate::App;
use crate::app::blocking;
use crate::captures::{Capture, seal_problem};
use sceau_capture::Prompt;
use sceau_wire::evidence::{ChallengeView, EvidenceSource};
use sceau_wire::host::{Nothing, SessionArgs, StartRecordingArgs, VideoView};
use sceau_wire::{DigitsWay, Part, ThirdTask};
use std::sync::Arc;

/// Begins recording.
///
/// # Errors
/// `microphone.none`, `microphone.denied`, those of the camera.
pub async fn start_recording(app: &App, args: StartRecordingArgs) -> Answer<Nothing> {
    let open = app.cameras.get(&args.session)?;
    let prompts = app
        .memory()
        .challenge
        .as_ref()
        .map(prompts_of)
        .unwrap_or_default();
    blocking(move || open.start_recording(args.with_sound, prompts)).await??;
    Ok(Nothing {})
}

/// Notes that the next prompt is on the screen now, in the order of the challenge: each digit, or
/// the sheet; then the third task.
///
/// # Errors
/// `capture.unknown` when nothing is recorded.
pub async fn mark_prompt(app: &App, args: SessionArgs) -> Answer<Nothing> {
    app.cameras.get(&args.session)?.mark_prompt()?;
    Ok(Nothing {})
}

/// Ends recording and seals the film.
///
/// # Errors
/// `capture.unknown`, `file.not_a_video`, `camera.lost`, `storage.failed`.
pub async fn finish_recording(app: &App, args: SessionArgs) -> Answer<VideoView> {
    let open = app.cameras.get(&args.session)?;
    let film = blocking(move || open.finish_recording()).await??;
    let (facts, findings) = (film.facts.clone(), film.findings);
    let source = if app.cameras.is_scripted() {
        EvidenceSource::Scripted
    } else {
        EvidenceSource::Live
    };
    let captures = Arc::clone(&app.captures);
    let random = Arc::clone(&app.ports.random);
    let capture = blocking(move || {
        let main = captures.seal(random.as_ref(), &film.bytes, film.media_type)?;
        let film = Some(film.facts);
        Ok(captures.remember(Capture {
            part: Part::Video,
            source,
            main,
            clip: None,
            film,
        }))
    })
    .await?
    .map_err(seal_problem)?;
    Ok(VideoView {
        video_url: format!("{}/video/{capture}", app.settings.media_base),
        capture,
        duration_ms: facts.duration_ms,
        fps: facts.fps,
        width: facts.width,
        height: facts.height,
        has_sound: facts.has_sound,
        prompts_ms: facts.prompts_ms,
        findings,
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
