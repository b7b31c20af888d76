//! The electronic registered letter: its states, its events, its fifteen days.
//!
//! Source: CPCE R.53-3 (fifteen days from the day after the notice; the sender stays hidden until
//! acceptance; proofs). Sceau's letters are not qualified and say so.

use crate::id::{LetterEventId, LetterId};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Days the recipient has, counted from the day after the notice (R.53-3 I).
pub const DAYS_TO_ANSWER: i64 = 15;

/// Where a letter stands. Transitions only go forward; a decision never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterState {
    /// Handed in; the notice has not left yet.
    Deposited,
    /// The notice could not be handed to the mail server.
    NotificationFailed,
    /// The notice left; the recipient may accept or refuse.
    Available,
    /// Accepted: the identity check opens.
    Accepted,
    /// The check passed and the content was handed over.
    Received,
    /// Refused by the recipient.
    Refused,
    /// Not answered within the fifteen days.
    Expired,
}

/// What happened to a letter. Opening is not accepting, reading is not receiving: each has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterEventKind {
    /// `EVT_DEPOSITED`.
    Deposited,
    /// `EVT_NOTIFICATION_SENT`: a notice left, first or repeated.
    NotificationSent,
    /// `EVT_NOTIFICATION_FAILED`.
    NotificationFailed,
    /// `EVT_AVAILABLE`.
    Available,
    /// `EVT_ACCEPTED`.
    Accepted,
    /// `EVT_REFUSED`.
    Refused,
    /// `EVT_RECEIVED`.
    Received,
    /// `EVT_EXPIRED`.
    Expired,
    /// `EVT_CONTENT_ACCESSED`.
    ContentAccessed,
}

/// Who caused an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterActor {
    /// The sending service.
    Sender,
    /// The recipient, by the link of the mail.
    RecipientByLink,
    /// The recipient, signed in to the app.
    RecipientInApp,
    /// A job of the installation.
    System,
}

/// One event, a link of the letter's hash chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterEvent {
    /// Names the event.
    pub id: LetterEventId,
    /// What happened.
    pub kind: LetterEventKind,
    /// When.
    pub at: Timestamp,
    /// Who caused it.
    pub actor: LetterActor,
    /// SHA-256 of what the event speaks of (the notice, the content); zeros where there is none.
    pub input_hash: [u8; 32],
    /// SHA-256 over this event and the hash before it.
    pub chain_hash: [u8; 32],
    /// The installation's signature over [`LetterEvent::seal_input`], made as the event was recorded. Absent from
    /// events that are older than the seal.
    pub seal: Option<[u8; 64]>,
}

/// A letter as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Names the letter inside.
    pub id: LetterId,
    /// The number people see: nine characters.
    pub number: String,
    /// Where it stands.
    pub state: LetterState,
    /// When the notice that counts left; the fifteen days run from it. Re-sent notices do not move it.
    pub notified_at: Option<Timestamp>,
    /// Everything that happened, oldest first.
    pub events: Vec<LetterEvent>,
}

impl Letter {
    /// Whether its recipient asked to read it.
    pub fn was_read(&self) -> bool {
        let mut kinds = self.events.iter().map(|event| event.kind);
        kinds.any(|kind| kind == LetterEventKind::ContentAccessed)
    }
}

/// An event that the letter's state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a letter that is {state:?} does not take {event:?}")]
pub struct LetterRejection {
    /// Where the letter stood.
    pub state: LetterState,
    /// What was asked of it.
    pub event: LetterEventKind,
}

impl LetterState {
    /// The state after an event.
    ///
    /// # Errors
    /// [`LetterRejection`] for every pair that is not a step forward.
    pub const fn after(self, event: LetterEventKind) -> Result<Self, LetterRejection> {
        use LetterEventKind as E;
        match (self, event) {
            (Self::Deposited, E::NotificationSent | E::Available)
            | (Self::NotificationFailed, E::NotificationSent)
            | (Self::Available, E::NotificationSent | E::Available) => Ok(Self::Available),
            (Self::Deposited | Self::NotificationFailed, E::NotificationFailed) => {
                Ok(Self::NotificationFailed)
            }
            (Self::Available, E::NotificationFailed) => Ok(Self::Available),
            (Self::Available, E::Accepted) => Ok(Self::Accepted),
            (Self::Available, E::Refused) => Ok(Self::Refused),
            (Self::Available | Self::NotificationFailed | Self::Deposited, E::Expired) => {
                Ok(Self::Expired)
            }
            (Self::Accepted, E::Received) => Ok(Self::Received),
            (Self::Received, E::ContentAccessed) => Ok(Self::Received),
            (state, event) => Err(LetterRejection { state, event }),
        }
    }

    /// Whether the recipient may still accept or refuse.
    pub const fn awaits_an_answer(self) -> bool {
        matches!(self, Self::Available)
    }

    /// Whether the sender may be named: only once the recipient accepted.
    pub const fn shows_the_sender(self) -> bool {
        matches!(self, Self::Accepted | Self::Received)
    }
}

impl LetterEventKind {
    /// Every kind, in the order of a letter's life.
    pub const ALL: [Self; 9] = [
        Self::Deposited,
        Self::NotificationSent,
        Self::NotificationFailed,
        Self::Available,
        Self::Accepted,
        Self::Refused,
        Self::Received,
        Self::Expired,
        Self::ContentAccessed,
    ];

    /// The kind of a name in a proof.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The event's name in evidence and proofs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deposited => "EVT_DEPOSITED",
            Self::NotificationSent => "EVT_NOTIFICATION_SENT",
            Self::NotificationFailed => "EVT_NOTIFICATION_FAILED",
            Self::Available => "EVT_AVAILABLE",
            Self::Accepted => "EVT_ACCEPTED",
            Self::Refused => "EVT_REFUSED",
            Self::Received => "EVT_RECEIVED",
            Self::Expired => "EVT_EXPIRED",
            Self::ContentAccessed => "EVT_CONTENT_ACCESSED",
        }
    }
}

impl LetterActor {
    /// Everybody who may act.
    pub const ALL: [Self; 4] = [
        Self::Sender,
        Self::RecipientByLink,
        Self::RecipientInApp,
        Self::System,
    ];

    /// The actor of a name in a proof.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|actor| actor.as_str() == name)
    }

    /// The actor's name in evidence and proofs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sender => "Sender",
            Self::RecipientByLink => "RecipientByLink",
            Self::RecipientInApp => "RecipientInApp",
            Self::System => "System",
        }
    }
}

impl LetterEvent {
    /// The bytes whose SHA-256 is `chain_hash`: the hash before, then every field of this event, one
    /// per line, so that a verifier needs nothing but this sentence.
    pub fn chain_input(&self, letter: LetterId, previous: &[u8; 32]) -> Vec<u8> {
        let mut bytes = previous.to_vec();
        let text = format!(
            "sceau-letter-event-v1\n{letter}\n{}\n{}\n{}\n{}\n",
            self.id,
            self.kind.as_str(),
            self.at,
            self.actor.as_str(),
        );
        bytes.extend_from_slice(text.as_bytes());
        bytes.extend_from_slice(&self.input_hash);
        bytes
    }

    /// The bytes that `seal` signs: the number people see, the time, and the chain's hash, by which every event
    /// before is sealed with this one.
    pub fn seal_input(&self, number: &str) -> Vec<u8> {
        let text = format!("sceau-letter-seal-v1\n{number}\n{}\n", self.at);
        [text.as_bytes(), &self.chain_hash].concat()
    }
}

/// The first instant at which a letter is expired: midnight, Europe/Paris, after the fifteenth day
/// following the notice. A notice of 1 March may be answered to the end of 16 March.
pub fn expires_at(notified_at: Timestamp, paris: &TimeZone) -> Timestamp {
    let notice_day = paris.to_datetime(notified_at).date();
    notice_day
        .checked_add((DAYS_TO_ANSWER + 1).days())
        .and_then(|day| {
            day.to_datetime(Time::midnight())
                .to_zoned_datetime(paris.clone())
        })
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use LetterEventKind as E;
    use LetterState as S;

    const STATES: [S; 7] = [
        S::Deposited,
        S::NotificationFailed,
        S::Available,
        S::Accepted,
        S::Received,
        S::Refused,
        S::Expired,
    ];
    #[test]
    fn a_notice_of_the_first_of_march_may_be_answered_to_the_end_of_the_sixteenth() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let notice: Timestamp = "2026-03-01T23:30:00+01:00".parse().unwrap();
        let end: Timestamp = "2026-03-17T00:00:00+01:00".parse().unwrap();
        assert_eq!(expires_at(notice, &paris), end);
    }

    #[test]
    fn the_fifteen_days_end_at_local_midnight_across_the_change_to_summer_time() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let notice: Timestamp = "2026-03-20T10:00:00+01:00".parse().unwrap();
        let end: Timestamp = "2026-04-05T00:00:00+02:00".parse().unwrap();
        assert_eq!(expires_at(notice, &paris), end);
    }

    #[test]
    fn a_decision_never_changes() {
        for decided in [S::Refused, S::Expired] {
            assert!(E::ALL.iter().all(|event| decided.after(*event).is_err()));
        }
        assert_eq!(
            S::Accepted.after(E::Refused).unwrap_err().state,
            S::Accepted
        );
    }

    #[test]
    fn content_is_received_only_after_acceptance() {
        for state in STATES {
            assert_eq!(state.after(E::Received).is_ok(), state == S::Accepted);
        }
    }

    #[test]
    fn the_sender_is_hidden_until_accepted_and_after_a_refusal() {
        let shown: Vec<_> = STATES
            .into_iter()
            .filter(|state| state.shows_the_sender())
            .collect();
        assert_eq!(shown, [S::Accepted, S::Received]);
    }
}
