//! What the log may say: routes and codes, never an address, a token, a name.

use crate::app::{App, EMAIL, PHONE};
use crate::browser::Browser;
use crate::scene::Scene;
use core::cell::RefCell;
use sceau_wire::StateName;
use std::io;
use tracing_subscriber::fmt::format::FmtSpan;

thread_local! {
    /// What this thread logged, while it listens.
    static HEARD: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Keeps what a listening thread logs; the other stories of this program log into nothing.
struct Ear;

impl io::Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        HEARD.with_borrow_mut(|heard| {
            if let Some(heard) = heard {
                heard.extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens to everything that this thread logs from now on.
pub(crate) fn listen() {
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_writer(|| Ear)
        .finish();
    // One for the whole program: whether a line is logged at all is decided once for all threads. Whoever
    // listens second finds it there.
    drop(tracing::subscriber::set_global_default(subscriber));
    HEARD.set(Some(Vec::new()));
}

/// What this thread logged since it listens.
pub(crate) fn heard() -> String {
    String::from_utf8(HEARD.take().unwrap()).unwrap()
}

// On one thread, so that it hears everything.
#[tokio::test(flavor = "current_thread")]
async fn no_token_name_number_or_address_is_ever_logged() {
    listen();
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::LetterSent).await;
    let link = scene.letter_link().await;
    let token = link.rsplit('/').next().unwrap().to_owned();
    let browser = Browser::of(&scene);
    browser.get(&link).await;
    browser.get("/suivi/jeton-de-suivi").await;
    browser.get("/lettre/jeton-inconnu").await;
    browser.waits_for(PHONE).await;
    browser
        .post("/connexion/numero", &[("numero", "0639981234x")])
        .await;
    app.get("/api/v1/uploads/nom-d-envoi").await;
    let log = heard();
    assert!(log.contains("/lettre/{token}"), "the route is named: {log}");
    assert!(log.contains("letter.link_unknown"), "and what was refused");
    for secret in [
        app.token.as_str(),
        &token,
        "jeton-de-suivi",
        "jeton-inconnu",
        "nom-d-envoi",
        EMAIL,
        "camille",
        "Martin",
        "639981234",
        "0639981234x",
        "X4RTBPFW4",
        "5f3ea91c",
    ] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}
