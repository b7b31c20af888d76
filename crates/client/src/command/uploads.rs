//! Sending captures, watching them travel, throwing them away.

use super::Answer;
use crate::App;
use crate::app::blocking;
use crate::captures::{Capture, seal_problem};
use crate::uploads::Entry;
use sceau_wire::Part;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::evidence::VideoFacts;
use sceau_wire::host::{CaptureArgs, Nothing, SubmitArgs, UploadView, UploadsView};
use std::sync::Arc;

/// Sends a capture: it travels in the background, across cuts and restarts. The same one again
/// answers with the one that travels.
///
/// # Errors
/// `capture.unknown`; `request.malformed` when it is not that part, or a video without challenge;
/// `storage.failed`.
pub async fn submit_capture(app: &App, args: SubmitArgs) -> Answer<UploadView> {
    if let Some(entry) = app
        .queue
        .get(&args.capture)
        .filter(|entry| entry.problem.is_none())
    {
        // One that waits is tried now rather than at the end of its rest.
        app.bell.notify_one();
        return Ok(entry.view());
    }
    let capture = app
        .captures
        .get(&args.capture)
        .ok_or(Problem::new(ErrorCode::CaptureUnknown))?;
    let video = video_facts(&capture, &args)?;
    let view = app
        .queue
        .add(Entry::new(&capture, args.part, video, app.make_key()))?;
    app.bell.notify_one();
    Ok(view)
}

/// The captures on their way, oldest first.
///
/// # Errors
/// None in practice.
pub async fn list_uploads(app: &App, _: Nothing) -> Answer<UploadsView> {
    Ok(UploadsView {
        uploads: app.queue.views(),
    })
}

/// Throws a capture away, on its way or not. What the server already holds of it is given up too;
/// what was tied to the case stays there.
///
/// # Errors
/// `storage.failed`; throwing away twice is no fault.
pub async fn discard_capture(app: &App, args: CaptureArgs) -> Answer<Nothing> {
    let removed = app.queue.remove(Some(&args.capture))?;
    let pieces: Vec<String> = removed.iter().flat_map(Entry::handles).collect();
    let captures = Arc::clone(&app.captures);
    blocking(move || captures.delete(&args.capture, &pieces))
        .await?
        .map_err(seal_problem)?;
    if let Ok(token) = app.token() {
        for file in removed
            .iter()
            .filter(|entry| !entry.is_over())
            .flat_map(|entry| &entry.pieces)
        {
            if let Some(upload) = &file.upload {
                // The server's own job removes what this does not reach.
                let _ = app.remote.delete_upload(&token, upload).await;
            }
        }
    }
    Ok(Nothing {})
}

fn video_facts(capture: &Capture, args: &SubmitArgs) -> Answer<Option<VideoFacts>> {
    let malformed = Problem::new(ErrorCode::RequestMalformed);
    if capture.part != args.part {
        return Err(malformed);
    }
    match (&capture.film, &args.challenge, args.part) {
        (Some(film), Some(challenge), Part::Video) => Ok(Some(VideoFacts {
            challenge: challenge.clone(),
            audio_prompt: args.audio_prompt,
            fps: film.fps,
            width: film.width,
            height: film.height,
            duration_ms: film.duration_ms,
            prompts_ms: film.prompts_ms.clone(),
            has_sound: film.has_sound,
            signature: film.signature.clone(),
        })),
        (None, _, Part::Front | Part::Back) => Ok(None),
        _ => Err(malformed),
    }
}
