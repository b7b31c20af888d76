//! Steps 24 and 33: the letter's link, its answer, its tracking page. GET never consumes.

use super::message::{Action, refuse as refuse_page, render, say};
use super::page::Page;
use crate::Site;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use sceau_domain::letter::{LetterEventKind, LetterState};
use sceau_service::crypto::to_hex;
use sceau_service::failure::Failure;
use sceau_service::letter::{
    LetterContent, accept_by_link, open_link, read_content, refuse_by_link, track as find,
};

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterPage {
    page: Page,
    number: String,
    answer_until: Option<String>,
    token: String,
}

pub(crate) async fn show(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    match open_link(&site.world, &token).await {
        Ok(seen) => {
            let answer_until = seen.letter.answer_until.map(|until| page.moment(until));
            render(&LetterPage {
                page,
                number: seen.letter.number,
                answer_until,
                token,
            })
        }
        Err(failure) => lost(page, failure),
    }
}

pub(crate) async fn accept(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    match accept_by_link(&site.world, &token).await {
        Ok(()) => {
            let title = page.say("Lettre acceptée", "Letter accepted");
            let lines = vec![
                page.say(
                    "Retournez dans l'application Sceau : elle vous attend à l'étape suivante, sur l'appareil où vous avez commencé.",
                    "Go back to the Sceau app: it waits for you at the next step, on the device where you began.",
                ),
                page.say(
                    "Il vous faudra votre pièce d'identité et quelques minutes.",
                    "You will need your identity document and a few minutes.",
                ),
            ];
            let open = Action {
                label: page.say("Ouvrir Sceau sur cet appareil", "Open Sceau on this device"),
                address: "sceau://letter/accepted".into(),
                is_first: true,
            };
            say(page, title, lines, vec![open])
        }
        Err(failure) => lost(page, failure),
    }
}

#[derive(Template)]
#[template(path = "letter_refuse.html")]
struct RefusePage {
    page: Page,
    token: String,
}

pub(crate) async fn ask_refusal(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    match open_link(&site.world, &token).await {
        Ok(_) => render(&RefusePage { page, token }),
        Err(failure) => lost(page, failure),
    }
}

pub(crate) async fn refuse(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    match refuse_by_link(&site.world, &token).await {
        Ok(()) => {
            let title = page.say("Lettre refusée", "Letter refused");
            let line = page.say(
                "Votre dossier a pris fin. Vous pourrez recommencer depuis l'application.",
                "Your case has ended. You may begin again from the app.",
            );
            say(page, title, vec![line], Vec::new())
        }
        Err(failure) => lost(page, failure),
    }
}

struct EventLine {
    label: String,
    when: String,
    instant: String,
    hash: String,
    /// Leads to its proof; none for an event older than the seal.
    proof: Option<String>,
}

#[derive(Template)]
#[template(path = "tracking.html")]
struct TrackingPage {
    page: Page,
    number: String,
    status: String,
    answer_until: Option<String>,
    sender: Option<String>,
    next: String,
    events: Vec<EventLine>,
    is_intact: bool,
    may_be_read: bool,
    content: Option<LetterContent>,
    token: String,
}

pub(crate) async fn track(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    let tracked = match find(&site.world, &token).await {
        Ok(tracked) => tracked,
        Err(failure) => return lost(page, failure),
    };
    let letter = tracked.letter;
    let (status, next) = state_words(&page, letter.state);
    let events = letter
        .events
        .iter()
        .map(|event| EventLine {
            label: event_words(&page, event.kind),
            when: page.moment(event.at),
            instant: event.at.to_string(),
            hash: to_hex(&event.chain_hash),
            proof: event
                .seal
                .filter(|_| tracked.is_intact)
                .map(|_| format!("/suivi/{token}/preuve/{}", event.id)),
        })
        .collect();
    render(&TrackingPage {
        answer_until: letter
            .answer_until
            .filter(|_| letter.may_be_answered)
            .map(|until| page.moment(until)),
        number: letter.number,
        sender: tracked.sender,
        is_intact: tracked.is_intact,
        may_be_read: tracked.may_be_read,
        content: tracked.content,
        token,
        status,
        next,
        events,
        page,
    })
}

pub(crate) async fn read(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    match read_content(&site.world, &token).await {
        Ok(()) => Redirect::to(&format!("/suivi/{token}#lettre")).into_response(),
        Err(failure) => lost(page, failure),
    }
}

pub(super) fn lost(page: Page, failure: Failure) -> Response {
    let back = Action {
        label: page.say("Ouvrir Sceau", "Open Sceau"),
        address: "sceau://letter/open".into(),
        is_first: true,
    };
    refuse_page(page, failure, back)
}

/// The five statuses people of such services know, and what comes next.
fn state_words(page: &Page, state: LetterState) -> (String, String) {
    let (fr, en, next_fr, next_en) = match state {
        LetterState::Deposited => (
            "En cours d'envoi",
            "Being sent",
            "L'e-mail peut mettre quelques minutes pour arriver. Regardez aussi dans les indésirables.",
            "The e-mail can take a few minutes. Look into the spam folder too.",
        ),
        LetterState::NotificationFailed => (
            "Non remise",
            "Not delivered",
            "Demandez un nouvel envoi dans l'application.",
            "Ask for another notice in the app.",
        ),
        LetterState::Available => (
            "Reçue (15 jours pour répondre)",
            "Received (15 days to answer)",
            "Ouvrez l'e-mail et confirmez votre identité. Sans réponse, la lettre sera négligée et votre dossier fermé.",
            "Open the e-mail and confirm your identity. Without an answer the letter lapses and your case is closed.",
        ),
        LetterState::Accepted => (
            "Acceptée",
            "Accepted",
            "Continuez la vérification dans l'application. La lettre vous sera remise une fois la vérification réussie.",
            "Go on with the check in the app. The letter will be handed over once the check has passed.",
        ),
        LetterState::Received => (
            "Acceptée",
            "Accepted",
            "La lettre vous a été remise. Ouvrez l'application pour la dernière étape.",
            "The letter was handed over. Open the app for the last step.",
        ),
        LetterState::Refused => (
            "Refusée",
            "Refused",
            "Rien à faire. Vous pouvez recommencer depuis l'application.",
            "Nothing to do. You may begin again from the app.",
        ),
        LetterState::Expired => (
            "Négligée",
            "Lapsed",
            "Les quinze jours sont passés. Vous pouvez recommencer depuis l'application.",
            "The fifteen days are over. You may begin again from the app.",
        ),
    };
    (page.say(fr, en), page.say(next_fr, next_en))
}

pub(super) fn event_words(page: &Page, kind: LetterEventKind) -> String {
    let (fr, en) = match kind {
        LetterEventKind::Deposited => ("Lettre déposée", "Letter deposited"),
        LetterEventKind::NotificationSent => ("E-mail d'annonce envoyé", "Notice sent by e-mail"),
        LetterEventKind::NotificationFailed => {
            ("E-mail d'annonce non remis", "Notice not delivered")
        }
        LetterEventKind::Available => ("Lettre disponible", "Letter available"),
        LetterEventKind::Accepted => ("Lettre acceptée", "Letter accepted"),
        LetterEventKind::Refused => ("Lettre refusée", "Letter refused"),
        LetterEventKind::Received => ("Lettre remise", "Letter handed over"),
        LetterEventKind::Expired => ("Lettre négligée", "Letter lapsed"),
        LetterEventKind::ContentAccessed => ("Contenu consulté", "Content read"),
    };
    page.say(fr, en)
}
