//! What the person decides on their own page. Deeds are signed with the key that the secret code opens.

use super::Answer;
use super::secret_code::open_device_key;
use crate::App;
use crate::app::{blocking, storage_failed};
use crate::erasure::may_be_done;
use crate::files;
use crate::remote::Call;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::deed::{Deed, DeedStatement};
use sceau_domain::id::{DeviceId, LoginRequestId};
use sceau_domain::phone::PhoneNumber;
use sceau_wire::error::{ErrorCode, FieldFindingView, Problem};
use sceau_wire::host::{
    AtStake, ChangeNumberArgs, CodeArgs, ExportedFilesView, NewNumberArgs, Nothing,
    RemoveDeviceArgs, ReportArgs, UnblockArgs,
};
use sceau_wire::person::{
    ChangeNumberRequest, ConsentsView, DeedNonceView, DeedProof, NumberCodeRequest, PersonCodeView,
    RecoveryOutlookView, RecoveryView, ReportRequest, UnblockRequest,
};
use sceau_wire::{Personal, Secret};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

/// Signs a deed: the server draws what is signed, this device's secret code opens the key.
async fn sign(app: &App, deed: Deed<'_>, code: &Secret) -> Answer<DeedProof> {
    let drawn: DeedNonceView = app
        .ask(Call::post("api/v1/identity/deed"), None::<&()>)
        .await?;
    let (device, key) = open_device_key(app, code.reveal()).await?;
    let statement = DeedStatement {
        deed,
        device,
        nonce: drawn.nonce.reveal(),
    };
    let signature = key
        .sign(&statement.to_bytes())
        .map_err(|_| Problem::new(ErrorCode::Internal))?;
    Ok(DeedProof {
        signature: STANDARD.encode(signature.reveal()).into(),
        nonce: drawn.nonce,
    })
}

/// Removes another device of the account.
///
/// # Errors
/// Those of unlocking; `not_found` for a device that is not there any more; `device.not_trusted`, the
/// network's.
pub async fn remove_device(app: &App, args: RemoveDeviceArgs) -> Answer<Nothing> {
    let device: DeviceId = args.device.parse().map_err(|_| not_found())?;
    let proof = sign(app, Deed::RemoveDevice(device), &args.code).await?;
    let path = format!("api/v1/identity/devices/{device}/remove");
    app.ask(Call::post(&path), Some(&proof)).await
}

/// Blocks the identity at once.
///
/// # Errors
/// `not_found` without an active identity, `session.missing`, the network's.
pub async fn block_identity(app: &App, _: Nothing) -> Answer<Nothing> {
    let answer = app
        .ask(Call::post("api/v1/identity/block"), None::<&()>)
        .await;
    if answer.is_ok() {
        app.memory().login_requests.clear();
    }
    answer
}

/// Tells what [`begin_recovery`] would bring, before it is said.
///
/// # Errors
/// As [`begin_recovery`].
pub async fn foresee_recovery(app: &App, _: Nothing) -> Answer<RecoveryOutlookView> {
    app.ask(Call::get("api/v1/identity/recovery"), None::<&()>)
        .await
}

/// Says that the device of the identity is lost: from now on this one may prove the person anew.
///
/// # Errors
/// `not_found` without an active identity, `request.malformed` on the device that holds it, `session.missing`,
/// the network's.
pub async fn begin_recovery(app: &App, _: Nothing) -> Answer<RecoveryView> {
    let answer = app
        .ask(Call::post("api/v1/identity/recovery"), None::<&()>)
        .await;
    if answer.is_ok() {
        // It goes on with this session, and with the key that it is given, alone.
        app.note_stake(AtStake::Recovery).await;
    }
    answer
}

/// Sends the code that unblocking needs to the account's address.
///
/// # Errors
/// `code.too_soon`, `code.exhausted`, `not_found` when nothing is blocked, the network's.
pub async fn ask_unblock_code(app: &App, _: Nothing) -> Answer<PersonCodeView> {
    app.ask(Call::post("api/v1/identity/unblock/code"), None::<&()>)
        .await
}

/// Unblocks, with the code of the mail and the secret code.
///
/// # Errors
/// Those of unlocking and of a code; the network's.
pub async fn unblock_identity(app: &App, args: UnblockArgs) -> Answer<Nothing> {
    let request = UnblockRequest {
        proof: sign(app, Deed::Unblock, &args.code).await?,
        code: args.mailed,
    };
    app.ask(Call::post("api/v1/identity/unblock"), Some(&request))
        .await
}

/// Reports a login of the history, and blocks with it when asked.
///
/// # Errors
/// `not_found`, `device.not_trusted`, the network's.
pub async fn report_login(app: &App, args: ReportArgs) -> Answer<Nothing> {
    let login: LoginRequestId = args.login.parse().map_err(|_| not_found())?;
    let path = format!("api/v1/identity/logins/{login}/report");
    let request = ReportRequest { block: args.block };
    app.ask(Call::post(&path), Some(&request)).await
}

/// Sends a code to a new number.
///
/// # Errors
/// `fields.invalid`, `request.too_many`, `code.too_soon`, `code.exhausted`, the network's.
pub async fn ask_number_code(app: &App, args: NewNumberArgs) -> Answer<PersonCodeView> {
    let request = NumberCodeRequest {
        number: args.number,
    };
    app.ask(Call::post("api/v1/identity/number/code"), Some(&request))
        .await
}

/// Changes the number, with the code of the SMS and the secret code.
///
/// # Errors
/// `fields.invalid`, those of unlocking and of a code; the network's.
pub async fn change_number(app: &App, args: ChangeNumberArgs) -> Answer<Nothing> {
    let number = PhoneNumber::parse_mobile(args.number.reveal()).map_err(|finding| {
        let finding = FieldFindingView::new("phone", finding.as_str());
        Problem::new(ErrorCode::FieldsInvalid).with_fields(vec![finding])
    })?;
    let request = ChangeNumberRequest {
        proof: sign(app, Deed::ChangeNumber(&number), &args.code).await?,
        number: args.number,
        code: args.texted,
    };
    app.ask(Call::post("api/v1/identity/number"), Some(&request))
        .await
}

/// Asks for what the person agreed to.
///
/// # Errors
/// `not_found` without an active identity, `device.not_trusted`, `session.missing`, the network's.
pub async fn list_consents(app: &App, _: Nothing) -> Answer<ConsentsView> {
    app.ask(Call::get("api/v1/identity/consents"), None::<&()>)
        .await
}

/// Saves the person's data on this device, as data and as a PDF to read and print.
///
/// # Errors
/// Those of unlocking; `storage.failed`, the network's.
pub async fn export_data(app: &App, args: CodeArgs) -> Answer<ExportedFilesView> {
    let proof = sign(app, Deed::Export, &args.code).await?;
    let exported: Exported = app
        .ask(Call::post("api/v1/identity/export"), Some(&proof))
        .await?;
    let folder = app.settings.exports.clone();
    blocking(move || save(&folder, &exported)).await?
}

/// An `ExportedView`, its data as they came: what a newer server adds is saved too.
#[derive(Deserialize)]
struct Exported {
    data: Value,
    pdf: Personal,
}

/// Both files bear the moment of the export: an earlier one is not overwritten.
fn save(folder: &Path, exported: &Exported) -> Answer<ExportedFilesView> {
    std::fs::create_dir_all(folder).map_err(|_| storage_failed())?;
    let made_at = exported.data["made_at"].as_str().unwrap_or_default();
    let moment: String = made_at
        .chars()
        .take_while(|c| *c != '.' && *c != 'Z')
        .filter(|c| c.is_ascii_digit() || matches!(c, '-' | 'T'))
        .collect();
    let (data, pdf) = (
        format!("sceau-{moment}.json"),
        format!("sceau-{moment}.pdf"),
    );
    let written = STANDARD
        .decode(exported.pdf.reveal())
        .map_err(|_| Problem::new(ErrorCode::Internal))?;
    files::write_json(&folder.join(&data), &exported.data)?;
    files::write_whole(&folder.join(&pdf), &written).map_err(|_| storage_failed())?;
    Ok(ExportedFilesView {
        folder: folder.display().to_string(),
        data,
        pdf,
    })
}

/// Erases the account, with its identity where it has one; then this device forgets everything, as after signing out.
///
/// Pressed again after an answer was lost, a session that the server no longer knows means that the
/// account is gone: that is told as done.
///
/// # Errors
/// Those of unlocking; `identity.blocked`; `storage.failed` before anything was asked; the network's.
/// What this device could not forget is no error any more: it tries again at the next occasion.
pub async fn erase_account(app: &App, args: CodeArgs) -> Answer<Nothing> {
    let was_asked = app.is_erasure_open();
    match ask_erasure(app, &args.code).await {
        Err(problem) if was_asked && problem.code == ErrorCode::SessionMissing => {}
        answer => answer?,
    }
    if let Err(problem) = app.forget_everything().await {
        tracing::warn!(
            code = problem.code.as_str(),
            "erased at the server; this device could not forget all"
        );
    }
    Ok(Nothing {})
}

/// Asks for the erasure under a mark that stays for as long as nobody knows whether it was done.
async fn ask_erasure(app: &App, code: &Secret) -> Answer<()> {
    let proof = sign(app, Deed::Erase, code).await?;
    let token = app.token()?;
    app.mark_erasure().await?;
    let call = Call::post("api/v1/account/erase").with_token(&token);
    let answer: Answer<Nothing> = app.remote.send(call, Some(&proof)).await;
    let Err(problem) = answer else {
        return Ok(());
    };
    if !may_be_done(problem.code) {
        app.unmark_erasure().await?;
    }
    if problem.code == ErrorCode::SessionMissing {
        app.forget_token(&token).await;
    }
    Err(problem)
}

const fn not_found() -> Problem {
    Problem::new(ErrorCode::NotFound)
}
