//! The provider's metadata (OpenID Connect Discovery 1.0 §3): what we publish, what a client reads.

use serde::{Deserialize, Serialize};

use crate::claims::ClaimName;
use crate::scope::{self, OFFLINE_ACCESS};

/// `{issuer}/.well-known/openid-configuration`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderMetadata {
    /// Without a final slash; the same text as `iss`.
    pub issuer: String,
    /// Where the browser is sent.
    pub authorization_endpoint: String,
    /// Where the client redeems codes.
    pub token_endpoint: String,
    /// Where the client fetches claims.
    pub userinfo_endpoint: String,
    /// The provider's public keys.
    pub jwks_uri: String,
    /// Where a logout starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_session_endpoint: Option<String>,
    /// Every scope that does something.
    #[serde(default)]
    pub scopes_supported: Vec<String>,
    /// `code`.
    pub response_types_supported: Vec<String>,
    /// `query`.
    #[serde(default)]
    pub response_modes_supported: Vec<String>,
    /// `authorization_code`.
    #[serde(default)]
    pub grant_types_supported: Vec<String>,
    /// Levels that can be reached.
    #[serde(default)]
    pub acr_values_supported: Vec<String>,
    /// `pairwise`.
    pub subject_types_supported: Vec<String>,
    /// `ES256`.
    pub id_token_signing_alg_values_supported: Vec<String>,
    /// Key managements offered for the ID token.
    #[serde(default)]
    pub id_token_encryption_alg_values_supported: Vec<String>,
    /// `A256GCM`.
    #[serde(default)]
    pub id_token_encryption_enc_values_supported: Vec<String>,
    /// `ES256`.
    #[serde(default)]
    pub userinfo_signing_alg_values_supported: Vec<String>,
    /// Key managements offered for userinfo.
    #[serde(default)]
    pub userinfo_encryption_alg_values_supported: Vec<String>,
    /// `A256GCM`.
    #[serde(default)]
    pub userinfo_encryption_enc_values_supported: Vec<String>,
    /// The ways a client may authenticate.
    #[serde(default)]
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// `ES256`.
    #[serde(default)]
    pub token_endpoint_auth_signing_alg_values_supported: Vec<String>,
    /// Every claim that may be given.
    #[serde(default)]
    pub claims_supported: Vec<String>,
    /// `S256`.
    #[serde(default)]
    pub code_challenge_methods_supported: Vec<String>,
    /// Whether the `claims` parameter does something.
    #[serde(default)]
    pub claims_parameter_supported: bool,
    /// Whether a `request` object is read.
    #[serde(default)]
    pub request_parameter_supported: bool,
    /// Whether a `request_uri` is fetched; the standard's default is true, so always written.
    #[serde(default = "yes")]
    pub request_uri_parameter_supported: bool,
    /// Languages of the pages.
    #[serde(default)]
    pub ui_locales_supported: Vec<String>,
    /// Whether every answer says who answers (RFC 9207 §3).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
    /// What the strict profile adds; absent from a provider without it.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub strict: Option<StrictMetadata>,
}

/// What a provider says of its strict profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrictMetadata {
    /// Where requests are pushed (RFC 9126 §5).
    pub pushed_authorization_request_endpoint: String,
    /// False: brokers do not push; the clients that must are registered so.
    pub require_pushed_authorization_requests: bool,
    /// Where tokens are given back (RFC 7009, RFC 8414 §2).
    pub revocation_endpoint: String,
    /// As at the token endpoint.
    pub revocation_endpoint_auth_methods_supported: Vec<String>,
    /// `ES256`, `RS256`.
    pub revocation_endpoint_auth_signing_alg_values_supported: Vec<String>,
    /// Where a client asks what its token is worth (RFC 7662).
    pub introspection_endpoint: String,
    /// As at the token endpoint.
    pub introspection_endpoint_auth_methods_supported: Vec<String>,
    /// `ES256`, `RS256`.
    pub introspection_endpoint_auth_signing_alg_values_supported: Vec<String>,
    /// `ES256` (RFC 9449 §5.1).
    pub dpop_signing_alg_values_supported: Vec<String>,
    /// Whether services are told that a login ended (Back-Channel Logout 1.0 §2.1).
    #[serde(default)]
    pub backchannel_logout_supported: bool,
    /// Whether they are told which one.
    #[serde(default)]
    pub backchannel_logout_session_supported: bool,
}

const fn yes() -> bool {
    true
}

/// The five addresses of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoints {
    /// Where the browser is sent.
    pub authorization: String,
    /// Where codes are redeemed.
    pub token: String,
    /// Where claims are fetched.
    pub userinfo: String,
    /// Where the keys are.
    pub jwks: String,
    /// Where a logout starts.
    pub end_session: String,
}

impl Endpoints {
    /// Sceau's own: `{issuer}/oidc/authorize`, `token`, `userinfo`, `jwks`, `logout`.
    pub fn of_sceau(issuer: &str) -> Self {
        let at = |name: &str| format!("{}/oidc/{name}", issuer.trim_end_matches('/'));
        Self {
            authorization: at("authorize"),
            token: at("token"),
            userinfo: at("userinfo"),
            jwks: at("jwks"),
            end_session: at("logout"),
        }
    }
}

/// The addresses that the strict profile adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrictEndpoints {
    /// Where requests are pushed.
    pub pushed: String,
    /// Where tokens are given back.
    pub revocation: String,
    /// Where a client asks what its token is worth.
    pub introspection: String,
}

impl StrictEndpoints {
    /// Sceau's own: `{issuer}/oidc/par`, `revoke`, `introspect`.
    pub fn of_sceau(issuer: &str) -> Self {
        let at = |name: &str| format!("{}/oidc/{name}", issuer.trim_end_matches('/'));
        Self {
            pushed: at("par"),
            revocation: at("revoke"),
            introspection: at("introspect"),
        }
    }
}

impl ProviderMetadata {
    /// What a provider built on this crate can say of itself.
    pub fn new(issuer: &str, endpoints: Endpoints, acrs: &[crate::acr::Acr]) -> Self {
        let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let key_managements: Vec<String> = texts(&["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES"]);
        Self {
            issuer: issuer.to_owned(),
            authorization_endpoint: endpoints.authorization,
            token_endpoint: endpoints.token,
            userinfo_endpoint: endpoints.userinfo,
            jwks_uri: endpoints.jwks,
            end_session_endpoint: Some(endpoints.end_session),
            scopes_supported: texts(&scope::SUPPORTED),
            response_types_supported: texts(&["code"]),
            response_modes_supported: texts(&["query"]),
            grant_types_supported: texts(&["authorization_code"]),
            acr_values_supported: acrs.iter().map(|acr| acr.as_str().to_owned()).collect(),
            subject_types_supported: texts(&["pairwise"]),
            id_token_signing_alg_values_supported: texts(&["ES256"]),
            id_token_encryption_alg_values_supported: key_managements.clone(),
            id_token_encryption_enc_values_supported: texts(&["A256GCM"]),
            userinfo_signing_alg_values_supported: texts(&["ES256"]),
            userinfo_encryption_alg_values_supported: key_managements,
            userinfo_encryption_enc_values_supported: texts(&["A256GCM"]),
            token_endpoint_auth_methods_supported: texts(&[
                "client_secret_post",
                "private_key_jwt",
            ]),
            token_endpoint_auth_signing_alg_values_supported: texts(&["ES256"]),
            claims_supported: core::iter::once("sub")
                .chain(["acr", "amr", "auth_time", "iss", "aud"])
                .chain(ClaimName::ALL.map(ClaimName::as_str))
                .map(str::to_owned)
                .collect(),
            code_challenge_methods_supported: texts(&["S256"]),
            claims_parameter_supported: false,
            request_parameter_supported: false,
            request_uri_parameter_supported: false,
            ui_locales_supported: texts(&["fr", "en"]),
            authorization_response_iss_parameter_supported: true,
            strict: None,
        }
    }

    /// Adds what the strict profile offers.
    #[must_use]
    pub fn with_strict_profile(mut self, endpoints: StrictEndpoints) -> Self {
        let methods = self.token_endpoint_auth_methods_supported.clone();
        let algorithms = self
            .token_endpoint_auth_signing_alg_values_supported
            .clone();
        self.grant_types_supported
            .push(String::from("refresh_token"));
        self.scopes_supported.push(OFFLINE_ACCESS.to_owned());
        self.strict = Some(StrictMetadata {
            pushed_authorization_request_endpoint: endpoints.pushed,
            require_pushed_authorization_requests: false,
            revocation_endpoint: endpoints.revocation,
            revocation_endpoint_auth_methods_supported: methods.clone(),
            revocation_endpoint_auth_signing_alg_values_supported: algorithms.clone(),
            introspection_endpoint: endpoints.introspection,
            introspection_endpoint_auth_methods_supported: methods,
            introspection_endpoint_auth_signing_alg_values_supported: algorithms,
            dpop_signing_alg_values_supported: vec![String::from("ES256")],
            backchannel_logout_supported: true,
            backchannel_logout_session_supported: true,
        });
        self
    }
}

/// The address of a provider's metadata.
pub fn discovery_address(issuer: &str) -> String {
    format!(
        "{}/.well-known/openid-configuration",
        issuer.trim_end_matches('/')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_metadata_says_our_addresses_and_reads_back() {
        let issuer = "https://sceau.example";
        let metadata = ProviderMetadata::new(
            issuer,
            Endpoints::of_sceau(issuer),
            &[crate::acr::Acr::Eidas2],
        );
        assert_eq!(metadata.token_endpoint, "https://sceau.example/oidc/token");
        let text = serde_json::to_string(&metadata).unwrap();
        assert_eq!(
            serde_json::from_str::<ProviderMetadata>(&text).unwrap(),
            metadata
        );
        assert!(text.contains("\"request_uri_parameter_supported\":false"));
    }
}
