//! Signing in by a code received by e-mail, and the devices of an account.

use crate::personal::{Personal, Secret};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `POST /api/v1/sign-in/code`: sends a code. The answer is the same for known and unknown addresses.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignInCodeRequest {
    /// The address.
    pub email: Personal,
    /// `fr` or `en`, the language of the mail.
    pub language: String,
}

/// A sign-in under way.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SignInView {
    /// Names it.
    pub sign_in: String,
    /// The address, masked.
    pub email_masked: String,
    /// The newest code's end.
    #[ts(type = "string")]
    pub expires_at: Timestamp,
    /// When another may be asked for; absent when none is left.
    #[ts(optional, type = "string")]
    pub resend_at: Option<Timestamp>,
}

/// `POST /api/v1/sign-in`: gives the code, opens a session; creates the account the first time.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// The sign-in under way.
    pub sign_in: String,
    /// The six digits; spaces are forgiven.
    pub code: Secret,
    /// The handoff confirmed before, so that the computer's page follows along.
    #[serde(default)]
    #[ts(optional)]
    pub handoff: Option<HandoffProof>,
}

/// Proof of having confirmed a handoff; also what `POST /api/v1/handover/join` takes, for a session.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoffProof {
    /// Names the handoff.
    pub handoff: String,
    /// The secret given when it was claimed.
    pub secret: Secret,
}

/// A session.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionView {
    /// Goes into `Authorization: Bearer …`; kept by the host, never by the screens.
    pub token: Secret,
    /// Names the account, and nobody: the host knows by it whether whoever signs in was here before.
    pub account: String,
    /// The account's address, masked.
    pub email_masked: String,
    /// Whether the account has an active identity bound to another device.
    pub needs_trusted_device: bool,
}

/// `POST /api/v1/device`: binds the session to this device's key.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeviceRequest {
    /// What the person will read in the list of devices, for example « Ordinateur Linux ».
    pub name: String,
    /// `linux`, `windows`, `macos`, `android`, `ios`.
    pub platform: String,
    /// The P-256 public key, uncompressed point (65 bytes).
    pub public_key: String,
    /// Where the private key lives.
    pub protection: KeyProtection,
    /// What a right secret code proves: 32 bytes derived from it on the device. The server keeps a hash.
    pub unlock_proof: Secret,
}

/// Where a device's private key lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyProtection {
    /// Sealed by the secret code, in a file.
    Software,
    /// Sealed by the secret code, kept by the system's key store.
    SystemKeyStore,
    /// In the device's secure hardware.
    Hardware,
}

/// A device that was bound.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeviceView {
    /// Names it.
    pub device: String,
    /// The server's half of the sealing key (32 bytes): without it the secret code cannot be guessed
    /// from a stolen disk.
    pub unlock_share: Secret,
}

/// `POST /api/v1/device/unlock`: proves the secret code, gets the share. Wrong tries are counted here.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnlockRequest {
    /// The device.
    pub device: String,
    /// What the typed code proves.
    pub unlock_proof: Secret,
}

/// The server's half of the sealing key.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnlockView {
    /// 32 bytes.
    pub unlock_share: Secret,
}
