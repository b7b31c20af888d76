//! Requests to the other side: discovery, keys, token, userinfo, register. Local addresses only
//! go through no proxy; redirects are not followed, an endpoint that redirects is wrong.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use reqwest::redirect::Policy;
use sceau_oidc::discovery::{ProviderMetadata, discovery_address};
use sceau_oidc::keys::Jwks;
use url::form_urlencoded;

/// A client with a time limit for each request.
#[derive(Debug, Clone)]
pub struct Outgoing(reqwest::Client);

/// Why the other side gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutgoingError {
    /// Not reached, or too slow.
    #[error("no answer in time")]
    Unreachable,
    /// An answer that is not what the protocol says.
    #[error("the answer is not what was expected")]
    Unexpected,
}

/// An answer, whatever its status.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Whole body.
    pub body: String,
}

/// A provider's metadata and its keys, fetched together: always fresh, so that a rotation is
/// never missed. Two requests per login are nothing on one machine; a busy broker would cache
/// them and refetch on an unknown `kid`.
#[derive(Debug, Clone)]
pub struct Provider {
    /// Its metadata.
    pub metadata: ProviderMetadata,
    /// Its public keys.
    pub keys: Jwks,
}

impl Outgoing {
    /// A client that waits at most `timeout`.
    ///
    /// # Errors
    /// [`OutgoingError::Unexpected`] when the TLS library cannot start.
    pub fn new(timeout: Duration) -> Result<Self, OutgoingError> {
        reqwest::Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .timeout(timeout)
            .build()
            .map(Self)
            .map_err(|_| OutgoingError::Unexpected)
    }

    /// Reads an address.
    ///
    /// # Errors
    /// [`OutgoingError::Unreachable`].
    pub async fn get(&self, address: &str, bearer: Option<&str>) -> Result<Answer, OutgoingError> {
        let mut request = self.0.get(address);
        if let Some(token) = bearer {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        send(request).await
    }

    /// Reads an address with a token bound to a key (RFC 9449 §7.1).
    ///
    /// # Errors
    /// [`OutgoingError::Unreachable`].
    pub async fn get_bound(
        &self,
        address: &str,
        token: &str,
        proof: &str,
    ) -> Result<Answer, OutgoingError> {
        let request = self.0.get(address).header("DPoP", proof);
        send(request.header(AUTHORIZATION, format!("DPoP {token}"))).await
    }

    /// Sends a form with the proof of a key (RFC 9449 §5).
    ///
    /// # Errors
    /// [`OutgoingError::Unreachable`].
    pub async fn post_bound(
        &self,
        address: &str,
        form: &[(&'static str, String)],
        proof: &str,
    ) -> Result<Answer, OutgoingError> {
        send(self.form(address, form).header("DPoP", proof)).await
    }

    /// Sends a form.
    ///
    /// # Errors
    /// [`OutgoingError::Unreachable`].
    pub async fn post_form(
        &self,
        address: &str,
        form: &[(&'static str, String)],
    ) -> Result<Answer, OutgoingError> {
        send(self.form(address, form)).await
    }

    fn form(&self, address: &str, form: &[(&'static str, String)]) -> reqwest::RequestBuilder {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        self.0
            .post(address)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "application/json")
            .body(body)
    }

    /// Discovers a provider; its metadata must name the very issuer asked (Discovery §4.3).
    ///
    /// # Errors
    /// [`OutgoingError`].
    pub async fn discover(&self, issuer: &str) -> Result<Provider, OutgoingError> {
        let metadata: ProviderMetadata = self.get_json(&discovery_address(issuer)).await?;
        if metadata.issuer != issuer {
            return Err(OutgoingError::Unexpected);
        }
        let keys = self.get_json(&metadata.jwks_uri).await?;
        Ok(Provider { metadata, keys })
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// [`OutgoingError`].
    pub async fn get_json<T: serde::de::DeserializeOwned>(
        &self,
        address: &str,
    ) -> Result<T, OutgoingError> {
        let answer = self.get(address, None).await?;
        if answer.status != 200 {
            return Err(OutgoingError::Unexpected);
        }
        serde_json::from_str(&answer.body).map_err(|_| OutgoingError::Unexpected)
    }
}

async fn send(request: reqwest::RequestBuilder) -> Result<Answer, OutgoingError> {
    let response = request
        .send()
        .await
        .map_err(|_| OutgoingError::Unreachable)?;
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let body = response
        .text()
        .await
        .map_err(|_| OutgoingError::Unreachable)?;
    Ok(Answer {
        status,
        headers,
        body,
    })
}
