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
    /// In which form userinfo is answered.
    #[serde(default)]
    pub userinfo: UserinfoForm,
    /// Where its public keys are: for encryption and for `private_key_jwt`.
    #[serde(default)]
    pub keys: ClientKeys,
    /// The sector its pairwise subjects are derived for (Core §8.1), a host name usually.
    pub sector: String,
    /// Whether it may ask for `offline_access`: claims again later, without a new approval. Only the
    /// [`Profile::Strict`] may.
    #[serde(default)]
    pub offline: bool,
    /// Where it is told that a login ended (Back-Channel Logout 1.0 §2.2): the only address called for it.
    /// Only the [`Profile::Strict`] may: a broker's sessions are its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backchannel_logout_uri: Option<String>,
    /// Whether it needs to know which login ended. It always does: every logout token names the person
    /// and the login.
    #[serde(default)]
    pub backchannel_logout_session_required: bool,
}

/// A registration that cannot be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationFault {
    /// A strict client proves itself with a key.
    #[error("the strict profile needs private_key_jwt")]
    NeedsKey,
    /// Its keys are needed and nowhere to be found.
    #[error("keys are needed: give them inline or by address")]
    NoKeys,
    /// `offline_access` is for strict clients, whose tokens are bound to their key.
    #[error("only the strict profile may ask for offline access")]
    OfflineWithoutKey,
    /// Back-channel logout is for strict clients; asking for the session without an address says nothing.
    #[error("back-channel logout needs the strict profile and backchannel_logout_uri")]
    BackchannelLogout,
    /// Claims that are to be encrypted are signed first.
    #[error("userinfo in plain JSON cannot be encrypted")]
    PlainUserinfo,
    /// No address to answer to, or one (of answers, logouts, keys) that is not `https` (`http` only towards this machine), or with
    /// a fragment (RFC 6749 §3.1.2).
    #[error("an address is missing, not https, or holds a fragment")]
    Address,
}

impl Client {
    /// Can this client be served as it is registered?
    ///
    /// # Errors
    /// [`RegistrationFault`], the first one found.
    pub fn check_registration(&self) -> Result<(), RegistrationFault> {
        let has_key = matches!(self.authentication, Authentication::PrivateKeyJwt);
        let is_strict = self.profile == Profile::Strict;
        if is_strict && !has_key {
            return Err(RegistrationFault::NeedsKey);
        }
        if self.offline && !is_strict {
            return Err(RegistrationFault::OfflineWithoutKey);
        }
        let asks_to_be_told =
            self.backchannel_logout_uri.is_some() || self.backchannel_logout_session_required;
        if asks_to_be_told && !(is_strict && self.backchannel_logout_uri.is_some()) {
            return Err(RegistrationFault::BackchannelLogout);
        }
        if self.encryption.is_some() && self.userinfo == UserinfoForm::Json {
            return Err(RegistrationFault::PlainUserinfo);
        }
        let needs_keys = has_key || self.encryption.is_some();
        if needs_keys && matches!(self.keys, ClientKeys::None) {
            return Err(RegistrationFault::NoKeys);
        }
        let called = self
            .backchannel_logout_uri
            .iter()
            .chain(self.keys.address());
        let others = self.post_logout_redirect_uris.iter().chain(called);
        let mut addresses = self.redirect_uris.iter().chain(others);
        if self.redirect_uris.is_empty() || !addresses.all(|address| is_safe(address)) {
            return Err(RegistrationFault::Address);
        }
        Ok(())
    }
}

fn is_safe(address: &str) -> bool {
    let Ok(url) = url::Url::parse(address) else {
        return false;
    };
    let is_near = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    let is_guarded = url.scheme() == "https" || (url.scheme() == "http" && is_near);
    is_guarded && url.fragment().is_none()
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
    /// Every other service: requests are pushed (RFC 9126) and carry PKCE with `S256` (RFC 7636), which
    /// makes `state` and `nonce` free to leave out; the client proves itself with a key (RFC 7523) and
    /// its tokens are bound to one (RFC 9449). After the FAPI 2.0 Security Profile, §5.3.
    Strict,
}

impl Profile {
    /// The shortest `state` and `nonce` taken, in characters; `None` where they may be left out.
    pub const fn shortest_opaque_value(self) -> Option<usize> {
        match self {
            Self::FcPlus => Some(1),
            Self::FcPlusService => Some(32),
            Self::Strict => None,
        }
    }

    /// Whether requests must be pushed, carry PKCE, and tokens be bound to a key of the client.
    pub const fn is_strict(self) -> bool {
        matches!(self, Self::Strict)
    }

    /// Whether the client asks for others, whom it does not name.
    pub const fn is_broker(self) -> bool {
        matches!(self, Self::FcPlus)
    }

    /// Whether an access token opens userinfo only once.
    pub const fn is_access_token_single_use(self) -> bool {
        !self.is_strict()
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

/// In which form userinfo is answered (Core §5.3.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserinfoForm {
    /// A signed JWT, encrypted where [`Encryption`] says so: what brokers read, and what can be shown
    /// to someone else as ours.
    #[default]
    Signed,
    /// Plain JSON, for libraries that read nothing else.
    Json,
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

impl ClientKeys {
    /// Where they are fetched. Whoever could answer in their place would be that client, and read its tokens.
    const fn address(&self) -> Option<&String> {
        match self {
            Self::None | Self::Inline(_) => None,
            Self::Uri(address) => Some(address),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{broker, strict_service};

    #[test]
    fn the_broker_and_a_strict_service_can_be_served() {
        let with_keys = Client {
            keys: ClientKeys::Uri(String::from("https://broker.example/keys")),
            ..broker()
        };
        assert_eq!(with_keys.check_registration(), Ok(()));
        assert_eq!(strict_service().check_registration(), Ok(()));
    }

    #[test]
    fn a_registration_that_could_never_be_served_says_why() {
        let without_key = Client {
            authentication: broker().authentication,
            ..strict_service()
        };
        let without_keys = Client {
            keys: ClientKeys::None,
            ..strict_service()
        };
        let offline = Client {
            offline: true,
            keys: strict_service().keys,
            ..broker()
        };
        let told_broker = Client {
            backchannel_logout_uri: Some(String::from("https://broker.example/ended")),
            keys: strict_service().keys,
            ..broker()
        };
        let told_nowhere = Client {
            backchannel_logout_session_required: true,
            ..strict_service()
        };
        let told_in_the_clear = Client {
            backchannel_logout_uri: Some(String::from("http://service.example/ended")),
            ..strict_service()
        };
        let keys_in_the_clear = Client {
            keys: ClientKeys::Uri(String::from("http://service.example/keys")),
            ..strict_service()
        };
        let plain = Client {
            userinfo: UserinfoForm::Json,
            ..broker()
        };
        let cases = [
            (without_key, RegistrationFault::NeedsKey),
            (without_keys, RegistrationFault::NoKeys),
            (offline, RegistrationFault::OfflineWithoutKey),
            (told_broker, RegistrationFault::BackchannelLogout),
            (told_nowhere, RegistrationFault::BackchannelLogout),
            (told_in_the_clear, RegistrationFault::Address),
            (keys_in_the_clear, RegistrationFault::Address),
            (plain, RegistrationFault::PlainUserinfo),
        ];
        for (client, fault) in cases {
            assert_eq!(client.check_registration(), Err(fault));
        }
    }

    #[test]
    fn an_address_in_the_clear_is_for_this_machine_only() {
        for (address, is_taken) in [
            ("https://service.example/cb?a=1", true),
            ("http://127.0.0.1:8450/cb", true),
            ("http://localhost/cb", true),
            ("http://service.example/cb", false),
            ("https://service.example/cb#part", false),
            ("javascript:alert(1)", false),
            ("service.example/cb", false),
        ] {
            let client = Client {
                redirect_uris: vec![address.to_owned()],
                ..strict_service()
            };
            assert_eq!(client.check_registration().is_ok(), is_taken, "{address}");
        }
    }
}
