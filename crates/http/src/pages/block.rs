//! « Bloquer mon identité » by the link of a mail. GET never blocks: scanners of mail follow links too.

use super::message::{help, render, say, show_or_refuse};
use super::page::Page;
use crate::Site;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use sceau_service::person::{block_by_link, look_at_block};
use sceau_service::records::asker_in_words;

#[derive(Template)]
#[template(path = "block.html")]
struct BlockTemplate {
    page: Page,
    service: String,
    when: String,
    token: String,
}

pub(crate) async fn ask(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    let seen = look_at_block(&site.world, &token).await;
    show_or_refuse(page, seen, |page, seen| {
        if seen.is_blocked {
            return blocked(page);
        }
        render(&BlockTemplate {
            when: page.moment(seen.asked_at),
            service: asker_in_words(&seen.service, seen.broker.as_deref(), page.language),
            page,
            token,
        })
    })
}

pub(crate) async fn block(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    let done = block_by_link(&site.world, &token).await;
    show_or_refuse(page, done, |page, ()| blocked(page))
}

fn blocked(page: Page) -> Response {
    let title = page.say("Votre identité est bloquée", "Your identity is blocked");
    let lines = vec![
        page.say(
            "Plus aucune connexion ne peut être approuvée. Les demandes en attente ont pris fin.",
            "No login can be approved any more. Requests that waited have ended.",
        ),
        page.say(
            "Pour la débloquer, ouvrez l'application Sceau sur l'appareil de votre identité. Ne donnez votre code secret à personne.",
            "To unblock it, open the Sceau app on your identity's device. Give your secret code to nobody.",
        ),
    ];
    let help = help(&page);
    say(page, title, lines, vec![help])
}
