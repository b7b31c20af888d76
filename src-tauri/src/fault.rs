//! A start that failed: one window that says why, and a way to try again.

use crate::{frames, start};
use sceau_client::StartFault;
use tauri::webview::WebviewWindowBuilder;
use tauri::{App, AppHandle, ExitRequestApi, Manager, Runtime, Url, WebviewUrl};

/// The page, served by the scheme of frames while there is no host.
pub(crate) struct FaultPage(pub(crate) String);

const RETRY: &str = "/retry";

/// Shows the fault. The window may ask nothing of the shell: no capability names it.
pub(crate) fn show<R: Runtime>(app: &App<R>, fault: &StartFault) -> tauri::Result<()> {
    tracing::error!(%fault, "the app cannot start");
    let base = frames::BASE;
    let place = start::place_of(app, fault);
    app.manage(FaultPage(
        fault.page(place.as_deref(), &format!("{base}{RETRY}")),
    ));
    let page: Url = format!("{base}/")
        .parse()
        .map_err(tauri::Error::InvalidUrl)?;
    let handle = app.handle().clone();
    let window = WebviewWindowBuilder::new(app, "fault", WebviewUrl::CustomProtocol(page))
        .on_navigation(move |address| {
            if address.path() == RETRY {
                handle.request_restart();
            }
            address.path() == "/" && address.as_str().starts_with(base)
        });
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    let window = window.title("Sceau").inner_size(480.0, 720.0);
    window.build().map(|_| ())
}

/// The window of a fault was closed: the exit code says that the app did not start.
pub(crate) fn leave<R: Runtime>(handle: &AppHandle<R>, code: Option<i32>, api: &ExitRequestApi) {
    if code.is_none() && handle.try_state::<FaultPage>().is_some() {
        api.prevent_exit();
        handle.exit(1);
    }
}
