//! What the app needs from its machine.

use jiff::Timestamp;
use sceau_capture::{Monotonic, SourceChoice};
use sceau_domain::private::Secret;
use sceau_domain::random::Random;
use sceau_wire::account::KeyProtection;
use std::sync::Arc;
use url::Url;

/// What is kept in the system's key store, or in a file only its owner reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecretName {
    /// The session's bearer token.
    Session,
    /// The sealed device key; useless without the secret code and the server's share.
    DeviceKey,
    /// The key of the captures on their way.
    CaptureKey,
    /// The key of what was typed and is not sent yet.
    EntryKey,
}

impl SecretName {
    /// Every name.
    pub const ALL: [Self; 4] = [
        Self::Session,
        Self::DeviceKey,
        Self::CaptureKey,
        Self::EntryKey,
    ];

    /// The stable name: an account of the key store, or a file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::DeviceKey => "device-key",
            Self::CaptureKey => "capture-key",
            Self::EntryKey => "entry-key",
        }
    }
}

/// The key store or the disk refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the store of secrets refused")]
pub struct SecretFault;

/// Keeps secrets between two runs. May block: it is never called on the runtime's own threads.
pub trait SecretStore: Send + Sync {
    /// Reads one; `None` when there is none.
    ///
    /// # Errors
    /// [`SecretFault`].
    fn read(&self, name: SecretName) -> Result<Option<Secret<Vec<u8>>>, SecretFault>;

    /// Keeps one, replacing what was there.
    ///
    /// # Errors
    /// [`SecretFault`].
    fn write(&self, name: SecretName, secret: &Secret<Vec<u8>>) -> Result<(), SecretFault>;

    /// Forgets one; forgetting twice is no fault.
    ///
    /// # Errors
    /// [`SecretFault`].
    fn erase(&self, name: SecretName) -> Result<(), SecretFault>;

    /// What the server is told about where the device key lives.
    fn protection(&self) -> KeyProtection;
}

/// Opens a page outside the app. The address was checked before.
pub trait Opener: Send + Sync {
    /// Opens it; what the system then does is not ours to know.
    fn open(&self, page: &Url);
}

/// Tells the person something while they look elsewhere.
pub trait Notifier: Send + Sync {
    /// Whether the app is before the person's eyes: then its screens tell by themselves.
    fn is_looked_at(&self) -> bool;

    /// Shows a text in the system's own way; whether the system does is not ours to know.
    fn show(&self, text: &str);
}

/// What day and time it is, as this device has it: it may be wrong.
pub trait Calendar: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Everything the app takes from outside. Cheap to clone.
#[derive(Clone)]
pub struct Ports {
    /// Randomness: handles, salts, idempotency keys.
    pub random: Arc<dyn Random>,
    /// Secrets between two runs.
    pub secrets: Arc<dyn SecretStore>,
    /// Pages outside.
    pub opener: Arc<dyn Opener>,
    /// Notices outside the window.
    pub notifier: Arc<dyn Notifier>,
    /// Where pictures and sound come from.
    pub source: SourceChoice,
    /// The clock of pictures and sound.
    pub clock: Arc<dyn Monotonic>,
    /// What the server's instants are compared with.
    pub calendar: Arc<dyn Calendar>,
}
