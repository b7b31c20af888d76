//! A whole backend for a test: real store, real vault, real inspector of files, in a folder of its
//! own that goes with it; a clock and randomness that the test commands; letterboxes it reads.
#![expect(
    clippy::expect_used,
    reason = "a builder that fails is a test that fails"
)]

mod configuration;
mod holder;
mod letterbox;
#[cfg(test)]
mod tests;

pub use configuration::{DEMO_CLIENT, DEMO_CLIENT_SECRET, configuration, consent_text};
pub use holder::Holder;
pub use letterbox::{Letterbox, LogoutBox, SmsBox};

use crate::clock::{FixedClock, SeededRandom};
use crate::specimen::seal;
use core::time::Duration;
use jiff::{SignedDuration, Timestamp};
use sceau_checks::{
    FaceNetworks, FileInspector, FilmsHere, PictureExaminer, PortraitComparer, TrustList,
    TrustedCertificate,
};
use sceau_domain::private::Secret;
use sceau_domain::random::Random;
use sceau_oidc::keys::KeyRing;
use sceau_service::configuration::Configuration;
use sceau_service::crypto::Keys;
use sceau_service::jobs::{Done, run_due};
use sceau_service::ports::{
    Clock, Inspections, KeptSigningKeys, Mail, RegisteredClientKeys, Sms, World,
};
use sceau_store_sqlite::SqliteStore;
use sceau_vault::EncryptedVault;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// When every world begins: a Monday morning in Paris, 23 November 2026, 10:00.
pub const BEGINNING: Timestamp = Timestamp::constant(1_795_424_400, 0);

/// A backend for one test.
///
/// ```no_run
/// # async fn story() {
/// let story = sceau_testkit::world::TestWorld::new().await;
/// let now = story.world.clock.now();
/// story.advance(jiff::SignedDuration::from_mins(10));
/// assert!(story.world.clock.now() > now);
/// assert!(story.last_mail().is_none());
/// # }
/// ```
pub struct TestWorld {
    /// What use cases take.
    pub world: World,
    /// The clock behind `world.clock`.
    pub clock: Arc<FixedClock>,
    /// What was mailed.
    pub mails: Arc<Letterbox>,
    /// What was sent by SMS.
    pub texts: Arc<SmsBox>,
    /// What services were told of ended logins.
    pub logouts: Arc<LogoutBox>,
    folder: TempDir,
}

impl TestWorld {
    /// A world with the default [`configuration`].
    ///
    /// # Panics
    /// When the folder or the database cannot be made.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A world whose configuration differs from the default.
    ///
    /// # Panics
    /// As [`TestWorld::new`].
    pub async fn with(change: impl FnOnce(&mut Configuration)) -> Self {
        let mut configuration = configuration();
        change(&mut configuration);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let random: Arc<dyn Random> = Arc::new(SeededRandom::new(2026));
        let (store, vault) = open(folder.path(), &random).await;
        let signing = KeyRing::make(BEGINNING.as_second(), &|bytes| random.fill(bytes))
            .expect("signing keys");
        let clock = Arc::new(FixedClock::new(BEGINNING));
        let (mails, texts) = (Arc::new(Letterbox::default()), Arc::new(SmsBox::default()));
        let logouts = Arc::new(LogoutBox::default());
        let world = World {
            configuration: Arc::new(configuration),
            keys: Arc::new(Keys::derive(&[7; 32]).expect("keys")),
            clock: Arc::<FixedClock>::clone(&clock),
            random,
            store: Arc::new(store),
            vault: Arc::new(vault),
            media: Arc::new(FileInspector::default()),
            inspections: Arc::new(Inspections::new(4, Duration::from_secs(30))),
            examiner: Arc::new(examiner()),
            films: Arc::new(FilmsHere::new(networks())),
            faces: Arc::new(comparer().unwrap_or_default()),
            mailer: Arc::<Letterbox>::clone(&mails),
            sms: Arc::<SmsBox>::clone(&texts),
            signing: Arc::new(KeptSigningKeys::new(signing)),
            client_keys: Arc::new(RegisteredClientKeys::default()),
            logouts: Arc::<LogoutBox>::clone(&logouts),
        };
        Self {
            world,
            clock,
            mails,
            texts,
            logouts,
            folder,
        }
    }

    /// The same world after the server was killed and started again: database and vault are opened
    /// anew from what is on the disk.
    ///
    /// # Panics
    /// As [`TestWorld::new`].
    #[must_use]
    pub async fn restarted(mut self) -> Self {
        let (store, vault) = open(self.folder.path(), &self.world.random).await;
        self.world.store = Arc::new(store);
        self.world.vault = Arc::new(vault);
        self
    }

    /// The folder of the database and the vault.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lets time pass.
    pub fn advance(&self, by: SignedDuration) {
        self.clock.advance(by);
    }

    /// Runs every job that is due: messages leave, letters expire, cases close, what is old goes.
    ///
    /// # Panics
    /// When a job fails.
    pub async fn run_jobs(&self) -> Done {
        Box::pin(run_due(&self.world)).await.expect("the jobs")
    }

    /// The newest mail.
    pub fn last_mail(&self) -> Option<Mail> {
        self.mails.last()
    }

    /// The newest SMS.
    pub fn last_sms(&self) -> Option<Sms> {
        self.texts.last()
    }
}

/// The networks that find faces, where they were fetched.
///
/// # Panics
/// When a file is there and is something else.
pub fn networks() -> Option<FaceNetworks> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/models");
    let read = |name: &str| std::fs::read(folder.join(name)).ok();
    let (detection, landmarks) = read("face_detection.onnx").zip(read("face_landmarks.onnx"))?;
    Some(FaceNetworks::new(detection, landmarks).expect("the face networks"))
}

/// What compares faces, where its networks were fetched.
///
/// # Panics
/// When a file is there and is something else.
pub fn comparer() -> Option<PortraitComparer> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/models");
    let likeness = std::fs::read(folder.join("face_likeness.onnx")).ok()?;
    Some(PortraitComparer::new(networks()?, likeness).expect("the likeness network"))
}

/// The same, for a test that is nothing without it; said as by [`networks_or_not_run`].
///
/// # Panics
/// As [`comparer`].
pub fn comparer_or_not_run() -> Option<PortraitComparer> {
    let comparer = comparer();
    if comparer.is_none() {
        say_not_run();
    }
    comparer
}

/// The same as [`networks`], for a test that is nothing without them: where they are missing, that it did not run is said past
/// the test runner, which shows nothing that a passing test prints.
///
/// # Panics
/// As [`networks`].
pub fn networks_or_not_run() -> Option<FaceNetworks> {
    let networks = networks();
    if networks.is_none() {
        say_not_run();
    }
    networks
}

fn say_not_run() {
    let words = b"not run: models missing (`./dev test` fetches them into target/models)\n";
    drop(std::io::stderr().write_all(words));
}

/// An examiner that trusts the specimens' authority.
fn examiner() -> PictureExaminer {
    let listed = TrustedCertificate::of_certificate(
        seal::AUTHORITY,
        seal::CERTIFICATE,
        seal::CERTIFICATE_PEM,
    );
    let listed = listed
        .expect("a certificate")
        .named("Autorité d'essai, sans valeur");
    let list = TrustList::new([listed]).expect("a list of one");
    let examiner = PictureExaminer::here().expect("the zone networks");
    examiner.trusting(list)
}

async fn open(folder: &Path, random: &Arc<dyn Random>) -> (SqliteStore, EncryptedVault) {
    let store = SqliteStore::open(&folder.join("sceau.db"))
        .await
        .expect("a database");
    let vault = EncryptedVault::open(
        &folder.join("vault"),
        &Secret::new([9; 32]),
        Arc::clone(random),
    );
    (store, vault.expect("a vault"))
}
