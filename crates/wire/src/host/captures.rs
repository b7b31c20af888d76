//! What a camera sees, and what was taken with it.

use super::host_types;
use crate::console::ComparedView;
use crate::document::DocumentDraft;
use crate::mirror::Part;
use crate::personal::Secret;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

host_types! {
    /// Cameras.
    CamerasView {
        /// The one that opens for the purpose first.
        cameras: Vec<CameraChoiceView>,
    }
    /// A camera to choose.
    CameraChoiceView {
        /// Its handle.
        camera: String,
        /// As the system names it.
        name: String,
        /// Which way it looks, where the system or the name tells.
        #[ts(optional)] facing: Option<CameraFacing>,
        /// Pixels of the largest picture it offers; absent while another program holds it.
        #[ts(optional)] width: Option<u32>,
        /// Pixels.
        #[ts(optional)] height: Option<u32>,
    }
    /// A zone before the camera.
    ZoneView {
        /// Whether one is in the picture: hold it a moment longer.
        is_seen: bool,
        /// What it says, once every character is sure. The person confirms it.
        #[ts(optional)]
        document: Option<DocumentDraft>,
        /// Why nothing is filled from it, though every character is sure: `foreign_passport`, `foreign_card`,
        /// `visa`, `other`, or `nationality` of a French document that says another one.
        #[ts(optional)]
        other: Option<String>,
        /// What the document itself says that keeps it from being sure: `date`, `state`, `document_code`, `names`.
        #[ts(optional)]
        hindrance: Option<String>,
    }
    /// An open camera.
    CameraView {
        /// Its handle.
        session: String,
        /// Where the screen fetches pictures; changes with every opening.
        preview_url: String,
    }
    /// How it is doing.
    CameraStatusView {
        /// Pictures arrive.
        is_running: bool,
        /// A code of `ErrorCode` when they do not.
        #[ts(optional)] fault: Option<crate::error::ErrorCode>,
        /// It went away for this reason, and is being opened again by itself.
        #[ts(optional)] reopening: Option<crate::error::ErrorCode>,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
        /// One hint, by its code: of a document `none`, `kind.<DocumentKind>` of another one that is held,
        /// `kind.foreign_passport|foreign_card|visa|other` of one that is never taken, `side`, `cut`, `closer`, `farther`,
        /// `center.left|right|up|down`, `tilt`, `dark`, `bright`, `glare`, `blur`, `fingers`, `hold`; of a face
        /// `face.none|multi|small|large|shadow|turned|eyes`, `face.off.left|right|up|down` as the person moves,
        /// `dark`, `bright`, `blur`, `hold`; of a turn `turn.fast|short|wrong_way`, `face.none`, `hold`; `black`, `frozen` or `reopening` when
        /// the camera itself is covered, hangs or went away.
        hint: String,
        /// Share of the steadiness that a picture by itself needs, 0 to 1; at 1 it may be taken.
        progress: f32,
        /// The document's four corners in shares of width and height, clockwise: x, y, x, y…
        #[ts(optional)] outline: Option<Vec<f32>>,
        /// How much of the turn's arc is filled, 0 to 1, while a turn is asked for.
        #[ts(optional)] arc: Option<f32>,
        /// Loudness now, 0 to 1, where there is sound.
        level: f32,
        /// One of our codes seen (`handoff` or `login`), to use with the command of its name.
        #[ts(optional)] code: Option<SeenCodeView>,
        /// A QR code that is not ours was seen.
        foreign_code: bool,
    }
    /// A code seen by the camera.
    SeenCodeView {
        /// For what.
        kind: CodeKind,
        /// As read.
        code: Secret,
    }
    /// A picture taken.
    PhotoView {
        /// Its handle.
        capture: String,
        /// The side.
        part: Part,
        /// Where the screen fetches it.
        picture_url: String,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
        /// `document.none`, `side`, `cut`, `dark`, `bright`, `glare.zone`, `glare.portrait`, `glare`, `blur`, `fingers`,
        /// `screen`, `small`: what may be wrong; empty when it looks fine.
        findings: Vec<String>,
        /// Whether a short clip is kept with it.
        has_clip: bool,
        /// What this device read from it; absent where nothing is to be read on this side.
        #[ts(optional)]
        reading: Option<PhotoReadingView>,
    }
    /// What was read from a picture, beside the declaration. It stops nobody.
    PhotoReadingView {
        /// Field by field; empty when the machine-readable zone could not be read.
        fields: Vec<ComparedView>,
        /// One thing to do.
        advice: ReadingAdvice,
        /// The field it is about, where it is about one.
        #[ts(optional)]
        about: Option<String>,
    }
    /// A video taken.
    VideoView {
        /// Its handle.
        capture: String,
        /// Where the screen plays it from.
        video_url: String,
        /// Milliseconds.
        duration_ms: u32,
        /// Frames per second, measured.
        fps: f32,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
        /// Whether it holds sound.
        has_sound: bool,
        /// When each prompt was shown.
        prompts_ms: Vec<u32>,
        /// `dark`, `silent` (in all, or for a while), `short`, `slow`.
        findings: Vec<String>,
    }
    /// Captures on their way.
    UploadsView {
        /// Oldest first.
        uploads: Vec<UploadView>,
    }
    /// A capture on its way.
    UploadView {
        /// The capture that travels.
        capture: String,
        /// As what.
        part: Part,
        /// Bytes acknowledged.
        sent: u64,
        /// Bytes in all.
        size: u64,
        /// How it is doing.
        state: UploadState,
        /// Why it stopped for good, or why it waits: `session.missing` until the same account signs in again.
        #[ts(optional)] problem: Option<crate::error::Problem>,
    }
}

/// What had better be done about a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadingAdvice {
    /// Nothing differs.
    GoOn,
    /// The reading is in doubt: take it again.
    Redo,
    /// Document and entry differ: look, and correct the entry where it is wrong.
    Correct,
    /// Another document, or somebody else's, is in the picture.
    OtherDocument,
}

/// What a camera is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CameraPurpose {
    /// A QR code on a computer's screen.
    QrCode,
    /// The document's front.
    DocumentFront,
    /// The document's back.
    DocumentBack,
    /// The face.
    Face,
}

/// Which way a camera looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CameraFacing {
    /// At the person before the screen.
    Front,
    /// Away from the screen.
    Back,
    /// It sees infrared: useless to people.
    Infrared,
}

/// Where frames come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CameraWay {
    /// The host opens the camera and shows previews.
    Host,
    /// The webview opens it and pushes frames and media.
    Webview,
}

/// What a seen code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CodeKind {
    /// A computer that hands over.
    Handoff,
    /// A login page.
    Login,
    /// A letter opened on another device.
    Letter,
}

/// How a capture on its way is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UploadState {
    /// Travelling.
    Sending,
    /// No connection: it resumes by itself.
    Waiting,
    /// Received and tied to the case.
    Done,
    /// Stopped for good.
    Failed,
}
