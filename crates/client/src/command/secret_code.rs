//! The secret code: chosen once, then typed to unlock (ADR 0003).

use super::Answer;
use crate::App;
use crate::app::blocking;
use crate::device::{Derived, DeviceKey, KeyFault, SealedDevice, SessionKey, derive};
use crate::ports::SecretName;
use crate::remote::Call;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::id::DeviceId;
use sceau_domain::private::Secret as Guarded;
use sceau_domain::secret_code::{SecretCode, SecretCodeFinding};
use sceau_wire::Secret;
use sceau_wire::account::{DeviceRequest, DeviceView, UnlockRequest, UnlockView};
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{AtStake, CodeArgs, Nothing};
use std::sync::Arc;

/// Chooses the secret code: makes a device key, binds it to the account, seals it. The code itself
/// never leaves this device.
///
/// # Errors
/// `secret_code.shape`, `secret_code.simple`, `secret_code.birth_date`, `device.not_trusted`,
/// `storage.failed`, the network's.
pub async fn choose_secret_code(app: &App, args: CodeArgs) -> Answer<Nothing> {
    let birth = app.memory().birth_date();
    let code = SecretCode::choose(args.code.reveal(), birth.as_ref()).map_err(finding_problem)?;
    let cost = app.settings.code_cost;
    let (Drawn { key, salt, .. }, derived) = draw_key(app, code).await?;
    let request = DeviceRequest {
        name: app.settings.device_name.clone(),
        // Behind a browser too the key lives on this system.
        platform: std::env::consts::OS.to_owned(),
        public_key: STANDARD.encode(key.public_point()),
        protection: app.ports.secrets.protection(),
        unlock_proof: proof_text(&derived.proof),
    };
    let bound: DeviceView = app.ask(Call::post("api/v1/device"), Some(&request)).await?;
    let device: DeviceId = bound.device.parse().map_err(|_| answer_malformed())?;
    let share = share_of(&bound.unlock_share)?;
    let random = app.ports.random.as_ref();
    let sealed = SealedDevice::seal(device, &key, (salt, cost), &derived.half, &share, random)
        .map_err(|_| internal())?;
    let bytes = serde_json::to_vec(&sealed).map_err(|_| internal())?;
    app.keep_secret(SecretName::DeviceKey, Guarded::new(bytes))
        .await?;
    {
        let mut memory = app.memory();
        memory.device = Some(sealed);
        memory.drawn = None;
    }
    note_opened(app, &key, device)?;
    Ok(Nothing {})
}

/// A device key that was drawn and offered to the server, until it is known to be bound.
#[derive(Clone)]
pub(crate) struct Drawn {
    account: Option<String>,
    key: Arc<DeviceKey>,
    salt: [u8; 16],
    proof: Guarded<[u8; 32]>,
}

/// The key to bind, and what the code gives with its salt. When the answer to the last try was lost, the server may
/// know that key: the same code offers the same one again, so that no second device stays on the account. Another
/// code would prove something else of it, and takes a fresh key.
async fn draw_key(app: &App, code: SecretCode) -> Answer<(Drawn, Derived)> {
    let (account, before) = {
        let memory = app.memory();
        (memory.holder.account.clone(), memory.drawn.clone())
    };
    let before = before.filter(|drawn| drawn.account == account);
    let (mut fresh, cost) = ([0; 16], app.settings.code_cost);
    app.ports.random.fill(&mut fresh);
    let (drawn, derived) = blocking(move || -> Result<_, KeyFault> {
        if let Some(drawn) = before {
            let derived = derive(&code, &drawn.salt, cost)?;
            if derived.proof == drawn.proof {
                return Ok((drawn, derived));
            }
        }
        let derived = derive(&code, &fresh, cost)?;
        let drawn = Drawn {
            account,
            key: Arc::new(DeviceKey::make_random()?),
            salt: fresh,
            proof: derived.proof.clone(),
        };
        Ok((drawn, derived))
    })
    .await?
    .map_err(|_| internal())?;
    app.memory().drawn = Some(drawn.clone());
    Ok((drawn, derived))
}

/// Unlocks with the secret code; wrong tries are counted by the server.
///
/// # Errors
/// `secret_code.shape`, `secret_code.wrong`, `device.blocked`, `device.empty`, the network's.
pub async fn unlock(app: &App, args: CodeArgs) -> Answer<Nothing> {
    open_device_key(app, args.code.reveal())
        .await
        .map(|_| Nothing {})
}

/// Opens the device key with a typed code, for one signature.
pub(super) async fn open_device_key(app: &App, typed: &str) -> Answer<(DeviceId, DeviceKey)> {
    let code = SecretCode::type_in(typed).map_err(finding_problem)?;
    let sealed = app.memory().device.clone().ok_or(device_empty())?;
    let sealed = Arc::new(sealed);
    let device = sealed.device().map_err(|_| device_empty())?;
    let to_derive = Arc::clone(&sealed);
    let derived = blocking(move || to_derive.derive(&code))
        .await?
        .map_err(|_| device_empty())?;
    let request = UnlockRequest {
        device: device.to_string(),
        unlock_proof: proof_text(&derived.proof),
    };
    let answer = app
        .ask(Call::post("api/v1/device/unlock"), Some(&request))
        .await;
    let view: UnlockView = match answer {
        // Revoked, or another account's: this key opens nothing any more. Only the server's own word for that
        // destroys a key; a page that a proxy could not find says nothing of devices.
        Err(problem) if problem.code == ErrorCode::DeviceUnknown => {
            forget_device(app).await?;
            return Err(device_empty());
        }
        answer => answer?,
    };
    let key = sealed
        .open(&derived.half, &share_of(&view.unlock_share)?)
        .map_err(|_| device_empty())?;
    note_opened(app, &key, device)?;
    Ok((device, key))
}

/// From now on films can be signed: the key is here only for this moment.
fn note_opened(app: &App, key: &DeviceKey, device: DeviceId) -> Answer<()> {
    let session_key = SessionKey::vouched_by(key, device).map_err(|_| internal())?;
    let mut memory = app.memory();
    memory.session_key = Some(Arc::new(session_key));
    memory.is_unlocked = true;
    Ok(())
}

/// Forgets the device key.
pub(super) async fn forget_device(app: &App) -> Answer<()> {
    {
        let mut memory = app.memory();
        memory.device = None;
        memory.session_key = None;
        memory.is_unlocked = false;
    }
    app.erase_secret(SecretName::DeviceKey).await?;
    app.note_stake(AtStake::Nothing).await;
    Ok(())
}

fn proof_text(proof: &Guarded<[u8; 32]>) -> Secret {
    STANDARD.encode(proof.reveal()).into()
}

fn share_of(text: &Secret) -> Answer<Guarded<[u8; 32]>> {
    let bytes = STANDARD
        .decode(text.reveal())
        .map_err(|_| answer_malformed())?;
    bytes
        .try_into()
        .map(Guarded::new)
        .map_err(|_| answer_malformed())
}

const fn finding_problem(finding: SecretCodeFinding) -> Problem {
    Problem::new(match finding {
        SecretCodeFinding::NotSixDigits => ErrorCode::SecretCodeShape,
        SecretCodeFinding::TooSimple => ErrorCode::SecretCodeSimple,
        SecretCodeFinding::IsBirthDate => ErrorCode::SecretCodeBirthDate,
    })
}

const fn device_empty() -> Problem {
    Problem::new(ErrorCode::DeviceEmpty)
}

const fn answer_malformed() -> Problem {
    Problem::new(ErrorCode::AnswerMalformed)
}

const fn internal() -> Problem {
    Problem::new(ErrorCode::Internal)
}
