//! Carrying captures to the server, piece by piece, across cuts and restarts.

use super::Entry;
use crate::App;
use crate::app::blocking;
use crate::captures::seal_problem;
use crate::remote::{Announced, Call};
use core::time::Duration;
use sceau_capture::sealed::UPLOAD_PIECE;
use sceau_domain::random::draw_below;
use sceau_wire::Secret;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::UploadState;
use sceau_wire::journey::{JourneyRequest, JourneyView};
use std::sync::Arc;

/// The longest rest between two tries.
const LONGEST_REST: Duration = Duration::from_secs(60);
/// How often an upload may begin again from nothing.
const MOST_RESTARTS: u8 = 2;

/// How one try ended.
enum End {
    /// Tied to the case.
    Received,
    /// Thrown away by the person meanwhile.
    Gone,
    /// No network, no session, a server or a disk that rests: later, and why.
    Later(Problem),
    /// The server lost the bytes, or holds others: from the beginning.
    Restart,
    /// Never.
    Refused(Problem),
}

/// Carries captures for as long as the app runs. A host starts it once, on its runtime, and ends it
/// by dropping it; what it was doing is taken up again at the next start.
pub async fn run_uploads(app: Arc<App>) {
    let mut rest = app.settings.first_rest;
    loop {
        let Some(entry) = app.queue.next() else {
            app.bell.notified().await;
            continue;
        };
        let end = carry(&app, &entry.capture).await;
        tracing::debug!(later = matches!(end, End::Later(_)), "an upload was tried");
        if settle(&app, &entry, end) {
            rest = app.settings.first_rest;
            continue;
        }
        let jitter = u64::from(draw_below(app.ports.random.as_ref(), 250));
        tokio::select! {
            () = tokio::time::sleep(rest + Duration::from_millis(jitter).min(rest)) => {}
            () = app.bell.notified() => {}
        }
        rest = (rest * 2).min(LONGEST_REST);
    }
}

/// Notes how a try ended. False when it is worth resting.
fn settle(app: &App, entry: &Entry, end: End) -> bool {
    let capture = &entry.capture;
    let kept = match end {
        End::Gone => Ok(true),
        End::Later(problem) => {
            app.queue.progress(capture, |entry| {
                entry.state = UploadState::Waiting;
                entry.waits_for = Some(problem);
            });
            return false;
        }
        End::Received => {
            let changed = app.queue.change(capture, |entry| {
                entry.state = UploadState::Done;
                entry
                    .pieces
                    .iter_mut()
                    .for_each(|file| file.sent = file.piece.size);
            });
            // The server holds it now: the device need not.
            if app.captures.delete(capture, &entry.handles()).is_err() {
                tracing::warn!("a sealed file could not be deleted; the next start does");
            }
            changed
        }
        End::Restart if entry.restarts < MOST_RESTARTS => app.queue.change(capture, |entry| {
            entry.restarts += 1;
            entry
                .pieces
                .iter_mut()
                .for_each(|file| (file.upload, file.sent) = (None, 0));
        }),
        End::Restart => fail(app, capture, Problem::new(ErrorCode::UploadHash)),
        End::Refused(problem) => fail(app, capture, problem),
    };
    // A disk that refuses would make this loop spin.
    kept.is_ok()
}

fn fail(app: &App, capture: &str, problem: Problem) -> Result<bool, Problem> {
    app.queue.change(capture, |entry| {
        entry.state = UploadState::Failed;
        entry.problem = Some(problem);
    })
}

async fn carry(app: &App, capture: &str) -> End {
    match try_carry(app, capture).await {
        Ok(end) => end,
        Err(problem) => match problem.code {
            ErrorCode::Offline
            | ErrorCode::Unavailable
            | ErrorCode::Internal
            | ErrorCode::TooManyRequests
            | ErrorCode::AnswerMalformed
            | ErrorCode::UploadOffset
            | ErrorCode::StorageFailed
            | ErrorCode::SessionMissing => End::Later(problem),
            ErrorCode::UploadUnknown | ErrorCode::UploadHash | ErrorCode::UploadIncomplete => {
                End::Restart
            }
            _ => End::Refused(problem),
        },
    }
}

async fn try_carry(app: &App, capture: &str) -> Result<End, Problem> {
    let (token, account) = {
        let memory = app.memory();
        (memory.token.clone(), memory.holder.account.clone())
    };
    let token = token.ok_or(Problem::new(ErrorCode::SessionMissing))?;
    let Some(entry) = app.queue.get(capture) else {
        return Ok(End::Gone);
    };
    if entry.account != account {
        // Somebody else's: it never leaves under this session, nor stays.
        app.queue.remove(Some(capture))?;
        app.captures
            .delete(capture, &entry.handles())
            .map_err(seal_problem)?;
        return Ok(End::Gone);
    }
    app.queue.progress(capture, |entry| {
        entry.state = UploadState::Sending;
        entry.waits_for = None;
    });
    let end = carry_as(app, &token, &entry).await;
    if let Err(problem) = &end
        && problem.code == ErrorCode::SessionMissing
    {
        app.forget_token(&token).await;
    }
    end
}

/// Carries the files of an entry and ties them to the case, all under the session that it began with: another one
/// may be opened meanwhile.
async fn carry_as(app: &App, token: &Secret, entry: &Entry) -> Result<End, Problem> {
    let capture = entry.capture.as_str();
    for number in 0..entry.pieces.len() {
        if !carry_file(app, token, capture, number).await? {
            return Ok(End::Gone);
        }
    }
    let Some(entry) = app.queue.get(capture) else {
        return Ok(End::Gone);
    };
    let Some(evidence) = entry.request() else {
        return Ok(End::Restart);
    };
    let request = JourneyRequest::AttachEvidence { evidence };
    let call = Call::post("api/v1/journey").with_key(&entry.key);
    let view: JourneyView = app.ask_as(token, call, Some(&request)).await?;
    // Of whoever is signed in now only their own journey is kept.
    if app.memory().token.as_ref() == Some(token) {
        app.note_journey(&view).await;
    }
    Ok(End::Received)
}

/// Carries one file to its end. False when it was thrown away meanwhile.
async fn carry_file(
    app: &App,
    token: &Secret,
    capture: &str,
    number: usize,
) -> Result<bool, Problem> {
    let Some(entry) = app.queue.get(capture) else {
        return Ok(false);
    };
    let Some(file) = entry.pieces.get(number) else {
        return Ok(true);
    };
    let (upload, mut sent) = match &file.upload {
        Some(upload) => (
            upload.clone(),
            app.remote.upload_offset(token, upload).await?,
        ),
        None => {
            let announced = Announced {
                size: file.piece.size,
                sha256: &file.piece.sha256,
                media_type: &file.piece.media_type,
            };
            let upload = app.remote.create_upload(token, &announced).await?;
            let name = upload.clone();
            app.queue.change(capture, move |entry| {
                entry.pieces[number].upload = Some(name);
            })?;
            (upload, 0)
        }
    };
    while sent < file.piece.size {
        #[cfg(feature = "mock")]
        if app.remote.is_cut_at(sent, file.piece.size) {
            return Err(Problem::new(ErrorCode::Offline));
        }
        let piece = read_piece(app, &file.piece.handle, sent).await?;
        let now = app.remote.send_piece(token, &upload, sent, piece).await?;
        if now <= sent || now > file.piece.size {
            return Err(Problem::new(ErrorCode::UploadHash));
        }
        sent = now;
        if !app
            .queue
            .progress(capture, |entry| entry.pieces[number].sent = sent)
        {
            return Ok(false);
        }
    }
    Ok(app
        .queue
        .progress(capture, |entry| entry.pieces[number].sent = sent))
}

async fn read_piece(app: &App, handle: &str, offset: u64) -> Result<Vec<u8>, Problem> {
    let mut reader = app.captures.read(handle).map_err(seal_problem)?;
    blocking(move || reader.read_at(offset, UPLOAD_PIECE))
        .await?
        .map_err(seal_problem)
}
