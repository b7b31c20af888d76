//! What the service remembers: logins under way and people who are in. In memory.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sceau_oidc::UnixSeconds;
use sceau_oidc::acr::Acr;
use sceau_oidc::claims::PivotIdentity;
use sceau_oidc::keys::{DecryptionKey, KeyError};
use sceau_oidc::secret::Secret;

use crate::broker::KeysError;
use crate::config::Config;
use crate::outgoing::Outgoing;
use crate::sandbox::Addresses;
use crate::world::World;

/// A session without activity ends after half an hour.
const SESSION_SECONDS: i64 = 1_800;

/// The service.
pub struct ServiceState {
    pub(super) name: String,
    pub(super) home: String,
    pub(super) issuer: String,
    pub(super) inbox: String,
    pub(super) client_secret: Secret,
    pub(super) acr: Acr,
    pub(super) key: DecryptionKey,
    pub(super) world: World,
    pub(super) outgoing: Outgoing,
    sessions: Mutex<HashMap<String, Session>>,
}

/// A browser the service knows.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) since: UnixSeconds,
    pub(super) stage: Stage,
}

/// Where it stands.
#[derive(Clone)]
pub(super) enum Stage {
    /// Sent to the broker.
    Leaving(Pending),
    /// Back, with a verified identity.
    Inside(Box<Visitor>),
}

/// What ties the broker's answer to this browser.
#[derive(Clone)]
pub(super) struct Pending {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: Secret,
}

/// Someone who is in.
#[derive(Clone)]
pub(super) struct Visitor {
    pub(super) identity: PivotIdentity,
    pub(super) acr: Acr,
    pub(super) auth_time: UnixSeconds,
    /// For the logout.
    pub(super) id_token_hint: String,
}

impl ServiceState {
    /// Draws the service's key and knows nobody.
    ///
    /// # Errors
    /// [`KeysError`] when no key can be made.
    pub fn new(
        config: &Config,
        addresses: &Addresses,
        world: World,
        outgoing: Outgoing,
    ) -> Result<Self, KeysError> {
        let key = DecryptionKey::make_ec(&|buffer: &mut [u8]| world.fill(buffer))
            .map_err(|error: KeyError| KeysError::Key(error))?;
        Ok(Self {
            name: config.service.name.clone(),
            home: addresses.service.clone(),
            issuer: format!("{}/api/v2", addresses.broker),
            inbox: format!("{}/inbox/", addresses.inbox),
            client_secret: Secret::new(config.service.client_secret.clone()),
            acr: config.service.acr,
            key,
            world,
            outgoing,
            sessions: Mutex::new(HashMap::new()),
        })
    }

    /// Opens a session under a fresh name.
    pub(super) fn open(&self, stage: Stage) -> String {
        let id = self.world.make_hex_token();
        let session = Session {
            since: self.world.now(),
            stage,
        };
        self.sessions().insert(id.clone(), session);
        id
    }

    /// The session of this name, if it did not end.
    pub(super) fn find(&self, id: Option<&str>) -> Option<Stage> {
        self.sessions()
            .get(id?)
            .map(|session| session.stage.clone())
    }

    /// Ends a session and gives what it was.
    pub(super) fn close(&self, id: Option<&str>) -> Option<Stage> {
        self.sessions().remove(id?).map(|session| session.stage)
    }

    fn sessions(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        let oldest = self.world.now() - SESSION_SECONDS;
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| session.since >= oldest);
        sessions
    }
}
