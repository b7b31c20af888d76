//! One-time codes by e-mail and SMS: how often they are sent, how long they live, how many tries.

use jiff::{SignedDuration, Timestamp};

/// The limits of a kind of code. Numbers that only one paper gives are defaults of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtpPolicy {
    /// A code is accepted this long after it left (NIST SP 800-63A-4 draft: SMS at most 10 minutes).
    pub life: SignedDuration,
    /// Wrong tries before the attempt closes.
    pub tries: u8,
    /// Codes that may be sent within one attempt.
    pub sends: u8,
    /// Wait between two sends.
    pub resend_after: SignedDuration,
    /// A closed attempt may be begun anew after this rest.
    pub rest: SignedDuration,
}

impl Default for OtpPolicy {
    fn default() -> Self {
        Self {
            life: SignedDuration::from_mins(10),
            tries: 5,
            sends: 3,
            resend_after: SignedDuration::from_secs(30),
            rest: SignedDuration::from_mins(15),
        }
    }
}

/// A code that left, as a keyed hash: the code itself is forgotten once it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentCode {
    /// HMAC-SHA-256 of the code under the server's key, bound to the attempt.
    pub hash: [u8; 32],
    /// When it left.
    pub sent_at: Timestamp,
}

/// One person proving one address: the codes sent and the tries spent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OtpAttempt {
    /// Codes sent, oldest first. Older ones stay valid within their own life, because messages overtake.
    pub sent: Vec<SentCode>,
    /// Wrong tries so far.
    pub wrong_tries: u8,
}

/// Why a code may not be sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SendRefusal {
    /// The last one left a moment ago.
    #[error("too soon")]
    TooSoon {
        /// When asking again is possible.
        until: Timestamp,
    },
    /// The attempt is spent; a new one opens after the rest.
    #[error("no send left")]
    NoneLeft {
        /// When a new attempt may begin.
        until: Timestamp,
    },
}

/// What a typed code turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtpOutcome {
    /// The right code, in time.
    Accepted,
    /// Not the code.
    Wrong {
        /// Tries that remain.
        tries_left: u8,
    },
    /// The right code, too late.
    Expired,
    /// Too many wrong tries: even the right code is refused.
    Exhausted {
        /// When a new attempt may begin.
        until: Timestamp,
    },
}

impl OtpAttempt {
    /// Whether one more code may leave now.
    ///
    /// # Errors
    /// `TooSoon` inside the wait between two sends, `NoneLeft` once sends or tries are spent.
    pub fn may_send(&self, policy: &OtpPolicy, now: Timestamp) -> Result<(), SendRefusal> {
        let Some(last) = self.sent.last() else {
            return Ok(());
        };
        if self.is_spent(policy) {
            return Err(SendRefusal::NoneLeft {
                until: self.reopens_at(policy),
            });
        }
        let until = after(last.sent_at, policy.resend_after);
        if now < until {
            Err(SendRefusal::TooSoon { until })
        } else {
            Ok(())
        }
    }

    /// Whether the attempt is spent and rested, so that a fresh one may replace it.
    pub fn may_begin_anew(&self, policy: &OtpPolicy, now: Timestamp) -> bool {
        self.sent.is_empty() || now >= self.reopens_at(policy)
    }

    /// Records a code that leaves.
    pub fn record_sent(&mut self, hash: [u8; 32], sent_at: Timestamp) {
        self.sent.push(SentCode { hash, sent_at });
    }

    /// Judges a typed code by its hash, counting a wrong try. `equal` compares in constant time.
    pub fn check(
        &mut self,
        policy: &OtpPolicy,
        now: Timestamp,
        equal: impl Fn(&[u8; 32]) -> bool,
    ) -> OtpOutcome {
        if self.wrong_tries >= policy.tries {
            return OtpOutcome::Exhausted {
                until: self.reopens_at(policy),
            };
        }
        let matching = self.sent.iter().rev().find(|code| equal(&code.hash));
        match matching {
            Some(code) if now <= after(code.sent_at, policy.life) => OtpOutcome::Accepted,
            Some(_) => OtpOutcome::Expired,
            None => {
                self.wrong_tries = self.wrong_tries.saturating_add(1);
                let tries_left = policy.tries.saturating_sub(self.wrong_tries);
                if tries_left == 0 {
                    OtpOutcome::Exhausted {
                        until: self.reopens_at(policy),
                    }
                } else {
                    OtpOutcome::Wrong { tries_left }
                }
            }
        }
    }

    /// After the right code: none that was sent is accepted again. The sends still count until the rest is
    /// over, so that succeeding gives no fresh ones.
    pub fn use_up(&mut self) {
        for code in &mut self.sent {
            code.hash = [0; 32];
        }
    }

    /// When the newest code stops being accepted.
    pub fn expires_at(&self, policy: &OtpPolicy) -> Option<Timestamp> {
        self.sent
            .last()
            .map(|code| after(code.sent_at, policy.life))
    }

    /// When another code may be asked for, if any may.
    pub fn resend_at(&self, policy: &OtpPolicy) -> Option<Timestamp> {
        if self.is_spent(policy) {
            return None;
        }
        self.sent
            .last()
            .map(|code| after(code.sent_at, policy.resend_after))
    }

    fn is_spent(&self, policy: &OtpPolicy) -> bool {
        self.sent.len() >= usize::from(policy.sends) || self.wrong_tries >= policy.tries
    }

    fn reopens_at(&self, policy: &OtpPolicy) -> Timestamp {
        self.sent
            .last()
            .map_or(Timestamp::MIN, |code| after(code.sent_at, policy.rest))
    }
}

fn after(instant: Timestamp, wait: SignedDuration) -> Timestamp {
    instant.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn attempt_with_code_at(second: i64) -> OtpAttempt {
        let mut attempt = OtpAttempt::default();
        attempt.record_sent([1; 32], at(second));
        attempt
    }

    fn is(hash: u8) -> impl Fn(&[u8; 32]) -> bool {
        move |other| *other == [hash; 32]
    }

    #[test]
    fn the_right_code_is_accepted_until_its_tenth_minute() {
        let policy = OtpPolicy::default();
        let mut attempt = attempt_with_code_at(0);
        assert_eq!(attempt.check(&policy, at(600), is(1)), OtpOutcome::Accepted);
        assert_eq!(attempt.check(&policy, at(601), is(1)), OtpOutcome::Expired);
    }

    #[test]
    fn an_older_code_still_works_within_its_own_life() {
        let policy = OtpPolicy::default();
        let mut attempt = attempt_with_code_at(0);
        attempt.record_sent([2; 32], at(60));
        assert_eq!(attempt.check(&policy, at(500), is(1)), OtpOutcome::Accepted);
    }

    #[test]
    fn after_five_wrong_tries_even_the_right_code_is_refused() {
        let policy = OtpPolicy::default();
        let mut attempt = attempt_with_code_at(0);
        for left in (1..=4).rev() {
            assert_eq!(
                attempt.check(&policy, at(1), is(9)),
                OtpOutcome::Wrong { tries_left: left }
            );
        }
        assert_eq!(
            attempt.check(&policy, at(1), is(9)),
            OtpOutcome::Exhausted { until: at(900) }
        );
        assert_eq!(
            attempt.check(&policy, at(2), is(1)),
            OtpOutcome::Exhausted { until: at(900) }
        );
        assert!(attempt.may_begin_anew(&policy, at(900)));
    }

    #[test]
    fn a_third_code_may_be_sent_but_not_a_fourth() {
        let policy = OtpPolicy::default();
        let mut attempt = attempt_with_code_at(0);
        assert_eq!(
            attempt.may_send(&policy, at(29)),
            Err(SendRefusal::TooSoon { until: at(30) })
        );
        attempt.record_sent([2; 32], at(30));
        assert_eq!(attempt.may_send(&policy, at(60)), Ok(()));
        attempt.record_sent([3; 32], at(60));
        assert_eq!(
            attempt.may_send(&policy, at(600)),
            Err(SendRefusal::NoneLeft { until: at(960) })
        );
    }
}
