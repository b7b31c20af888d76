//! What the host tells a page by itself.

use crate::Host;
use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::stream::{self, Stream};
use sceau_client::Opener;
use std::convert::Infallible;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, Sender, channel};
use url::Url;

/// Pages to open outside: a browser opens them itself, when told.
#[derive(Debug, Clone)]
pub struct Pages(Sender<Url>);

impl Default for Pages {
    fn default() -> Self {
        Self(channel(8).0)
    }
}

impl Opener for Pages {
    fn open(&self, page: &Url) {
        // Nobody listening is no fault: the page was closed.
        let _ = self.0.send(page.clone());
    }
}

/// `GET /events`: `open_outside` with `{"url":"…"}`.
pub(crate) async fn serve(
    State(host): State<Host>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = stream::unfold(host.pages.0.subscribe(), next);
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn next(mut pages: Receiver<Url>) -> Option<(Result<Event, Infallible>, Receiver<Url>)> {
    loop {
        match pages.recv().await {
            Ok(page) => {
                let data = serde_json::json!({ "url": page.as_str() }).to_string();
                return Some((Ok(Event::default().event("open_outside").data(data)), pages));
            }
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}
