//! Steps 4 and 5 in the browser: what is needed, then the code for the app.

use super::browser::Visitor;
use super::login::{passage_cookie, set_cookie};
use super::message::{Action, home, refuse, render};
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
    is_current: bool,
}

#[derive(Template)]
#[template(path = "handoff.html")]
struct HandoffTemplate {
    page: Page,
    title: String,
    /// Only while it is to be chosen.
    number: Option<u8>,
    code: Option<ShownCode>,
    typed: String,
    state: String,
    renew_in: i64,
    progress: Vec<Line>,
    /// How far it is, for whoever hears the page.
    heard: String,
    /// What becomes of this page.
    advice: String,
    is_active: bool,
    /// The code came to nothing: another one is offered.
    is_lost: bool,
    /// The service that this page may lead back to.
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
    let at = Moment::of(&handoff.progress);
    let progress = lines(&page, &handoff.progress, at);
    let service = handoff.service.filter(|_| !handoff.progress.is_over);
    let template = HandoffTemplate {
        title: title(&page, at),
        number: matches!(at, Moment::Offered | Moment::Claimed).then_some(handoff.number),
        renew_in: if code.is_some() { left.max(5) } else { 0 },
        typed: handoff
            .typed
            .map(|typed| typed.reveal().clone())
            .unwrap_or_default(),
        state: word(&handoff.progress),
        heard: heard(&page, &progress),
        progress,
        advice: advice(&page, at, service.is_some()),
        is_active: at == Moment::Active,
        is_lost: matches!(at, Moment::Late | Moment::Ended),
        service,
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
        // Whoever has an identity needs no new code.
        Err(failure) => {
            let back = home(&page);
            refuse(page, failure, back)
        }
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

/// What the page is about now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// The code waits for the app.
    Offered,
    /// The number waits to be chosen.
    Claimed,
    /// The person goes on in the app, and the page follows.
    UnderWay,
    /// What comes takes days, or this page can lead nowhere any more.
    Leave,
    /// The identity is active.
    Active,
    /// Nobody chose the number in time.
    Late,
    /// A wrong number, or « ce n'est pas moi ».
    Ended,
}

impl Moment {
    fn of(progress: &HandoffProgress) -> Self {
        let chapter = progress.journey.as_ref().map(|view| view.chapter);
        match progress.state {
            _ if progress.is_active => Self::Active,
            HandoffState::Ended => Self::Ended,
            HandoffState::Confirmed if progress.is_over => Self::Leave,
            HandoffState::Confirmed if chapter == Some(Chapter::Decision) => Self::Leave,
            HandoffState::Confirmed => Self::UnderWay,
            HandoffState::Offered | HandoffState::Claimed if progress.is_over => Self::Late,
            HandoffState::Offered => Self::Offered,
            HandoffState::Claimed => Self::Claimed,
        }
    }
}

fn title(page: &Page, at: Moment) -> String {
    let (french, english) = match at {
        Moment::Offered => (
            "Continuez dans l'application Sceau",
            "Continue in the Sceau app",
        ),
        Moment::Claimed => (
            "Choisissez ce nombre dans l'application",
            "Choose this number in the app",
        ),
        Moment::UnderWay | Moment::Leave => {
            ("Connecté à votre application", "Connected to your app")
        }
        Moment::Active => ("Votre identité est active", "Your identity is active"),
        Moment::Late => ("Ce code a expiré", "This code has expired"),
        Moment::Ended => ("La demande a pris fin", "The request has ended"),
    };
    page.say(french, english)
}

/// What becomes of this page. The decision takes longer than the page can lead back to the service.
fn advice(page: &Page, at: Moment, leads_back: bool) -> String {
    match at {
        Moment::Offered | Moment::Claimed => {
            page.say("Gardez cette page ouverte.", "Keep this page open.")
        }
        Moment::UnderWay => page.say(
            "Continuez dans l'application. Cette page avance avec vous.",
            "Go on in the app. This page advances with you.",
        ),
        Moment::Leave => page.say(
            "Vous pouvez fermer cette page. Une fois votre identité active, revenez sur le service et connectez-vous.",
            "You can close this page. Once your identity is active, come back to the service and log in.",
        ),
        Moment::Active if !leads_back => page.say(
            "Vous pouvez fermer cette page. Revenez sur le service et connectez-vous.",
            "You can close this page. Go back to the service and log in.",
        ),
        Moment::Active | Moment::Late | Moment::Ended => String::new(),
    }
}

const CHAPTERS: [(Chapter, &str, &str); 5] = [
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

/// The steps of the app's own progress bar.
fn lines(page: &Page, progress: &HandoffProgress, at: Moment) -> Vec<Line> {
    let first = (at == Moment::UnderWay).then_some(Chapter::Number);
    let reached = progress.journey.as_ref().map(|view| view.chapter).or(first);
    CHAPTERS
        .into_iter()
        .map(|(chapter, french, english)| Line {
            label: page.say(french, english),
            is_done: at == Moment::Active || reached.is_some_and(|reached| chapter < reached),
            is_current: at != Moment::Active && reached == Some(chapter),
        })
        .collect()
}

fn heard(page: &Page, lines: &[Line]) -> String {
    let all = lines.len();
    if let Some((place, line)) = lines.iter().enumerate().find(|(_, line)| line.is_current) {
        let (step, label) = (place + 1, &line.label);
        return page.say(
            &format!("Étape {step} sur {all} : {label}."),
            &format!("Step {step} of {all}: {label}."),
        );
    }
    let done = lines.iter().filter(|line| line.is_done).count();
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
