//! A browser without script: follows redirects, keeps cookies by name whatever the port, as
//! browsers do on one host.

use std::collections::HashMap;

use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use url::Url;

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) address: Url,
    pub(crate) body: String,
}

impl Page {
    /// The value shown for a claim, if the page shows it.
    pub(crate) fn claim(&self, name: &str) -> Option<&str> {
        let start = format!("data-claim=\"{name}\">");
        self.body.split_once(&start)?.1.split('<').next()
    }

    /// The error code the page shows.
    pub(crate) fn code(&self) -> Option<&str> {
        self.body.split_once("data-code=\"")?.1.split('"').next()
    }

    pub(crate) fn h1(&self) -> &str {
        assert_eq!(self.body.matches("<h1").count(), 1, "one h1: {}", self.body);
        self.body
            .split_once("<h1>")
            .unwrap()
            .1
            .split('<')
            .next()
            .unwrap()
    }
}

pub(crate) struct Browser {
    client: reqwest::Client,
    pub(crate) cookies: HashMap<String, String>,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self {
            client,
            cookies: HashMap::new(),
        }
    }

    pub(crate) async fn get(&mut self, address: &str) -> Page {
        self.follow(self.client.get(address), Url::parse(address).unwrap())
            .await
    }

    pub(crate) async fn post(&mut self, address: &str) -> Page {
        let request = self
            .client
            .post(address)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.follow(request, Url::parse(address).unwrap()).await
    }

    async fn follow(&mut self, mut request: reqwest::RequestBuilder, mut address: Url) -> Page {
        for _ in 0..10 {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            let response = request
                .header(COOKIE, cookies.join("; "))
                .send()
                .await
                .unwrap();
            for cookie in response.headers().get_all(SET_COOKIE) {
                let text = cookie.to_str().unwrap();
                let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            let Some(location) = response.headers().get(LOCATION) else {
                return Page {
                    address,
                    body: response.text().await.unwrap(),
                };
            };
            address = address.join(location.to_str().unwrap()).unwrap();
            request = self.client.get(address.clone());
        }
        panic!("too many redirects, last {address}");
    }
}
