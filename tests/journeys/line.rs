//! The line to the server, which goes dead at moments that a seed decides.

use crate::house::House;
use reqwest::{Client, RequestBuilder, StatusCode};
use sceau_domain::random::{Random as _, draw_below};
use sceau_testkit::clock::SeededRandom;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::time::Duration;

/// Requests of a journey among which moments are drawn; the journey has a few more.
const ACTS: u32 = 36;
/// Kills at drawn moments; one more happens in the middle of the first upload.
const MOMENTS: usize = 9;
/// The longest a request runs before the server is killed under it.
const LONGEST: u32 = 40;

pub(crate) struct Line {
    pub(crate) house: House,
    pub(crate) client: Client,
    pub(crate) token: String,
    random: SeededRandom,
    moments: BTreeSet<u32>,
    acts: u32,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
    pub(crate) location: String,
    pub(crate) cookie: String,
    /// The answer that came before the server was killed, if one did.
    pub(crate) before: Option<Vec<u8>>,
    /// The server was killed under this request, which was sent again.
    pub(crate) was_killed: bool,
}

impl Line {
    pub(crate) fn new(house: House, seed: u64) -> Self {
        let random = SeededRandom::new(seed);
        let mut moments = BTreeSet::new();
        while moments.len() < MOMENTS {
            moments.insert(draw_below(&random, ACTS));
        }
        Self {
            house,
            client: Client::new(),
            token: String::new(),
            random,
            moments,
            acts: 0,
        }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.house.address)
    }

    /// A key that no other request has.
    pub(crate) fn fresh_key(&self) -> String {
        let mut bytes = [0; 16];
        self.random.fill(&mut bytes);
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Sends a request. At a drawn moment the server is killed under it, started, and asked the same
    /// again: same body, same key.
    pub(crate) async fn act(&mut self, request: RequestBuilder) -> Reply {
        let act = self.acts;
        self.acts += 1;
        let again = request.try_clone().unwrap().bearer_auth(&self.token);
        if !self.moments.contains(&act) {
            return send(again).await.unwrap();
        }
        let delay = Duration::from_millis(draw_below(&self.random, LONGEST).into());
        let first = again.try_clone().unwrap();
        let before = tokio::time::timeout(delay, send(first))
            .await
            .ok()
            .and_then(Result::ok);
        self.die_and_rise().await;
        let reply = send(again).await.unwrap();
        Reply {
            before: before
                .filter(|reply| reply.status.is_success())
                .map(|reply| reply.body),
            was_killed: true,
            ..reply
        }
    }

    /// Kills the server and starts it again.
    pub(crate) async fn die_and_rise(&mut self) {
        self.house.kill();
        self.house.kills += 1;
        self.house.start().await;
        // Connections of the old process are of no use.
        self.client = Client::new();
    }

    /// Asks without being disturbed.
    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        let request = self.client.get(self.at(path)).bearer_auth(&self.token);
        send(request).await.unwrap().json()
    }
}

impl Reply {
    /// The JSON of an answer that is no refusal.
    #[track_caller]
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        let text = String::from_utf8_lossy(&self.body);
        assert!(self.status.is_success(), "{}: {text}", self.status);
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// The code of a refusal.
    pub(crate) fn code(&self) -> Option<String> {
        let body: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
        body.get("code")
            .and_then(|code| code.as_str())
            .map(str::to_owned)
    }
}

pub(crate) async fn send(request: RequestBuilder) -> reqwest::Result<Reply> {
    let answer = request.send().await?;
    let header = |name: &str| {
        answer
            .headers()
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
            .to_owned()
    };
    Ok(Reply {
        status: answer.status(),
        location: header("location"),
        cookie: header("set-cookie"),
        body: answer.bytes().await?.to_vec(),
        before: None,
        was_killed: false,
    })
}
