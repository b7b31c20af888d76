//! Login approval: what the app is asked, what the device signs, when it is too late.

use crate::id::{DeviceId, HandoffId, LoginRequestId};
use crate::random::{Random, draw_below};
use jiff::{SignedDuration, Timestamp};

/// How long a request may be answered in the app (`product.md`, "where papers differ").
pub const REQUEST_LIFE: SignedDuration = SignedDuration::from_mins(2);
/// How long a login's page in the browser lives.
pub const PAGE_LIFE: SignedDuration = SignedDuration::from_mins(5);

/// What the person answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Yes, log me in there.
    Approve,
    /// No.
    Refuse,
    /// It is not me: blocks the request, tells and records.
    NotMe,
}

impl Decision {
    /// The word that is signed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Refuse => "refuse",
            Self::NotMe => "not_me",
        }
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestState {
    /// Waits for an answer.
    Waiting,
    /// Approved by a device's signature.
    Approved {
        /// The device that signed.
        by: DeviceId,
        /// When.
        at: Timestamp,
    },
    /// Refused by the person.
    Refused,
    /// « Ce n'est pas moi ».
    Disowned,
    /// The number typed in the app was not the one in the browser: both sides end.
    NumberMismatch,
    /// Its code was used by the broker: nothing more to take.
    Completed,
}

/// Two digits shown in the browser and typed in the app, so that a stranger's page is not approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MatchNumber(u8);

impl MatchNumber {
    /// Draws one of 10 to 99: two digits without a leading zero, so that it reads the same to all.
    pub fn draw(random: &dyn Random) -> Self {
        Self(u8::try_from(10 + draw_below(random, 90)).unwrap_or(10))
    }

    /// Takes a stored or typed number.
    pub const fn new(value: u8) -> Option<Self> {
        if matches!(value, 10..=99) {
            Some(Self(value))
        } else {
            None
        }
    }

    /// The two digits as a number.
    pub const fn value(self) -> u8 {
        self.0
    }

    /// Three different numbers to choose from, this one among them, in an order that tells nothing.
    pub fn among_three(self, random: &dyn Random) -> [Self; 3] {
        let mut three = [self; 3];
        for at in 1..3 {
            while three[..at].contains(&three[at]) {
                three[at] = Self::draw(random);
            }
        }
        three.swap(0, draw_below(random, 3) as usize);
        three
    }
}

/// A request to log in, as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginRequest {
    /// Names it.
    pub id: LoginRequestId,
    /// Shown in the browser.
    pub number: MatchNumber,
    /// After this instant it is late.
    pub expires_at: Timestamp,
    /// Where it stands.
    pub state: RequestState,
}

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefusal {
    /// More than two minutes passed.
    #[error("late")]
    Late,
    /// It was answered before.
    #[error("answered before")]
    AlreadyAnswered,
    /// The number is not the browser's; the request ends.
    #[error("wrong number")]
    WrongNumber,
}

impl LoginRequest {
    /// Takes the answer of a device whose signature was verified. A wrong number is an answer too: it
    /// changes the state, so the caller stores the request whatever this returns.
    ///
    /// # Errors
    /// [`AnswerRefusal`]; only `WrongNumber` changed the request.
    pub fn answer(
        &mut self,
        decision: Decision,
        number: Option<MatchNumber>,
        by: DeviceId,
        now: Timestamp,
    ) -> Result<(), AnswerRefusal> {
        if self.state != RequestState::Waiting {
            return Err(AnswerRefusal::AlreadyAnswered);
        }
        if now > self.expires_at {
            return Err(AnswerRefusal::Late);
        }
        self.state = match decision {
            Decision::Approve if number == Some(self.number) => {
                RequestState::Approved { by, at: now }
            }
            Decision::Approve => {
                self.state = RequestState::NumberMismatch;
                return Err(AnswerRefusal::WrongNumber);
            }
            Decision::Refuse => RequestState::Refused,
            Decision::NotMe => RequestState::Disowned,
        };
        Ok(())
    }
}

/// What a device signs with its key (ECDSA P-256, SHA-256) to answer a login request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalStatement<'a> {
    /// The request answered.
    pub request: LoginRequestId,
    /// The service's registered name, as shown to the person.
    pub service: &'a str,
    /// The level given: `eidas2`, `eidas3`.
    pub level: &'a str,
    /// The answer.
    pub decision: Decision,
    /// The number typed, for an approval.
    pub number: Option<MatchNumber>,
    /// The one-time nonce that the server gave with the request, hexadecimal.
    pub nonce: &'a str,
}

impl ApprovalStatement<'_> {
    /// The exact bytes that are signed and verified: one field per line. No field may hold a line
    /// break; a name that does is cut there, on both sides alike.
    pub fn to_bytes(&self) -> Vec<u8> {
        let line = |text: &str| text.lines().next().unwrap_or("").to_owned();
        format!(
            "sceau-approval-v1\n{}\n{}\n{}\n{}\n{}\n{}\n",
            self.request,
            line(self.service),
            line(self.level),
            self.decision.as_str(),
            self.number
                .map_or_else(String::new, |number| number.value().to_string()),
            line(self.nonce),
        )
        .into_bytes()
    }
}

/// What a device signs to activate an identity after the operator's decision.
pub fn activation_statement(identity_nonce: &str, device: DeviceId) -> Vec<u8> {
    let nonce = identity_nonce.lines().next().unwrap_or("");
    format!("sceau-activation-v1\n{device}\n{nonce}\n").into_bytes()
}

/// What the device that holds an active identity signs to let another hold it from now on: the
/// handover, both devices, and the new one's P-256 point, so that no other key can be put in its place.
pub fn successor_statement(
    handover: HandoffId,
    holder: DeviceId,
    successor: DeviceId,
    successor_key: &[u8],
) -> Vec<u8> {
    let mut statement =
        format!("sceau-successor-v1\n{handover}\n{holder}\n{successor}\n").into_bytes();
    statement.extend_from_slice(successor_key);
    statement
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::tests::Seeded;

    fn waiting() -> LoginRequest {
        LoginRequest {
            id: LoginRequestId::from_bytes([1; 16]),
            number: MatchNumber(42),
            expires_at: Timestamp::from_second(120).unwrap(),
            state: RequestState::Waiting,
        }
    }

    const DEVICE: DeviceId = DeviceId::from_bytes([2; 16]);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_number_of_the_browser_approves() {
        let mut request = waiting();
        assert_eq!(
            request.answer(Decision::Approve, MatchNumber::new(42), DEVICE, at(120)),
            Ok(())
        );
        assert_eq!(
            request.state,
            RequestState::Approved {
                by: DEVICE,
                at: at(120)
            }
        );
    }

    #[test]
    fn a_wrong_number_ends_the_request_for_good() {
        for number in [None, MatchNumber::new(43)] {
            let mut request = waiting();
            assert_eq!(
                request.answer(Decision::Approve, number, DEVICE, at(1)),
                Err(AnswerRefusal::WrongNumber)
            );
            assert_eq!(
                request.answer(Decision::Approve, MatchNumber::new(42), DEVICE, at(2)),
                Err(AnswerRefusal::AlreadyAnswered)
            );
        }
    }

    #[test]
    fn an_answer_after_two_minutes_is_late_and_changes_nothing() {
        let mut request = waiting();
        assert_eq!(
            request.answer(Decision::Approve, MatchNumber::new(42), DEVICE, at(121)),
            Err(AnswerRefusal::Late)
        );
        assert_eq!(request, waiting());
    }

    #[test]
    fn refusing_needs_no_number() {
        let mut request = waiting();
        assert_eq!(request.answer(Decision::NotMe, None, DEVICE, at(5)), Ok(()));
        assert_eq!(request.state, RequestState::Disowned);
    }

    #[test]
    fn three_different_numbers_are_offered_and_the_right_one_is_anywhere() {
        let random = Seeded::new(9);
        let right = MatchNumber(42);
        let mut places = [0; 3];
        for _ in 0..300 {
            let three = right.among_three(&random);
            assert!(three[0] != three[1] && three[1] != three[2] && three[0] != three[2]);
            places[three.iter().position(|number| *number == right).unwrap()] += 1;
        }
        assert!(places.iter().all(|count| *count > 60), "{places:?}");
    }

    #[test]
    fn another_key_handover_or_device_is_another_statement_to_the_holder() {
        let handover = |byte| HandoffId::from_bytes([byte; 16]);
        let device = |byte| DeviceId::from_bytes([byte; 16]);
        let statement = successor_statement(handover(1), device(2), device(3), &[4; 65]);
        for other in [
            successor_statement(handover(9), device(2), device(3), &[4; 65]),
            successor_statement(handover(1), device(9), device(3), &[4; 65]),
            successor_statement(handover(1), device(2), device(9), &[4; 65]),
            successor_statement(handover(1), device(2), device(3), &[9; 65]),
        ] {
            assert_ne!(statement, other);
        }
    }

    #[test]
    fn a_name_with_a_line_break_cannot_forge_another_field() {
        let statement = |service| ApprovalStatement {
            request: LoginRequestId::from_bytes([1; 16]),
            service,
            level: "eidas2",
            decision: Decision::Approve,
            number: MatchNumber::new(42),
            nonce: "ab",
        };
        assert_eq!(
            statement("Mairie\neidas3").to_bytes(),
            statement("Mairie").to_bytes()
        );
    }
}
