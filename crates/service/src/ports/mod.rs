//! What the use cases need of the world. Adapters implement these; a simulator is an ordinary one.

mod client_keys;
mod erasures;
mod examiner;
mod faces;
mod film;
mod logout;
mod outbox;
mod signing_keys;
mod store;
mod vault;
mod world;

pub use client_keys::{ClientKeys, ClientKeysFailure, Freshness, RegisteredClientKeys};
pub use erasures::Erasures;
pub use examiner::{
    Corners, DocumentSeen, Examiner, PictureMeasures, SealFacts, SideFacts, ZoneFacts,
};
pub use faces::{FaceComparer, FaceComparisons, FacePicture};
pub use film::{FilmAsked, FilmExaminer, FilmFacts, FilmFrame};
pub use logout::{LogoutTeller, Logouts};
pub use outbox::Outbox;
pub use signing_keys::{KeptSigningKeys, SigningKeys, SigningKeysFailure};
pub use store::{
    Accounts, Audits, Cases, Evidences, Examinations, Idempotency, Interactions, Letters,
    Operators, Store, StoreFailure, Tokens, Transaction, Uploads,
};
pub use vault::{ByteStream, MediaInspector, OpenedPart, PartAsked, Place, Vault, VaultFailure};
pub use world::{Clock, Inspections, Mail, Mailer, NotifyFailure, Sms, SmsSender, World};
