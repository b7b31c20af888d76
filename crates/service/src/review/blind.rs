//! Opinions that wait for another one, and what becomes of them.

use crate::records::{DecisionRecord, Verdict};
use sceau_domain::journey::Request;

/// Whether a decision took effect, rather than being an opinion beside others.
pub(super) const fn took_effect(decision: &DecisionRecord) -> bool {
    !decision.awaits_second
}

/// The opinions that still wait: those after the last decision that took effect. Earlier ones settled
/// what they were about and count no more.
pub(super) fn open_opinions(decisions: &[DecisionRecord]) -> Vec<&DecisionRecord> {
    decisions
        .iter()
        .rev()
        .take_while(|decision| decision.awaits_second)
        .collect()
}

/// What a new decision does beside the opinions of its round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It takes effect, with these reasons: its own and those of whoever agrees.
    Effect(Vec<Request>),
    /// It waits for another operator.
    Waits,
}

/// Judges a new decision. The first takes effect alone unless it needs four eyes; later ones take effect
/// when somebody before gave the same verdict.
pub(super) fn outcome(
    opinions: &[&DecisionRecord],
    verdict: Verdict,
    reasons: &[Request],
    needs_second: bool,
) -> Outcome {
    let mut together = reasons.to_vec();
    let mut agree = opinions
        .iter()
        .filter(|opinion| opinion.verdict == verdict)
        .peekable();
    let takes_effect = if opinions.is_empty() {
        !needs_second
    } else {
        agree.peek().is_some()
    };
    if !takes_effect {
        return Outcome::Waits;
    }
    for request in agree.flat_map(|opinion| &opinion.reasons) {
        if !together.contains(request) {
            together.push(*request);
        }
    }
    Outcome::Effect(together)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use sceau_domain::id::{CaseId, DecisionId, OperatorId};
    use sceau_domain::reason::Reason;

    fn opinion(verdict: Verdict, reason: Option<Reason>, second: i64) -> DecisionRecord {
        DecisionRecord {
            id: DecisionId::from_bytes([1; 16]),
            case: CaseId::from_bytes([2; 16]),
            operator: OperatorId::from_bytes([3; 16]),
            verdict,
            reasons: reason
                .map(|reason| Request { reason, part: None })
                .into_iter()
                .collect(),
            checklist: Vec::new(),
            message: None,
            note: None,
            at: Timestamp::from_second(second).unwrap(),
            awaits_second: true,
        }
    }

    #[test]
    fn whoever_agrees_settles_it_and_whoever_differs_sends_it_on() {
        let refusal = opinion(Verdict::Refuse, None, 10);
        let opinions = vec![&refusal];
        assert_eq!(
            outcome(&opinions, Verdict::Approve, &[], false),
            Outcome::Waits
        );
        assert_eq!(
            outcome(&opinions, Verdict::Refuse, &[], true),
            Outcome::Effect(Vec::new())
        );
    }

    #[test]
    fn three_different_opinions_are_settled_by_any_fourth() {
        let three = [
            opinion(Verdict::Refuse, None, 10),
            opinion(Verdict::Approve, None, 20),
            opinion(Verdict::AskAgain, Some(Reason::DocGlare), 30),
        ];
        let opinions: Vec<_> = three.iter().collect();
        for verdict in [Verdict::Refuse, Verdict::Approve, Verdict::AskAgain] {
            assert_ne!(outcome(&opinions, verdict, &[], true), Outcome::Waits);
        }
    }

    #[test]
    fn what_two_operators_ask_for_is_asked_together_and_once() {
        let first = opinion(Verdict::AskAgain, Some(Reason::DocGlare), 10);
        let glare = Request {
            reason: Reason::DocGlare,
            part: None,
        };
        let video = Request {
            reason: Reason::VideoCut,
            part: None,
        };
        let asked = outcome(&[&first], Verdict::AskAgain, &[video, glare], false);
        assert_eq!(asked, Outcome::Effect(vec![video, glare]));
    }

    #[test]
    fn an_opinion_of_an_earlier_examination_counts_no_more() {
        let old = opinion(Verdict::Refuse, None, 10);
        let effect = DecisionRecord {
            awaits_second: false,
            ..opinion(Verdict::Refuse, None, 10)
        };
        let new = opinion(Verdict::Approve, None, 10);
        assert!(open_opinions(&[old.clone(), effect.clone()]).is_empty());
        assert_eq!(open_opinions(&[old, effect, new]).len(), 1);
    }
}
