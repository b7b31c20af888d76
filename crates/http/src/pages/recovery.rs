//! « Ce n'est pas moi »: the link of the mail that tells of a recovery. GET never stops it: scanners of mail
//! follow links too.

use super::message::{help, render, say, show_or_refuse};
use super::page::Page;
use crate::Site;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use sceau_service::person::{look_at_recovery, stop_recovery};

#[derive(Template)]
#[template(path = "recovery.html")]
struct RecoveryTemplate {
    page: Page,
    when: String,
    from: String,
    token: String,
}

pub(crate) async fn ask(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    let seen = look_at_recovery(&site.world, &token).await;
    show_or_refuse(page, seen, |page, delay| {
        render(&RecoveryTemplate {
            when: page.moment(delay.asked_at),
            from: page.moment(delay.possible_from),
            page,
            token,
        })
    })
}

pub(crate) async fn stop(
    State(site): State<Site>,
    page: Page,
    Path(token): Path<String>,
) -> Response {
    let done = stop_recovery(&site.world, &token).await;
    show_or_refuse(page, done, |page, ()| stopped(page))
}

fn stopped(page: Page) -> Response {
    let title = page.say("La demande est arrêtée", "The request is stopped");
    let lines = vec![
        page.say(
            "Tout ce qui a été envoyé est effacé. L'appareil qui l'a demandé est déconnecté.",
            "Everything that was sent is erased. The device that asked is signed out.",
        ),
        page.say(
            "Votre identité reste bloquée. Pour la débloquer, ouvrez l'application Sceau sur l'appareil de votre identité. Ne donnez votre code secret à personne.",
            "Your identity stays blocked. To unblock it, open the Sceau app on your identity's device. Give your secret code to nobody.",
        ),
        page.say(
            "Quelqu'un lit peut-être vos e-mails : changez le mot de passe de votre messagerie.",
            "Someone may be reading your mail: change the password of your mailbox.",
        ),
    ];
    let help = help(&page);
    say(page, title, lines, vec![help])
}
