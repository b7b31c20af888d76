//! OpenID Connect, the parts that are rules: what a request may ask, who a client is, what a code
//! allows once, how a token is signed, encrypted, opened and believed.
//!
//! The provider's side serves `sceau-server`; the client's side ([`relying_party`], [`id_token`])
//! serves the sandbox and any test. The crate deliberately knows no HTTP framework, no storage, no
//! clock and no source of randomness: times are Unix seconds given by the caller, randomness is a
//! [`Fill`]. What it returns is data to store or an answer to send.
//!
//! Sources: OpenID Connect Core 1.0, RFC 6749, 6750, 7009, 7515–7519, 7521, 7523,
//! 7636, 7638, 7662, 9126, 9207, 9449; OpenID Connect Back-Channel Logout 1.0.

pub mod access;
pub mod acr;
pub mod claims;
pub mod client;
pub mod client_auth;
pub mod code;
pub mod credentials;
pub mod discovery;
pub mod dpop;
pub mod encoding;
pub mod grant;
pub mod id_token;
pub mod introspection;
pub mod jwe;
pub mod jws;
pub mod keys;
pub mod logout;
pub mod logout_token;
pub mod parameters;
pub mod pushed;
pub mod refresh;
pub mod relying_party;
pub mod request;
pub mod request_error;
pub mod scope;
pub mod secret;
pub mod subject;
pub mod token_error;
pub mod token_request;
pub mod userinfo;

/// A source of random bytes: fills the whole slice. The binaries give the system's, tests a seed.
///
/// A closure rather than a trait: this crate imports nothing of ours, and the caller's own
/// `Random` becomes one with `&|bytes| random.fill(bytes)`.
pub type Fill<'a> = &'a (dyn Fn(&mut [u8]) + Sync);

/// Seconds since 1970-01-01T00:00:00Z, as the tokens write them.
pub type UnixSeconds = i64;

#[cfg(test)]
pub(crate) mod test_support;
