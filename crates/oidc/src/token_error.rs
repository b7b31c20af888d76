//! Why the token endpoint refuses, and how it says so (RFC 6749 §5.2, Core §3.1.3.4).

use crate::client_auth::AssertionFault;
use crate::dpop::DpopFault;
use crate::request_error::{PageError, RequestError};

/// A refusal of the token endpoint. The client learns the code only: which check failed is for
/// our log, not for someone who guesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The body is no form, or too long a one.
    #[error("the body is not a form")]
    NotAForm,
    /// A parameter that must be there is not.
    #[error("parameter {0} is missing")]
    MissingParameter(&'static str),
    /// A parameter occurs twice.
    #[error("a parameter is repeated")]
    RepeatedParameter,
    /// Anything but `authorization_code` and `refresh_token`.
    #[error("grant_type is not supported")]
    UnsupportedGrantType,
    /// Nobody is registered under this `client_id`.
    #[error("client is unknown")]
    UnknownClient,
    /// No credentials, or two kinds at once, or not the registered kind.
    #[error("client authentication method is not the registered one")]
    WrongMethod,
    /// The shared secret is not the client's.
    #[error("client secret is wrong")]
    WrongSecret,
    /// The client's signed assertion is not acceptable.
    #[error("client assertion refused: {0}")]
    BadAssertion(AssertionFault),
    /// No grant under this code.
    #[error("code is unknown")]
    UnknownCode,
    /// The code was already redeemed: the tokens it gave must be revoked (RFC 6749 §4.1.2).
    #[error("code was already used")]
    UsedCode,
    /// The code came too late.
    #[error("code has expired")]
    ExpiredCode,
    /// The code was given to another client.
    #[error("code belongs to another client")]
    CodeOfAnotherClient,
    /// Not the address the code was sent to.
    #[error("redirect_uri differs from the authorization request")]
    OtherRedirectUri,
    /// PKCE: no verifier, a wrong one, or one where no challenge was sent.
    #[error("code_verifier does not fit the request")]
    WrongVerifier,
    /// No living login has this refresh token.
    #[error("refresh token is unknown")]
    UnknownRefreshToken,
    /// The refresh token was replaced: a copy. What its login gave must be revoked (RFC 9700 §4.14.2).
    #[error("refresh token was replaced before")]
    CopiedRefreshToken,
    /// More scopes than were granted.
    #[error("scope is wider than what was granted")]
    WiderScope,
    /// The key is not proved, or is another one.
    #[error("DPoP proof refused: {0}")]
    BadProof(DpopFault),
    /// A pushed authorization request that would be refused (RFC 9126 §2.3).
    #[error("pushed request refused: {0}")]
    BadRequest(RequestError),
    /// A pushed authorization request with an address that is not the client's.
    #[error("pushed request refused: {0}")]
    BadAddress(PageError),
}

impl TokenError {
    /// The value of `error`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAForm | Self::MissingParameter(_) | Self::RepeatedParameter => {
                "invalid_request"
            }
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnknownClient | Self::WrongMethod | Self::WrongSecret | Self::BadAssertion(_) => {
                "invalid_client"
            }
            Self::UnknownCode
            | Self::UsedCode
            | Self::ExpiredCode
            | Self::CodeOfAnotherClient
            | Self::OtherRedirectUri
            | Self::WrongVerifier
            | Self::UnknownRefreshToken
            | Self::CopiedRefreshToken => "invalid_grant",
            Self::WiderScope => "invalid_scope",
            Self::BadProof(_) => "invalid_dpop_proof",
            Self::BadRequest(error) => error.code().as_str(),
            Self::BadAddress(_) => "invalid_request",
        }
    }

    /// The HTTP status: 401 when the client is not who it says, 400 otherwise.
    pub fn status(self) -> u16 {
        if self.code() == "invalid_client" {
            401
        } else {
            400
        }
    }

    /// The JSON body; the description repeats the code's meaning, never the check that failed.
    pub fn body(self) -> serde_json::Value {
        let description = match self.code() {
            "invalid_client" => "client authentication failed",
            "invalid_grant" => "the code or refresh token is not valid",
            "unsupported_grant_type" => "only authorization_code and refresh_token are supported",
            "invalid_scope" => "the scope is wider than what was granted",
            "invalid_dpop_proof" => "the DPoP proof is not valid",
            _ => "the request is malformed",
        };
        let description = match self {
            // The client's own request, which it would be told in the browser, too.
            Self::BadRequest(error) => error.to_string(),
            Self::BadAddress(error) => error.to_string(),
            _ => description.to_owned(),
        };
        serde_json::json!({ "error": self.code(), "error_description": description })
    }
}
