//! Opinions that wait for another one, and what becomes of them.

use crate::ports::{StoreFailure, Transaction};
use crate::records::{DecisionRecord, Verdict};
use jiff::Timestamp;
use sceau_domain::id::CaseId;
use sceau_domain::journey::Request;

/// Whether a decision took effect, rather than being an opinion beside others.
pub(super) const fn took_effect(decision: &DecisionRecord) -> bool {
    !decision.awaits_second
}

/// The opinions about a case that still wait, at the desk or online.
///
/// # Errors
/// The store's.
pub(super) async fn open_opinions(
    tx: &mut dyn Transaction,
    case: CaseId,
) -> Result<Vec<DecisionRecord>, StoreFailure> {
    let rows = tx.audit_of_case(case).await?;
    let mut moves = rows.iter().rev().filter(|row| row.kind == "journey.moved");
    let moved_at = moves.next().map(|row| row.at);
    Ok(still_open(tx.decisions_of(case).await?, moved_at))
}

/// Those after the last decision that took effect, which settled what the earlier ones were about, and since the
/// case last moved: what was looked at before may have been declared anew, or sent again.
fn still_open(decisions: Vec<DecisionRecord>, moved_at: Option<Timestamp>) -> Vec<DecisionRecord> {
    decisions
        .into_iter()
        .rev()
        .take_while(|decision| decision.awaits_second)
        .filter(|decision| moved_at.is_none_or(|moved| decision.at >= moved))
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
    opinions: &[DecisionRecord],
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
    use sceau_domain::id::{DecisionId, OperatorId};
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
        let opinions = vec![refusal];
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
        for verdict in [Verdict::Refuse, Verdict::Approve, Verdict::AskAgain] {
            assert_ne!(outcome(&three, verdict, &[], true), Outcome::Waits);
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
        let asked = outcome(&[first], Verdict::AskAgain, &[video, glare], false);
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
        assert!(still_open(vec![old.clone(), effect.clone()], None).is_empty());
        assert_eq!(still_open(vec![old, effect, new], None).len(), 1);
    }

    #[test]
    fn an_opinion_of_before_the_case_moved_counts_no_more() {
        let opinions = vec![
            opinion(Verdict::Approve, None, 10),
            opinion(Verdict::Approve, None, 20),
        ];
        let moved_at = Timestamp::from_second(20).unwrap();
        let open = still_open(opinions, Some(moved_at));
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].at, moved_at);
    }
}
