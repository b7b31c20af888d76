//! French mobile numbers, as people write them and as E.164.
//!
//! A small table instead of the `phonenumber` crate: that crate brings serde, regular expressions
//! and the plans of 250 countries into a room meant to be pure, can panic on hostile input, knows
//! neither « landline » nor « written as +33 for an overseas number » as separate answers, and
//! refuses the mobile numbers reserved for fiction (06 39 98), which our testers use.
//!
//! The ranges are those of the French numbering plan. Compared on 23 November 2026 with the
//! metadata of libphonenumber 9.0.33, all 24,000 ranges of 06, 07 and of the short plans: every
//! range it calls mobile is accepted here for the same territory. A few ranges it holds to be
//! unassigned are accepted too: an SMS code proves the rest.

mod plan;
mod read;

use crate::private::Personal;
use core::fmt;
use plan::Territory;

/// Why a text is not a mobile number we can send a code to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum PhoneFinding {
    /// Nothing but blanks.
    #[error("no number")]
    Empty,
    /// A sign that no number has: a letter, a second plus.
    #[error("a sign no number has")]
    SignNotAllowed,
    /// Fewer digits than a number of this territory has.
    #[error("too few digits")]
    TooShort,
    /// More digits than a number of this territory has.
    #[error("too many digits")]
    TooLong,
    /// A geographic, internet-box or service number: it may ring, but no SMS reaches it surely.
    #[error("not a mobile number")]
    Landline,
    /// A number of another country's plan.
    #[error("a number of another country")]
    Foreign,
    /// Mobile by its first digit, in a range that is not open.
    #[error("a range that is not in use")]
    RangeNotInUse,
}

impl PhoneFinding {
    /// Every finding, in order of declaration.
    pub const ALL: [Self; 7] = [
        Self::Empty,
        Self::SignNotAllowed,
        Self::TooShort,
        Self::TooLong,
        Self::Landline,
        Self::Foreign,
        Self::RangeNotInUse,
    ];

    /// Stable code, part of the contract with the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "phone.empty",
            Self::SignNotAllowed => "phone.sign_not_allowed",
            Self::TooShort => "phone.too_short",
            Self::TooLong => "phone.too_long",
            Self::Landline => "phone.landline",
            Self::Foreign => "phone.foreign",
            Self::RangeNotInUse => "phone.range_not_in_use",
        }
    }
}

/// A mobile number of France, overseas included. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhoneNumber {
    territory: Territory,
    /// The national significant number: the digits after the country code, no trunk zero.
    subscriber: Personal<String>,
}

impl PhoneNumber {
    /// Reads a mobile number in any usual spelling: `06 12 34 56 78`, `06.12.34.56.78`,
    /// `+33 6 12 34 56 78`, `0033612345678`, `+33 (0)6 12 34 56 78`, `6 12 34 56 78` after a
    /// printed +33, and overseas mobiles in national form or with their own code.
    ///
    /// # Errors
    /// Says why no code can be sent there.
    pub fn parse_mobile(text: &str) -> Result<Self, PhoneFinding> {
        let (territory, subscriber) = read::read(text)?;
        Ok(Self {
            territory,
            subscriber: Personal::new(subscriber),
        })
    }

    /// The international form, `+33612345678`. It identifies someone: never log it.
    pub fn e164(&self) -> String {
        format!("+{}{}", self.territory.code(), self.subscriber.reveal())
    }

    /// Enough to recognise one's own number, too little to learn another's: `+33 6 •• •• •• 78`.
    pub fn masked(&self) -> String {
        let digits = self.subscriber.reveal();
        let shown = digits.len().saturating_sub(2);
        let hidden: String = digits
            .char_indices()
            .map(|(i, c)| {
                if i >= shown || (digits.len() == 9 && i == 0) {
                    c
                } else {
                    '•'
                }
            })
            .collect();
        format!("+{} {}", self.territory.code(), pairs(&hidden))
    }

    /// The number as written at home: `06 12 34 56 78`, `06 92 12 34 56`. Collectivities without
    /// a trunk zero are shown with their code, `+687 75 12 34`, since their six or eight digits
    /// alone could not be read back.
    pub fn display_national(&self) -> String {
        let digits = self.subscriber.reveal();
        if self.territory.has_trunk_zero() && digits.len() == 9 {
            pairs(&format!("0{digits}"))
        } else {
            format!("+{} {}", self.territory.code(), pairs(digits))
        }
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhoneNumber(…)")
    }
}

/// Groups signs by two from the right: `612345678` becomes `6 12 34 56 78`.
fn pairs(digits: &str) -> String {
    let count = digits.chars().count();
    let mut grouped = String::with_capacity(count * 2);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (count - i).is_multiple_of(2) {
            grouped.push(' ');
        }
        grouped.push(c);
    }
    grouped
}

#[cfg(test)]
mod tests;
