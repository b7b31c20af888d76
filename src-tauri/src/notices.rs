//! The system's own notices, while nobody looks at the window.

use sceau_client::Notifier;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::NotificationExt;

pub(crate) struct SystemNotifier<R: Runtime>(pub(crate) AppHandle<R>);

impl<R: Runtime> Notifier for SystemNotifier<R> {
    fn is_looked_at(&self) -> bool {
        let window = self.0.get_webview_window("main");
        // Without a window the app is beginning or ending: nothing is told.
        window.is_none_or(|window| window.is_focused().unwrap_or(true))
    }

    fn show(&self, text: &str) {
        let notice = self.0.notification().builder().title("Sceau").body(text);
        if let Err(fault) = notice.show() {
            tracing::warn!(%fault, "a notice could not be shown");
        }
    }
}
