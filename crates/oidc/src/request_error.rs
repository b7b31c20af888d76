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
}

impl PageError {
    /// The stable code shown on the page and kept in the log.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoClient => "client_missing",
            Self::UnknownClient => "client_unknown",
            Self::NoRedirectUri => "redirect_uri_missing",
            Self::UnregisteredRedirectUri => "redirect_uri_unregistered",
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
            | Self::BadCodeChallenge => ErrorCode::InvalidRequest,
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
    /// The address that says the refusal to the client; `None` when only a page may say it.
    pub fn location(&self) -> Option<Url> {
        match self {
            Self::Page(_) => None,
            Self::Redirect {
                redirect_uri,
                state,
                error,
            } => Some(error_location(
                redirect_uri,
                error.code(),
                &error.to_string(),
                state.as_deref(),
            )),
        }
    }
}

/// The address of an error response (Core §3.1.2.6): keeps the registered query, adds `error`,
/// `error_description` and `state`.
pub fn error_location(
    redirect_uri: &Url,
    code: ErrorCode,
    description: &str,
    state: Option<&str>,
) -> Url {
    let mut location = redirect_uri.clone();
    {
        let mut query = location.query_pairs_mut();
        query
            .append_pair("error", code.as_str())
            .append_pair("error_description", description);
        if let Some(state) = state {
            query.append_pair("state", state);
        }
    }
    location
}

/// The address of a successful response (Core §3.1.2.5).
pub fn code_location(redirect_uri: &Url, code: &str, state: Option<&str>) -> Url {
    let mut location = redirect_uri.clone();
    {
        let mut query = location.query_pairs_mut();
        query.append_pair("code", code);
        if let Some(state) = state {
            query.append_pair("state", state);
        }
    }
    location
}
