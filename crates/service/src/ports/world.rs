//! Time, randomness, messages, and the bundle that use cases take.

use crate::configuration::Configuration;
use crate::crypto::Keys;
use crate::ports::{
    ClientKeys, Examiner, FaceComparer, FilmExaminer, LogoutTeller, MediaInspector, SigningKeys,
    Store, Vault,
};
use async_trait::async_trait;
use core::time::Duration;
use jiff::Timestamp;
use sceau_domain::private::{Personal, Secret};
use sceau_domain::random::Random;
use std::sync::Arc;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// The time. The binary gives the system's; tests a fixed one; scenarios a virtual one.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// A mail, ready to leave.
#[derive(Debug, Clone, PartialEq)]
pub struct Mail {
    /// To whom.
    pub to: Personal<String>,
    /// The subject.
    pub subject: String,
    /// The text twin: complete by itself. May hold a link or a code.
    pub text: Secret<String>,
    /// The HTML.
    pub html: Secret<String>,
}

/// An SMS, ready to leave.
#[derive(Debug, Clone, PartialEq)]
pub struct Sms {
    /// To whom, E.164.
    pub to: Personal<String>,
    /// The text; its last line is `@domain #code` where a code is sent.
    pub text: Secret<String>,
}

/// A message could not be handed over; the outbox tries again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotifyFailure {
    /// The other side does not answer or asks to come back.
    #[error("not now")]
    Passing,
    /// The address is refused for good.
    #[error("refused")]
    Refused,
}

/// Sends mails.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands a mail over.
    ///
    /// # Errors
    /// [`NotifyFailure`].
    async fn send(&self, mail: &Mail) -> Result<(), NotifyFailure>;
}

/// Sends SMS.
#[async_trait]
pub trait SmsSender: Send + Sync {
    /// Hands an SMS over.
    ///
    /// # Errors
    /// [`NotifyFailure`].
    async fn send(&self, sms: &Sms) -> Result<(), NotifyFailure>;
}

/// Turns to look at uploads. Each holds its bytes in memory, 50 MB by default, and decoding takes a core:
/// the installation takes a few at once, whoever sends them.
#[derive(Debug)]
pub struct Inspections {
    turns: Semaphore,
    patience: Duration,
}

impl Inspections {
    /// So many at once; whoever comes meanwhile waits for so long.
    pub const fn new(at_once: usize, patience: Duration) -> Self {
        Self {
            turns: Semaphore::const_new(at_once),
            patience,
        }
    }

    /// A turn, held until it is dropped.
    ///
    /// # Errors
    /// How long to stay away, when none came in time.
    pub async fn turn(&self) -> Result<SemaphorePermit<'_>, Duration> {
        match timeout(self.patience, self.turns.acquire()).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(self.patience),
        }
    }
}

/// Everything a use case may need, as ports. Cheap to clone.
#[derive(Clone)]
#[expect(missing_docs, reason = "each field is the port of its type")]
pub struct World {
    pub configuration: Arc<Configuration>,
    pub keys: Arc<Keys>,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub store: Arc<dyn Store>,
    pub vault: Arc<dyn Vault>,
    pub media: Arc<dyn MediaInspector>,
    pub inspections: Arc<Inspections>,
    pub examiner: Arc<dyn Examiner>,
    pub films: Arc<dyn FilmExaminer>,
    pub faces: Arc<dyn FaceComparer>,
    pub mailer: Arc<dyn Mailer>,
    pub sms: Arc<dyn SmsSender>,
    pub signing: Arc<dyn SigningKeys>,
    pub client_keys: Arc<dyn ClientKeys>,
    pub logouts: Arc<dyn LogoutTeller>,
}
