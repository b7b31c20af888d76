//! Why an authorization request is refused, and where that may be said (Core §3.1.2.6).

use url::Url;

/// Refused before the client and its address are known good: say it on a page, never redirect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// No `client_id`, or several.
    #[error("client_id is missing or repeated")]
    NoClient,
    /// Nobody is registered under this `client_id`.
    #[error("client is unknown")]
    UnknownClient,
    /// No `redirect_uri`, or several.
    #[error("redirect_uri is missing or repeated")]
    NoRedirectUri,
    /// `redirect_uri` is not one of the client's, character by character.
    #[error("redirect_uri is not registered for this client")]
    UnregisteredRedirectUri,
    /// `request_uri` names no request pushed by this client, or one that was used or is over.
    #[error("request_uri is unknown, used or over")]
    UnknownRequestUri,
}

impl PageError {
    /// The stable code shown on the page and kept in the log.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoClient => "client_missing",
            Self::UnknownClient => "client_unknown",
            Self::NoRedirectUri => "redirect_uri_missing",
            Self::UnregisteredRedirectUri => "redirect_uri_unregistered",
            Self::UnknownRequestUri => "request_uri_unknown",
        }
    }
}

/// Refused once the address is known good: said to the client, with its `state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// A parameter occurs twice (RFC 6749 §3.1).
    #[error("a parameter is repeated")]
    RepeatedParameter,
    /// No `response_type`.
    #[error("response_type is missing")]
    MissingResponseType,
    /// Anything but `code`.
    #[error("only response_type=code is supported")]
    UnsupportedResponseType,
    /// A `response_mode` other than `query`.
    #[error("only response_mode=query is supported")]
    UnsupportedResponseMode,
    /// No `state`, where the profile requires one, or too short.
    #[error("state is missing or too short")]
    MissingState,
    /// No `nonce`, where the profile requires one, or too short.
    #[error("nonce is missing or too short")]
    MissingNonce,
    /// `scope` does not hold `openid`.
    #[error("scope must hold openid")]
    ScopeWithoutOpenid,
    /// `prompt` holds an unknown value, or `none` with another one.
    #[error("prompt is not understood")]
    BadPrompt,
    /// `prompt=none`: everyone signs in every time here.
    #[error("the person must sign in")]
    LoginRequired,
    /// No level asked can be given to this client.
    #[error("the requested acr is out of reach")]
    AcrOutOfReach,
    /// `code_challenge` malformed, or its method is not `S256`.
    #[error("only PKCE with S256 is supported")]
    BadCodeChallenge,
    /// No `code_challenge`, where the profile requires one.
    #[error("PKCE is required")]
    MissingCodeChallenge,
    /// Not pushed beforehand, where the profile requires it (RFC 9126).
    #[error("the request must be pushed beforehand")]
    NotPushed,
    /// `dpop_jkt` is not the thumbprint of a key (RFC 9449 §10).
    #[error("dpop_jkt is not a thumbprint")]
    BadDpopKey,
    /// A `request` object.
    #[error("the request parameter is not supported")]
    RequestObject,
    /// A `request_uri`.
    #[error("the request_uri parameter is not supported")]
    RequestUri,
    /// A `registration`.
    #[error("the registration parameter is not supported")]
    Registration,
}

/// The error codes an authorization response may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// RFC 6749 §4.1.2.1.
    InvalidRequest,
    /// RFC 6749 §4.1.2.1: the person said no, or did not answer in time.
    AccessDenied,
    /// RFC 6749 §4.1.2.1.
    UnsupportedResponseType,
    /// RFC 6749 §4.1.2.1.
    InvalidScope,
    /// RFC 6749 §4.1.2.1.
    ServerError,
    /// RFC 6749 §4.1.2.1: maintenance.
    TemporarilyUnavailable,
    /// Core §3.1.2.6.
    LoginRequired,
    /// OpenID Connect Core Error Code unmet_authentication_requirements 1.0.
    UnmetAuthenticationRequirements,
    /// Core §3.1.2.6.
    RequestNotSupported,
    /// Core §3.1.2.6.
    RequestUriNotSupported,
    /// Core §3.1.2.6.
    RegistrationNotSupported,
}

impl ErrorCode {
    /// The value of `error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::AccessDenied => "access_denied",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidScope => "invalid_scope",
            Self::ServerError => "server_error",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::LoginRequired => "login_required",
            Self::UnmetAuthenticationRequirements => "unmet_authentication_requirements",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
            Self::RegistrationNotSupported => "registration_not_supported",
        }
    }
}

impl RequestError {
    /// The `error` the client is told; the display text is the `error_description`.
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::RepeatedParameter
            | Self::MissingResponseType
            | Self::UnsupportedResponseMode
            | Self::MissingState
            | Self::MissingNonce
            | Self::BadPrompt
            | Self::BadCodeChallenge
            | Self::MissingCodeChallenge
            | Self::NotPushed
            | Self::BadDpopKey => ErrorCode::InvalidRequest,
            Self::UnsupportedResponseType => ErrorCode::UnsupportedResponseType,
            Self::ScopeWithoutOpenid => ErrorCode::InvalidScope,
            Self::LoginRequired => ErrorCode::LoginRequired,
            Self::AcrOutOfReach => ErrorCode::UnmetAuthenticationRequirements,
            Self::RequestObject => ErrorCode::RequestNotSupported,
            Self::RequestUri => ErrorCode::RequestUriNotSupported,
            Self::Registration => ErrorCode::RegistrationNotSupported,
        }
    }
}

/// A refusal, with the only place where it may be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// On a page of ours.
    Page(PageError),
    /// By sending the browser back; the address is registered.
    Redirect {
        /// The client's registered address.
        redirect_uri: Url,
        /// As received, if it was received once.
        state: Option<String>,
        /// Why.
        error: RequestError,
    },
}

impl Refusal {
    /// The address at which `issuer` says the refusal to the client; `None` when only a page may say it.
    pub fn location(&self, issuer: &str) -> Option<Url> {
        match self {
            Self::Page(_) => None,
            Self::Redirect {
                redirect_uri,
                state,
                error,
            } => {
                let answer = Answer {
                    redirect_uri,
                    state: state.as_deref(),
                    issuer,
                };
                Some(answer.error(error.code(), &error.to_string()))
            }
        }
    }
}

/// Where an authorization response goes, and what every one of them says (RFC 9207: who answers, so
/// that a client of several providers is not mixed up).
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The client's registered address; its own query is kept.
    pub redirect_uri: &'a Url,
    /// As received.
    pub state: Option<&'a str>,
    /// Who answers.
    pub issuer: &'a str,
}

impl Answer<'_> {
    /// The address of a successful response (Core §3.1.2.5).
    pub fn code(self, code: &str) -> Url {
        self.say(&[("code", code)])
    }

    /// The address of an error response (Core §3.1.2.6).
    pub fn error(self, code: ErrorCode, description: &str) -> Url {
        self.say(&[("error", code.as_str()), ("error_description", description)])
    }

    fn say(self, words: &[(&str, &str)]) -> Url {
        let mut location = self.redirect_uri.clone();
        {
            let mut query = location.query_pairs_mut();
            query.extend_pairs(words);
            if let Some(state) = self.state {
                query.append_pair("state", state);
            }
            query.append_pair("iss", self.issuer);
        }
        location
    }
}
