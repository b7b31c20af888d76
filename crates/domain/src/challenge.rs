//! The challenge of a face video: three digits and a third task, drawn for one attempt.

use crate::id::ChallengeId;
use crate::random::{Random, draw_below};
use jiff::{SignedDuration, Timestamp};

/// How long a challenge may be answered (`product.md`: valid 5 minutes, used once).
pub const CHALLENGE_LIFE: SignedDuration = SignedDuration::from_mins(5);

/// How the person gives the digits. Speaking and writing are equal ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DigitsWay {
    /// Says them aloud; the microphone is asked for.
    Speak,
    /// Shows them written on paper; the microphone is never asked for.
    Write,
}

/// What the person does after the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ThirdTask {
    /// Turns the head slowly to the left.
    TurnLeft,
    /// Turns the head slowly to the right.
    TurnRight,
    /// Shows the document again.
    ShowDocument,
}

/// What one face video must answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Names this draw.
    pub id: ChallengeId,
    /// Three different digits, each 0 to 9, in the order they are asked.
    pub digits: [u8; 3],
    /// What follows the digits.
    pub third_task: ThirdTask,
    /// After this instant a video that answers it is refused.
    pub expires_at: Timestamp,
}

impl Challenge {
    /// Draws a challenge. Whoever said that moving the head is difficult always shows the document.
    pub fn draw(random: &dyn Random, now: Timestamp, movement_is_difficult: bool) -> Self {
        let third_task = match (movement_is_difficult, draw_below(random, 3)) {
            (true, _) | (false, 0) => ThirdTask::ShowDocument,
            (false, 1) => ThirdTask::TurnLeft,
            (false, _) => ThirdTask::TurnRight,
        };
        Self {
            id: ChallengeId::make_random(random),
            digits: draw_three_digits(random),
            third_task,
            expires_at: now.saturating_add(CHALLENGE_LIFE).unwrap_or(Timestamp::MAX),
        }
    }

    /// Whether a video may still answer it.
    pub fn is_open_at(&self, now: Timestamp) -> bool {
        now <= self.expires_at
    }
}

fn draw_three_digits(random: &dyn Random) -> [u8; 3] {
    let mut pool: [u8; 10] = core::array::from_fn(|digit| u8::try_from(digit).unwrap_or(0));
    let mut remaining = 10;
    core::array::from_fn(|_| {
        let at = draw_below(random, remaining) as usize;
        remaining -= 1;
        pool.swap(at, remaining as usize);
        pool[remaining as usize]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::tests::Seeded;
    use std::collections::HashSet;

    #[test]
    fn digits_never_repeat_and_every_triple_order_can_come() {
        let random = Seeded::new(11);
        let mut seen = HashSet::new();
        for _ in 0..4000 {
            let digits = draw_three_digits(&random);
            assert_eq!(digits.iter().collect::<HashSet<_>>().len(), 3);
            seen.insert(digits);
        }
        assert!(seen.len() > 680, "720 are possible, {} came", seen.len());
    }

    #[test]
    fn whoever_cannot_turn_the_head_always_shows_the_document() {
        let random = Seeded::new(5);
        let tasks =
            (0..50).map(|_| Challenge::draw(&random, Timestamp::UNIX_EPOCH, true).third_task);
        assert!(
            tasks
                .into_iter()
                .all(|task| task == ThirdTask::ShowDocument)
        );
    }

    #[test]
    fn a_challenge_closes_after_five_minutes() {
        let challenge = Challenge::draw(&Seeded::new(1), Timestamp::UNIX_EPOCH, false);
        let second = |n| Timestamp::from_second(n).unwrap();
        assert!(challenge.is_open_at(second(300)));
        assert!(!challenge.is_open_at(second(301)));
    }
}
