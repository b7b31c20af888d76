//! A place that the list does not have, and the code that an operator reads for it.

use super::{BirthplaceError, data};
use crate::private::Personal;
use core::fmt;

/// A place as someone typed it, perhaps with the code on their birth certificate.
#[derive(Clone, PartialEq, Eq)]
pub struct UnlistedPlace {
    name: Personal<String>,
    department: Option<Personal<String>>,
    certificate_code: Option<String>,
}

impl UnlistedPlace {
    /// Longest free text, in characters. The longest name of the list has 45.
    pub const MAX_CHARS: usize = 120;

    pub(super) const fn new(name: Personal<String>, department: Option<Personal<String>>) -> Self {
        Self {
            name,
            department,
            certificate_code: None,
        }
    }

    /// The commune as typed, trimmed.
    pub const fn name(&self) -> &Personal<String> {
        &self.name
    }

    /// The department as typed, when the person knows it.
    pub const fn department(&self) -> Option<&Personal<String>> {
        self.department.as_ref()
    }

    /// The COG code that an operator read on the birth certificate.
    pub fn certificate_code(&self) -> Option<&str> {
        self.certificate_code.as_deref()
    }

    /// Adds the code that an operator read on the birth certificate. Only its form is checked: the
    /// place is here because the list does not know it. The caller records who read it.
    ///
    /// # Errors
    /// The code has not the form that the broker checks, is a country's, or is Paris, Lyon or
    /// Marseille whole.
    pub fn with_certificate_code(self, code: &str) -> Result<Self, BirthplaceError> {
        if !is_cog_code(code) || code.starts_with("99") {
            return Err(BirthplaceError::MalformedCode);
        }
        if data::DIVIDED_CITIES.contains(&code) {
            return Err(BirthplaceError::ArrondissementNeeded);
        }
        Ok(Self {
            certificate_code: Some(code.to_owned()),
            ..self
        })
    }
}

/// `^(?:2[AB]|[0-9]{2})[0-9]{3}$`, the form that the broker checks (`franceconnect.md` §6).
pub fn is_cog_code(code: &str) -> bool {
    match code.as_bytes() {
        [b'2', b'A' | b'B', number @ ..] | [b'0'..=b'9', b'0'..=b'9', number @ ..] => {
            number.len() == 3 && number.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

/// Trims a free text and checks that it can be shown on one line.
pub(super) fn written(text: &Personal<String>) -> Result<Personal<String>, BirthplaceError> {
    let trimmed = text.reveal().trim();
    if trimmed.is_empty() {
        return Err(BirthplaceError::PlaceEmpty);
    }
    if trimmed.chars().count() > UnlistedPlace::MAX_CHARS {
        return Err(BirthplaceError::PlaceTooLong);
    }
    if trimmed.chars().any(char::is_control) {
        return Err(BirthplaceError::PlaceUnwritable);
    }
    Ok(Personal::new(trimmed.to_owned()))
}

/// The same for a text that may be missing: a blank one is.
pub(super) fn optional(
    text: Option<&Personal<String>>,
) -> Result<Option<Personal<String>>, BirthplaceError> {
    match text.map(written).transpose() {
        Err(BirthplaceError::PlaceEmpty) => Ok(None),
        other => other,
    }
}

impl fmt::Debug for UnlistedPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnlistedPlace(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::birthplace::Birthplace;

    fn unlisted() -> UnlistedPlace {
        let name = Personal::new("Fleurville-le-Vieux".to_owned());
        match Birthplace::unlisted(&name, None) {
            Ok(Birthplace::Unlisted(place)) => place,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_code_on_the_certificate_becomes_the_claim() {
        for code in ["69674", "75081", "2A004", "20004", "98506"] {
            let place = Birthplace::Unlisted(unlisted().with_certificate_code(code).unwrap());
            let claims = place.claims().unwrap();
            assert_eq!(
                (claims.birthplace.as_str(), claims.birthcountry.as_str()),
                (code, "99100")
            );
        }
    }

    #[test]
    fn what_cannot_be_a_commune_of_birth_is_refused() {
        for code in [
            "", "7508", "750811", "2C004", "A2004", "99352", "75O81", "𝟕5081", "2A0é",
        ] {
            let refused = unlisted().with_certificate_code(code).unwrap_err();
            assert_eq!(refused, BirthplaceError::MalformedCode, "{code}");
        }
        let refused = unlisted().with_certificate_code("75056").unwrap_err();
        assert_eq!(refused, BirthplaceError::ArrondissementNeeded);
    }
}
