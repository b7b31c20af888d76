//! A browser without pictures: keeps cookies, follows nothing by itself.

use crate::Outcome;
use crate::person::{CALLBACK, CLIENT, SECRET};
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Response, redirect};
use serde::Deserialize;
use std::collections::BTreeMap;
use url::Url;
use url::form_urlencoded::Serializer;

/// Connections to one provider, kept open.
pub(crate) struct Lines {
    http: Client,
    address: Url,
}

impl Lines {
    pub(crate) fn new(address: &str) -> Outcome<Self> {
        let http = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self {
            http,
            address: address.parse()?,
        })
    }

    pub(crate) fn at(&self, path: &str) -> Outcome<Url> {
        Ok(self.address.join(path)?)
    }

    pub(crate) const fn http(&self) -> &Client {
        &self.http
    }

    /// The service redeems a code: the access token.
    pub(crate) async fn redeem(&self, path: &str, code: &str) -> Outcome<String> {
        let form = write_form(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("client_id", CLIENT),
            ("client_secret", SECRET),
        ]);
        let posted = self
            .http
            .post(self.at(path)?)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form)
            .send();
        let tokens: Tokens = posted.await?.error_for_status()?.json().await?;
        Ok(tokens.access_token)
    }

    /// The service fetches claims, which must come encrypted.
    pub(crate) async fn claims(&self, path: &str, token: &str) -> Outcome<()> {
        let asked = self.http.get(self.at(path)?);
        let asked = asked.header("authorization", format!("Bearer {token}"));
        let claims = asked.send().await?.error_for_status()?.text().await?;
        match claims.split('.').count() {
            5 => Ok(()),
            _ => Err("claims are not encrypted".into()),
        }
    }
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
}

/// One person's browser.
pub(crate) struct Browser<'l> {
    lines: &'l Lines,
    /// Where it seems to come from: limits are by address.
    from: String,
    cookies: BTreeMap<String, String>,
}

impl<'l> Browser<'l> {
    pub(crate) fn new(lines: &'l Lines, number: u32) -> Self {
        let [_, a, b, c] = number.to_be_bytes();
        Self {
            lines,
            from: format!("10.{a}.{b}.{c}"),
            cookies: BTreeMap::new(),
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Outcome<Response> {
        let request = self.lines.http.get(self.lines.at(path)?);
        self.send(request).await
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Outcome<Response> {
        let request = self
            .lines
            .http
            .post(self.lines.at(path)?)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(write_form(form));
        self.send(request).await
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Outcome<Response> {
        let jar: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let answer = request
            .header("x-forwarded-for", &self.from)
            .header(COOKIE, jar.join("; "))
            .send()
            .await?;
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(answer)
    }
}

pub(crate) fn write_form(form: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(form).finish()
}

/// Where an answer leads; an error that names what came instead.
pub(crate) fn location(answer: &Response) -> Outcome<String> {
    let address = answer.headers().get(LOCATION);
    let address = address
        .ok_or_else(|| format!("{} led nowhere: {}", answer.url().path(), answer.status()))?;
    Ok(address.to_str()?.to_owned())
}

/// The code in the address that a provider sends the browser back to.
pub(crate) fn code_in(address: &str) -> Outcome<String> {
    let address: Url = address.parse()?;
    let mut pairs = address.query_pairs();
    let code = pairs.find(|(name, _)| name == "code");
    Ok(code.ok_or("an answer without a code")?.1.into_owned())
}
