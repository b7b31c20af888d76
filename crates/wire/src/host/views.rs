//! What a screen is shown.

use super::host_types;
use crate::account::SignInView;
use crate::console::ComparedView;
use crate::document::DocumentDraft;
use crate::mirror::Part;
use crate::personal::{Personal, Secret};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

host_types! {
    /// Where the person's data was saved.
    ExportedFilesView {
        /// The folder, as the person finds it.
        folder: String,
        /// The file for machines.
        data: String,
        /// The file to read and print.
        pdf: String,
    }

    /// What the app knows at launch.
    StartView {
        /// Whether a session is kept on this device.
        has_session: bool,
        /// Whether the secret code must be typed first.
        is_locked: bool,
        /// Whether a secret code was chosen on this device.
        has_secret_code: bool,
        /// What is lost once this device forgets its key.
        at_stake: AtStake,
        /// A sign-in whose code was sent and not given yet; absent once signed in.
        #[ts(optional)] sign_in: Option<AwaitedSignInView>,
        /// Kept on this device.
        preferences: Preferences,
        /// The app's version.
        version: String,
        /// `linux`, `windows`, `macos`, `android`, `ios`, `browser`.
        platform: String,
        /// Builds for testers with a scenario: a banner says never to use real data.
        is_mocked: bool,
        /// Where frames come from: the host's camera, or the webview's (the phone's way).
        camera: CameraWay,
        /// A code that launched the app by its link.
        #[ts(optional)] link_code: Option<SeenCodeView>,
        /// What became of the recording that was under way when the app was killed; absent when none
        /// was. Told once.
        #[ts(optional)] recording: Option<RecordingState>,
    }
    /// A sign-in whose code was sent, as it was when the app ended.
    AwaitedSignInView {
        /// Where the code went, so that another may be asked for.
        email: Personal,
        /// The sign-in.
        sent: SignInView,
    }
    /// What was typed and is not sent yet.
    EntriesView {
        /// As kept; absent when nothing was.
        #[ts(optional)] entries: Option<Personal>,
    }
    /// Kept on this device.
    Preferences {
        /// `fr` or `en`; absent until chosen.
        #[ts(optional)] language: Option<String>,
        /// `light`, `dark`; absent to follow the system.
        #[ts(optional)] theme: Option<String>,
        /// 100 to 200.
        text_percent: u16,
        /// Stronger lines and texts; absent until chosen, which means no.
        #[ts(optional)] high_contrast: Option<bool>,
        /// A sound and a tap in the hand when a photograph is taken; absent until chosen, which means yes.
        #[ts(optional)] signals: Option<bool>,
        /// A notice of the system when something waits while the window is not looked at; absent until chosen, which
        /// means yes.
        #[ts(optional)] notices: Option<bool>,
    }
    /// Signed in.
    SignedInView {
        /// The address, masked.
        email_masked: String,
        /// The account has an active identity: until the device that holds it is unlocked, this session may not act
        /// for it.
        needs_trusted_device: bool,
        /// This account's device key is here: the secret code opens it.
        has_secret_code: bool,
        /// Somebody else was here before: what they left is thrown away, and the screens forget what they typed.
        is_another_person: bool,
    }
    /// Communes.
    CommunesView {
        /// Communes of that time.
        at_birth: Vec<CommuneView>,
        /// « Vouliez-vous dire… »: communes of that time on whose ground one of another time stands
        /// that was typed; that one itself, which cannot be chosen, where none is known.
        did_you_mean: Vec<CommuneView>,
    }
    /// A commune.
    CommuneView {
        /// COG, five characters.
        code: String,
        /// As at the birth date.
        name: String,
        /// Of that time: « Seine ».
        department: String,
        /// Its code, two or three characters.
        department_code: String,
        /// First year of this code and name; absent when it is older than the list.
        #[ts(optional)] since: Option<i16>,
        /// Last year; absent while in force.
        #[ts(optional)] until: Option<i16>,
        /// The list only knows that the change came in that year or later.
        is_change_undated: bool,
        /// The commune of which it is a part: an arrondissement, a commune déléguée or associée.
        #[ts(optional)] part_of: Option<String>,
        /// The commune that holds its ground today, when it has ended.
        #[ts(optional)] today: Option<TodayView>,
    }
    /// A commune of today.
    TodayView {
        /// Its name.
        name: String,
        /// « Val-de-Marne (94) »
        department: String,
    }
    /// Countries.
    CountriesView {
        /// Best first.
        countries: Vec<CountryView>,
    }
    /// A country.
    CountryView {
        /// COG, `99…`.
        code: String,
        /// In French.
        name_fr: String,
        /// In English.
        name_en: String,
        /// What it was at the birth date, in French, where that was something else.
        #[ts(optional)] then_fr: Option<String>,
        /// The same in English.
        #[ts(optional)] then_en: Option<String>,
    }
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

/// A recording found at launch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordingState {
    /// It was cut off: nothing of it is left on the device, nothing of it was sent.
    ToRedo,
}

/// What hangs on the key that this device keeps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AtStake {
    /// Nothing: a code received by e-mail leads back to the case.
    #[default]
    Nothing,
    /// The active identity: without the key it must be recovered by a new proofing.
    Identity,
    /// A recovery under way: it would begin anew, and its delay with it.
    Recovery,
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

/// A page outside the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutsidePage {
    /// The mailbox: in test installations, the local one.
    Mailbox,
    /// The letter's tracking page.
    LetterTracking,
    /// Help.
    Help,
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
