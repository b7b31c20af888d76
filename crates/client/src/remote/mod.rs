//! The server, over HTTP. No body, no token and no address with a name in it ever reaches a log.

mod answer;
#[cfg(feature = "mock")]
mod network;
mod tus;

#[cfg(feature = "mock")]
pub use network::{NetworkFault, NetworkScenario};

use crate::settings::{Settings, is_this_machine};
use answer::{is_own, problem_of, read_json};
use core::time::Duration;
use reqwest::{Client, Method, RequestBuilder};
use sceau_wire::Secret;
use sceau_wire::error::{ErrorCode, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
pub(crate) use tus::Announced;
use url::Url;

/// The other side.
pub(crate) struct Remote {
    client: Client,
    server: Url,
    #[cfg(feature = "mock")]
    network: network::Network,
}

/// One request: where, as whom, with what.
pub(crate) struct Call<'a> {
    method: Method,
    path: &'a str,
    token: Option<&'a Secret>,
    key: Option<&'a str>,
}

impl<'a> Call<'a> {
    pub(crate) const fn get(path: &'a str) -> Self {
        Self {
            method: Method::GET,
            path,
            token: None,
            key: None,
        }
    }

    pub(crate) const fn post(path: &'a str) -> Self {
        Self {
            method: Method::POST,
            path,
            token: None,
            key: None,
        }
    }

    pub(crate) const fn delete(path: &'a str) -> Self {
        Self {
            method: Method::DELETE,
            path,
            token: None,
            key: None,
        }
    }

    pub(crate) const fn with_token(mut self, token: &'a Secret) -> Self {
        self.token = Some(token);
        self
    }

    /// Makes the request safe to repeat.
    pub(crate) const fn with_key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// Whether asking again cannot do anything twice.
    fn is_repeatable(&self) -> bool {
        self.key.is_some() || self.method == Method::GET
    }
}

/// Rests before a repeatable request is sent again: a tunnel, a lift, a change of network.
const RESTS: [Duration; 2] = [Duration::from_millis(300), Duration::from_millis(1200)];

impl Remote {
    /// Readies the connection; nothing is sent.
    pub(crate) fn new(settings: &Settings) -> Result<Self, reqwest::Error> {
        let mut builder = Client::builder()
            .user_agent(concat!("sceau-app/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(60));
        if is_this_machine(&settings.server) {
            builder = builder.no_proxy();
        }
        Ok(Self {
            client: builder.build()?,
            server: settings.server.clone(),
            #[cfg(feature = "mock")]
            network: network::Network::new(settings.network),
        })
    }

    /// Sends one request and reads its answer.
    ///
    /// # Errors
    /// The server's [`Problem`], `network.offline`, or `network.answer`.
    pub(crate) async fn send<T: DeserializeOwned>(
        &self,
        call: Call<'_>,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, Problem> {
        let body = body
            .map(serde_json::to_vec)
            .transpose()
            .map_err(|_| malformed())?;
        let mut rests = RESTS.iter();
        loop {
            match self.send_once(&call, body.clone()).await {
                Err(problem) if problem.code == ErrorCode::Offline && call.is_repeatable() => {
                    let Some(rest) = rests.next() else {
                        return Err(problem);
                    };
                    tokio::time::sleep(*rest).await;
                }
                answer => return answer,
            }
        }
    }

    async fn send_once<T: DeserializeOwned>(
        &self,
        call: &Call<'_>,
        body: Option<Vec<u8>>,
    ) -> Result<T, Problem> {
        #[cfg(feature = "mock")]
        self.network.pass().await?;
        let mut request = self.request(call.method.clone(), call.path, call.token)?;
        if let Some(key) = call.key {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = body {
            request = request
                .header("content-type", "application/json")
                .body(body);
        }
        let answer = request.send().await.map_err(|fault| offline(&fault))?;
        let (status, is_own) = (answer.status(), is_own(answer.headers()));
        let bytes = answer.bytes().await.map_err(|fault| offline(&fault))?;
        if status.is_success() {
            read_json(&bytes)
        } else {
            Err(problem_of(status, is_own, &bytes))
        }
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        token: Option<&Secret>,
    ) -> Result<RequestBuilder, Problem> {
        let address = self.server.join(path).map_err(|_| malformed())?;
        let request = self.client.request(method, address);
        Ok(match token {
            Some(token) => request.bearer_auth(token.reveal()),
            None => request,
        })
    }
}

const fn malformed() -> Problem {
    Problem::new(ErrorCode::RequestMalformed)
}

fn offline(fault: &reqwest::Error) -> Problem {
    tracing::debug!(
        connect = fault.is_connect(),
        timeout = fault.is_timeout(),
        "no answer"
    );
    Problem::new(ErrorCode::Offline)
}
