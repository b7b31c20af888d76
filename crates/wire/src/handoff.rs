//! A computer hands over to a phone, by QR code, link or typed code: from a browser's page, or from the
//! app of someone signed in, who then goes on at both.

use crate::browser::BrowserView;
use crate::personal::Secret;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `POST /api/v1/handoff/claim`: takes the code scanned or typed. It works once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoffClaimRequest {
    /// The token of the QR code or link, or the eight typed characters.
    pub code: Secret,
}

/// What the phone shows before anyone says yes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandoffView {
    /// Names the handoff.
    pub handoff: String,
    /// Proves later that this app claimed it.
    pub secret: Secret,
    /// The browser, or the app on another device, whose code it is.
    pub browser: BrowserView,
    /// When the page was opened.
    #[ts(type = "string")]
    pub started_at: Timestamp,
    /// The service that began it, where one did.
    #[ts(optional)]
    pub service: Option<String>,
    /// Whether an app gives its account: once the number is right, `POST /api/v1/handover/join` signs
    /// this device in to it.
    pub carries_account: bool,
    /// Three numbers, one of which the computer shows.
    pub numbers: [u8; 3],
}

/// `POST /api/v1/handoff/confirm`: the number chosen. A wrong one ends both sides.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoffConfirmRequest {
    /// The handoff.
    pub handoff: String,
    /// Its secret.
    pub secret: Secret,
    /// The number chosen; absent for « Ce n'est pas moi ».
    #[serde(default)]
    #[ts(optional)]
    pub number: Option<u8>,
}

/// `POST /api/v1/handover` offers the account to another device, `GET` follows it from either side,
/// `DELETE` ends an offer that nobody took. One at a time: the newest of this device or session.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandoverView {
    /// How far it is.
    pub state: HandoverState,
    /// Whether this device offered it, rather than was signed in by it.
    pub is_giver: bool,
    /// Two digits, one of the three that the other device shows.
    pub number: u8,
    /// What to show while it is offered.
    #[ts(optional)]
    pub code: Option<HandoverCodeView>,
    /// When the offer is over.
    #[ts(type = "string")]
    pub expires_at: Timestamp,
    /// Whether the other side followed within the last seconds.
    pub is_other_here: bool,
    /// The new device, once it chose its secret code: told to the one that offered.
    #[ts(optional)]
    pub newcomer: Option<NewcomerView>,
    /// Whether an identity is active and the new device does not hold it yet:
    /// `POST /api/v1/handover/approve` by the one that does.
    pub awaits_approval: bool,
    /// Whether an identity is recovered, and the new device alone goes on with that.
    pub took_over: bool,
}

/// A device that came by a handover.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewcomerView {
    /// The handover, as the approval signs it.
    pub handover: String,
    /// Names the device.
    pub device: String,
    /// As the person reads it.
    pub name: String,
    /// Its P-256 public key, uncompressed point: what the approval signs.
    pub public_key: String,
}

/// `POST /api/v1/handover/approve`: the device that holds the identity lets the new one hold it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverApprovalRequest {
    /// The holder's signature of the handover, both devices and the new key: 64 bytes.
    pub signature: Secret,
}

/// The code that the giving device shows, three ways.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandoverCodeView {
    /// What the QR code holds.
    pub link: Secret,
    /// `ABCD-2345`.
    pub typed: Secret,
    /// The QR code's dark modules as the path of an SVG of `qr_size` units a side, without its quiet
    /// zone.
    pub qr_path: Secret,
    /// Modules a side.
    pub qr_size: u16,
    /// When it must be shown anew: following renews it before.
    #[ts(type = "string")]
    pub expires_at: Timestamp,
}

/// How far a handover is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandoverState {
    /// Its code is on the screen.
    Offered,
    /// The other device took the code and shows three numbers.
    Claimed,
    /// The right number was chosen.
    Confirmed,
    /// The other device is signed in.
    Joined,
    /// A wrong number, « Ce n'est pas moi », or ended by the device that offered.
    Ended,
    /// The hour is over.
    Over,
}
