//! What the app knows at launch, before any network.

use super::Answer;
use crate::App;
use crate::{files, links};
use sceau_wire::host::{CameraWay, Nothing, Preferences, RecordingState, StartView};

/// Tells what was kept on this device. A link that launched the app is told once.
///
/// # Errors
/// None today; the type is that of every command.
pub async fn start(app: &App, _: Nothing) -> Answer<StartView> {
    let preferences = files::read_json(&app.preferences_file()).unwrap_or(Preferences {
        language: None,
        theme: None,
        text_percent: 100,
        high_contrast: None,
        signals: None,
        notices: None,
    });
    let awaited = app.awaited_sign_in().await;
    let mut memory = app.memory();
    Ok(StartView {
        has_session: memory.token.is_some(),
        is_locked: memory.device.is_some() && !memory.is_unlocked,
        has_secret_code: memory.device.is_some(),
        at_stake: memory.holder.at_stake,
        sign_in: awaited.filter(|_| memory.token.is_none()),
        preferences,
        version: app.settings.version.to_owned(),
        platform: app.settings.platform.to_owned(),
        is_mocked: app.settings.is_mocked,
        camera: if app.cameras.is_pushed() {
            CameraWay::Webview
        } else {
            CameraWay::Host
        },
        link_code: memory.link.take(),
        recording: memory.recording.take(),
    })
}

impl App {
    /// Takes a link that was followed (`sceau://…`); told by the next `start`. False when it is not
    /// one of ours.
    pub fn follow_link(&self, link: &str) -> bool {
        let seen = links::recognise(&self.settings.server, link);
        let is_ours = seen.is_some();
        if is_ours {
            self.memory().link = seen;
        }
        is_ours
    }

    /// Whether a capture screen is active: a webview's own camera is granted only then.
    pub fn is_capturing(&self) -> bool {
        self.cameras.is_open()
    }

    /// A page begins: what the one before it left open is closed, and a film it was making is told to be made again.
    /// Blocks until the camera's light is off.
    pub fn page_begins(&self) {
        if self.cameras.is_filming() {
            self.memory().recording = Some(RecordingState::ToRedo);
        }
        self.cameras.close_any();
    }

    /// Ends what must not outlive the window: the camera.
    pub fn close(&self) {
        self.cameras.close_any();
    }
}
