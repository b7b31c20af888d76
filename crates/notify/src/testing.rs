//! Messages of invented people, and the other side of the line.

use crate::compose::Letterhead;
use core::sync::atomic::{AtomicU8, Ordering};
use jiff::Timestamp;
use sceau_domain::private::{Personal, Secret};
use sceau_domain::random::Random;
use sceau_service::ports::{Clock, Mail, Sms};
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

struct Standing;

impl Clock for Standing {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_795_424_400).unwrap()
    }
}

struct Counting(AtomicU8);

impl Random for Counting {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(self.0.fetch_add(1, Ordering::Relaxed));
    }
}

pub(crate) fn letterhead() -> Letterhead {
    let random = Arc::new(Counting(AtomicU8::new(1)));
    Letterhead::new(
        "Sceau <ne-pas-repondre@sceau.test>",
        Arc::new(Standing),
        random,
    )
    .unwrap()
}

pub(crate) fn mail() -> Mail {
    Mail {
        to: Personal::new("maelys@exemple.test".to_owned()),
        subject: "Votre code".to_owned(),
        text: Secret::new("Votre code : 482913\n".to_owned()),
        html: Secret::new("<p>Votre code : <b>482913</b></p>\n".to_owned()),
    }
}

pub(crate) fn sms() -> Sms {
    Sms {
        to: Personal::new("+33639980102".to_owned()),
        text: Secret::new("482913 est votre code.".to_owned()),
    }
}

/// A mail server for one mail, which answers one command as told and remembers what was said.
pub(crate) struct SmtpListener {
    pub(crate) port: u16,
    talk: JoinHandle<String>,
}

impl SmtpListener {
    /// Answers the recipient as told.
    pub(crate) async fn answering(to_recipient: &'static str) -> Self {
        Self::answering_to("RCPT", to_recipient).await
    }

    /// Answers the command that begins with `verb` as told: `"."` is the end of the message.
    pub(crate) async fn answering_to(verb: &'static str, answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let talk = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            serve_smtp(stream, verb, answer).await
        });
        Self { port, talk }
    }

    pub(crate) async fn talk(self) -> String {
        self.talk.await.unwrap()
    }

    /// Goes away: nobody answers any more.
    pub(crate) async fn close(self) {
        self.talk.abort();
        assert!(self.talk.await.unwrap_err().is_cancelled());
    }
}

async fn serve_smtp(stream: TcpStream, verb: &str, told: &str) -> String {
    let mut stream = BufReader::new(stream);
    let mut said = String::new();
    let mut is_in_data = false;
    stream.write_all(b"220 test ready\r\n").await.unwrap();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return said;
        }
        said.push_str(&line);
        let is_end = is_in_data && line.trim_end() == ".";
        if is_in_data && !is_end {
            continue;
        }
        is_in_data &= !is_end;
        let answer = match line.trim_end() {
            line if line.starts_with(verb) => told,
            "." => "250 taken",
            "DATA" => {
                is_in_data = true;
                "354 go on"
            }
            "QUIT" => "221 bye",
            line if line.starts_with("EHLO") => "250-test\r\n250 AUTH PLAIN",
            _ => "250 OK",
        };
        if stream
            .write_all(format!("{answer}\r\n").as_bytes())
            .await
            .is_err()
        {
            return said;
        }
    }
}

/// A gateway for one request, which answers as told and remembers what was asked.
pub(crate) struct HttpListener {
    pub(crate) port: u16,
    request: JoinHandle<String>,
}

impl HttpListener {
    pub(crate) async fn answering(status: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let request = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            serve_http(stream, status).await
        });
        Self { port, request }
    }

    pub(crate) async fn request(self) -> String {
        self.request.await.unwrap()
    }
}

async fn serve_http(mut stream: TcpStream, status: &str) -> String {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !is_whole(&request) {
        let read = stream.read(&mut buffer).await.unwrap();
        assert!(read > 0, "the request ended early");
        request.extend_from_slice(&buffer[..read]);
    }
    let answer = format!(
        "HTTP/1.1 {status}\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(answer.as_bytes()).await.unwrap();
    String::from_utf8(request).unwrap()
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    length.is_some_and(|length| body.len() >= length.parse().unwrap())
}
