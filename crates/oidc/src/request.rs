//! The authorization request (Core §3.1.2): read, checked against the client, two-stage refusals.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::acr::Acr;
use crate::client::{Client, Profile};
use crate::code::CodeChallenge;
use crate::encoding::decode_base64url;
use crate::parameters::Parameters;
use crate::request_error::{PageError, Refusal, RequestError};
use crate::scope::{OFFLINE_ACCESS, Scopes};

/// A request that may be served: everything a login needs to end back at the client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationRequest {
    /// Who asks.
    pub client_id: String,
    /// Where the answer goes: one of the client's registered addresses.
    pub redirect_uri: Url,
    /// Opaque, returned as received.
    pub state: Option<String>,
    /// Opaque, put into the ID token as received.
    pub nonce: Option<String>,
    /// What is asked; holds `openid`.
    pub scopes: Scopes,
    /// The level to reach, at least. The lowest level of the client when it asked for none.
    pub acr: Acr,
    /// `prompt` held `login`. People sign in every time anyway; kept for the record.
    pub is_login_forced: bool,
    /// PKCE, when the client sent it.
    pub code_challenge: Option<CodeChallenge>,
    /// The key that the code will be bound to (RFC 9449 §10), as its thumbprint, when the client said it.
    pub dpop_key: Option<String>,
}

impl AuthorizationRequest {
    /// Whether the client asks for claims again later (Core §11) and may.
    pub fn is_offline_asked(&self, client: &Client) -> bool {
        client.offline && self.scopes.contains(OFFLINE_ACCESS)
    }
}

/// The `client_id`, to look the client up with.
///
/// # Errors
/// [`PageError::NoClient`] when it is absent or repeated.
pub fn read_client_id(pairs: &[(String, String)]) -> Result<&str, PageError> {
    Parameters::new(pairs)
        .one("client_id")
        .ok()
        .flatten()
        .ok_or(PageError::NoClient)
}

/// Checks a request against the client found under its `client_id` (`None`: nobody).
///
/// # Errors
/// [`Refusal::Page`] while the client or its address is in doubt, [`Refusal::Redirect`] after.
pub fn check_authorization_request(
    pairs: &[(String, String)],
    client: Option<&Client>,
) -> Result<AuthorizationRequest, Refusal> {
    let parameters = Parameters::new(pairs);
    let client_id = read_client_id(pairs).map_err(Refusal::Page)?;
    let client = client
        .filter(|client| client.id == client_id)
        .ok_or(Refusal::Page(PageError::UnknownClient))?;
    let redirect_uri = check_redirect_uri(parameters, client).map_err(Refusal::Page)?;
    check_with_known_address(parameters, client, &redirect_uri).map_err(|error| Refusal::Redirect {
        redirect_uri,
        state: parameters.one("state").ok().flatten().map(str::to_owned),
        error,
    })
}

fn check_redirect_uri(parameters: Parameters<'_>, client: &Client) -> Result<Url, PageError> {
    let asked = parameters
        .one("redirect_uri")
        .ok()
        .flatten()
        .ok_or(PageError::NoRedirectUri)?;
    if !client
        .redirect_uris
        .iter()
        .any(|registered| registered == asked)
    {
        return Err(PageError::UnregisteredRedirectUri);
    }
    Url::parse(asked).map_err(|_| PageError::UnregisteredRedirectUri)
}

fn check_with_known_address(
    parameters: Parameters<'_>,
    client: &Client,
    redirect_uri: &Url,
) -> Result<AuthorizationRequest, RequestError> {
    if parameters.has_doubles() {
        return Err(RequestError::RepeatedParameter);
    }
    let read = |name| parameters.one(name).ok().flatten();
    refuse_unsupported(&read)?;
    let opaque = |name, missing| read_opaque(read(name), client.profile, missing);
    let state = opaque("state", RequestError::MissingState)?;
    let scopes = Scopes::parse(read("scope").unwrap_or_default());
    if !scopes.contains("openid") {
        return Err(RequestError::ScopeWithoutOpenid);
    }
    let nonce = opaque("nonce", RequestError::MissingNonce)?;
    let code_challenge =
        CodeChallenge::read(read("code_challenge"), read("code_challenge_method"))?;
    if client.profile.is_strict() && code_challenge.is_none() {
        return Err(RequestError::MissingCodeChallenge);
    }
    Ok(AuthorizationRequest {
        client_id: client.id.clone(),
        redirect_uri: redirect_uri.clone(),
        state,
        nonce,
        scopes,
        acr: choose_acr(read("acr_values"), client)?,
        is_login_forced: check_prompt(read("prompt"))?,
        code_challenge,
        dpop_key: read_dpop_key(read("dpop_jkt"))?,
    })
}

/// A `state` or `nonce`, as long as the profile wants it.
fn read_opaque(
    value: Option<&str>,
    profile: Profile,
    missing: RequestError,
) -> Result<Option<String>, RequestError> {
    match (value, profile.shortest_opaque_value()) {
        (None, None) => Ok(None),
        (Some(value), shortest) if value.chars().count() >= shortest.unwrap_or(1) => {
            Ok(Some(value.to_owned()))
        }
        _ => Err(missing),
    }
}

/// A thumbprint: SHA-256 in base64url, 43 characters.
fn read_dpop_key(value: Option<&str>) -> Result<Option<String>, RequestError> {
    match value {
        None => Ok(None),
        Some(value) if decode_base64url(value).is_some_and(|hash| hash.len() == 32) => {
            Ok(Some(value.to_owned()))
        }
        Some(_) => Err(RequestError::BadDpopKey),
    }
}

fn refuse_unsupported<'a>(
    read: &impl Fn(&'static str) -> Option<&'a str>,
) -> Result<(), RequestError> {
    match read("response_type") {
        None => return Err(RequestError::MissingResponseType),
        Some("code") => {}
        Some(_) => return Err(RequestError::UnsupportedResponseType),
    }
    if read("response_mode").is_some_and(|mode| mode != "query") {
        return Err(RequestError::UnsupportedResponseMode);
    }
    for (name, error) in [
        ("request", RequestError::RequestObject),
        ("request_uri", RequestError::RequestUri),
        ("registration", RequestError::Registration),
    ] {
        if read(name).is_some() {
            return Err(error);
        }
    }
    Ok(())
}

/// The level to reach: the lowest one that satisfies what was asked and that this client may have. Who asks for
/// none, or for none that is known, wants the highest where FranceConnect+'s rules hold.
fn choose_acr(asked: Option<&str>, client: &Client) -> Result<Acr, RequestError> {
    let floor = match (asked.and_then(Acr::lowest_of), client.profile) {
        (Some(level), _) => Some(level),
        (None, Profile::FcPlus | Profile::FcPlusService) => Some(Acr::Eidas3),
        (None, Profile::Strict) if asked.is_none() => None,
        (None, Profile::Strict) => return Err(RequestError::AcrOutOfReach),
    };
    client
        .acrs
        .iter()
        .copied()
        .filter(|acr| floor.is_none_or(|floor| *acr >= floor))
        .min()
        .ok_or(RequestError::AcrOutOfReach)
}

fn check_prompt(prompt: Option<&str>) -> Result<bool, RequestError> {
    let Some(prompt) = prompt else {
        return Ok(false);
    };
    let values: Vec<&str> = prompt.split_ascii_whitespace().collect();
    if values.contains(&"none") {
        let alone = values.len() == 1;
        return Err(if alone {
            RequestError::LoginRequired
        } else {
            RequestError::BadPrompt
        });
    }
    if values
        .iter()
        .all(|value| matches!(*value, "login" | "consent" | "select_account"))
    {
        Ok(values.contains(&"login"))
    } else {
        Err(RequestError::BadPrompt)
    }
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
