//! The secret code: six digits that unlock the device key.

use crate::date::PartialDate;
use crate::private::Secret;

/// Why a secret code is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretCodeFinding {
    /// Not exactly six digits.
    #[error("six digits are needed")]
    NotSixDigits,
    /// The same digit six times, or digits in sequence: the first that anyone would try.
    #[error("too easy to guess")]
    TooSimple,
    /// The person's birth date, in any usual order.
    #[error("is the birth date")]
    IsBirthDate,
}

/// Six digits chosen by the person; never leaves the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretCode(Secret<String>);

impl SecretCode {
    /// Takes what was typed; spaces are forgiven. The birth date is refused when it is known.
    ///
    /// # Errors
    /// The first finding, in the order of [`SecretCodeFinding`].
    pub fn choose(typed: &str, birth: Option<&PartialDate>) -> Result<Self, SecretCodeFinding> {
        let code = Self::type_in(typed)?;
        if is_simple(code.reveal().as_bytes()) {
            return Err(SecretCodeFinding::TooSimple);
        }
        if birth.is_some_and(|date| {
            usual_spellings(date)
                .iter()
                .any(|text| text == code.reveal())
        }) {
            return Err(SecretCodeFinding::IsBirthDate);
        }
        Ok(code)
    }

    /// Takes a code typed to unlock: only its shape is judged.
    ///
    /// # Errors
    /// `NotSixDigits`.
    pub fn type_in(typed: &str) -> Result<Self, SecretCodeFinding> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(Secret::new(digits)))
        } else {
            Err(SecretCodeFinding::NotSixDigits)
        }
    }

    /// The six digits, for deriving the key that seals the device key.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

fn is_simple(digits: &[u8]) -> bool {
    let steps: Vec<i16> = digits
        .windows(2)
        .map(|pair| i16::from(pair[1]) - i16::from(pair[0]))
        .collect();
    steps.iter().all(|step| *step == 0)
        || steps.iter().all(|step| *step == 1)
        || steps.iter().all(|step| *step == -1)
}

fn usual_spellings(date: &PartialDate) -> [String; 4] {
    let day = date.earliest();
    let (year, month, day) = (day.year().rem_euclid(100), day.month(), day.day());
    let year = format!("{year:02}");
    [
        format!("{day:02}{month:02}{year}"),
        format!("{month:02}{day:02}{year}"),
        format!("{year}{month:02}{day:02}"),
        format!("{year}{day:02}{month:02}"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_anyone_would_try_first_are_refused() {
        for simple in ["000000", "777777", "123456", "654321", "456789"] {
            assert_eq!(
                SecretCode::choose(simple, None),
                Err(SecretCodeFinding::TooSimple)
            );
        }
        assert!(SecretCode::choose("482 913", None).is_ok());
    }

    #[test]
    fn the_birth_date_is_refused_in_every_usual_order() {
        let birth = PartialDate::new(1990, Some(7), Some(13)).unwrap();
        for typed in ["130790", "071390", "900713", "901307"] {
            assert_eq!(
                SecretCode::choose(typed, Some(&birth)),
                Err(SecretCodeFinding::IsBirthDate),
            );
        }
    }

    #[test]
    fn letters_and_other_lengths_are_refused_without_being_printed() {
        for typed in ["12345", "1234567", "12a456", ""] {
            assert_eq!(
                SecretCode::type_in(typed),
                Err(SecretCodeFinding::NotSixDigits)
            );
        }
        let code = SecretCode::type_in("482913").unwrap();
        assert_eq!(format!("{code:?}"), "SecretCode(Secret(…))");
    }
}
