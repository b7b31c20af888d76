//! Tells services that a login ended.

use async_trait::async_trait;
use reqwest::header::CONTENT_TYPE;
use sceau_domain::private::Secret;
use sceau_service::ports::{LogoutTeller, NotifyFailure};
use std::time::Duration;
use url::form_urlencoded;

/// A service that takes longer is tried again.
const PATIENCE: Duration = Duration::from_secs(5);

/// Posts logout tokens to registered addresses: those of the operator's configuration, checked at the start
/// to be `https` outside this machine. No redirect is followed, so that a service cannot send us elsewhere;
/// of the answer only the status is read.
pub(crate) struct HttpLogoutTeller {
    http: reqwest::Client,
}

impl HttpLogoutTeller {
    /// Ready to tell.
    ///
    /// # Errors
    /// The system gives no TLS.
    pub(crate) fn new() -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { http })
    }
}

#[async_trait]
impl LogoutTeller for HttpLogoutTeller {
    async fn tell(&self, address: &str, token: &Secret<String>) -> Result<(), NotifyFailure> {
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("logout_token", token.reveal())
            .finish();
        let request = self
            .http
            .post(address)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body);
        let answer = request.send().await;
        match answer.map(|answer| answer.status()) {
            Ok(status) if status.is_success() => Ok(()),
            // §2.8: 400 says that the token is not believed; the next one would not be either.
            Ok(status) if status.as_u16() == 400 => Err(NotifyFailure::Refused),
            Ok(_) | Err(_) => Err(NotifyFailure::Passing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::http::StatusCode;
    use axum::response::Redirect;
    use axum::routing::post;
    use std::sync::Arc;
    use std::sync::Mutex;
    use tokio::net::TcpListener;

    /// Posts to a service whose `/fin` answers so; what the service read, wherever it was sent.
    async fn told(answer: Router) -> Result<(), NotifyFailure> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/fin", listener.local_addr().unwrap());
        let server = tokio::spawn(async move { axum::serve(listener, answer).await });
        let teller = HttpLogoutTeller::new().unwrap();
        let outcome = teller.tell(&address, &Secret::new("a.b.c".into())).await;
        server.abort();
        outcome
    }

    #[tokio::test]
    async fn the_token_is_posted_as_a_form() {
        let read = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&read);
        let hear = move |body: String| async move {
            *kept.lock().unwrap() = body;
            StatusCode::NO_CONTENT
        };
        assert_eq!(told(Router::new().route("/fin", post(hear))).await, Ok(()));
        assert_eq!(*read.lock().unwrap(), "logout_token=a.b.c");
    }

    #[tokio::test]
    async fn a_service_that_sends_us_elsewhere_is_not_followed() {
        let elsewhere = Router::new()
            .route("/fin", post(|| async { Redirect::temporary("/ailleurs") }))
            .route("/ailleurs", post(|| async { StatusCode::OK }));
        assert_eq!(told(elsewhere).await, Err(NotifyFailure::Passing));
    }

    #[tokio::test]
    async fn only_a_no_to_the_token_itself_is_final() {
        for (status, failure) in [
            (StatusCode::BAD_REQUEST, NotifyFailure::Refused),
            (StatusCode::NOT_FOUND, NotifyFailure::Passing),
            (StatusCode::INTERNAL_SERVER_ERROR, NotifyFailure::Passing),
        ] {
            let answer = Router::new().route("/fin", post(move || async move { status }));
            assert_eq!(told(answer).await, Err(failure), "{status}");
        }
        let teller = HttpLogoutTeller::new().unwrap();
        let token = Secret::new(String::new());
        let nobody = teller.tell("http://127.0.0.1:9/fin", &token).await;
        assert_eq!(nobody, Err(NotifyFailure::Passing));
    }
}
