//! What the broker remembers: logins under way, codes, access tokens. In memory: a restart ends
//! them all, and says so on the next page.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sceau_oidc::UnixSeconds;
use sceau_oidc::access::AccessGrant;
use sceau_oidc::acr::{Acr, Amr};
use sceau_oidc::claims::PivotIdentity;
use sceau_oidc::client::Client;
use sceau_oidc::code::{CodeGrant, Lifetimes};
use sceau_oidc::request::AuthorizationRequest;
use sceau_oidc::request_error::ErrorCode;

use super::keys::{BrokerKeys, KeysError};
use super::registration::{callback_address, registration_of_service};
use crate::config::{Config, ProviderConfig};
use crate::outgoing::Outgoing;
use crate::sandbox::Addresses;
use crate::world::World;

/// The broker.
pub struct BrokerState {
    pub(super) name: String,
    pub(super) issuer: String,
    pub(super) callback: String,
    pub(super) callback_id: String,
    pub(super) provider: ProviderConfig,
    pub(super) service: Client,
    pub(super) service_home: String,
    pub(super) register: String,
    pub(super) keys: BrokerKeys,
    pub(super) lifetimes: Lifetimes,
    pub(super) interaction_seconds: i64,
    pub(super) world: World,
    pub(super) outgoing: Outgoing,
    memory: Mutex<Memory>,
}

/// What changes.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) interactions: HashMap<String, Interaction>,
    pub(super) codes: HashMap<String, CodeEntry>,
    pub(super) tokens: HashMap<String, (AccessGrant, PivotIdentity)>,
}

/// A code that was given, with what it leads to.
pub(super) struct CodeEntry {
    pub(super) grant: CodeGrant,
    pub(super) identity: PivotIdentity,
    /// The access token it gave: revoked when the code comes a second time.
    pub(super) token: Option<String>,
}

/// A login under way.
#[derive(Clone)]
pub(super) struct Interaction {
    /// What the service asked.
    pub(super) request: AuthorizationRequest,
    pub(super) started_at: UnixSeconds,
    /// What we asked the provider, until it answers.
    pub(super) sent: Option<Sent>,
    /// Who the person is, until they confirm.
    pub(super) identified: Option<Identified>,
    /// What the service will be told if the person goes back now.
    pub(super) outcome: ErrorCode,
    /// The words beside it, for those who integrate.
    pub(super) description: &'static str,
}

/// Our own request to the provider.
#[derive(Clone)]
pub(super) struct Sent {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) acr: Acr,
}

/// A person the provider identified, the broker checked and the register admitted.
#[derive(Clone)]
pub(super) struct Identified {
    /// In the published form.
    pub(super) identity: PivotIdentity,
    pub(super) acr: Acr,
    pub(super) amr: Vec<Amr>,
    pub(super) auth_time: UnixSeconds,
}

impl BrokerState {
    /// Prepares the keys and remembers nobody.
    ///
    /// # Errors
    /// [`KeysError`].
    pub fn new(
        config: &Config,
        addresses: &Addresses,
        world: World,
        outgoing: Outgoing,
    ) -> Result<Self, KeysError> {
        let keys = BrokerKeys::prepare(
            config.broker.keys.as_deref(),
            config.provider.encryption,
            &world,
        )?;
        Ok(Self {
            name: config.broker.name.clone(),
            issuer: format!("{}/api/v2", addresses.broker),
            callback: callback_address(config, addresses),
            callback_id: config.broker.callback_id.clone(),
            provider: config.provider.clone(),
            service: registration_of_service(config, addresses),
            service_home: addresses.service.clone(),
            register: format!("{}/rnipp", addresses.register),
            keys,
            lifetimes: Lifetimes::default(),
            interaction_seconds: config.broker.interaction_seconds,
            world,
            outgoing,
            memory: Mutex::new(Memory::default()),
        })
    }

    /// The memory, without what expired. Never held across an await.
    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        let now = self.world.now();
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let oldest = now - self.interaction_seconds;
        memory
            .interactions
            .retain(|_, interaction| interaction.started_at >= oldest);
        // A code is remembered for a while after its end, to recognise a second use.
        memory
            .codes
            .retain(|_, entry| entry.grant.expires_at + 600 >= now);
        memory
            .tokens
            .retain(|_, (grant, _)| grant.expires_at >= now);
        memory
    }

    /// The level to ask the provider for: the higher of what the service asked and of the lowest
    /// the provider gives; `None` when the provider cannot reach it.
    pub(super) fn acr_to_ask(&self, asked: Acr) -> Option<Acr> {
        let lowest = self.provider.acrs.iter().min()?;
        let highest = self.provider.acrs.iter().max()?;
        let level = asked.max(*lowest);
        (level <= *highest).then_some(level)
    }
}
