//! Links that open the app: `sceau://…`, at launch or while it runs.

use crate::Host;
use std::sync::Arc;
use tauri::{AppHandle, Emitter, Manager, Runtime};
use tauri_plugin_deep_link::DeepLinkExt;

/// Told to the screen when a link was followed while the app runs; `start` then gives its code.
const FOLLOWED: &str = "link_followed";

/// Takes the link that launched the app, and every later one.
pub(crate) fn follow<R: Runtime>(app: &tauri::App<R>, host: &Host) {
    match app.deep_link().get_current() {
        Ok(links) => links.iter().flatten().for_each(|link| take(host, link)),
        Err(fault) => tracing::warn!(%fault, "no link could be read"),
    }
    let (host, handle) = (Arc::clone(host), app.handle().clone());
    app.deep_link().on_open_url(move |event| {
        event.urls().iter().for_each(|link| take(&host, link));
        show(&handle);
        if let Err(fault) = handle.emit_to("main", FOLLOWED, ()) {
            tracing::warn!(%fault, "the screen was not told of a link");
        }
    });
}

/// Brings the window forward: the app's, or the one that says why it cannot start.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>) {
    let named = |name| app.get_webview_window(name);
    let Some(window) = named("main").or_else(|| named("fault")) else {
        return;
    };
    let shown = window.show().and_then(|()| window.set_focus());
    if let Err(fault) = shown {
        tracing::warn!(%fault, "the window could not be brought forward");
    }
}

fn take(host: &Host, link: &tauri::Url) {
    if !host.follow_link(link.as_str()) {
        // Its text may be anything: only the fact is noted.
        tracing::info!("a link that is not ours was left alone");
    }
}
