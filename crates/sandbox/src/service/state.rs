//! What the service remembers: logins under way and people who are in. In memory.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sceau_oidc::UnixSeconds;
use sceau_oidc::acr::Acr;
use sceau_oidc::claims::PivotIdentity;
use sceau_oidc::keys::{DecryptionKey, KeyError, SigningKey};
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
    /// The broker's issuer.
    pub(super) issuer: String,
    /// The identity provider's, for logins without the broker.
    pub(super) provider: String,
    pub(super) inbox: String,
    pub(super) client_secret: Secret,
    pub(super) acr: Acr,
    pub(super) key: DecryptionKey,
    /// Proves the service itself.
    pub(super) signing: SigningKey,
    /// Its tokens are bound to this one.
    pub(super) holding: SigningKey,
    pub(super) world: World,
    pub(super) outgoing: Outgoing,
    sessions: Mutex<HashMap<String, Session>>,
    /// Logout tokens heard, until they are good no more.
    heard: Mutex<HashMap<String, UnixSeconds>>,
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
    /// Sent to be identified.
    Leaving(Pending),
    /// Back, with a verified identity.
    Inside(Box<Visitor>),
    /// Was in, until the identity provider said that the login ended.
    Ended,
}

/// Through whom the service knows its visitors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The broker.
    Broker,
    /// The identity provider itself.
    Direct,
}

/// What ties the broker's answer to this browser.
#[derive(Clone)]
pub(super) struct Pending {
    pub(super) way: Way,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: Secret,
}

/// Someone who is in.
#[derive(Clone)]
pub(super) struct Visitor {
    pub(super) way: Way,
    /// As whom they are known here.
    pub(super) subject: String,
    /// The login, where its end is told.
    pub(super) session: Option<String>,
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
        let fill = |buffer: &mut [u8]| world.fill(buffer);
        let unusable = |error: KeyError| KeysError::Key(error);
        let key = DecryptionKey::make_ec(&fill).map_err(unusable)?;
        let signing = SigningKey::make(&fill).map_err(unusable)?;
        let holding = SigningKey::make(&fill).map_err(unusable)?;
        Ok(Self {
            name: config.service.name.clone(),
            home: addresses.service.clone(),
            issuer: format!("{}/api/v2", addresses.broker),
            provider: config.provider.issuer.clone(),
            inbox: format!("{}/inbox/", addresses.inbox),
            client_secret: Secret::new(config.service.client_secret.clone()),
            acr: config.service.acr,
            key,
            signing,
            holding,
            world,
            outgoing,
            sessions: Mutex::default(),
            heard: Mutex::default(),
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

    /// Ends the session of a browser that left this way, and gives what ties the answer to it.
    pub(super) fn come_back(&self, id: Option<&str>, way: Way) -> Option<Pending> {
        match self.close(id)? {
            Stage::Leaving(pending) if pending.way == way => Some(pending),
            _ => None,
        }
    }

    /// Ends what a login opened, or everything of a subject; who was in is told so.
    pub(super) fn end(&self, subject: &str, session: Option<&str>) {
        for kept in self.sessions().values_mut() {
            let is_meant = matches!(&kept.stage, Stage::Inside(visitor)
                if visitor.way == Way::Direct
                    && (subject.is_empty() || visitor.subject == subject)
                    && (session.is_none() || visitor.session.as_deref() == session));
            if is_meant {
                kept.stage = Stage::Ended;
            }
        }
    }

    /// Whether a logout token was not heard before.
    pub(super) fn is_new(&self, jti: &str, good_until: UnixSeconds) -> bool {
        // Longer than the token by any difference between two clocks.
        let now = self.world.now() - SESSION_SECONDS;
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.retain(|_, until| *until >= now);
        heard.insert(jti.to_owned(), good_until).is_none()
    }

    fn sessions(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        let oldest = self.world.now() - SESSION_SECONDS;
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| session.since >= oldest);
        sessions
    }
}
