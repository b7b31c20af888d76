//! Steps 24 and 33: the letter's link, its answer, its tracking page. GET never consumes.

use super::message::{Action, help, home, refuse as refuse_page, render, say, status_of, words};
use super::page::Page;
use crate::Site;
use crate::problem::publish;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use sceau_domain::letter::{LetterEventKind, LetterState};
use sceau_service::crypto::to_hex;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::letter::{
    LetterContent, accept_by_link, open_link, read_content, refuse_by_link, renew_link,
    track as find,
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
        Err(failure) => dead(page, token, failure),
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
                address: APP.into(),
                is_first: true,
            };
            say(page, title, lines, vec![open])
        }
        Err(failure) => dead(page, token, failure),
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
        Err(failure) => dead(page, token, failure),
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
        Err(failure) => dead(page, token, failure),
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
    /// Opens the app, where the next step is there.
    app: Option<&'static str>,
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
        app: goes_on_in_app(letter.state).then_some(APP),
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

/// Opens the app where it stands: the word is no token of anybody's, but has the shape that the app takes.
const APP: &str = "sceau://letter/accepted";

#[derive(Template)]
#[template(path = "letter_dead.html")]
struct DeadPage {
    page: Page,
    title: String,
    line: String,
    code: &'static str,
    token: String,
}

/// A link that does not open its letter, with the way to another one where there may be one.
fn dead(page: Page, token: String, failure: Failure) -> Response {
    let is_renewable = matches!(
        &failure,
        Failure::Refusal(Refusal::LetterLinkUnknown | Refusal::LetterLinkExpired)
    );
    if !is_renewable {
        let back = Action {
            label: page.say("Ouvrir Sceau", "Open Sceau"),
            address: APP.into(),
            is_first: true,
        };
        return refuse_page(page, failure, back);
    }
    let problem = publish(failure);
    let (title, line) = words(&page, problem.code);
    let template = DeadPage {
        title,
        line,
        code: problem.code.as_str(),
        token,
        page,
    };
    (status_of(&problem), render(&template)).into_response()
}

/// « Recevoir un nouveau lien »: the same words whether or not there was a letter to send.
pub(crate) async fn renew(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    if let Err(failure) = renew_link(&site.world, &token).await {
        return lost(page, failure);
    }
    let title = page.say("Regardez vos e-mails", "Look at your e-mail");
    let lines = vec![
        page.say(
            "Si cette lettre attend encore votre réponse, un e-mail avec un nouveau lien part maintenant. Regardez aussi dans les indésirables.",
            "If this letter still awaits your answer, an e-mail with a new link is leaving now. Look into the spam folder too.",
        ),
        page.say(
            "Rien n'arrive ? Un lien plus récent vous a peut-être déjà été envoyé : ouvrez le dernier e-mail reçu, ou demandez un nouvel envoi dans l'application. La date limite de réponse ne change pas.",
            "Nothing comes? A newer link may have been sent to you already: open the newest e-mail, or ask for another notice in the app. The deadline does not move.",
        ),
    ];
    let help = help(&page);
    say(page, title, lines, vec![help])
}

pub(super) fn lost(page: Page, failure: Failure) -> Response {
    let back = home(&page);
    refuse_page(page, failure, back)
}

const fn goes_on_in_app(state: LetterState) -> bool {
    match state {
        LetterState::Accepted | LetterState::Received | LetterState::NotificationFailed => true,
        LetterState::Deposited
        | LetterState::Available
        | LetterState::Refused
        | LetterState::Expired => false,
    }
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
