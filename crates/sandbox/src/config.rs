//! The configuration file. Every part has a default that works on one machine.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use sceau_oidc::acr::Acr;
use sceau_oidc::jwe::KeyManagement;
use serde::Deserialize;

/// The whole file; an absent section takes its defaults.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The identity provider under demonstration.
    pub provider: ProviderConfig,
    /// The demonstration service.
    pub service: ServiceConfig,
    /// The broker.
    pub broker: BrokerConfig,
    /// The register simulator.
    pub register: RegisterConfig,
    /// The inbox.
    pub inbox: InboxConfig,
}

/// How the broker reaches the identity provider.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProviderConfig {
    /// Its issuer; discovery is read beneath it.
    pub issuer: String,
    /// The name on the choice page.
    pub name: String,
    /// The broker's `client_id` there.
    pub client_id: String,
    /// The broker's secret there, for `client_secret_post`.
    pub client_secret: String,
    /// How the broker proves itself.
    pub authentication: ProofKind,
    /// The levels the provider may answer with, lowest first.
    pub acrs: Vec<Acr>,
    /// Under its issuer, where somebody whom the register does not admit reads what to do.
    pub help: String,
    /// How the provider encrypts; used to register the broker there.
    pub encryption: KeyManagement,
}

/// How the broker proves itself at the provider's token endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofKind {
    /// A shared secret.
    ClientSecretPost,
    /// A signed assertion.
    PrivateKeyJwt,
}

/// The demonstration service.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServiceConfig {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Its name, shown by the broker and on the approval screen.
    pub name: String,
    /// The level it asks for.
    pub acr: Acr,
    /// Its secret at the broker.
    pub client_secret: String,
}

/// The broker.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BrokerConfig {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Its name.
    pub name: String,
    /// The last part of its redirect URI: `/api/v2/oidc-callback/{id}`.
    pub callback_id: String,
    /// Where its keys are kept between two runs; without it they are new at each start.
    pub keys: Option<PathBuf>,
    /// Seconds a login may wait between two pages (FranceConnect+: 30 minutes).
    pub interaction_seconds: i64,
    /// Seconds to wait for an answer of the provider or of the register.
    pub timeout_seconds: u64,
}

/// The register simulator.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegisterConfig {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Invented people and the answer each gets; without it the built-in ones.
    pub personas: Option<PathBuf>,
}

/// The inbox.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InboxConfig {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The server's outbox: `mail/*.eml` and `sms/*.json` beneath it.
    pub outbox: PathBuf,
}

const fn local(port: u16) -> SocketAddr {
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), port)
}

impl Default for ProviderConfig {
    fn default() -> Self {
        Self {
            issuer: String::from("http://127.0.0.1:4600"),
            name: String::from("Sceau"),
            client_id: String::from("aiguilleur-demonstration"),
            client_secret: String::from("secret-de-demonstration-sans-valeur"),
            authentication: ProofKind::ClientSecretPost,
            acrs: vec![Acr::Eidas2],
            help: String::from("/aide#registre"),
            encryption: KeyManagement::RsaOaep256,
        }
    }
}

impl core::fmt::Debug for ProviderConfig {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ProviderConfig")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

impl Default for ServiceConfig {
    fn default() -> Self {
        Self {
            listen: local(4610),
            name: String::from("Service de démonstration"),
            acr: Acr::Eidas2,
            client_secret: String::from("secret-du-service-sans-valeur"),
        }
    }
}

impl core::fmt::Debug for ServiceConfig {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ServiceConfig")
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

impl Default for BrokerConfig {
    fn default() -> Self {
        Self {
            listen: local(4620),
            name: String::from("Aiguilleur de démonstration"),
            callback_id: String::from("sceau"),
            keys: None,
            interaction_seconds: 1_800,
            timeout_seconds: 6,
        }
    }
}

impl Default for RegisterConfig {
    fn default() -> Self {
        Self {
            listen: local(4630),
            personas: None,
        }
    }
}

impl Default for InboxConfig {
    fn default() -> Self {
        Self {
            listen: local(4640),
            outbox: PathBuf::from("outbox"),
        }
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the file {0} cannot be read: {1}")]
    Unreadable(PathBuf, #[source] std::io::Error),
    /// The file is not what is expected; the message names line and key.
    #[error("the file {0} is not valid: {1}")]
    Invalid(PathBuf, #[source] toml::de::Error),
}

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        read_toml(path)
    }
}

/// Reads a TOML file into what the caller expects.
///
/// # Errors
/// [`ConfigError`].
pub(crate) fn read_toml<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
    toml::from_str(&text).map_err(|error| ConfigError::Invalid(path.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_a_whole_configuration_and_a_misspelt_key_is_not() {
        let config: Config = toml::from_str("").unwrap();
        assert_eq!(config.provider.acrs, [Acr::Eidas2]);
        assert!(toml::from_str::<Config>("[broker]\nlissten = '127.0.0.1:1'").is_err());
    }

    #[test]
    fn the_example_says_the_defaults_as_they_are() {
        let example: Config = toml::from_str(include_str!("../sandbox.example.toml")).unwrap();
        let default = Config::default();
        assert_eq!(format!("{example:?}"), format!("{default:?}"));
        assert_eq!(
            example.provider.client_secret,
            default.provider.client_secret
        );
        assert_eq!(example.provider.client_id, default.provider.client_id);
        assert_eq!(example.service.client_secret, default.service.client_secret);
        assert_eq!(example.provider.encryption, default.provider.encryption);
    }

    #[test]
    fn the_secrets_are_not_printed() {
        let config = Config::default();
        let printed = format!("{config:?}");
        assert!(!printed.contains(&config.provider.client_secret));
        assert!(!printed.contains(&config.service.client_secret));
    }
}
