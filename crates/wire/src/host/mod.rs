//! Between the app's screens and their host: one command each, so that a capability can grant it.
//!
//! The screens hold no token, no key, no media: they see handles and views. The host is the Tauri
//! shell, or `devhost` for a plain browser; both serve exactly this list.

mod arguments;
mod captures;
mod views;

pub use arguments::*;
pub use captures::*;
pub use views::*;

use crate::account::SignInView;
use crate::configuration::ConfigurationView;
use crate::evidence::ChallengeView;
use crate::handoff::{HandoffView, HandoverView};
use crate::identity::IdentityView;
use crate::journey::JourneyView;
use crate::login::{LoginRequestView, LoginRequestsView};
use crate::person::{ConsentsView, PersonCodeView, RecoveryOutlookView, RecoveryView};
use ts_rs::TS;

macro_rules! host_types {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, Deserialize, TS)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),* }
    )+};
}
use host_types;

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
    /// The yes to `account.another`: what this device held for the other account is erased, and the account that was
    /// being signed in is.
    replace_account(Nothing) -> SignedInView;
    /// The no: everything stays as it was.
    decline_account(Nothing) -> Nothing;
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
    list_cameras(ListCamerasArgs) -> CamerasView;
    /// Opens a camera for a purpose. Pictures come at the session's preview address.
    open_camera(OpenCameraArgs) -> CameraView;
    /// How the camera is doing, and the QR code it has seen.
    watch_camera(SessionArgs) -> CameraStatusView;
    /// Turns its pictures by a quarter clockwise, where the camera is not built in upright.
    turn_camera(SessionArgs) -> Nothing;
    /// Closes it; one that is still opening too.
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
    mark_prompt(MarkPromptArgs) -> Nothing;
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
    /// What saying that the identity's device is lost would bring, before it is said.
    foresee_recovery(Nothing) -> RecoveryOutlookView;
    /// The identity's device is lost: this one may prove the person anew. Blocks the identity.
    begin_recovery(Nothing) -> RecoveryView;
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
    /// What the person agreed to, with the words they read.
    list_consents(Nothing) -> ConsentsView;
    /// Saves the person's data on this device.
    export_data(CodeArgs) -> ExportedFilesView;
    /// Erases the account, with its identity where it has one; this device forgets everything too.
    erase_account(CodeArgs) -> Nothing;
}
