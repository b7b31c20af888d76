//! Opening, watching and closing a camera.

use super::Answer;
use crate::App;
use crate::app::blocking;
use sceau_wire::DigitsWay;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{
    CameraPurpose, CameraStatusView, CameraView, CamerasView, ListCamerasArgs, Nothing,
    OpenCameraArgs, SessionArgs,
};
use sceau_wire::journey::StateView;
use std::sync::Arc;

/// The cameras of this machine; none where the webview opens its own.
///
/// # Errors
/// `camera.none`, `camera.denied`.
pub async fn list_cameras(app: &App, args: ListCamerasArgs) -> Answer<CamerasView> {
    let cameras = Arc::clone(&app.cameras);
    let cameras = blocking(move || cameras.list(args.purpose)).await??;
    Ok(CamerasView { cameras })
}

/// Opens a camera in place of the one before: the one that is named, from now on, or that was chosen before.
///
/// # Errors
/// `camera.none`, `camera.busy`, `camera.denied`, `camera.lost`; `capture.unknown` when it was closed, or another one
/// opened, before its first picture came; `request.malformed` for a session's name that is none.
pub async fn open_camera(app: &App, args: OpenCameraArgs) -> Answer<CameraView> {
    let with_sound = args.purpose == CameraPurpose::Face && speaks(app);
    let document = app.memory().document_kind();
    let cameras = Arc::clone(&app.cameras);
    let name = args.session;
    if !is_name(&name) {
        return Err(Problem::new(ErrorCode::RequestMalformed));
    }
    let opened =
        blocking(move || cameras.open(name, args.purpose, args.camera, with_sound, document))
            .await??;
    Ok(CameraView {
        session: opened.name.clone(),
        preview_url: format!("{}/preview/{}.jpg", app.settings.media_base, opened.name),
    })
}

/// How the camera is doing, and the code it has seen. Takes some ten milliseconds while it looks for codes.
///
/// # Errors
/// `capture.unknown` when it was closed meanwhile.
pub async fn watch_camera(app: &App, args: SessionArgs) -> Answer<CameraStatusView> {
    let open = app.cameras.get(&args.session)?;
    let server = app.settings.server.clone();
    blocking(move || open.watch(&server)).await
}

/// Turns its pictures by a quarter clockwise, where the camera is not built in upright; remembered on this device.
///
/// # Errors
/// `capture.unknown` when it was closed meanwhile, or is the webview's own, whose pictures are upright;
/// `request.conflict` while it films.
pub async fn turn_camera(app: &App, args: SessionArgs) -> Answer<Nothing> {
    let cameras = Arc::clone(&app.cameras);
    blocking(move || cameras.turn_pictures(&args.session)).await??;
    Ok(Nothing {})
}

/// Closes it; its light is off when this answers.
///
/// # Errors
/// None in practice: closing twice is no fault.
pub async fn close_camera(app: &App, args: SessionArgs) -> Answer<Nothing> {
    let cameras = Arc::clone(&app.cameras);
    blocking(move || cameras.close(&args.session)).await?;
    Ok(Nothing {})
}

/// Whether it can stand in a preview's address and is hard to guess there.
fn is_name(session: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (22..=64).contains(&session.len()) && session.bytes().all(is_plain)
}

/// Whether digits are spoken: in writing mode the microphone is never opened.
fn speaks(app: &App) -> bool {
    let memory = app.memory();
    let of_journey = memory
        .journey
        .as_ref()
        .and_then(|journey| match journey.at {
            StateView::FaceVideo { way, .. } => Some(way),
            _ => None,
        });
    of_journey.or(memory.challenge.as_ref().map(|challenge| challenge.way))
        != Some(DigitsWay::Write)
}
