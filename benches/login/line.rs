//! Connections to one provider, kept open, with as little around them as HTTP allows: what the load itself
//! costs is taken from the processors that it shares with whom it measures.

use crate::Outcome;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_TYPE, HOST, HeaderMap};
use hyper::{Method, StatusCode};
use hyper_util::rt::TokioIo;
use std::sync::{Mutex, PoisonError};
use tokio::net::TcpStream;

/// Connections to one provider.
pub(crate) struct Lines {
    /// `127.0.0.1:port`.
    host: String,
    idle: Mutex<Vec<SendRequest<Full<Bytes>>>>,
}

/// A request to the provider, whose path may be written with its address or without.
pub(crate) struct Request<'p> {
    method: Method,
    path: &'p str,
    content: Option<(&'static str, Bytes)>,
}

impl<'p> Request<'p> {
    pub(crate) const fn get(path: &'p str) -> Self {
        Self {
            method: Method::GET,
            path,
            content: None,
        }
    }

    pub(crate) fn post_form(path: &'p str, form: String) -> Self {
        Self::post(path, "application/x-www-form-urlencoded", form.into())
    }

    pub(crate) fn post_json(path: &'p str, json: Vec<u8>) -> Self {
        Self::post(path, "application/json", json.into())
    }

    const fn post(path: &'p str, media_type: &'static str, body: Bytes) -> Self {
        Self {
            method: Method::POST,
            path,
            content: Some((media_type, body)),
        }
    }
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The answer, unless it is an error.
    pub(crate) fn succeeded(self) -> Outcome<Self> {
        if self.status.is_client_error() || self.status.is_server_error() {
            let words = String::from_utf8_lossy(&self.body);
            return Err(format!("{}: {words}", self.status).into());
        }
        Ok(self)
    }

    pub(crate) fn text(&self) -> Outcome<&str> {
        Ok(core::str::from_utf8(&self.body)?)
    }
}

impl Lines {
    /// To a provider at `http://host:port`.
    pub(crate) fn new(address: &str) -> Outcome<Self> {
        let host = address.strip_prefix("http://").ok_or("no http address")?;
        Ok(Self {
            host: host.to_owned(),
            idle: Mutex::default(),
        })
    }

    /// Sends over a connection that nobody uses, or a new one.
    pub(crate) async fn send(
        &self,
        request: Request<'_>,
        headers: &[(&str, &str)],
    ) -> Outcome<Answer> {
        let mut line = self.line().await?;
        let path = match request.path.strip_prefix("http://") {
            Some(rest) => rest.strip_prefix(&self.host).ok_or("led elsewhere")?,
            None => request.path,
        };
        let mut built = hyper::Request::builder()
            .method(request.method)
            .uri(path)
            .header(HOST, &self.host);
        for (name, value) in headers {
            built = built.header(*name, *value);
        }
        let body = match request.content {
            Some((media_type, body)) => {
                built = built.header(CONTENT_TYPE, media_type);
                body
            }
            None => Bytes::new(),
        };
        line.ready().await?;
        let answer = line.send_request(built.body(Full::new(body))?).await?;
        let (head, body) = answer.into_parts();
        let body = body.collect().await?.to_bytes();
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push(line);
        Ok(Answer {
            status: head.status,
            headers: head.headers,
            body,
        })
    }

    async fn line(&self) -> Outcome<SendRequest<Full<Bytes>>> {
        let idle = || {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.pop()
        };
        while let Some(line) = idle() {
            if !line.is_closed() {
                return Ok(line);
            }
        }
        let stream = TcpStream::connect(&self.host).await?;
        stream.set_nodelay(true)?;
        let (line, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(line)
    }
}
