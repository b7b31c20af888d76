//! The thin shell: a window, and the commands of `sceau-client` behind it.
//!
//! What this room deliberately does not know: what any command does.

mod commands;
mod fault;
mod frames;
mod guard;
mod links;
mod notices;
mod platform;
mod start;

use sceau_client::{App, StartFault};
use std::process::ExitCode;
use std::sync::Arc;
use tauri::webview::{PageLoadEvent, WebviewWindowBuilder};
use tauri::{Builder, Manager, RunEvent, Runtime, WebviewUrl};

/// What every command finds in the shell's state.
pub(crate) type Host = Arc<App>;

/// Runs the app on a phone, whose system wants no exit code.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run_mobile() {
    run();
}

/// Runs the app until its window closes. Where it cannot start, the window says why, and the exit code is that of a
/// failure.
pub fn run() -> ExitCode {
    platform::log_to_stderr();
    let builder = with_plugins(Builder::default())
        .invoke_handler(commands::handler())
        .register_asynchronous_uri_scheme_protocol(frames::SCHEME, frames::serve)
        .on_permission_request(|webview, kind| guard::answer(&webview, &kind))
        .setup(|app| Ok(set_up(app).or_else(|fault| fault::show(app, &fault))?));
    match builder.build(context()) {
        Ok(app) => {
            let code = app.run_return(|handle, event| match event {
                RunEvent::Exit => {
                    if let Some(host) = handle.try_state::<Host>() {
                        host.close();
                    }
                }
                RunEvent::ExitRequested { code, api, .. } => fault::leave(handle, code, &api),
                _ => {}
            });
            u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(fault) => {
            tracing::error!(%fault, "the app cannot start");
            ExitCode::FAILURE
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the macro's own code ends a phone's process"
)]
fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

/// Single-instance must be first: a second launch hands its link over and ends before anything else.
fn with_plugins<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    let builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| {
        links::show(app);
    }));
    let opener = tauri_plugin_opener::Builder::new().open_js_links_on_click(false);
    builder
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(opener.build())
}

fn set_up<R: Runtime>(app: &mut tauri::App<R>) -> Result<(), StartFault> {
    let host = start::open(app)?;
    app.manage(Arc::clone(&host));
    links::follow(app, &host);
    tauri::async_runtime::spawn(sceau_client::run_notices(Arc::clone(&host)));
    tauri::async_runtime::spawn(sceau_client::run_uploads(host));
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .on_navigation(guard::may_open)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Started {
                let host = Arc::clone(&window.state::<Host>());
                tauri::async_runtime::spawn_blocking(move || host.page_begins());
            }
        });
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    let window = window
        .title("Sceau")
        .inner_size(480.0, 820.0)
        .min_inner_size(320.0, 480.0);
    let built = window.build().map(drop);
    built.map_err(|fault| StartFault::System(fault.to_string()))
}
