//! Links that open the app. In a browser they say how to go on; looking consumes nothing.

use super::message::{Action, say};
use super::page::Page;
use axum::extract::Path;
use axum::response::Response;

pub(crate) async fn handoff(page: Page, Path(token): Path<String>) -> Response {
    let title = page.say(
        "Continuez dans l'application Sceau",
        "Continue in the Sceau app",
    );
    let lines = vec![
        page.say(
            "Si Sceau est installé sur cet appareil, ouvrez-le. Sinon, installez-le, puis scannez de nouveau le code de votre ordinateur.",
            "If Sceau is installed on this device, open it. Otherwise install it, then scan the code of your computer again.",
        ),
        page.say(
            "Ne continuez pas si quelqu'un vous a demandé d'ouvrir ce lien.",
            "Do not continue if someone asked you to open this link.",
        ),
    ];
    open(
        page,
        title,
        lines,
        &format!("sceau://handoff/{}", safe(&token)),
    )
}

pub(crate) async fn login(page: Page, Path(token): Path<String>) -> Response {
    let title = page.say(
        "Approuvez dans l'application Sceau",
        "Approve in the Sceau app",
    );
    let lines = vec![
        page.say(
            "L'application vous montrera qui demande, et quoi, avant que vous ne répondiez.",
            "The app will show you who asks, and for what, before you answer.",
        ),
        page.say(
            "Ne continuez pas si quelqu'un vous a envoyé ce lien : c'est lui que vous connecteriez à votre place.",
            "Do not continue if someone sent you this link: you would log them in, in your place.",
        ),
    ];
    open(
        page,
        title,
        lines,
        &format!("sceau://login/{}", safe(&token)),
    )
}

fn open(page: Page, title: String, lines: Vec<String>, address: &str) -> Response {
    let label = page.say("Ouvrir Sceau", "Open Sceau");
    say(
        page,
        title,
        lines,
        vec![Action {
            label,
            address: address.to_owned(),
            is_first: true,
        }],
    )
}

/// Only the characters that our tokens are made of.
fn safe(token: &str) -> String {
    token
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .take(128)
        .collect()
}
