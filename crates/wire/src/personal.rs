//! Guarded values on the wire: they travel as they are and print as nothing.

use core::fmt;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A text about a person. Travels as a string; `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Personal(pub String);

/// A secret: a code, a token. Travels as a string; `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Secret(pub String);

impl Personal {
    /// Reads the text.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl Secret {
    /// Reads the secret.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Personal {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(…)")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guarded_text_travels_as_it_is_and_prints_as_nothing() {
        let name = Personal::from("MARTIN");
        assert_eq!(serde_json::to_string(&name).unwrap(), "\"MARTIN\"");
        assert_eq!(format!("{name:?}"), "Personal(…)");
    }
}
