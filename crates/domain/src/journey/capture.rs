//! 27 to 32, and again after a request: which part comes next, and what is kept of those taken.

use super::event::Effect;
use super::facts::{Gathered, Part, Request};
use super::stage::{Prepared, Submitted};
use super::state::State;
use super::transition::Transition;
use crate::birthplace::Birthplace;
use crate::document::{Declaration, DocumentKind};
use crate::reason::RedoPart;
use jiff::Timestamp;

pub(super) fn after_capture_choice(
    prepared: Prepared,
    gathered: Gathered,
    kind: DocumentKind,
) -> State {
    if kind == prepared.locked().document_kind() {
        State::PhotoTips(prepared, gathered)
    } else {
        State::DataAgain(prepared, gathered, kind)
    }
}

/// Photographs of one document say nothing about another; a video that was good stays. They are dropped
/// here and not at the choice, so that « Retour » finds them again.
pub(super) fn after_correction(
    prepared: Prepared,
    gathered: Gathered,
    declaration: Declaration,
    birthplace: Birthplace,
    at: Timestamp,
) -> Transition {
    let kept = if is_other_document(&prepared, declaration.kind()) {
        gathered.without(Part::is_document)
    } else {
        gathered
    };
    resume_capture(prepared.with_data(declaration, birthplace, at), kept)
}

/// Whether another document was chosen, rather than other data of this one to be given.
pub(super) fn is_other_document(prepared: &Prepared, kind: DocumentKind) -> bool {
    kind != prepared.locked().document_kind()
}

pub(super) fn after_photo(prepared: Prepared, gathered: Gathered) -> Transition {
    let missing = gathered.missing(prepared.locked().document_kind());
    if missing.iter().any(|part| part.is_document()) {
        State::Photo(prepared, gathered).into()
    } else {
        State::PhotoReceived(prepared, gathered).into()
    }
}

/// Goes to the first thing still missing; to the operators when nothing is.
pub(super) fn resume_capture(prepared: Prepared, gathered: Gathered) -> Transition {
    match Submitted::new(prepared, gathered) {
        Ok(submitted) => State::Processing(submitted, false).with([Effect::QueueForReview]),
        Err(unfinished) => {
            let (prepared, gathered) = *unfinished;
            begin_capture(prepared, gathered).into()
        }
    }
}

/// The start of the capture of what comes first: the photographs while one is missing, then the video.
pub(super) fn begin_capture(prepared: Prepared, gathered: Gathered) -> State {
    let missing = gathered.missing(prepared.locked().document_kind());
    if missing.iter().any(|part| part.is_document()) {
        State::PhotoTips(prepared, gathered)
    } else {
        State::FaceVideo(prepared, gathered)
    }
}

pub(super) fn begin_redo(
    prepared: Prepared,
    gathered: Gathered,
    requests: &[Request],
) -> Transition {
    if asks_for(requests, RedoPart::Data) || asks_for(requests, RedoPart::OtherDocument) {
        let kind = prepared.locked().document_kind();
        State::DataAgain(prepared, gathered, kind).into()
    } else {
        resume_capture(prepared, gathered)
    }
}

pub(super) fn is_needed(prepared: &Prepared, part: Part) -> bool {
    Part::needed_for(prepared.locked().document_kind()).contains(&part)
}

pub(super) fn asks_for(requests: &[Request], part: RedoPart) -> bool {
    requests
        .iter()
        .any(|request| request.reason.redo() == Some(part))
}

/// Only the failing part is asked for again: `doc.glare` on the front leaves the back alone.
pub(super) fn without_redone(gathered: Gathered, requests: &[Request]) -> Gathered {
    gathered.without(|part| {
        requests.iter().any(|request| match request.reason.redo() {
            Some(RedoPart::Document) => {
                part.is_document() && request.part.is_none_or(|meant| meant == part)
            }
            Some(RedoPart::OtherDocument) => part.is_document(),
            Some(RedoPart::Video) => part == Part::Video,
            Some(RedoPart::Data) | None => false,
        })
    })
}
