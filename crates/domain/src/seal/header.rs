//! The header: whose certificate signed, when, and about what kind of document.

use jiff::Span;
use jiff::civil::{Date, date};

/// Why a text is no seal that can be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum SealFault {
    /// It does not begin like one. The stamp of the identity card is such a text: its layout is not
    /// public.
    #[error("not a 2D-Doc")]
    NotASeal,
    /// It begins like the binary layout, which is not read.
    #[error("a binary 2D-Doc")]
    Binary,
    /// Its version is not 02, 03 or 04.
    #[error("a version that is not read")]
    Version,
    /// The header ends too early.
    #[error("the header is too short")]
    HeaderShort,
    /// A sign stands in the header that it may not hold.
    #[error("a sign in the header that cannot be there")]
    HeaderSign,
}

impl SealFault {
    /// Every fault.
    pub const ALL: [Self; 5] = [
        Self::NotASeal,
        Self::Binary,
        Self::Version,
        Self::HeaderShort,
        Self::HeaderSign,
    ];

    /// Stable code, part of the contract with the console.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotASeal => "seal.not_a_seal",
            Self::Binary => "seal.binary",
            Self::Version => "seal.version",
            Self::HeaderShort => "seal.header_short",
            Self::HeaderSign => "seal.header_sign",
        }
    }
}

/// The first 22, 24 or 26 characters. Nothing of it is about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealHeader {
    /// 2, 3 or 4.
    pub version: u8,
    /// Which certification authority: four characters.
    pub authority: String,
    /// Which certificate of it: four characters.
    pub certificate: String,
    /// The day the document was issued, where it is said.
    pub emitted: Option<Date>,
    /// The day the seal was signed, where it is said.
    pub signed: Option<Date>,
    /// Two characters: `07` identity title, `08` machine-readable zone, …
    pub document_type: String,
    /// Which list of types, from version 3 on: `01` is the national one.
    pub perimeter: Option<String>,
    /// Issuing country, two letters, from version 4 on.
    pub country: Option<String>,
}

impl SealHeader {
    /// Reads the header; gives it with the number of its characters.
    pub(super) fn read(text: &[u8]) -> Result<(Self, usize), SealFault> {
        // The binary layout begins with this byte instead of two letters.
        if text.first() == Some(&0xDC) {
            return Err(SealFault::Binary);
        }
        if !text.starts_with(b"DC") {
            return Err(SealFault::NotASeal);
        }
        let (version, length) = match text.get(2..4) {
            Some(b"02") => (2, 22),
            Some(b"03") => (3, 24),
            Some(b"04") => (4, 26),
            Some(_) => return Err(SealFault::Version),
            None => return Err(SealFault::HeaderShort),
        };
        let header = text.get(..length).ok_or(SealFault::HeaderShort)?;
        let is_plain = |sign: &u8| sign.is_ascii_digit() || sign.is_ascii_uppercase();
        if !header.iter().all(is_plain) {
            return Err(SealFault::HeaderSign);
        }
        let part = |from: usize, to: usize| String::from_utf8_lossy(&header[from..to]).into_owned();
        let read = Self {
            version,
            authority: part(4, 8),
            certificate: part(8, 12),
            emitted: day(&part(12, 16))?,
            signed: day(&part(16, 20))?,
            document_type: part(20, 22),
            perimeter: (length > 22).then(|| part(22, 24)),
            country: (length > 24).then(|| part(24, 26)),
        };
        Ok((read, length))
    }
}

/// Days since 1 January 2000 as four hexadecimal digits; `FFFF` says none.
fn day(digits: &str) -> Result<Option<Date>, SealFault> {
    let days = u16::from_str_radix(digits, 16).map_err(|_| SealFault::HeaderSign)?;
    if days == u16::MAX {
        return Ok(None);
    }
    let from = date(2000, 1, 1);
    Ok(from.checked_add(Span::new().days(i64::from(days))).ok())
}
