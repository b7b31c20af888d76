//! Accounts and what belongs to them.

use jiff::Timestamp;
use sceau_domain::birthplace::Birthplace;
use sceau_domain::document::Declaration;
use sceau_domain::id::{AccountId, CaseId, DeviceId, IdentityId, MessageId, SignInId};
use sceau_domain::otp::OtpAttempt;
use sceau_domain::phone::PhoneNumber;
use sceau_domain::private::{Personal, Secret};

/// An account: an e-mail address, later a phone number and an identity.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Names it.
    pub id: AccountId,
    /// Its address, lower case.
    pub email: Personal<String>,
    /// Its proved number, once there is one.
    pub phone: Option<PhoneNumber>,
    /// `fr` or `en`.
    pub language: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// A sign-in under way.
#[derive(Debug, Clone, PartialEq)]
pub struct SignIn {
    /// Names it.
    pub id: SignInId,
    /// For which address, lower case.
    pub email: Personal<String>,
    /// `fr` or `en`.
    pub language: String,
    /// Its codes and tries.
    pub attempt: OtpAttempt,
    /// Whether its code was used.
    pub is_used: bool,
    /// Since when.
    pub created_at: Timestamp,
}

/// A session of the app.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// Whose.
    pub account: AccountId,
    /// On which device, once it is bound.
    pub device: Option<DeviceId>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Where a device's private key lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyProtection {
    /// Sealed by the secret code, in a file.
    Software,
    /// Sealed by the secret code, kept by the system's key store.
    SystemKeyStore,
    /// In the device's secure hardware.
    Hardware,
}

/// A device of an account.
#[derive(Debug, Clone, PartialEq)]
pub struct Device {
    /// Names it.
    pub id: DeviceId,
    /// Whose.
    pub account: AccountId,
    /// As the person reads it.
    pub name: String,
    /// `linux`, `windows`, `macos`, `android`, `ios`.
    pub platform: String,
    /// P-256, uncompressed point.
    pub public_key: Vec<u8>,
    /// Where its private key lives.
    pub protection: KeyProtection,
    /// SHA-256 of the unlock proof.
    pub unlock_hash: [u8; 32],
    /// The server's half of the sealing key.
    pub unlock_share: Secret<Vec<u8>>,
    /// Wrong secret codes in a row.
    pub wrong_tries: u8,
    /// Blocked until then.
    pub blocked_until: Option<Timestamp>,
    /// Since when.
    pub created_at: Timestamp,
    /// Since when it may not act any more.
    pub revoked_at: Option<Timestamp>,
}

/// Of an account's active identity, what says who may act for it. Reading it takes the same short time for
/// everyone; an [`Identity`] as a whole is read where its data are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The identity.
    pub identity: IdentityId,
    /// The device that holds it.
    pub device: DeviceId,
    /// Since when no login may be approved.
    pub blocked_at: Option<Timestamp>,
}

/// An active identity.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// Names it.
    pub id: IdentityId,
    /// Whose.
    pub account: AccountId,
    /// The case that gave it.
    pub case: CaseId,
    /// What was declared and verified.
    pub declaration: Declaration,
    /// Born where.
    pub birthplace: Birthplace,
    /// The device that activated it and may approve logins.
    pub device: DeviceId,
    /// Since when.
    pub active_since: Timestamp,
    /// Since when no login can be approved, once the person blocked it.
    pub blocked_at: Option<Timestamp>,
    /// When it was last unblocked: what was approved or mailed before has no effect any more.
    pub unblocked_at: Option<Timestamp>,
    /// That it is being brought to another device, without the one that holds it.
    pub recovery: Option<Recovery>,
}

/// A recovery under way: the person lost the device of their identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// SHA-256 of the token of the session that asked, which alone goes on with it.
    pub session: [u8; 32],
    /// The device bound to that session, once it chose its secret code.
    pub device: Option<DeviceId>,
}

/// What a code proves that was sent to someone signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodePurpose {
    /// By mail: the mailbox is still theirs, before a blocked identity is used again.
    Unblock,
    /// By SMS: the new number is theirs.
    NewNumber,
}

/// Codes sent to someone signed in, for one purpose; one series at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonCode {
    /// To whom.
    pub account: AccountId,
    /// What it proves.
    pub purpose: CodePurpose,
    /// The number it was sent to, for a new number; absent once it was proved, when only the sends count.
    pub number: Option<PhoneNumber>,
    /// Its codes and tries.
    pub attempt: OtpAttempt,
}

/// A message waiting to leave.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxMessage {
    /// Names it.
    pub id: MessageId,
    /// What leaves.
    pub message: Outgoing,
    /// Tries so far.
    pub tries: u32,
    /// Not before.
    pub due_at: Timestamp,
    /// Worth nothing afterwards, as a code past its life: dropped then, and told to nobody.
    pub until: Option<Timestamp>,
    /// The letter whose notice this is, so that its sending or failing becomes an event.
    pub notice_of: Option<sceau_domain::id::LetterId>,
    /// The account it is about, where the address or number it goes to may not be the account's: it is
    /// erased with the account.
    pub about: Option<AccountId>,
}

/// A mail or an SMS.
#[derive(Debug, Clone, PartialEq)]
pub enum Outgoing {
    /// A mail.
    Mail(crate::ports::Mail),
    /// An SMS.
    Sms(crate::ports::Sms),
}

impl Outgoing {
    /// Who carries it.
    pub const fn carrier(&self) -> Carrier {
        match self {
            Self::Mail(_) => Carrier::Mail,
            Self::Sms(_) => Carrier::Sms,
        }
    }
}

/// Who carries messages. One that is slow delays its own alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    /// The mail server.
    Mail,
    /// The SMS carrier.
    Sms,
}
