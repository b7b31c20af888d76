//! The letter, as its recipient sees it.

use sceau_domain::letter::{LetterEvent, LetterState};
use sceau_service::crypto::to_hex;
use sceau_service::letter::LetterStanding;
use sceau_wire::letter::{LetterEventView, LetterStatus, LetterView};

/// A letter in the app.
pub(crate) fn view(letter: &LetterStanding) -> LetterView {
    LetterView {
        number: letter.number.clone(),
        status: status(letter.state),
        answer_until: letter.answer_until,
        events: letter.events.iter().map(event).collect(),
        tracking_url: letter.tracking_url.clone(),
    }
}

/// One event, with its proof.
pub(super) fn event(event: &LetterEvent) -> LetterEventView {
    LetterEventView {
        kind: event.kind.as_str().to_owned(),
        at: event.at,
        hash: to_hex(&event.chain_hash),
    }
}

/// Where a letter stands, in the recipient's words.
pub(super) const fn status(state: LetterState) -> LetterStatus {
    match state {
        LetterState::Deposited => LetterStatus::Sending,
        LetterState::NotificationFailed => LetterStatus::Undelivered,
        LetterState::Available => LetterStatus::Available,
        LetterState::Accepted => LetterStatus::Accepted,
        LetterState::Received => LetterStatus::Received,
        LetterState::Refused => LetterStatus::Refused,
        LetterState::Expired => LetterStatus::Expired,
    }
}
