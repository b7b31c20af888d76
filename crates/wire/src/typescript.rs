//! Prints the contract to TypeScript: one file, committed in `ui/src/generated/wire.ts`.
//!
//! `./dev gen` writes it; tests on both sides fail when it differs from what is committed.

use crate::{
    account, browser, configuration, console, document, error, evidence, export, handoff, host,
};
use crate::{identity, journey, letter, login, person};
use std::fmt::Write as _;
use ts_rs::{Config, TS};

macro_rules! declarations {
    ($config:ident; $($type:ty),+ $(,)?) => {
        [$((<$type as TS>::docs(), <$type as TS>::decl(&$config))),+]
    };
}

/// The whole contract as TypeScript.
pub fn print() -> String {
    let mut out = String::from(
        "// Generated from crates/wire by `./dev gen`. Do not edit.\n/* eslint-disable */\n\n",
    );
    for (docs, declaration) in declarations() {
        let docs = docs.unwrap_or_default();
        let _ = writeln!(out, "{}export {declaration}\n", docs.trim_start());
    }
    out.push_str(
        "/** Every command of the host: argument and result. */\nexport interface Commands {\n",
    );
    for command in host::commands() {
        let does = command.does.trim();
        let _ = writeln!(out, "  /** {does} */");
        let _ = writeln!(
            out,
            "  {}: {{ args: {}; result: {} }};",
            command.name, command.args, command.result
        );
    }
    out.push_str("}\n\n/** Every error code, for tables that must be total. */\nexport const ERROR_CODES = [\n");
    for code in error::ErrorCode::ALL {
        let _ = writeln!(out, "  \"{}\",", code.as_str());
    }
    out.push_str("] as const satisfies readonly ErrorCode[];\n");
    out
}

fn declarations() -> Vec<(Option<String>, String)> {
    let config = Config::new().with_large_int("number");
    declarations!(config;
        crate::StateName, crate::EventName, crate::Actor, crate::Chapter, crate::Part,
        crate::DocumentKind, crate::ZoneField, crate::Sex, crate::DigitsWay, crate::ThirdTask,
        crate::personal::Personal, crate::personal::Secret,
        error::ErrorCode, error::FieldFindingView, error::Problem,
        account::SignInCodeRequest, account::SignInView, account::SignInRequest,
        account::HandoffProof, account::SessionView, account::DeviceRequest,
        account::KeyProtection, account::DeviceView, account::UnlockRequest, account::UnlockView,
        browser::BrowserView,
        configuration::ConfigurationView, configuration::Localised, configuration::TextView,
        configuration::TextPurpose, configuration::RetentionView, configuration::HoursView,
        document::DocumentDraft, document::BirthplaceDraft, document::BirthplaceView,
        document::DeclarationView, document::NoticeView, document::RegisterView,
        document::SentView, document::RegisterFindingView, document::RegisterWeight,
        evidence::EvidenceRequest, evidence::EvidenceSource, evidence::VideoFacts,
        evidence::FilmSignature,
        evidence::ChallengeRequest, evidence::ChallengeView,
        handoff::HandoffClaimRequest, handoff::HandoffView, handoff::HandoffConfirmRequest,
        handoff::HandoverView, handoff::HandoverCodeView, handoff::HandoverState,
        handoff::NewcomerView, handoff::HandoverApprovalRequest,
        identity::IdentityView, identity::DeviceSummaryView, identity::ActivityView, identity::PastLoginView,
        journey::JourneyRequest, journey::ConsentRequest, journey::JourneyView,
        journey::StateView, journey::RedoView,
        letter::LetterView, letter::LetterStatus, letter::LetterEventView,
        login::LoginRequestsView, login::OpenLoginRequest, login::LoginRequestView,
        login::LoginAnswerRequest, login::LoginDecision,
        person::DeedNonceView, person::DeedProof, person::PersonCodeView, person::RecoveryView, person::RecoveryOutlookView, person::UnblockRequest,
        person::NumberCodeRequest, person::ChangeNumberRequest, person::ReportRequest,
        person::ExportedView, person::ConsentsView, person::GivenConsentView,
        export::ExportView, export::ExportedAccount, export::ExportedIdentity,
        export::ExportedDevice, export::ExportedCaseView, export::ExportedConsent,
        export::ExportedEvidence, export::ExportedDecision, export::ExportedEvent,
        export::ExportedLetter, export::ExportedLogin,
        console::OperatorSignInRequest, console::QueueView, console::QueueItemView, console::ReportedLoginView,
        console::CaseView, console::FirstPicturesView, console::FirstPictureView, console::FirstFilmView, console::ComparedView, console::EarlierDecisionView,
        console::ExaminedView, console::ExaminedFilmView, console::ExaminedLookView, console::KeptFrameView, console::FaceMeasureView, console::SightView, console::HeardView, console::VoiceView,
        console::PictureMeasuresView, console::ExaminedFacesView, console::FacesScoreView, console::FrameScoreView,
        console::ExaminedZoneView, console::ZoneFindingView, console::ZoneRepairView,
        console::ExaminedSealView, console::SealHeaderView, console::SealFindingView, console::SealFieldView,
        console::EvidenceView, console::CaseChallengeView, console::FilmSeal,
        console::HistoryView, console::CheckAnswer, console::DecisionRequest,
        console::ReasonRequest, console::Verdict, console::DecisionView, console::DeskRequest,
        console::DeskView, console::ReleaseRequest, console::BirthplaceCodeRequest,
        host::Nothing, host::CodeArgs, host::NumberArgs, host::EmailArgs, host::JourneyArgs,
        host::EntriesArgs, host::EntriesView,
        host::SearchArgs, host::SessionArgs, host::ReadZoneArgs, host::ZoneView, host::CaptureArgs, host::OpenOutsideArgs,
        host::ListCamerasArgs, host::OpenCameraArgs, host::TakePhotoArgs, host::ImportPhotoArgs,
        host::DrawChallengeArgs, host::StartRecordingArgs, host::MarkPromptArgs, host::PushFrameArgs, host::PushMediaArgs, host::SubmitArgs,
        host::RemoveDeviceArgs, host::UnblockArgs, host::ReportArgs, host::NewNumberArgs,
        host::ChangeNumberArgs, host::ExportedFilesView,
        host::AnswerArgs, host::StartView, host::Preferences, host::SignedInView,
        host::CommunesView, host::CommuneView, host::TodayView, host::CountriesView, host::CountryView,
        host::CamerasView, host::CameraChoiceView, host::CameraView, host::CameraStatusView,
        host::SeenCodeView, host::PhotoView, host::PhotoReadingView, host::ReadingAdvice, host::VideoView, host::UploadsView,
        host::UploadView, host::OutsidePage, host::CameraPurpose, host::CameraFacing, host::CameraWay,
        host::RecordingState, host::AtStake, host::AwaitedSignInView,
        host::CodeKind, host::UploadState,
    )
    .to_vec()
}
