//! SMS through a gateway that takes `POST { "to", "text" }`.

use async_trait::async_trait;
use core::time::Duration;
use reqwest::{Client, StatusCode, Url};
use sceau_domain::private::Secret;
use sceau_service::ports::{NotifyFailure, Sms, SmsSender};
use serde::Serialize;

/// How long the gateway may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where SMS are handed over.
#[derive(Debug, Clone)]
pub struct HttpSmsSettings {
    /// The gateway's address: `https`, or `http` to this machine.
    pub address: String,
    /// Sent as `Authorization: Bearer`, where the gateway asks.
    pub token: Option<Secret<String>>,
}

/// The settings cannot work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HttpSmsError {
    /// Not an address, or one in clear that leads away from this machine.
    #[error("the gateway's address must be https, or lead to this machine")]
    BadAddress,
    /// The client cannot be built.
    #[error("no HTTP client")]
    NoClient,
}

/// Hands SMS over to a gateway.
#[derive(Debug, Clone)]
pub struct HttpSms {
    address: Url,
    token: Option<Secret<String>>,
    client: Client,
}

#[derive(Serialize)]
struct SmsRequest<'a> {
    to: &'a str,
    text: &'a str,
}

impl HttpSms {
    /// A sender with these settings. Redirections are not followed: a code goes nowhere else.
    ///
    /// # Errors
    /// [`HttpSmsError`].
    pub fn new(settings: HttpSmsSettings) -> Result<Self, HttpSmsError> {
        let address: Url = settings
            .address
            .parse()
            .map_err(|_| HttpSmsError::BadAddress)?;
        let is_here = matches!(
            address.host_str(),
            Some("127.0.0.1" | "[::1]" | "localhost")
        );
        if !(address.scheme() == "https" || address.scheme() == "http" && is_here) {
            return Err(HttpSmsError::BadAddress);
        }
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|_| HttpSmsError::NoClient)?;
        Ok(Self {
            address,
            token: settings.token,
            client,
        })
    }
}

#[async_trait]
impl SmsSender for HttpSms {
    async fn send(&self, sms: &Sms) -> Result<(), NotifyFailure> {
        let body = SmsRequest {
            to: sms.to.reveal(),
            text: sms.text.reveal(),
        };
        let mut request = self.client.post(self.address.clone()).json(&body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token.reveal());
        }
        match request.send().await {
            Ok(answer) => judge(answer.status()),
            Err(_) => Err(NotifyFailure::Passing),
        }
    }
}

/// 400 and 422 speak of the message; everything else, a wrong token included, of the gateway or of
/// our settings, which somebody will mend.
fn judge(status: StatusCode) -> Result<(), NotifyFailure> {
    match status {
        status if status.is_success() => Ok(()),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Err(NotifyFailure::Refused),
        status => {
            tracing::warn!(
                status = status.as_u16(),
                "the SMS gateway did not take a message"
            );
            Err(NotifyFailure::Passing)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{HttpListener, sms};

    fn sender(port: u16) -> HttpSms {
        HttpSms::new(HttpSmsSettings {
            address: format!("http://127.0.0.1:{port}/sms"),
            token: Some(Secret::new("gateway-token".to_owned())),
        })
        .unwrap()
    }

    #[tokio::test]
    async fn an_sms_is_posted_with_the_gateways_token() {
        let listener = HttpListener::answering("202 Accepted").await;
        sender(listener.port).send(&sms()).await.unwrap();
        let request = listener.request().await;
        assert!(request.starts_with("POST /sms HTTP/1.1\r\n"), "{request}");
        assert!(
            request.contains("authorization: Bearer gateway-token\r\n"),
            "{request}"
        );
        assert!(request.ends_with(r#"{"to":"+33639980102","text":"482913 est votre code."}"#));
    }

    #[tokio::test]
    async fn a_number_refused_is_refused_and_a_tired_gateway_is_for_later() {
        for (answer, failure) in [
            ("422 Unprocessable Entity", NotifyFailure::Refused),
            ("503 Service Unavailable", NotifyFailure::Passing),
            ("429 Too Many Requests", NotifyFailure::Passing),
            ("401 Unauthorized", NotifyFailure::Passing),
            ("302 Found", NotifyFailure::Passing),
        ] {
            let listener = HttpListener::answering(answer).await;
            assert_eq!(
                sender(listener.port).send(&sms()).await,
                Err(failure),
                "{answer}"
            );
        }
    }

    #[test]
    fn a_code_never_travels_in_clear() {
        for address in ["http://sms.exemple.test/", "ftp://127.0.0.1/", "sms"] {
            let settings = HttpSmsSettings {
                address: address.to_owned(),
                token: None,
            };
            assert_eq!(
                HttpSms::new(settings).err(),
                Some(HttpSmsError::BadAddress),
                "{address}"
            );
        }
    }
}
