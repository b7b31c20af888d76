//! The inbox's pages: `/inbox/`, one mail, its HTML in a closed frame, and JSON for journeys.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};

use super::{InboxState, Mail, Sms};
use crate::web::{Action, MessagePage, common_routes, page, page_headers};

/// A mail's own HTML: no script, no request to anyone, links open in a new tab.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
     sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

#[derive(Template)]
#[template(path = "inbox.html")]
struct InboxPage {
    site: &'static str,
    title: String,
    mails: Vec<Mail>,
    threads: Vec<Thread>,
}

/// The messages of one number, newest first.
struct Thread {
    to: String,
    messages: Vec<Sms>,
}

#[derive(Template)]
#[template(path = "inbox_mail.html")]
struct MailPage {
    site: &'static str,
    title: String,
    mail: Mail,
}

const SITE: &str = "Boîte de réception";

/// Its routes.
pub fn router(state: Arc<InboxState>) -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::to("/inbox/") }))
        .route("/inbox", get(|| async { Redirect::to("/inbox/") }))
        .route("/inbox/", get(list))
        .route("/inbox/mail/{id}", get(show_mail))
        .route("/inbox/mail/{id}/html", get(show_html))
        .route("/inbox/api/messages", get(list_as_json))
        .merge(common_routes())
        .with_state(state)
}

async fn list(State(state): State<Arc<InboxState>>) -> Response {
    let mut threads: Vec<Thread> = Vec::new();
    for sms in state.outbox.messages() {
        match threads.iter_mut().find(|thread| thread.to == sms.to) {
            Some(thread) => thread.messages.push(sms),
            None => threads.push(Thread {
                to: sms.to.clone(),
                messages: vec![sms],
            }),
        }
    }
    let template = InboxPage {
        site: SITE,
        title: String::from("Courriers et SMS"),
        mails: state.outbox.mails(),
        threads,
    };
    page(StatusCode::OK, &template)
}

async fn show_mail(State(state): State<Arc<InboxState>>, Path(id): Path<String>) -> Response {
    match state.outbox.mail(&id) {
        Some(mail) => {
            let title = if mail.subject.is_empty() {
                String::from("Courrier sans objet")
            } else {
                mail.subject.clone()
            };
            page(
                StatusCode::OK,
                &MailPage {
                    site: SITE,
                    title,
                    mail,
                },
            )
        }
        None => not_found(),
    }
}

async fn show_html(State(state): State<Arc<InboxState>>, Path(id): Path<String>) -> Response {
    match state.outbox.mail(&id).and_then(|mail| mail.html) {
        Some(html) => {
            let framed = format!("<base target=\"_blank\">{html}");
            (page_headers(MAIL_POLICY), framed).into_response()
        }
        None => not_found(),
    }
}

/// `{"mails": […], "sms": […]}`, newest first.
async fn list_as_json(State(state): State<Arc<InboxState>>) -> Response {
    let messages = serde_json::json!({
        "mails": state.outbox.mails(),
        "sms": state.outbox.messages(),
    });
    Json(messages).into_response()
}

fn not_found() -> Response {
    let template = MessagePage {
        site: SITE,
        title: String::from("Courrier introuvable"),
        paragraphs: vec![String::from("Ce courrier n’est plus dans la boîte.")],
        details: Vec::new(),
        code: None,
        actions: vec![Action {
            label: String::from("Voir les courriers et SMS"),
            href: String::from("/inbox/"),
        }],
    };
    page(StatusCode::NOT_FOUND, &template)
}
