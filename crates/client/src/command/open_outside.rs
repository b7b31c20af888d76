//! Pages outside the app: an allow-list of three.

use super::Answer;
use crate::App;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{Nothing, OpenOutsideArgs, OutsidePage};
use sceau_wire::journey::StateView;
use url::Url;

/// Opens a page with the system's own program. The screen names the page, never its address.
///
/// # Errors
/// `not_found` when this installation or this state has no such page.
pub async fn open_outside(app: &App, args: OpenOutsideArgs) -> Answer<Nothing> {
    let page = match args.page {
        OutsidePage::Mailbox => app.settings.mailbox.clone(),
        OutsidePage::LetterTracking => tracking_page(app),
        OutsidePage::Help => help_page(app),
    };
    let page = page.ok_or(Problem::new(ErrorCode::NotFound))?;
    app.ports.opener.open(&page);
    Ok(Nothing {})
}

/// Only on our server: a view is data, and data must not lead elsewhere.
fn tracking_page(app: &App) -> Option<Url> {
    let memory = app.memory();
    let letter = match &memory.journey.as_ref()?.at {
        StateView::LetterSent { letter, .. } | StateView::Processing { letter, .. } => letter,
        _ => return None,
    };
    let page = app.settings.server.join(&letter.tracking_url).ok()?;
    (page.origin() == app.settings.server.origin()).then_some(page)
}

fn help_page(app: &App) -> Option<Url> {
    let memory = app.memory();
    let page = app
        .settings
        .server
        .join(&memory.configuration.as_ref()?.help_url)
        .ok()?;
    matches!(page.scheme(), "https" | "http").then_some(page)
}
