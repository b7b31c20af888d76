//! Levels of assurance and ways of authenticating, as the broker names them.

use serde::{Deserialize, Serialize};

/// An eIDAS level of assurance, lowest first, so that levels compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Acr {
    /// Low. FranceConnect+ does not take it.
    Eidas1,
    /// Substantial.
    Eidas2,
    /// High.
    Eidas3,
}

impl Acr {
    /// The value of `acr` and `acr_values`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eidas1 => "eidas1",
            Self::Eidas2 => "eidas2",
            Self::Eidas3 => "eidas3",
        }
    }

    /// Reads one value; `None` for a level nobody here knows.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "eidas1" => Some(Self::Eidas1),
            "eidas2" => Some(Self::Eidas2),
            "eidas3" => Some(Self::Eidas3),
            _ => None,
        }
    }

    /// The lowest known level of a space-separated `acr_values`: several values mean the lowest
    /// is enough (FranceConnect+'s reading).
    pub fn lowest_of(acr_values: &str) -> Option<Self> {
        acr_values
            .split_ascii_whitespace()
            .filter_map(Self::parse)
            .min()
    }
}

/// How the person proved who they were (`amr`, RFC 8176; the values FranceConnect+ knows).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Amr {
    /// Proof of possession of a key.
    Pop,
    /// A secret code or pattern.
    Pin,
    /// Several factors.
    Mfa,
    /// The key lives in hardware.
    Hwk,
    /// The key lives in software.
    Swk,
    /// A face, checked by the device.
    Face,
    /// A fingerprint, checked by the device.
    Fpt,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_levels_mean_that_the_lowest_known_one_is_enough() {
        assert_eq!(Acr::lowest_of("eidas3 eidas2"), Some(Acr::Eidas2));
        assert_eq!(Acr::lowest_of("gold eidas3"), Some(Acr::Eidas3));
        assert_eq!(Acr::lowest_of("gold"), None);
        assert_eq!(Acr::lowest_of(""), None);
    }

    #[test]
    fn amr_is_written_as_the_broker_reads_it() {
        let json = serde_json::to_string(&[Amr::Pop, Amr::Pin, Amr::Mfa, Amr::Swk]).unwrap();
        assert_eq!(json, r#"["pop","pin","mfa","swk"]"#);
    }
}
