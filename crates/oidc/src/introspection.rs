//! What a token is worth (RFC 7662): told to the client it was given to, to nobody else.

use serde::{Deserialize, Serialize};

use crate::UnixSeconds;

/// The answer about a token. Whatever is not this client's living token is `{"active": false}`, so that
/// nothing is learnt about the tokens of others (§2.2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introspection {
    /// Whether it is good now.
    pub active: bool,
    /// What it opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// To whom it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// `Bearer` or `DPoP`; absent for a refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
    /// The last second at which it is good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exp: Option<UnixSeconds>,
    /// The person, for this client's sector.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// Who gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iss: Option<String>,
    /// The level of the login behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// When the person approved (RFC 9470 §6.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<UnixSeconds>,
    /// The key it is bound to (RFC 9449 §6.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnf: Option<Confirmation>,
}

/// A key, by its thumbprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// RFC 7638.
    pub jkt: String,
}
