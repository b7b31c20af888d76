//! Steps 3 and 4: the welcome page with its three tabs.

use super::login::passage_cookie;
use super::message::render;
use super::page::Page;
use askama::Template;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

/// Which tab is open: tabs are links, so that they work without script and are told to screen readers.
#[derive(Deserialize)]
pub(crate) struct Opened {
    voir: Option<String>,
}

struct Tab {
    key: &'static str,
    label: String,
    lines: Vec<String>,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "landing.html")]
struct LandingPage {
    page: Page,
    tabs: Vec<Tab>,
    has_passage: bool,
}

pub(crate) async fn show(
    page: Page,
    opened: Result<Query<Opened>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let mut tabs = tabs(&page);
    // An address that makes no sense shows the first tab: it is a welcome page.
    let wished = opened
        .ok()
        .and_then(|Query(opened)| opened.voir)
        .unwrap_or_default();
    let at = tabs.iter().position(|tab| tab.key == wished).unwrap_or(0);
    if let Some(tab) = tabs.get_mut(at) {
        tab.is_open = true;
    }
    let has_passage = passage_cookie(&headers).is_some();
    render(&LandingPage {
        page,
        tabs,
        has_passage,
    })
}

/// French and English.
type Words = (&'static str, &'static str);

const TABS: [(&str, Words, [Words; 3]); 3] = [
    (
        "avantages",
        ("Les avantages", "The benefits"),
        [
            (
                "Un seul compte pour plusieurs services, sans mot de passe.",
                "One account for several services, without a password.",
            ),
            (
                "Vous voyez qui demande quoi, et vous approuvez ou refusez.",
                "You see who asks for what, and you approve or refuse.",
            ),
            (
                "Vos photos et votre vidéo sont chiffrées, puis effacées.",
                "Your photographs and video are encrypted, then erased.",
            ),
        ],
    ),
    (
        "services",
        ("Où s'en servir ?", "Where to use it?"),
        [
            (
                "Sur le service de démonstration fourni avec cette installation.",
                "On the demonstration service that comes with this installation.",
            ),
            (
                "Sur tout service relié à cette installation par son aiguilleur.",
                "On every service linked to this installation by its broker.",
            ),
            (
                "Nulle part ailleurs : c'est un démonstrateur.",
                "Nowhere else: this is a demonstrator.",
            ),
        ],
    ),
    (
        "etapes",
        ("Comment ça marche ?", "How does it work?"),
        [
            (
                "Vous déclarez vos informations et confirmez votre adresse par une lettre recommandée électronique.",
                "You declare your data and confirm your address by an electronic registered letter.",
            ),
            (
                "Vous photographiez votre pièce d'identité et enregistrez une courte vidéo.",
                "You photograph your identity document and record a short video.",
            ),
            (
                "Un agent décide. Ensuite, chaque connexion s'approuve en quelques secondes.",
                "An operator decides. Then each login is approved in seconds.",
            ),
        ],
    ),
];

fn tabs(page: &Page) -> Vec<Tab> {
    let say = |(french, english): Words| page.say(french, english);
    TABS.into_iter()
        .map(|(key, label, lines)| Tab {
            key,
            label: say(label),
            lines: lines.into_iter().map(say).collect(),
            is_open: false,
        })
        .collect()
}
