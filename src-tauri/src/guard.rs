//! What the window may open, and when its own camera and microphone are granted.

use crate::Host;
use tauri::webview::{PermissionKind, PermissionResponse};
use tauri::{Manager, Runtime, Url, Webview};

/// Whether an address is the interface itself: nothing else is ever shown in this window.
pub(crate) fn may_open(address: &Url) -> bool {
    let is_ours = match address.scheme() {
        "tauri" => address.host_str() == Some("localhost"),
        "http" | "https" => {
            address.host_str() == Some("tauri.localhost")
                || (cfg!(debug_assertions) && is_development_server(address))
        }
        _ => address.as_str() == "about:blank",
    };
    if !is_ours {
        tracing::warn!(scheme = address.scheme(), "a page elsewhere was refused");
    }
    is_ours && address.username().is_empty() && address.password().is_none()
}

fn is_development_server(address: &Url) -> bool {
    !cfg!(feature = "custom-protocol")
        && address.host_str() == Some("127.0.0.1")
        && address.port() == Some(5173)
}

/// Camera and microphone, only for our own page and only while a capture screen is active; nothing
/// else, ever.
pub(crate) fn answer<R: Runtime>(
    webview: &Webview<R>,
    kind: &PermissionKind,
) -> PermissionResponse {
    let is_media = matches!(kind, PermissionKind::Camera | PermissionKind::Microphone);
    let is_our_page = webview.url().is_ok_and(|page| may_open(&page));
    let is_capturing = webview
        .try_state::<Host>()
        .is_some_and(|host| host.is_capturing());
    if is_media && is_our_page && is_capturing {
        PermissionResponse::Allow
    } else {
        PermissionResponse::Deny
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_interface_itself_may_be_opened() {
        for (address, may) in [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html#/card", true),
            ("http://tauri.localhost/", true),
            ("https://tauri.localhost/", true),
            ("tauri://localhost.evil.test/", false),
            ("http://tauri.localhost.evil.test/", false),
            ("http://tauri.localhost@evil.test/", false),
            ("http://user@tauri.localhost/", false),
            ("https://example.org/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("data:text/html,hello", false),
            ("frame://localhost/picture/1", false),
        ] {
            assert_eq!(may_open(&address.parse().unwrap()), may, "{address}");
        }
    }
}
