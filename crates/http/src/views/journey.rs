//! The journey's standing as the view that the app shows.

use super::{document, letter};
use crate::problem::Refused;
use sceau_domain::document::{Declaration, DocumentKind};
use sceau_domain::journey::{
    Closing, Draft, Gathered, Ineligibility, Part, Prepared, Request, State,
};
use sceau_domain::private::Secret;
use sceau_domain::reason::RedoPart;
use sceau_service::case::Standing;
use sceau_service::failure::Failure;
use sceau_service::person::RecoveryDelay;
use sceau_wire::Personal;
use sceau_wire::journey::{JourneyView, RedoView, StateView};
use sceau_wire::letter::LetterView;
use sceau_wire::person::RecoveryView;

/// The whole view of a standing.
pub(crate) fn view(standing: &Standing) -> Result<JourneyView, Refused> {
    let shown = &standing.view;
    Ok(JourneyView {
        at: state_view(standing)?,
        step: shown.step,
        chapter: shown.chapter.into(),
        allowed: shown.allowed.iter().copied().map(Into::into).collect(),
        missing: shown.missing.iter().copied().map(Into::into).collect(),
        actor: shown.actor.into(),
        until: standing.until,
        recovery: standing.recovery.map(recovery),
    })
}

/// A recovery's delay, without the moment of the asking, which its screens need not.
pub(crate) const fn recovery(delay: RecoveryDelay) -> RecoveryView {
    let RecoveryDelay {
        asked_at: _,
        possible_from,
        is_over,
    } = delay;
    RecoveryView {
        possible_from,
        is_possible: is_over,
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm for each state, total by the compiler"
)]
fn state_view(standing: &Standing) -> Result<StateView, Refused> {
    let view = match &standing.case.state {
        State::Terms => StateView::Terms,
        State::Conditions(_) => StateView::Conditions,
        State::Ineligible(ineligible) => StateView::Ineligible {
            minor: ineligible.why() == Ineligibility::Minor,
        },
        State::Overview(_) => StateView::Overview,
        State::PhoneIntro(_) => StateView::PhoneIntro,
        State::PhoneNumber(_, number) => StateView::PhoneNumber {
            number: number
                .as_ref()
                .map(|number| number.display_national().into()),
        },
        State::PhoneCode(..) => phone_code(standing)?,
        State::DocumentIntro(..) => StateView::DocumentIntro,
        State::DocumentOrigin(..) => StateView::DocumentOrigin,
        State::NoFrenchDocument(..) => StateView::NoFrenchDocument {
            kept_until: present(standing.deleted_on, "an unfinished case without its end")?,
        },
        State::DocumentChoice(_, draft) => StateView::DocumentChoice {
            kind: kind_in(draft),
        },
        State::DocumentData(_, kind, draft) => StateView::DocumentData {
            kind: (*kind).into(),
            draft: prefill(*kind, draft),
        },
        State::Birthplace(documented, place) => StateView::Birthplace {
            birth_date: documented
                .declaration
                .birth_date()
                .reveal()
                .to_string()
                .into(),
            birthplace: place.as_ref().map(document::birthplace_view),
        },
        State::Review(declared) => StateView::Review {
            declaration: document::declaration_view(
                &declared.documented.declaration,
                &declared.birthplace,
            ),
        },
        State::VerificationIntro(_) => StateView::VerificationIntro,
        State::Method(_) => StateView::Method,
        State::InPerson(_) => StateView::InPerson {
            desk_code: secret(
                standing.case.desk_code.as_ref(),
                "in person without desk code",
            )?,
        },
        State::LetterConsent(_) => StateView::LetterConsent {
            email_masked: standing.email_masked.clone(),
        },
        State::LetterSent(_) => letter_sent(standing)?,
        State::Identification(..) => StateView::Identification,
        State::Tasks(..) => StateView::Tasks,
        State::CaptureChoice(prepared, _) => StateView::CaptureChoice {
            kind: kind_of(prepared),
        },
        State::DataAgain(prepared, _, kind) => StateView::DataAgain {
            kind: (*kind).into(),
            declaration: declaration_of(prepared),
        },
        State::PhotoTips(prepared, _) => StateView::PhotoTips {
            kind: kind_of(prepared),
        },
        State::Photo(prepared, gathered) => StateView::Photo {
            kind: kind_of(prepared),
            received: received(gathered),
            photos_left: standing.photos_left,
            declared: document::draft_view(declared(prepared)),
            checked_on: declared(prepared).checked_on().to_string(),
        },
        State::PhotoReceived(prepared, _) => StateView::PhotoReceived {
            kind: kind_of(prepared),
        },
        State::FaceVideo(prepared, _) => StateView::FaceVideo {
            kind: kind_of(prepared),
            way: prepared.way.into(),
            movement_is_difficult: prepared.movement_is_difficult,
            videos_left: standing.videos_left,
        },
        State::Processing(_, appeal) => StateView::Processing {
            since: standing.queued_since.unwrap_or(standing.case.changed_at),
            appeal: *appeal,
            letter: letter_of(standing)?,
        },
        State::Redo(_, _, requests) => StateView::Redo {
            requests: redo(standing, requests),
        },
        State::Refused(_, was_appeal) => StateView::Refused {
            appeal_possible: !was_appeal,
            deleted_on: present(standing.deleted_on, "a refused case without its end")?,
        },
        State::Activation(_) => StateView::Activation {
            nonce: secret(
                standing.case.activation_nonce.as_ref(),
                "activation without nonce",
            )?,
        },
        State::Active(_) => StateView::Active,
        State::Closed(why) => StateView::Closed {
            because: because(*why).to_owned(),
        },
    };
    Ok(view)
}

fn phone_code(standing: &Standing) -> Result<StateView, Refused> {
    let phone = present(standing.phone.as_ref(), "a phone code without its number")?;
    Ok(StateView::PhoneCode {
        number_masked: phone.number_masked.clone(),
        expires_at: phone.expires_at,
        resend_at: phone.resend_at,
    })
}

fn letter_sent(standing: &Standing) -> Result<StateView, Refused> {
    let sent = present(standing.letter.as_ref(), "a sent letter that is not there")?;
    Ok(StateView::LetterSent {
        letter: letter::view(sent),
        email_masked: standing.email_masked.clone(),
        resend_at: sent.resend_at,
    })
}

fn letter_of(standing: &Standing) -> Result<LetterView, Refused> {
    present(standing.letter.as_ref(), "an examination without letter").map(letter::view)
}

/// The operator's words stand with the first request: they are one message.
fn redo(standing: &Standing, requests: &[Request]) -> Vec<RedoView> {
    let message = standing
        .message
        .as_ref()
        .map(|message| Personal::from(message.reveal().as_str()));
    requests
        .iter()
        .enumerate()
        .map(|(at, request)| RedoView {
            code: request.reason.told_as().to_owned(),
            part: request.part.or_else(|| part_of(request)).map(Into::into),
            message: message.clone().filter(|_| at == 0),
        })
        .collect()
}

fn part_of(request: &Request) -> Option<Part> {
    matches!(request.reason.redo(), Some(RedoPart::Video)).then_some(Part::Video)
}

fn prefill(kind: DocumentKind, draft: &Draft) -> sceau_wire::document::DocumentDraft {
    match &draft.declaration {
        Some(before) if before.kind() == kind => document::draft_view(before),
        _ => document::empty_draft(kind),
    }
}

fn kind_in(draft: &Draft) -> Option<sceau_wire::DocumentKind> {
    draft
        .declaration
        .as_ref()
        .map(|before| before.kind().into())
}

fn kind_of(prepared: &Prepared) -> sceau_wire::DocumentKind {
    prepared.locked().document_kind().into()
}

const fn declared(prepared: &Prepared) -> &Declaration {
    &prepared.locked().declared.documented.declaration
}

fn declaration_of(prepared: &Prepared) -> sceau_wire::document::DeclarationView {
    let declared = &prepared.locked().declared;
    document::declaration_view(&declared.documented.declaration, &declared.birthplace)
}

fn received(gathered: &Gathered) -> Vec<sceau_wire::Part> {
    gathered.iter().map(|(part, _)| part.into()).collect()
}

const fn because(closing: Closing) -> &'static str {
    match closing {
        Closing::LetterRefused => "letter_refused",
        Closing::LetterExpired => "letter_expired",
        Closing::Abandoned => "abandoned",
    }
}

fn secret(
    value: Option<&Secret<String>>,
    missing: &'static str,
) -> Result<sceau_wire::Secret, Refused> {
    present(value, missing).map(|secret| secret.reveal().as_str().into())
}

fn present<T>(value: Option<T>, missing: &'static str) -> Result<T, Refused> {
    value.ok_or_else(|| Failure::Inconsistent(missing).into())
}
