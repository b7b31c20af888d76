//! What an operator sees, and what they decide.

use super::{document, evidence, faces, film};
use crate::problem::Refused;
use sceau_domain::examination::not_compared;
use sceau_domain::journey::Request;
use sceau_domain::private;
use sceau_domain::reason::Reason;
use sceau_domain::seal::{SealField, SealFinding, SealHeader};
use sceau_service::examination::{SealExamined, SideExamined, ZoneExamined};
use sceau_service::ports::PictureMeasures;
use sceau_service::records::{self, VideoFacts};
use sceau_service::review::{
    CaseDossier, EarlierDecision, FirstPictures, GivenDecision, QueueItem, ReportedLogin,
};
use sceau_wire::console::{
    CaseChallengeView, CaseView, CheckAnswer, DecisionRequest, EarlierDecisionView, EvidenceView,
    ExaminedSealView, ExaminedView, ExaminedZoneView, FilmSeal, FirstFilmView, FirstPictureView,
    FirstPicturesView, HistoryView, PictureMeasuresView, QueueItemView, ReportedLoginView,
    SealFieldView, SealFindingView, SealHeaderView, Verdict, ZoneFindingView, ZoneRepairView,
};
use sceau_wire::error::ErrorCode;

/// A line of the queue.
pub(crate) fn queue_item(item: &QueueItem) -> QueueItemView {
    QueueItemView {
        case: item.case.to_string(),
        since: item.since,
        kind: item.kind.into(),
        attempt: item.attempt,
        appeal: item.appeal,
        mine_until: item.mine_until,
        is_test: item.is_test,
    }
}

/// A case. Replaced pieces stay in its history; only what the decision is about is shown.
pub(crate) fn case(dossier: &CaseDossier) -> CaseView {
    CaseView {
        case: dossier.case.to_string(),
        mine_until: dossier.mine_until,
        erased_if_accepted: dossier.erased_if_accepted,
        erased_if_refused: dossier.erased_if_refused,
        attempt: dossier.attempt,
        appeal: dossier.appeal,
        declaration: document::declaration_view(&dossier.declaration, &dossier.birthplace),
        valid_until: dossier
            .declaration
            .validity()
            .reveal()
            .real
            .to_string()
            .into(),
        is_expired: dossier.is_expired,
        evidence: dossier
            .evidence
            .iter()
            .filter(|item| item.is_current)
            .map(|item| piece(&item.evidence))
            .collect(),
        examined: dossier.examined.iter().map(examined).collect(),
        challenge: dossier.video.as_ref().map(challenge),
        film: dossier.film.as_ref().map(film::recorded),
        look: dossier.look.as_ref().map(film::look),
        faces: faces::examined(&dossier.faces),
        duplicates: dossier
            .duplicates
            .iter()
            .map(|code| (*code).to_owned())
            .collect(),
        recovery: dossier.recovery.map(str::to_owned),
        first: dossier.first.as_ref().map(first),
        history: dossier
            .history
            .iter()
            .map(|line| HistoryView {
                at: line.at,
                kind: line.kind.clone(),
                operator: line.operator.clone(),
            })
            .collect(),
        earlier: dossier.earlier.iter().map(earlier).collect(),
        language: dossier.language.clone(),
        not_checked: dossier
            .not_checked
            .iter()
            .map(|code| (*code).to_owned())
            .collect(),
    }
}

/// A login that somebody reported.
pub(crate) fn report(login: ReportedLogin) -> ReportedLoginView {
    let ReportedLogin {
        reported_at,
        asked_at,
        service,
        browser,
        was_given,
    } = login;
    ReportedLoginView {
        reported_at,
        asked_at,
        service,
        browser: browser.name,
        place: browser.place,
        was_given,
    }
}

/// A verdict, as it travels.
pub(super) const fn verdict(verdict: records::Verdict) -> Verdict {
    match verdict {
        records::Verdict::Approve => Verdict::Approve,
        records::Verdict::AskAgain => Verdict::AskAgain,
        records::Verdict::Refuse => Verdict::Refuse,
    }
}

fn earlier(decision: &EarlierDecision) -> EarlierDecisionView {
    EarlierDecisionView {
        at: decision.at,
        verdict: verdict(decision.verdict),
        reasons: decision
            .reasons
            .iter()
            .map(|request| request.reason.as_str().to_owned())
            .collect(),
        note: decision
            .note
            .as_ref()
            .map(|note| note.reveal().as_str().into()),
    }
}

fn first(first: &FirstPictures) -> FirstPicturesView {
    let FirstPictures {
        case: _,
        accepted_at,
        erased_at,
        kept_until,
        portrait,
        film,
    } = first;
    FirstPicturesView {
        accepted_at: *accepted_at,
        erased_at: *erased_at,
        kept_until: *kept_until,
        portrait: portrait.map(|portrait| FirstPictureView {
            evidence: portrait.evidence.to_string(),
            at: portrait.at,
        }),
        film: film.as_ref().map(|(piece, frames)| FirstFilmView {
            evidence: piece.evidence.to_string(),
            at: piece.at,
            kept: frames.iter().map(film::kept).collect(),
        }),
    }
}

fn piece(piece: &records::Evidence) -> EvidenceView {
    EvidenceView {
        evidence: piece.id.to_string(),
        part: piece.part.into(),
        source: evidence::source(piece.source),
        media_type: piece.media_type.clone(),
        size: piece.size,
        has_clip: piece.clip_sha256.is_some(),
        at: piece.at,
    }
}

fn examined(side: &SideExamined) -> ExaminedView {
    ExaminedView {
        evidence: side.evidence.to_string(),
        findings: side.findings.clone(),
        document: side.document.map(|document| document.corners),
        measures: side
            .document
            .and_then(|document| document.measures)
            .map(measures),
        zone: side.zone.as_ref().map(examined_zone),
        seal: side.seal.as_ref().map(examined_seal),
        has_portrait: side.has_portrait,
        made_by: side.made_by.clone(),
        at: side.at,
    }
}

const fn measures(measured: PictureMeasures) -> PictureMeasuresView {
    let PictureMeasures {
        sharpness,
        brightness,
        dpi,
    } = measured;
    PictureMeasuresView {
        sharpness,
        brightness,
        dpi,
    }
}

fn examined_zone(zone: &ZoneExamined) -> ExaminedZoneView {
    let small = |place: usize| u8::try_from(place).unwrap_or(u8::MAX);
    ExaminedZoneView {
        lines: zone
            .lines
            .reveal()
            .iter()
            .map(|line| line.as_str().into())
            .collect(),
        corners: zone.corners,
        findings: zone
            .findings
            .iter()
            .map(|finding| ZoneFindingView {
                code: finding.problem.as_str().to_owned(),
                line: small(finding.line),
                column: small(finding.column),
            })
            .collect(),
        repairs: zone
            .repairs
            .reveal()
            .iter()
            .map(|repair| ZoneRepairView {
                line: small(repair.line),
                column: small(repair.column),
                from: repair.from.into(),
                to: repair.to.into(),
                why: repair.why().to_owned(),
            })
            .collect(),
        compared: zone.compared.iter().map(Into::into).collect(),
    }
}

fn examined_seal(seen: &SealExamined) -> ExaminedSealView {
    let findings = match &seen.seal {
        Ok(seal) => seal.findings().iter().map(seal_finding).collect(),
        Err(fault) => vec![SealFindingView {
            code: fault.as_str().to_owned(),
            field: None,
        }],
    };
    let others = seen
        .seal
        .as_ref()
        .map_or_else(|_| Vec::new(), |seal| not_compared(seal, &seen.compared));
    ExaminedSealView {
        corners: seen.corners,
        outcome: seen.outcome.as_str().to_owned(),
        wants_a_look: seen.outcome.wants_a_look(),
        signer: seen.signer.clone(),
        header: seen
            .seal
            .as_ref()
            .ok()
            .map(|seal| seal_header(seal.header())),
        findings,
        compared: seen.compared.iter().map(Into::into).collect(),
        others: others.into_iter().map(seal_field).collect(),
    }
}

fn seal_field(field: &SealField) -> SealFieldView {
    SealFieldView {
        field: field.id.as_str().to_owned(),
        value: field.value.reveal().as_str().into(),
    }
}

fn seal_header(header: &SealHeader) -> SealHeaderView {
    SealHeaderView {
        authority: header.authority.clone(),
        certificate: header.certificate.clone(),
        document_type: header.document_type.clone(),
        signed: header.signed.map(|day| day.to_string()),
    }
}

fn seal_finding(finding: &SealFinding) -> SealFindingView {
    SealFindingView {
        code: finding.problem.as_str().to_owned(),
        field: finding.field.map(|field| field.as_str().to_owned()),
    }
}

fn challenge(facts: &VideoFacts) -> CaseChallengeView {
    CaseChallengeView {
        digits: facts.challenge.digits,
        third_task: facts.challenge.third_task.into(),
        way: facts.way.into(),
        audio_prompt: facts.audio_prompt,
        fps: facts.fps,
        duration_ms: facts.duration_ms,
        prompts_ms: facts.prompts_ms.clone(),
        seal: match facts.seal {
            records::FilmSeal::Unsigned => FilmSeal::Unsigned,
            records::FilmSeal::Signed => FilmSeal::Signed,
            records::FilmSeal::Mismatched => FilmSeal::Mismatched,
        },
    }
}

/// A decision, for the use case.
pub(crate) fn decision(request: DecisionRequest) -> Result<GivenDecision, Refused> {
    let DecisionRequest {
        checklist,
        verdict,
        reasons,
        message,
        note,
    } = request;
    let text = |words: Option<sceau_wire::Personal>| {
        words
            .filter(|words| !words.reveal().trim().is_empty())
            .map(|words| private::Personal::new(words.0))
    };
    Ok(GivenDecision {
        checklist: checklist
            .into_iter()
            .map(|answer| match answer {
                CheckAnswer::Yes => records::CheckAnswer::Yes,
                CheckAnswer::No => records::CheckAnswer::No,
                CheckAnswer::Unsure => records::CheckAnswer::Unsure,
            })
            .collect(),
        verdict: match verdict {
            Verdict::Approve => records::Verdict::Approve,
            Verdict::AskAgain => records::Verdict::AskAgain,
            Verdict::Refuse => records::Verdict::Refuse,
        },
        reasons: reasons
            .into_iter()
            .map(|reason| {
                let known = Reason::from_code(&reason.code).ok_or(ErrorCode::RequestMalformed)?;
                Ok(Request {
                    reason: known,
                    part: reason.part.map(Into::into),
                })
            })
            .collect::<Result<_, Refused>>()?,
        message: text(message),
        note: text(note),
    })
}
