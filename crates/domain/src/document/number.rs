//! Document numbers: normalisation and format per kind.

use super::finding::{FindingCode, Notice};
use super::kind::DocumentKind;
use crate::private::Personal;
use jiff::civil::Date;

/// A document's number in its normal form: upper-case letters and digits, no separator.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentNumber(Personal<String>);

impl DocumentNumber {
    /// Reads a number as typed: blanks, dots, slashes and hyphens are dropped, case is folded.
    ///
    /// The notice says that the number is accepted though it looks unusual for its kind.
    ///
    /// # Errors
    /// The code names the form expected, or the other document whose number this looks like.
    pub fn parse(kind: DocumentKind, text: &str) -> Result<(Self, Option<Notice>), FindingCode> {
        let normal = normalise(text);
        let notice = check(kind, &normal)?;
        Ok((Self(Personal::new(normal)), notice))
    }

    /// The normal form. Reading it is a visible act.
    pub const fn reveal(&self) -> &String {
        self.0.reveal()
    }

    /// Whether the first four digits of a laminated card's number are the year and month of
    /// `issue`. They were meant to be: a difference is worth a warning, not a refusal.
    pub(super) fn starts_with_month_of(&self, issue: Date) -> bool {
        let expected = format!("{:02}{:02}", issue.year().rem_euclid(100), issue.month());
        self.0.reveal().starts_with(&expected)
    }
}

fn normalise(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/' | '\u{2010}' | '\u{2011}'))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// The patterns of the documents (their source is the table of accepted documents).
fn check(kind: DocumentKind, number: &str) -> Result<Option<Notice>, FindingCode> {
    match kind {
        DocumentKind::IdentityCard if matches(number, "XXXXXXXXX") => {
            Ok(matches(number, "99AA99999").then_some(Notice::NumberLooksLikePassport))
        }
        DocumentKind::IdentityCard if matches(number, OLD_CARD) => {
            Err(FindingCode::NumberOfOldCard)
        }
        DocumentKind::IdentityCard => Err(FindingCode::NumberFormatNewCard),
        DocumentKind::OldIdentityCard => check_old_card(number),
        DocumentKind::Passport if matches(number, PASSPORT) => Ok(None),
        DocumentKind::Passport => {
            Err(letter_for_digit(number, PASSPORT).unwrap_or(FindingCode::NumberFormatPassport))
        }
        DocumentKind::ResidencePermit => check_permit(number),
    }
}

const OLD_CARD: &str = "9999XXX99999";
const PASSPORT: &str = "99AA99999";

fn check_old_card(number: &str) -> Result<Option<Notice>, FindingCode> {
    if matches(number, OLD_CARD) {
        let month_exists = ("01"..="12").contains(&&number[2..4]);
        return if month_exists {
            Ok(None)
        } else {
            Err(FindingCode::NumberMonthOldCard)
        };
    }
    if matches(number, "XXXXXXXXX") && number.bytes().any(|b| b.is_ascii_uppercase()) {
        return Err(FindingCode::NumberOfNewCard);
    }
    Err(letter_for_digit(number, OLD_CARD).unwrap_or(FindingCode::NumberFormatOldCard))
}

/// The form of permit numbers is not confirmed by any public source, so only the impossible is
/// refused: fewer than 6 or more than 12 characters, or other signs than letters and digits.
fn check_permit(number: &str) -> Result<Option<Notice>, FindingCode> {
    let plain = number
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    match number.len() {
        9..=10 if plain => Ok(None),
        6..=12 if plain => Ok(Some(Notice::NumberUnusual)),
        _ => Err(FindingCode::NumberFormatPermit),
    }
}

/// `9` stands for a digit, `A` for a capital, `X` for either.
fn matches(number: &str, pattern: &str) -> bool {
    number.len() == pattern.len()
        && number
            .bytes()
            .zip(pattern.bytes())
            .all(|(b, class)| match class {
                b'9' => b.is_ascii_digit(),
                b'A' => b.is_ascii_uppercase(),
                _ => b.is_ascii_digit() || b.is_ascii_uppercase(),
            })
}

/// Whether reading O as 0 and I or L as 1, where the pattern wants digits, would make it match.
/// It is said, not repaired: the person reads the document again.
fn letter_for_digit(number: &str, pattern: &str) -> Option<FindingCode> {
    let swapped: String = number
        .chars()
        .zip(pattern.chars().chain(std::iter::repeat('X')))
        .map(|(c, class)| match (class, c) {
            ('9', 'O') => '0',
            ('9', 'I' | 'L') => '1',
            _ => c,
        })
        .collect();
    (swapped != number && matches(&swapped, pattern)).then_some(FindingCode::NumberLetterForDigit)
}

#[cfg(test)]
mod tests;
