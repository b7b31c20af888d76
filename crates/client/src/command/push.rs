//! The phone's way: the webview's own camera pushes frames and films.

use super::Answer;
use crate::App;
use crate::app::blocking;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use core::time::Duration;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{Nothing, PushFrameArgs, PushMediaArgs};

/// Takes a frame; one that was not looked at yet is replaced, one that was overtaken is let go.
///
/// # Errors
/// `capture.unknown`, `file.too_big`, `file.not_a_picture`.
pub async fn push_frame(app: &App, args: PushFrameArgs) -> Answer<Nothing> {
    let open = app.cameras.get(&args.session)?;
    let taken = Duration::from_millis(args.at_ms.into());
    blocking(move || open.push_frame(&args.jpeg, taken)).await??;
    Ok(Nothing {})
}

/// Takes a piece of the film.
///
/// # Errors
/// `capture.unknown` when nothing is recorded, `file.too_big`, `storage.full`, `storage.failed`; the film
/// is thrown away then.
pub async fn push_media(app: &App, args: PushMediaArgs) -> Answer<Nothing> {
    let open = app.cameras.get(&args.session)?;
    blocking(move || open.push_media(&bytes_of(&args.bytes)?, args.last)).await??;
    Ok(Nothing {})
}

fn bytes_of(text: &str) -> Answer<Vec<u8>> {
    STANDARD
        .decode(text)
        .map_err(|_| Problem::new(ErrorCode::RequestMalformed))
}
