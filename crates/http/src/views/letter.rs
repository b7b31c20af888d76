//! The letter, as its recipient sees it.

use sceau_domain::letter::{LetterEventKind, LetterState};
use sceau_service::crypto::to_hex;
use sceau_service::letter::LetterStanding;
use sceau_wire::letter::{LetterEventView, LetterStatus, LetterView};

/// A letter in the app.
pub(crate) fn view(letter: &LetterStanding) -> LetterView {
    LetterView {
        number: letter.number.clone(),
        status: status(letter.state),
        answer_until: letter.answer_until,
        events: letter
            .events
            .iter()
            .map(|event| LetterEventView {
                kind: kind(event.kind).to_owned(),
                at: event.at,
                hash: to_hex(&event.chain_hash),
            })
            .collect(),
        tracking_url: letter.tracking_url.clone(),
    }
}

const fn status(state: LetterState) -> LetterStatus {
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

const fn kind(kind: LetterEventKind) -> &'static str {
    kind.as_str()
}
