//! Between the app's screens and their host: one command each, so that a capability can grant it.
//!
//! The screens hold no token, no key, no media: they see handles and views. The host is the Tauri
//! shell, or `devhost` for a plain browser; both serve exactly this list.

use crate::account::SignInView;
use crate::configuration::ConfigurationView;
use crate::console::ComparedView;
use crate::document::DocumentDraft;
use crate::evidence::ChallengeView;
use crate::handoff::{HandoffView, HandoverView};
use crate::identity::IdentityView;
use crate::journey::{ConsentRequest, JourneyRequest, JourneyView};
use crate::login::{LoginDecision, LoginRequestView, LoginRequestsView};
use crate::mirror::Part;
use crate::person::PersonCodeView;
use crate::personal::{Personal, Secret};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! host_types {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, Deserialize, TS)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),* }
    )+};
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $name:ident($args:ty) -> $result:ty;)+) => {
        /// Every command of the host: its name, the TypeScript of its argument, of its result, and
        /// what it does.
        pub fn commands() -> Vec<CommandText> {
            let config = ts_rs::Config::default();
            vec![$(CommandText {
                name: stringify!($name),
                args: <$args as TS>::name(&config),
                result: <$result as TS>::name(&config),
                does: concat!($($doc),+),
            }),+]
        }

        /// The names of all commands, for capabilities and for the hosts' tests.
        pub const COMMAND_NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

/// A command, for printing the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandText {
    /// Its name.
    pub name: &'static str,
    /// TypeScript of its argument.
    pub args: String,
    /// TypeScript of its result.
    pub result: String,
    /// What it does.
    pub does: &'static str,
}

commands! {
    /// What the app knows at launch, before any network.
    start(Nothing) -> StartView;
    /// The installation's configuration; the last one known when offline.
    get_configuration(Nothing) -> ConfigurationView;
    /// Keeps language, theme and text size on this device.
    save_preferences(Preferences) -> Nothing;
    /// Opens a page outside: the mailbox, the tracking page, help.
    open_outside(OpenOutsideArgs) -> Nothing;

    /// Takes the code that a computer shows.
    claim_handoff(CodeArgs) -> HandoffView;
    /// Chooses the computer's number, or says « Ce n'est pas moi ».
    confirm_handoff(NumberArgs) -> Nothing;
    /// Signs in with the account that a computer's app gave, once its number is confirmed.
    join_handover(Nothing) -> SignedInView;
    /// Offers this app's account to another device.
    offer_handover(Nothing) -> HandoverView;
    /// Follows the offer from either side, and says that this one is there.
    watch_handover(Nothing) -> HandoverView;
    /// Lets the new device hold the identity, with this device's secret code.
    approve_handover(CodeArgs) -> Nothing;
    /// Ends an offer that nobody took, or turns away a new device that waits for its approval.
    end_handover(Nothing) -> Nothing;
    /// Sends a sign-in code to an address; again for another one.
    request_sign_in_code(EmailArgs) -> SignInView;
    /// Gives the code received.
    sign_in(CodeArgs) -> SignedInView;
    /// Chooses the secret code: makes and seals the device key, binds it to the account.
    choose_secret_code(CodeArgs) -> Nothing;
    /// Unlocks with the secret code.
    unlock(CodeArgs) -> Nothing;
    /// Forgets this device's session and key.
    sign_out(Nothing) -> Nothing;

    /// Where the person stands.
    get_journey(Nothing) -> JourneyView;
    /// Sends one event of the journey.
    send_journey(JourneyArgs) -> JourneyView;
    /// Signs the activation with the device key.
    activate(CodeArgs) -> JourneyView;
    /// Keeps what was typed and is not sent yet, sealed on this device.
    keep_entries(EntriesArgs) -> Nothing;
    /// Gives it back after a restart, once unlocked.
    recall_entries(Nothing) -> EntriesView;
    /// Communes matching what is typed, at the birth date first.
    search_communes(SearchArgs) -> CommunesView;
    /// Countries matching what is typed.
    search_countries(SearchArgs) -> CountriesView;

    /// The cameras of this machine.
    list_cameras(Nothing) -> CamerasView;
    /// Opens a camera for a purpose. Pictures come at the session's preview address.
    open_camera(OpenCameraArgs) -> CameraView;
    /// How the camera is doing, and the QR code it has seen.
    watch_camera(SessionArgs) -> CameraStatusView;
    /// Closes it.
    close_camera(SessionArgs) -> Nothing;
    /// Looks for the machine-readable zone of the document held before the camera.
    read_zone(ReadZoneArgs) -> ZoneView;
    /// Takes the picture of a side, with a short clip where the camera allows.
    take_photo(TakePhotoArgs) -> PhotoView;
    /// Takes a file chosen by the person instead.
    import_photo(ImportPhotoArgs) -> PhotoView;
    /// Draws digits and third task for one video.
    draw_challenge(DrawChallengeArgs) -> ChallengeView;
    /// Begins recording.
    start_recording(StartRecordingArgs) -> Nothing;
    /// Notes that a prompt is on the screen now.
    mark_prompt(SessionArgs) -> Nothing;
    /// Ends recording.
    finish_recording(SessionArgs) -> VideoView;
    /// A frame of the webview's own camera (the phone's way).
    push_frame(PushFrameArgs) -> Nothing;
    /// A piece of the webview's own recording.
    push_media(PushMediaArgs) -> Nothing;
    /// Throws a capture away.
    discard_capture(CaptureArgs) -> Nothing;
    /// Sends a capture: it travels in the background and resumes by itself.
    submit_capture(SubmitArgs) -> UploadView;
    /// The captures on their way.
    list_uploads(Nothing) -> UploadsView;

    /// Login requests that wait.
    list_login_requests(Nothing) -> LoginRequestsView;
    /// Opens the request of a code scanned or followed.
    open_login_request(CodeArgs) -> LoginRequestView;
    /// Answers one.
    answer_login_request(AnswerArgs) -> Nothing;
    /// The active identity.
    get_identity(Nothing) -> IdentityView;
    /// Another device of the account may not act any more.
    remove_device(RemoveDeviceArgs) -> Nothing;
    /// No login can be approved any more. Needs no code: saying no is never hard.
    block_identity(Nothing) -> Nothing;
    /// Sends the code without which a blocked identity stays so.
    ask_unblock_code(Nothing) -> PersonCodeView;
    /// Lets the identity be used again.
    unblock_identity(UnblockArgs) -> Nothing;
    /// Reports a login of the history.
    report_login(ReportArgs) -> Nothing;
    /// Sends a code to a new number.
    ask_number_code(NewNumberArgs) -> PersonCodeView;
    /// Changes the number.
    change_number(ChangeNumberArgs) -> Nothing;
    /// Saves the person's data on this device.
    export_data(CodeArgs) -> ExportedFilesView;
    /// Erases the identity and the account; this device forgets everything too.
    erase_identity(CodeArgs) -> Nothing;
}

host_types! {
    /// No argument, no result.
    Nothing {}
    /// A code typed, scanned or followed.
    CodeArgs {
        /// As typed, scanned or followed.
        code: Secret,
    }
    /// The number chosen, or none for « Ce n'est pas moi ».
    NumberArgs {
        /// One of the three offered.
        #[ts(optional)]
        number: Option<u8>,
    }
    /// An address and the language of the mail.
    EmailArgs {
        /// The address.
        email: Personal,
        /// `fr` or `en`.
        language: String,
    }
    /// One event.
    JourneyArgs {
        /// The event.
        request: JourneyRequest,
    }
    /// What was typed and is not sent yet: the interface's own text, at most 64 KiB.
    EntriesArgs {
        /// In place of what was kept before.
        entries: Personal,
    }
    /// What is typed; the birth date (`YYYY-MM-DD`) decides which communes come first.
    SearchArgs {
        /// As typed so far.
        query: Personal,
        /// As declared.
        #[ts(optional)]
        birth_date: Option<Personal>,
    }
    /// A camera session.
    SessionArgs {
        /// As opened.
        session: String,
    }
    /// A capture kept on this device, sealed.
    CaptureArgs {
        /// Its handle.
        capture: String,
    }
    /// What to open.
    OpenOutsideArgs {
        /// The page.
        page: OutsidePage,
    }
    /// Which camera, for what.
    OpenCameraArgs {
        /// For what.
        purpose: CameraPurpose,
        /// Which; the best one for the purpose otherwise.
        #[ts(optional)]
        camera: Option<String>,
    }
    /// Which side to take.
    TakePhotoArgs {
        /// As opened.
        session: String,
        /// The side.
        part: Part,
    }
    /// The consent to the face video, asked for before each.
    DrawChallengeArgs {
        /// To the text shown.
        consent: ConsentRequest,
    }
    /// A file's bytes, base64, at most ten megabytes.
    ImportPhotoArgs {
        /// The side.
        part: Part,
        /// Base64.
        bytes: String,
    }
    /// With or without sound.
    StartRecordingArgs {
        /// As opened.
        session: String,
        /// Whether the microphone is used: never in writing mode.
        with_sound: bool,
    }
    /// A frame: JPEG, base64.
    PushFrameArgs {
        /// As opened.
        session: String,
        /// Base64.
        jpeg: String,
        /// Milliseconds since the session was opened.
        at_ms: u32,
    }
    /// A piece of MP4, base64; `last` closes it.
    PushMediaArgs {
        /// As opened.
        session: String,
        /// Base64.
        bytes: String,
        /// Whether it is the end.
        last: bool,
    }
    /// What is sent, as what.
    SubmitArgs {
        /// Its handle.
        capture: String,
        /// As what.
        part: Part,
        /// For the video.
        #[ts(optional)] challenge: Option<String>,
        /// Whether the device spoke the digits.
        audio_prompt: bool,
    }
    /// An answer; an approval carries the browser's number and the secret code.
    AnswerArgs {
        /// Which request.
        request: String,
        /// The answer.
        decision: LoginDecision,
        /// The browser's two digits.
        #[ts(optional)]
        number: Option<u8>,
        /// The secret code.
        #[ts(optional)]
        code: Option<Secret>,
    }

    /// Which device, and the secret code.
    RemoveDeviceArgs {
        /// As listed.
        device: String,
        /// The secret code.
        code: Secret,
    }
    /// Both codes.
    UnblockArgs {
        /// The one of the mail.
        mailed: Secret,
        /// The secret code.
        code: Secret,
    }
    /// Which login, and whether the identity is blocked with it.
    ReportArgs {
        /// As listed.
        login: String,
        /// Whether to block too.
        block: bool,
    }
    /// A new number.
    NewNumberArgs {
        /// In any usual spelling.
        number: Personal,
    }
    /// A new number and both codes.
    ChangeNumberArgs {
        /// As the code was sent to.
        number: Personal,
        /// The code of the SMS.
        texted: Secret,
        /// The secret code.
        code: Secret,
    }
    /// Where the person's data was saved.
    ExportedFilesView {
        /// The folder, as the person finds it.
        folder: String,
        /// The file for machines.
        data: String,
        /// The file to read and print.
        page: String,
    }

    /// What the app knows at launch.
    StartView {
        /// Whether a session is kept on this device.
        has_session: bool,
        /// Whether the secret code must be typed first.
        is_locked: bool,
        /// Whether a secret code was chosen on this device.
        has_secret_code: bool,
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
    }
    /// Signed in.
    SignedInView {
        /// The address, masked.
        email_masked: String,
        /// The account's identity is active on another device.
        needs_trusted_device: bool,
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
        /// The default first.
        cameras: Vec<CameraChoiceView>,
    }
    /// A camera to choose.
    CameraChoiceView {
        /// Its handle.
        camera: String,
        /// As the system names it.
        name: String,
        /// `front`, `back` or `infrared`, where the system or the name tells.
        #[ts(optional)] facing: Option<String>,
    }
    /// An open camera, and the day that tells the century of a birth.
    ReadZoneArgs {
        /// The session.
        session: String,
        /// `YYYY-MM-DD`.
        today: String,
    }
    /// A zone before the camera.
    ZoneView {
        /// Whether one is in the picture: hold it a moment longer.
        is_seen: bool,
        /// What it says, once every character is sure. The person confirms it.
        #[ts(optional)]
        document: Option<DocumentDraft>,
    }
    /// An open camera.
    CameraView {
        /// Its handle.
        session: String,
        /// Where the screen fetches pictures; changes with every opening.
        preview_url: String,
        /// Whether the camera has a microphone beside it.
        has_microphone: bool,
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
        /// One hint, by its code: of a document `none`, `side`, `cut`, `closer`, `farther`,
        /// `center.left|right|up|down`, `tilt`, `dark`, `bright`, `glare`, `blur`, `hold`; of a face
        /// `face.none|multi|small|large|off|shadow|turned|eyes`, `dark`, `bright`, `blur`, `hold`; of a
        /// turn `turn.fast|short|wrong_way`, `face.none`, `hold`; `black`, `frozen` or `reopening` when
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
        /// `side`, `cut`, `dark`, `bright`, `glare`, `blur`, `screen`, `small`: what may be wrong; empty
        /// when it looks fine.
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
        /// Why it stopped, when it did for good.
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
