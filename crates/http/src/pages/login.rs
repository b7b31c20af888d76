//! Steps 2 and 33 in the browser: the number, the code, the wait.

use super::browser::Visitor;
use super::message::{Action, home, refuse, render, say};
use super::page::Page;
use super::qr::{self, ShownCode};
use crate::Site;
use crate::extract::cookie_in;
use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Json, Redirect, Response};
use sceau_service::failure::{Failure, Refusal};
use sceau_service::login::{
    Finished, InteractionCookie, LoginState, Passage, abandon_interaction, begin_interaction,
    find_interaction, finish_login, give_phone, offer_code, show_login, watch_login,
};
use sceau_service::records::asker_in_words;
use serde::{Deserialize, Serialize};

/// The cookie that binds a browser to its passage.
const COOKIE: &str = "sceau_passage";

/// The passage of a browser, if it has one.
pub(crate) fn passage_cookie(headers: &HeaderMap) -> Option<InteractionCookie> {
    cookie_in(headers, COOKIE)?.parse().ok()
}

/// Sets a cookie for pages only, unreadable to scripts, sent again by links from elsewhere.
pub(crate) fn set_cookie(name: &str, value: &str, is_secure: bool) -> Option<HeaderValue> {
    let secure = if is_secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!(
        "{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}"
    ))
    .ok()
}

/// Begins a passage and leads to the first page.
pub(super) async fn begin(
    site: &Site,
    page: Page,
    Visitor(browser): Visitor,
    parameters: &[(String, String)],
) -> Response {
    match begin_interaction(&site.world, parameters, browser).await {
        Ok(begun) => {
            let mut answer = Redirect::to("/connexion").into_response();
            let value = begun.cookie.to_value();
            if let Some(cookie) = set_cookie(COOKIE, value.reveal(), page.is_secure) {
                answer.headers_mut().append(header::SET_COOKIE, cookie);
            }
            answer
        }
        Err(failure) => super::oidc::refuse_authorization(site, page, failure),
    }
}

#[derive(Template)]
#[template(path = "phone.html")]
struct PhonePage {
    page: Page,
    asker: String,
    service: String,
    typed: String,
    error: Option<String>,
}

pub(crate) async fn show(State(site): State<Site>, page: Page, headers: HeaderMap) -> Response {
    match passage(&site, &headers).await {
        Ok((_, passage)) => match passage.state {
            LoginState::NotAsked | LoginState::Expired | LoginState::Mismatch => {
                phone_page(page, passage, String::new(), None)
            }
            LoginState::Waiting | LoginState::Approved => {
                Redirect::to("/connexion/attente").into_response()
            }
            LoginState::Refused | LoginState::PageOver | LoginState::Finished => {
                over(page, &passage)
            }
        },
        Err(failure) => lost(page, failure),
    }
}

fn phone_page(page: Page, passage: Passage, typed: String, error: Option<String>) -> Response {
    let status = if error.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    (
        status,
        render(&PhonePage {
            asker: asker_in_words(&passage.service, passage.broker.as_deref(), page.language),
            page,
            service: passage.service,
            typed,
            error,
        }),
    )
        .into_response()
}

/// The number typed, in any usual spelling.
#[derive(Deserialize, Default)]
pub(crate) struct NumberForm {
    numero: String,
}

pub(crate) async fn give_number(
    State(site): State<Site>,
    page: Page,
    headers: HeaderMap,
    form: Result<Form<NumberForm>, FormRejection>,
) -> Response {
    // A form without its field is an empty field: the page says what to type.
    let form = form.map(|Form(form)| form).unwrap_or_default();
    let given = match passage_cookie(&headers) {
        Some(cookie) => give_phone(&site.world, &cookie, &form.numero).await,
        None => Err(Refusal::NotFound.into()),
    };
    match given {
        Ok(()) => Redirect::to("/connexion/attente").into_response(),
        Err(Failure::Refusal(Refusal::Phone(_))) => {
            let passage = match passage(&site, &headers).await {
                Ok((_, passage)) => passage,
                Err(failure) => return lost(page, failure),
            };
            let error = page.say(
                "Saisissez un numéro de mobile français, par exemple 06 39 98 12 34.",
                "Type a French mobile number, for example 06 39 98 12 34.",
            );
            phone_page(page, passage, form.numero, Some(error))
        }
        Err(failure) => lost(page, failure),
    }
}

pub(crate) async fn use_code(State(site): State<Site>, page: Page, headers: HeaderMap) -> Response {
    let offered = match passage_cookie(&headers) {
        Some(cookie) => offer_code(&site.world, &cookie).await,
        None => Err(Refusal::NotFound.into()),
    };
    match offered {
        Ok(()) => Redirect::to("/connexion/attente").into_response(),
        Err(failure) => lost(page, failure),
    }
}

#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingPage {
    page: Page,
    asker: String,
    service: String,
    number: u8,
    code: Option<ShownCode>,
    state: &'static str,
    renew_in: i64,
}

pub(crate) async fn wait(State(site): State<Site>, page: Page, headers: HeaderMap) -> Response {
    let shown = match passage_cookie(&headers) {
        Some(cookie) => show_login(&site.world, &cookie).await,
        None => Err(Refusal::NotFound.into()),
    };
    let login = match shown {
        Ok(login) => login,
        Err(failure) => return lost(page, failure),
    };
    match login.state {
        LoginState::Waiting => {
            let code = login.link.as_ref().and_then(|link| {
                let link = link.reveal();
                qr::show(link, qr::app_link("login", link))
            });
            let state = word(LoginState::Waiting);
            let left = login
                .code_expires_at
                .duration_since(site.world.clock.now())
                .as_secs();
            let renew_in = if code.is_some() { left.max(5) } else { 0 };
            let (service, number) = (login.service, login.number);
            render(&WaitingPage {
                asker: asker_in_words(&service, login.broker.as_deref(), page.language),
                page,
                service,
                number,
                code,
                state,
                renew_in,
            })
        }
        LoginState::Approved => Redirect::to("/connexion/terminer").into_response(),
        LoginState::NotAsked => Redirect::to("/connexion").into_response(),
        LoginState::Expired | LoginState::Mismatch => again(page, login.state),
        LoginState::Refused | LoginState::PageOver | LoginState::Finished => {
            ended(page, login.state, &login.service)
        }
    }
}

/// What the waiting page asks every second.
#[derive(Serialize)]
pub(crate) struct WaitState {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<&'static str>,
}

pub(crate) async fn watch(State(site): State<Site>, headers: HeaderMap) -> Response {
    let state = match passage_cookie(&headers) {
        Some(cookie) => watch_login(&site.world, &cookie).await,
        None => Err(Refusal::NotFound.into()),
    };
    match state {
        Ok(state) => {
            let next = (state == LoginState::Approved).then_some("/connexion/terminer");
            Json(WaitState {
                state: word(state),
                next,
            })
            .into_response()
        }
        Err(failure) => crate::problem::Refused::from(failure).into_response(),
    }
}

pub(crate) async fn finish(State(site): State<Site>, page: Page, headers: HeaderMap) -> Response {
    let finished = match passage_cookie(&headers) {
        Some(cookie) => finish_login(&site.world, &cookie).await,
        None => Err(Refusal::NotFound.into()),
    };
    match finished {
        Ok(Finished::Redirect(address)) => Redirect::to(address.as_str()).into_response(),
        Ok(Finished::NotYet(_)) => Redirect::to("/connexion/attente").into_response(),
        Err(failure) => lost(page, failure),
    }
}

/// « Retourner sur … »: the service learns that the person gave up. A link, because a form would be
/// stopped on its way through broker and service by `form-action`; so it is only taken from a person
/// who follows it on our own pages (`docs/adr/`, leaving a login).
pub(crate) async fn give_up(State(site): State<Site>, page: Page, headers: HeaderMap) -> Response {
    if !is_followed_here(&headers) {
        return Redirect::to("/connexion").into_response();
    }
    let left = match passage_cookie(&headers) {
        Some(cookie) => abandon_interaction(&site.world, &cookie).await,
        None => Err(Refusal::NotFound.into()),
    };
    match left {
        Ok(address) => Redirect::to(address.as_str()).into_response(),
        Err(failure) => lost(page, failure),
    }
}

/// Whether a person followed a link of our own pages, or typed the address: not another site's doing,
/// and not a browser that fetches ahead (Fetch Metadata; absent from browsers that do not send it).
fn is_followed_here(headers: &HeaderMap) -> bool {
    let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_ours = matches!(value("sec-fetch-site"), None | Some("same-origin" | "none"));
    let is_ahead = ["sec-purpose", "purpose", "x-moz"]
        .into_iter()
        .any(|name| value(name).is_some_and(|purpose| purpose.contains("prefetch")));
    is_ours && !is_ahead
}

pub(crate) async fn changed_number(page: Page) -> Response {
    let lines = vec![
        page.say(
            "Votre identité est liée à votre appareil, pas seulement à votre numéro.",
            "Your identity is bound to your device, not only to your number.",
        ),
        page.say(
            "Pour vous connecter maintenant, utilisez le QR code : l'application répondra sans votre numéro.",
            "To log in now, use the QR code: the app will answer without your number.",
        ),
        page.say(
            "Pour la suite, ouvrez l'application Sceau : Paramètres, puis « Changer de numéro ». Votre nouveau numéro sera prouvé par un SMS et confirmé avec votre code secret.",
            "For later, open the Sceau app: Settings, then “Change my number”. Your new number will be proved by an SMS and confirmed with your secret code.",
        ),
    ];
    let back = Action {
        label: page.say("Revenir", "Go back"),
        address: "/connexion".into(),
        is_first: true,
    };
    let title = page.say("J'ai changé de numéro", "I changed my number");
    say(page, title, lines, vec![back])
}

async fn passage(
    site: &Site,
    headers: &HeaderMap,
) -> Result<(InteractionCookie, Passage), Failure> {
    let cookie = passage_cookie(headers).ok_or(Refusal::NotFound)?;
    let passage = find_interaction(&site.world, &cookie).await?;
    Ok((cookie, passage))
}

fn lost(page: Page, failure: Failure) -> Response {
    let back = home(&page);
    refuse(page, failure, back)
}

/// The request ended, the page lives: another one may be made.
fn again(page: Page, state: LoginState) -> Response {
    let (title, line) =
        if state == LoginState::Mismatch {
            (
            page.say("Ce n'était pas le bon nombre", "It was not the right number"),
            page.say(
                "La demande a pris fin des deux côtés. Si ce n'était pas vous, ne recommencez pas.",
                "The request has ended on both sides. If it was not you, do not begin again.",
            ),
        )
        } else {
            (
                page.say("La demande a expiré", "The request has expired"),
                page.say(
                    "Elle est restée deux minutes sans réponse dans l'application.",
                    "It went two minutes without an answer in the app.",
                ),
            )
        };
    let retry = Action {
        label: page.say("Recommencer", "Begin again"),
        address: "/connexion".into(),
        is_first: true,
    };
    let leave = Action {
        label: page.say("Retourner au service", "Return to the service"),
        address: "/connexion/retour".into(),
        is_first: false,
    };
    say(page, title, vec![line], vec![retry, leave])
}

fn over(page: Page, passage: &Passage) -> Response {
    ended(page, passage.state, &passage.service)
}

fn ended(page: Page, state: LoginState, service: &str) -> Response {
    let (title, line) = match state {
        LoginState::Refused => (
            page.say("Vous avez refusé cette connexion", "You refused this login"),
            page.say(
                "Le service n'a reçu aucune donnée.",
                "The service received no data.",
            ),
        ),
        LoginState::Finished => (
            page.say("Cette connexion est terminée", "This login is over"),
            page.say(
                "La réponse a été envoyée au service.",
                "The answer was sent to the service.",
            ),
        ),
        _ => (
            page.say("Cette page a expiré", "This page has expired"),
            page.say(
                "Une page de connexion est valable cinq minutes.",
                "A login page is good for five minutes.",
            ),
        ),
    };
    let mut actions = Vec::new();
    if state != LoginState::Finished {
        let label = page.say("Retourner sur ", "Return to ") + service;
        actions.push(Action {
            label,
            address: "/connexion/terminer".into(),
            is_first: true,
        });
    }
    say(page, title, vec![line], actions)
}

const fn word(state: LoginState) -> &'static str {
    match state {
        LoginState::NotAsked => "not_asked",
        LoginState::Waiting => "waiting",
        LoginState::Approved => "approved",
        LoginState::Refused => "refused",
        LoginState::Expired => "expired",
        LoginState::Mismatch => "mismatch",
        LoginState::PageOver => "over",
        LoginState::Finished => "finished",
    }
}
