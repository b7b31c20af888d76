//! `sceau-sandbox check`: asks a provider what a FranceConnect+-like broker asks, rightly and wrongly, and
//! says line by line what came of it. Works against any provider where the configured broker is registered.
//!
//! The questions are ours, after the standards each line names; this is no suite of any foundation, and
//! nothing is certified by it.

mod authorization;
mod door;
mod login;
mod metadata;
mod report;
mod tokens;

use std::time::Duration;

use sceau_oidc::acr::Acr;
use sceau_oidc::client_auth::make_assertion;
use sceau_oidc::id_token::Trust;
use sceau_oidc::relying_party::Proof;
use sceau_oidc::secret::Secret;
use serde_json::Value;
use url::Url;

use door::Door;
pub use report::{Report, Row, Verdict};

use crate::broker::{BrokerKeys, SCOPE, callback_address};
use crate::config::{Config, ProofKind, ProviderConfig};
use crate::outgoing::{Answer, Outgoing, OutgoingError, Provider};
use crate::sandbox::{Addresses, StartError};
use crate::world::World;

/// Someone who opens an address in a browser and logs in there.
pub type Person = Box<dyn FnOnce(Url) + Send>;

/// What every question needs.
struct Checker {
    issuer: String,
    client_id: String,
    provider: ProviderConfig,
    published: Provider,
    /// Where the browser is sent.
    entrance: Url,
    /// Whether every answer is said to name its issuer (RFC 9207 §3).
    says_issuer: bool,
    token_endpoint: String,
    userinfo_endpoint: String,
    end_session_endpoint: Option<String>,
    callback: Url,
    acr: Acr,
    acrs: Vec<Acr>,
    keys: BrokerKeys,
    outgoing: Outgoing,
    world: World,
}

/// Asks everything. Without a person, the lines of a whole login are left out and one says so.
///
/// # Errors
/// [`StartError`] when the broker's keys cannot be had. A provider that does not answer is a line of the
/// report, not an error.
pub async fn check(
    config: &Config,
    world: World,
    person: Option<Person>,
) -> Result<Report, StartError> {
    let mut report = Report::default();
    let outgoing = Outgoing::new(Duration::from_secs(config.broker.timeout_seconds))?;
    let issuer = config.provider.issuer.clone();
    let published = match outgoing.discover(&issuer).await {
        Ok(published) => published,
        Err(reason) => {
            let verdict = Verdict::Fails(reason.to_string());
            report.note("discovery-issuer", "Discovery §4.3", verdict);
            return Ok(report);
        }
    };
    let keys: Value = outgoing
        .get_json(&published.metadata.jwks_uri)
        .await
        .unwrap_or_default();
    metadata::judge(&mut report, &published, &keys);
    let addresses = (
        Url::parse(&published.metadata.authorization_endpoint),
        Url::parse(&callback_address(config, &Addresses::of(config))),
    );
    let (Ok(entrance), Ok(callback)) = addresses else {
        return Ok(report);
    };
    let checker = Checker::new(config, world, outgoing, (published, entrance, callback))?;
    let keys = checker.keys.published_to_providers();
    let door = Door::open(config.broker.listen, &checker.callback, keys).await;
    authorization::judge(&mut report, &checker).await;
    tokens::judge(&mut report, &checker).await;
    let silent = match (person, door) {
        (Some(person), Ok(mut door)) => {
            login::judge(&mut report, &checker, &mut door, person).await;
            return Ok(report);
        }
        (Some(_), Err(error)) => format!("{} is taken: {error}", config.broker.listen),
        (None, _) => "needs a person: --login".to_owned(),
    };
    report.note("login-answer", "Core §3.1.2.5", Verdict::NotRun(silent));
    Ok(report)
}

impl Checker {
    fn new(
        config: &Config,
        world: World,
        outgoing: Outgoing,
        (published, entrance, callback): (Provider, Url, Url),
    ) -> Result<Self, StartError> {
        let provider = config.provider.clone();
        let metadata = &published.metadata;
        let keys = BrokerKeys::prepare(config.broker.keys.as_deref(), provider.encryption, &world)?;
        Ok(Self {
            issuer: provider.issuer.clone(),
            entrance,
            client_id: provider.client_id.clone(),
            says_issuer: metadata.authorization_response_iss_parameter_supported,
            token_endpoint: metadata.token_endpoint.clone(),
            userinfo_endpoint: metadata.userinfo_endpoint.clone(),
            end_session_endpoint: metadata.end_session_endpoint.clone(),
            callback,
            acr: provider.acrs.iter().min().copied().unwrap_or(Acr::Eidas2),
            acrs: provider.acrs.clone(),
            published,
            provider,
            keys,
            outgoing,
            world,
        })
    }

    /// A broker's request, with some of it changed; `None` takes a parameter out.
    fn ask_for_login(&self, changes: &[(&str, Option<&str>)]) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = [
            ("client_id", self.client_id.clone()),
            ("redirect_uri", self.callback.to_string()),
            ("response_type", "code".to_owned()),
            ("scope", SCOPE.to_owned()),
            ("acr_values", self.acr.as_str().to_owned()),
            ("prompt", "login".to_owned()),
            ("state", self.world.make_hex_token()),
            ("nonce", self.world.make_hex_token()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        for (name, value) in changes {
            pairs.retain(|(key, _)| key != name);
            if let Some(value) = value {
                pairs.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        pairs
    }

    /// The address that a browser is sent to with these parameters.
    fn login_address(&self, pairs: &[(String, String)]) -> Url {
        let mut address = self.entrance.clone();
        address.query_pairs_mut().extend_pairs(pairs);
        address
    }

    /// Sends a browser without cookies there; redirects are not followed.
    async fn visit(&self, pairs: &[(String, String)]) -> Result<Answer, OutgoingError> {
        self.outgoing
            .get(self.login_address(pairs).as_str(), None)
            .await
    }

    /// An address as a browser reads it from an answer of the authorization endpoint.
    fn join(&self, address: &str) -> Option<String> {
        let joined = self.entrance.join(address).ok()?;
        Some(joined.into())
    }

    /// What proves the broker in one request; `None` when the key cannot sign.
    fn prove(&self) -> Option<Proof> {
        match self.provider.authentication {
            ProofKind::ClientSecretPost => {
                let secret = Secret::new(self.provider.client_secret.clone());
                Some(Proof::Secret(secret))
            }
            ProofKind::PrivateKeyJwt => {
                let fill = |buffer: &mut [u8]| self.world.fill(buffer);
                let (key, now) = (&self.keys.assertion, self.world.now());
                let made = make_assertion(&self.client_id, &self.token_endpoint, key, now, &fill);
                made.ok()
                    .map(|assertion| Proof::Assertion(Secret::new(assertion)))
            }
        }
    }

    fn trust(&self) -> Trust<'_> {
        Trust {
            issuer: &self.issuer,
            client_id: &self.client_id,
            provider_keys: &self.published.keys,
            decryption_keys: &self.keys.decryption,
        }
    }
}
