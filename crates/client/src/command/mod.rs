//! One command of `wire::host` per file, and the one list of them all.

mod activate;
mod another_account;
mod answer_login_request;
mod birthplaces;
mod camera;
mod configuration;
mod draw_challenge;
mod entries;
mod handoff;
mod handover;
mod identity;
mod journey;
mod login_requests;
mod open_outside;
mod person;
mod photo;
mod preferences;
mod push;
mod secret_code;
mod sign_in;
mod sign_out;
mod start;
mod uploads;
mod video;
mod zone;

pub use activate::activate;
pub use another_account::{decline_account, replace_account};
pub use answer_login_request::answer_login_request;
pub use birthplaces::{search_communes, search_countries};
pub use camera::{close_camera, list_cameras, open_camera, turn_camera, watch_camera};
pub use configuration::get_configuration;
pub use draw_challenge::draw_challenge;
pub use entries::{keep_entries, recall_entries};
pub use handoff::{claim_handoff, confirm_handoff};
pub use handover::{approve_handover, end_handover, join_handover, offer_handover, watch_handover};
pub use identity::get_identity;
pub use journey::{get_journey, send_journey};
pub use login_requests::{list_login_requests, open_login_request};
pub use open_outside::open_outside;
pub use person::{
    ask_number_code, ask_unblock_code, begin_recovery, block_identity, change_number,
    erase_account, export_data, foresee_recovery, list_consents, remove_device, report_login,
    unblock_identity,
};
pub use photo::{import_photo, take_photo};
pub use preferences::save_preferences;
pub use push::{push_frame, push_media};
pub(crate) use secret_code::Drawn;
pub use secret_code::{choose_secret_code, unlock};
pub use sign_in::{request_sign_in_code, sign_in};
pub use sign_out::sign_out;
pub use start::start;
pub use uploads::{discard_capture, list_uploads, submit_capture};
pub use video::{finish_recording, mark_prompt, start_recording};
pub use zone::read_zone;

use sceau_wire::error::{ErrorCode, Problem};
use serde::Serialize;
use serde_json::Value;

/// What every command answers.
pub type Answer<T> = Result<T, Problem>;

/// Calls the macro `$serve` with every command as `name(Args) -> Result;`. Each is the function
/// `command::name(&App, Args) -> Answer<Result>` of this module; a host that expands this serves
/// exactly the contract, and a test holds the list against `wire::host`.
#[macro_export]
macro_rules! commands {
    ($serve:ident) => {
        $serve! {
            start(Nothing) -> StartView;
            get_configuration(Nothing) -> ConfigurationView;
            save_preferences(Preferences) -> Nothing;
            open_outside(OpenOutsideArgs) -> Nothing;
            claim_handoff(CodeArgs) -> HandoffView;
            confirm_handoff(NumberArgs) -> Nothing;
            join_handover(Nothing) -> SignedInView;
            offer_handover(Nothing) -> HandoverView;
            watch_handover(Nothing) -> HandoverView;
            approve_handover(CodeArgs) -> Nothing;
            end_handover(Nothing) -> Nothing;
            request_sign_in_code(EmailArgs) -> SignInView;
            sign_in(CodeArgs) -> SignedInView;
            replace_account(Nothing) -> SignedInView;
            decline_account(Nothing) -> Nothing;
            choose_secret_code(CodeArgs) -> Nothing;
            unlock(CodeArgs) -> Nothing;
            sign_out(Nothing) -> Nothing;
            get_journey(Nothing) -> JourneyView;
            send_journey(JourneyArgs) -> JourneyView;
            activate(CodeArgs) -> JourneyView;
            keep_entries(EntriesArgs) -> Nothing;
            recall_entries(Nothing) -> EntriesView;
            search_communes(SearchArgs) -> CommunesView;
            search_countries(SearchArgs) -> CountriesView;
            list_cameras(ListCamerasArgs) -> CamerasView;
            open_camera(OpenCameraArgs) -> CameraView;
            watch_camera(SessionArgs) -> CameraStatusView;
            turn_camera(SessionArgs) -> Nothing;
            close_camera(SessionArgs) -> Nothing;
            read_zone(ReadZoneArgs) -> ZoneView;
            take_photo(TakePhotoArgs) -> PhotoView;
            import_photo(ImportPhotoArgs) -> PhotoView;
            draw_challenge(DrawChallengeArgs) -> ChallengeView;
            start_recording(StartRecordingArgs) -> Nothing;
            mark_prompt(MarkPromptArgs) -> Nothing;
            finish_recording(SessionArgs) -> VideoView;
            push_frame(PushFrameArgs) -> Nothing;
            push_media(PushMediaArgs) -> Nothing;
            discard_capture(CaptureArgs) -> Nothing;
            submit_capture(SubmitArgs) -> UploadView;
            list_uploads(Nothing) -> UploadsView;
            list_login_requests(Nothing) -> LoginRequestsView;
            open_login_request(CodeArgs) -> LoginRequestView;
            answer_login_request(AnswerArgs) -> Nothing;
            get_identity(Nothing) -> IdentityView;
            remove_device(RemoveDeviceArgs) -> Nothing;
            block_identity(Nothing) -> Nothing;
            foresee_recovery(Nothing) -> RecoveryOutlookView;
            begin_recovery(Nothing) -> RecoveryView;
            ask_unblock_code(Nothing) -> PersonCodeView;
            unblock_identity(UnblockArgs) -> Nothing;
            report_login(ReportArgs) -> Nothing;
            ask_number_code(NewNumberArgs) -> PersonCodeView;
            change_number(ChangeNumberArgs) -> Nothing;
            list_consents(Nothing) -> ConsentsView;
            export_data(CodeArgs) -> ExportedFilesView;
            erase_account(CodeArgs) -> Nothing;
        }
    };
}

/// An answer as the screens get it: what is absent is left out, as the printed contract says
/// (`name?: string`), never `null`.
///
/// # Errors
/// `server.failed` when the answer has no JSON form, which no type of the contract allows.
pub fn to_json(answer: &impl Serialize) -> Answer<Vec<u8>> {
    let internal = |_| Problem::new(ErrorCode::Internal);
    let mut json = serde_json::to_value(answer).map_err(internal)?;
    leave_out_absent(&mut json);
    serde_json::to_vec(&json).map_err(internal)
}

fn leave_out_absent(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(leave_out_absent);
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out_absent),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
