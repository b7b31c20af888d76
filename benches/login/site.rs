//! A browser without pictures: keeps cookies, follows nothing by itself.

use crate::Outcome;
use crate::line::{Answer, Lines, Request};
use crate::person::{CALLBACK, CLIENT, SECRET};
use hyper::header::{LOCATION, SET_COOKIE};
use serde::Deserialize;
use url::Url;
use url::form_urlencoded::Serializer;

/// One person's browser.
pub(crate) struct Browser<'l> {
    lines: &'l Lines,
    /// Where it seems to come from: limits are by address.
    from: String,
    cookies: Vec<(String, String)>,
}

impl<'l> Browser<'l> {
    pub(crate) fn new(lines: &'l Lines, number: u32) -> Self {
        let [_, a, b, c] = number.to_be_bytes();
        Self {
            lines,
            from: format!("10.{a}.{b}.{c}"),
            cookies: Vec::new(),
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Outcome<Answer> {
        self.send(Request::get(path)).await
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Outcome<Answer> {
        self.send(Request::post_form(path, write_form(form))).await
    }

    async fn send(&mut self, request: Request<'_>) -> Outcome<Answer> {
        let mut jar = String::new();
        for (name, value) in &self.cookies {
            let separator = if jar.is_empty() { "" } else { "; " };
            jar.extend([separator, name, "=", value]);
        }
        let mut headers = vec![("x-forwarded-for", self.from.as_str())];
        if !jar.is_empty() {
            headers.push(("cookie", &jar));
        }
        let answer = self.lines.send(request, &headers).await?;
        for cookie in answer.headers.get_all(SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        Ok(answer)
    }
}

/// The service redeems a code: the access token.
pub(crate) async fn redeem(lines: &Lines, path: &str, code: &str) -> Outcome<String> {
    let form = write_form(&[
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("client_id", CLIENT),
        ("client_secret", SECRET),
    ]);
    let answer = lines.send(Request::post_form(path, form), &[]).await?;
    let tokens: Tokens = serde_json::from_slice(&answer.succeeded()?.body)?;
    is_encrypted(&tokens.id_token)?;
    Ok(tokens.access_token)
}

/// The service fetches claims.
pub(crate) async fn claims(lines: &Lines, path: &str, token: &str) -> Outcome<()> {
    let authorization = format!("Bearer {token}");
    let headers = [("authorization", authorization.as_str())];
    let answer = lines.send(Request::get(path), &headers).await?;
    is_encrypted(answer.succeeded()?.text()?)
}

/// Either token must come encrypted: five parts (RFC 7516 §3.1).
fn is_encrypted(token: &str) -> Outcome<()> {
    match token.split('.').count() {
        5 => Ok(()),
        _ => Err("a token is not encrypted".into()),
    }
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    id_token: String,
}

pub(crate) fn write_form(form: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(form).finish()
}

/// Where an answer leads; an error that names what came instead.
pub(crate) fn location(answer: &Answer) -> Outcome<String> {
    let address = answer.headers.get(LOCATION);
    let address = address.ok_or_else(|| format!("an answer led nowhere: {}", answer.status))?;
    Ok(address.to_str()?.to_owned())
}

/// The code in the address that a provider sends the browser back to.
pub(crate) fn code_in(address: &str) -> Outcome<String> {
    let address: Url = address.parse()?;
    let mut pairs = address.query_pairs();
    let code = pairs.find(|(name, _)| name == "code");
    Ok(code.ok_or("an answer without a code")?.1.into_owned())
}
