//! Whether a decision is complete and does not contradict itself.

use crate::failure::Refusal;
use crate::records::{CheckAnswer, Verdict};
use sceau_domain::document::DocumentKind;
use sceau_domain::journey::{Part, Request};
use sceau_domain::private::Personal;
use sceau_domain::reason::{Reason, ReasonKind, RedoPart};

/// Questions of the checklist, each to be answered.
pub const CHECKLIST_LENGTH: usize = 11;
/// Longest text to the person or for colleagues, in characters.
const LONGEST_TEXT: usize = 2_000;

/// A decision as it came from the console.
#[derive(Debug, Clone)]
pub struct GivenDecision {
    /// The eleven answers, in the checklist's order.
    pub checklist: Vec<CheckAnswer>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why: none for an approval, at least one otherwise.
    pub reasons: Vec<Request>,
    /// To the person; needed where the reason is `other`.
    pub message: Option<Personal<String>>,
    /// For colleagues, never shown to the person.
    pub note: Option<Personal<String>>,
}

impl GivenDecision {
    /// Whether any answer is « Ne sait pas ».
    pub(super) fn is_unsure(&self) -> bool {
        self.checklist.contains(&CheckAnswer::Unsure)
    }
}

/// Checks a decision about a case with that kind of document.
///
/// # Errors
/// `DecisionIncomplete`.
pub(super) fn check(given: &GivenDecision, kind: DocumentKind) -> Result<(), Refusal> {
    let is_complete = given.checklist.len() == CHECKLIST_LENGTH
        && reasons_fit(given)
        && given.reasons.iter().all(|request| part_fits(request, kind))
        && text_fits(given.message.as_ref())
        && text_fits(given.note.as_ref());
    let is_worded = given
        .message
        .as_ref()
        .is_some_and(|words| !words.reveal().trim().is_empty());
    let needs_words = given
        .reasons
        .iter()
        .any(|request| request.reason == Reason::Other);
    if is_complete && (is_worded || !needs_words) {
        Ok(())
    } else {
        Err(Refusal::DecisionIncomplete)
    }
}

fn reasons_fit(given: &GivenDecision) -> bool {
    let are_all = |kind| {
        given
            .reasons
            .iter()
            .all(|request| request.reason.kind() == kind)
    };
    match given.verdict {
        Verdict::Approve => given.reasons.is_empty() && !given.checklist.contains(&CheckAnswer::No),
        Verdict::AskAgain => !given.reasons.is_empty() && are_all(ReasonKind::Retry),
        Verdict::Refuse => !given.reasons.is_empty() && are_all(ReasonKind::Final),
    }
}

/// A side may be named where photographs are redone, and only one the document has.
fn part_fits(request: &Request, kind: DocumentKind) -> bool {
    match (request.reason.redo(), request.part) {
        (_, None) => true,
        (Some(RedoPart::Document), Some(part)) => {
            part.is_document() && Part::needed_for(kind).contains(&part)
        }
        (Some(RedoPart::Video), Some(part)) => part == Part::Video,
        (Some(RedoPart::OtherDocument | RedoPart::Data) | None, Some(_)) => false,
    }
}

fn text_fits(text: Option<&Personal<String>>) -> bool {
    text.is_none_or(|text| {
        let text = text.reveal();
        text.chars().count() <= LONGEST_TEXT && !text.chars().any(|c| c.is_control() && c != '\n')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn approval() -> GivenDecision {
        GivenDecision {
            checklist: vec![CheckAnswer::Yes; CHECKLIST_LENGTH],
            verdict: Verdict::Approve,
            reasons: Vec::new(),
            message: None,
            note: None,
        }
    }

    fn with(verdict: Verdict, reason: Reason, part: Option<Part>) -> GivenDecision {
        GivenDecision {
            verdict,
            reasons: vec![Request { reason, part }],
            ..approval()
        }
    }

    fn is_taken(given: &GivenDecision) -> bool {
        check(given, DocumentKind::Passport).is_ok()
    }

    #[test]
    fn a_no_contradicts_an_approval_and_a_missing_answer_any_verdict() {
        assert!(is_taken(&approval()));
        let mut no = approval();
        no.checklist[4] = CheckAnswer::No;
        assert!(!is_taken(&no));
        let mut unsure = approval();
        unsure.checklist[4] = CheckAnswer::Unsure;
        assert!(is_taken(&unsure) && unsure.is_unsure());
        let mut short = approval();
        short.checklist.pop();
        assert!(!is_taken(&short));
    }

    #[test]
    fn a_reason_fits_its_verdict() {
        for reason in Reason::ALL {
            let is_retry = reason.kind() == ReasonKind::Retry;
            let worded = |verdict| GivenDecision {
                message: Some(Personal::new("Refaites la photo.".to_owned())),
                ..with(verdict, reason, None)
            };
            assert_eq!(is_taken(&worded(Verdict::AskAgain)), is_retry, "{reason:?}");
            assert_eq!(is_taken(&worded(Verdict::Refuse)), !is_retry, "{reason:?}");
            assert!(!is_taken(&worded(Verdict::Approve)), "{reason:?}");
        }
        for verdict in [Verdict::AskAgain, Verdict::Refuse] {
            assert!(
                !is_taken(&GivenDecision {
                    verdict,
                    ..approval()
                }),
                "without a reason"
            );
        }
    }

    #[test]
    fn other_needs_words_and_a_side_must_exist() {
        assert!(!is_taken(&with(Verdict::AskAgain, Reason::Other, None)));
        assert!(is_taken(&with(
            Verdict::AskAgain,
            Reason::DocGlare,
            Some(Part::Front)
        )));
        assert!(!is_taken(&with(
            Verdict::AskAgain,
            Reason::DocGlare,
            Some(Part::Back)
        )));
        assert!(!is_taken(&with(
            Verdict::AskAgain,
            Reason::DocGlare,
            Some(Part::Video)
        )));
        assert!(is_taken(&with(
            Verdict::AskAgain,
            Reason::DigitsWrong,
            Some(Part::Video)
        )));
    }
}
