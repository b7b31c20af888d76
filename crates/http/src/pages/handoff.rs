//! Steps 4 and 5 in the browser: what is needed, then the code for the app.

use super::browser::Visitor;
use super::login::{passage_cookie, set_cookie};
use super::message::{Action, refuse, render};
use super::page::Page;
use super::qr::{self, ShownCode};
use crate::Site;
use crate::extract::cookie_in;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Json, Redirect, Response};
use sceau_domain::journey::Chapter;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::login::{
    HandoffCookie, HandoffProgress, offer_handoff, resume_interaction, show_handoff, watch_handoff,
};
use sceau_service::records::HandoffState;
use serde::Serialize;

/// The cookie that binds a computer to its handoff.
const COOKIE: &str = "sceau_relais";

#[derive(Template)]
#[template(path = "needs.html")]
struct NeedsPage {
    page: Page,
}

pub(crate) async fn needs(page: Page) -> Response {
    render(&NeedsPage { page })
}

pub(crate) async fn begin(
    State(site): State<Site>,
    page: Page,
    Visitor(browser): Visitor,
    headers: HeaderMap,
) -> Response {
    let passage = passage_cookie(&headers);
    let offered = match offer_handoff(&site.world, passage.as_ref(), browser.clone()).await {
        // A passage that is over is no reason not to create an identity.
        Err(Failure::Refusal(_)) => offer_handoff(&site.world, None, browser).await,
        other => other,
    };
    match offered {
        Ok(cookie) => {
            let mut answer = Redirect::to("/creer/telephone").into_response();
            let value = cookie.to_value();
            if let Some(cookie) = set_cookie(COOKIE, value.reveal(), page.is_secure) {
                answer.headers_mut().append(header::SET_COOKIE, cookie);
            }
            answer
        }
        Err(failure) => lost(page, failure),
    }
}

struct Line {
    label: String,
    is_done: bool,
}

#[derive(Template)]
#[template(path = "handoff.html")]
struct HandoffTemplate {
    page: Page,
    title: String,
    number: u8,
    code: Option<ShownCode>,
    typed: String,
    state: String,
    renew_in: i64,
    progress: Vec<Line>,
    /// How far it is, for whoever hears the page.
    done_of_all: String,
    is_active: bool,
    is_over: bool,
    service: Option<String>,
}

pub(crate) async fn show(State(site): State<Site>, page: Page, headers: HeaderMap) -> Response {
    let shown = match handoff_cookie(&headers) {
        Some(cookie) => show_handoff(&site.world, &cookie).await,
        None => Err(Refusal::NotFound.into()),
    };
    let handoff = match shown {
        Ok(handoff) => handoff,
        Err(failure) => return lost(page, failure),
    };
    let code = handoff.link.as_ref().and_then(|link| {
        let link = link.reveal();
        qr::show(link, qr::app_link("handoff", link))
    });
    let left = handoff
        .code_expires_at
        .duration_since(site.world.clock.now())
        .as_secs();
    let progress = lines(&page, &handoff.progress);
    let template = HandoffTemplate {
        title: title(&page, &handoff.progress),
        number: handoff.number,
        renew_in: if code.is_some() { left.max(5) } else { 0 },
        typed: handoff
            .typed
            .map(|typed| typed.reveal().clone())
            .unwrap_or_default(),
        state: word(&handoff.progress),
        done_of_all: done_of_all(&page, &progress),
        progress,
        is_active: handoff.progress.is_active,
        is_over: handoff.progress.is_over || handoff.progress.state == HandoffState::Ended,
        service: handoff.service,
        code,
        page,
    };
    render(&template)
}

/// What the page asks every second.
#[derive(Serialize)]
pub(crate) struct WatchState {
    state: String,
}

pub(crate) async fn watch(State(site): State<Site>, headers: HeaderMap) -> Response {
    let progress = match handoff_cookie(&headers) {
        Some(cookie) => watch_handoff(&site.world, &cookie).await,
        None => Err(Refusal::NotFound.into()),
    };
    match progress {
        Ok(progress) => Json(WatchState {
            state: word(&progress),
        })
        .into_response(),
        Err(failure) => crate::problem::Refused::from(failure).into_response(),
    }
}

/// The identity is active: back to the service, where only the approval remains.
pub(crate) async fn resume(State(site): State<Site>, page: Page, headers: HeaderMap) -> Response {
    let resumed = match (passage_cookie(&headers), handoff_cookie(&headers)) {
        (Some(passage), Some(handoff)) => resume_interaction(&site.world, &handoff, &passage).await,
        _ => Err(Refusal::NotFound.into()),
    };
    match resumed {
        Ok(()) => Redirect::to("/connexion/attente").into_response(),
        Err(failure) => lost(page, failure),
    }
}

fn handoff_cookie(headers: &HeaderMap) -> Option<HandoffCookie> {
    cookie_in(headers, COOKIE)?.parse().ok()
}

fn lost(page: Page, failure: Failure) -> Response {
    let back = Action {
        label: page.say("Afficher un nouveau code", "Show a new code"),
        address: "/creer".into(),
        is_first: true,
    };
    refuse(page, failure, back)
}

fn title(page: &Page, progress: &HandoffProgress) -> String {
    if progress.is_active {
        return page.say("Votre identité est active", "Your identity is active");
    }
    if progress.is_over {
        return page.say("Ce code a expiré", "This code has expired");
    }
    match progress.state {
        HandoffState::Offered => page.say(
            "Continuez dans l'application Sceau",
            "Continue in the Sceau app",
        ),
        HandoffState::Claimed => page.say(
            "Choisissez ce nombre dans l'application",
            "Choose this number in the app",
        ),
        HandoffState::Confirmed => {
            page.say("Connecté à votre application", "Connected to your app")
        }
        HandoffState::Ended => page.say("La demande a pris fin", "The request has ended"),
    }
}

fn lines(page: &Page, progress: &HandoffProgress) -> Vec<Line> {
    let reached = progress.journey.as_ref().map(|view| view.chapter);
    let is_confirmed = progress.state == HandoffState::Confirmed;
    let chapters = [
        (Chapter::Number, "Votre numéro", "Your number"),
        (
            Chapter::Document,
            "Votre pièce d'identité",
            "Your identity document",
        ),
        (
            Chapter::Letter,
            "Votre lettre recommandée",
            "Your registered letter",
        ),
        (
            Chapter::Capture,
            "Votre pièce et votre visage",
            "Your document and your face",
        ),
        (Chapter::Decision, "La décision", "The decision"),
    ];
    let connected = Line {
        label: page.say("Application connectée", "App connected"),
        is_done: is_confirmed || reached.is_some(),
    };
    let done = |chapter| progress.is_active || reached.is_some_and(|reached| chapter < reached);
    core::iter::once(connected)
        .chain(chapters.into_iter().map(|(chapter, french, english)| Line {
            label: page.say(french, english),
            is_done: done(chapter),
        }))
        .collect()
}

fn done_of_all(page: &Page, lines: &[Line]) -> String {
    let done = lines.iter().filter(|line| line.is_done).count();
    let all = lines.len();
    page.say(
        &format!("Étapes faites : {done} sur {all}."),
        &format!("Steps done: {done} of {all}."),
    )
}

/// A word that changes whenever the page would look different.
fn word(progress: &HandoffProgress) -> String {
    let chapter = progress.journey.as_ref().map(|view| view.chapter);
    format!(
        "{:?}-{chapter:?}-{}-{}",
        progress.state, progress.is_active, progress.is_over
    )
}
