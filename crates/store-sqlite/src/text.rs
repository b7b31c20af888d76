//! How values are written in columns and in JSON.

use crate::failure::{Stored, database};
use core::fmt::Display;
use core::str::FromStr;
use jiff::Timestamp;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::words::Word;

/// An instant of fixed width, so that text sorts as time does and nothing is lost.
pub(crate) fn instant(at: Timestamp) -> String {
    format!("{at:.9}")
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let is_hex = text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit());
    if !is_hex {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

/// A JSON text of a row type of ours.
pub(crate) fn json<T: Serialize>(value: &T) -> Stored<String> {
    serde_json::to_string(value).map_err(database)
}

/// A value that JSON holds as its text: an identifier, an instant, a day.
#[derive(Clone, Copy)]
pub(crate) struct AsText<T>(pub(crate) T);

impl<T: Display> Serialize for AsText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: FromStr> Deserialize<'de> for AsText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map(Self)
            .map_err(|_| D::Error::custom("not the text of its type"))
    }
}

/// One of a closed list, held by JSON as its word.
#[derive(Clone, Copy)]
pub(crate) struct AsWord<T>(pub(crate) T);

impl<T: Word> Serialize for AsWord<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

impl<'de, T: Word> Deserialize<'de> for AsWord<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        T::read(&text)
            .map(Self)
            .ok_or_else(|| D::Error::custom("not a word of its list"))
    }
}

/// Thirty-two bytes, held by JSON as hexadecimal digits.
#[derive(Clone, Copy)]
pub(crate) struct AsHex(pub(crate) [u8; 32]);

impl Serialize for AsHex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex(&self.0))
    }
}

impl<'de> Deserialize<'de> for AsHex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        from_hex(&text)
            .and_then(|bytes| bytes.try_into().ok())
            .map(Self)
            .ok_or_else(|| D::Error::custom("not a hash"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_sort_as_text_the_way_they_follow_in_time() {
        let texts = [
            0_i64,
            1,
            999_999_999,
            1_000_000_000,
            1_500_000_000_000_000_000,
        ]
        .map(|n| instant(Timestamp::from_nanosecond(n.into()).unwrap()));
        assert!(texts.is_sorted());
        assert_eq!(texts[1], "1970-01-01T00:00:00.000000001Z");
        assert_eq!(texts[1].parse::<Timestamp>().unwrap().as_nanosecond(), 1);
    }

    #[test]
    fn hexadecimal_digits_read_back_and_nothing_else_does() {
        assert_eq!(from_hex(&hex(&[0, 171, 255])), Some(vec![0, 171, 255]));
        assert_eq!(from_hex("0g"), None);
        assert_eq!(from_hex("+1"), None);
        assert_eq!(from_hex("é"), None);
        assert_eq!(from_hex("abc"), None);
    }
}
