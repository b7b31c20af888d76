//! A registered client: the broker towards us, or the service towards the sandbox's broker.

use serde::{Deserialize, Serialize};

use crate::acr::Acr;
use crate::jwe::KeyManagement;
use crate::keys::Jwks;
use crate::secret::SecretHash;

/// What is known of a client before it says anything. Written in the host's configuration.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// `client_id`.
    pub id: String,
    /// The name shown to people on the approval screen.
    pub name: String,
    /// Which rules its requests obey.
    pub profile: Profile,
    /// Where an answer may be sent; compared character by character (Core §3.1.2.1).
    pub redirect_uris: Vec<String>,
    /// Where a logout may return to; compared character by character.
    #[serde(default)]
    pub post_logout_redirect_uris: Vec<String>,
    /// How it authenticates at the token endpoint: one way, the registered one.
    pub authentication: Authentication,
    /// The levels it may be served, in any order; an empty list serves none.
    pub acrs: Vec<Acr>,
    /// How its tokens are encrypted; `None` leaves them signed only.
    #[serde(default)]
    pub encryption: Option<Encryption>,
    /// Where its public keys are: for encryption and for `private_key_jwt`.
    #[serde(default)]
    pub keys: ClientKeys,
    /// The sector its pairwise subjects are derived for (Core §8.1), a host name usually.
    pub sector: String,
}

/// The rules a client's authorization requests obey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// A FranceConnect+-like broker asks us: `state` and `nonce` required, opaque, of any length;
    /// PKCE taken when given, never demanded (the broker does not send it).
    FcPlus,
    /// A service asks a FranceConnect+-like broker: as above, with `state` and `nonce` of at
    /// least 32 characters.
    FcPlusService,
}

impl Profile {
    /// The shortest `state` and `nonce` taken, in characters.
    pub const fn shortest_opaque_value(self) -> usize {
        match self {
            Self::FcPlus => 1,
            Self::FcPlusService => 32,
        }
    }
}

/// How a client proves at the token endpoint that it is itself (Core §9).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "method", content = "secret_hash")]
pub enum Authentication {
    /// A shared secret in the form body; only its hash is kept.
    ClientSecretPost(SecretHash),
    /// A JWT signed by one of its registered keys (RFC 7523).
    PrivateKeyJwt,
}

/// How tokens for a client are encrypted; the content is always `A256GCM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Encryption {
    /// For the ID token.
    pub id_token: KeyManagement,
    /// For the userinfo answer.
    pub userinfo: KeyManagement,
}

/// Where a client's public keys are found.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientKeys {
    /// It has none.
    #[default]
    None,
    /// Registered as they are.
    Inline(Jwks),
    /// Fetched from this address, kept for a while, fetched again on an unknown `kid`.
    Uri(String),
}
