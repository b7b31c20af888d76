//! One text message, read from its JSON form: `{"to", "text", "at"}`.

use jiff::Timestamp;
use sceau_oidc::UnixSeconds;
use serde::{Deserialize, Serialize};

/// A text message as the inbox shows it. Serialised for automated journeys.
#[derive(Clone, Serialize)]
pub struct Sms {
    /// The file's name, without extension.
    pub id: String,
    /// The number, as written.
    pub to: String,
    /// The words.
    pub text: String,
    /// When it was sent; 0 when it cannot be read.
    pub at: UnixSeconds,
}

#[derive(Deserialize)]
struct Written {
    to: String,
    text: String,
    #[serde(default)]
    at: Option<Moment>,
}

/// RFC 3339 or Unix seconds.
#[derive(Deserialize)]
#[serde(untagged)]
enum Moment {
    Seconds(i64),
    Text(String),
}

impl Sms {
    /// Reads a message; `None` for anything else.
    pub fn read(id: String, bytes: &[u8]) -> Option<Self> {
        let written: Written = serde_json::from_slice(bytes).ok()?;
        let at = match written.at {
            Some(Moment::Seconds(at)) => at,
            Some(Moment::Text(text)) => text
                .parse::<Timestamp>()
                .map(Timestamp::as_second)
                .unwrap_or_default(),
            None => 0,
        };
        Some(Self {
            id,
            to: written.to,
            text: written.text,
            at,
        })
    }

    /// When it was sent, in words; empty when that cannot be known.
    pub fn moment(&self) -> String {
        if self.at == 0 {
            String::new()
        } else {
            crate::text::say_moment(self.at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_a_moment_are_read() {
        for at in ["1795465025", "\"2026-11-23T20:17:05Z\""] {
            let json = format!(r#"{{"to":"+33600000001","text":"Code 482913","at":{at}}}"#);
            assert_eq!(
                Sms::read(String::from("a"), json.as_bytes()).unwrap().at,
                1_795_465_025
            );
        }
        assert!(Sms::read(String::from("a"), b"{\"to\":1}").is_none());
    }
}
