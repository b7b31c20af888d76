//! A person as the file knows them, turned into claims.

use super::alphabet::transliterate;
use super::pivot::PivotIdentity;

/// As the register writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// `female`.
    Female,
    /// `male`.
    Male,
}

/// A date of birth of which the day, or the day and the month, may be unknown. A known day with
/// an unknown month cannot be written: the register refuses it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum BirthDate {
    /// Year, month 1–12, day 1–31.
    Full(u16, u8, u8),
    /// Year, month 1–12.
    Month(u16, u8),
    /// Year.
    Year(u16),
}

impl BirthDate {
    /// `YYYY-MM-DD` with `00` for what is unknown.
    pub fn to_claim(self) -> String {
        match self {
            Self::Full(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
            Self::Month(year, month) => format!("{year:04}-{month:02}-00"),
            Self::Year(year) => format!("{year:04}-00-00"),
        }
    }
}

impl core::fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

/// Where someone was born, in the codes of the *code officiel géographique*.
#[derive(Clone, Copy)]
pub enum Birth<'a> {
    /// In France, overseas collectivities included (98xxx): the commune's code at that date.
    InFrance {
        /// Five characters, `2A004` or `75115`.
        commune: &'a str,
    },
    /// Abroad: the country's code, `99xxx`.
    Abroad {
        /// Five digits, not 99100.
        country: &'a str,
    },
}

/// What the claims are made of. Borrowed: nothing here outlives the call.
#[derive(Clone, Copy)]
pub struct Person<'a> {
    /// All given names, in the order of the document.
    pub given_names: &'a [&'a str],
    /// The name of birth, never the *nom d'usage*.
    pub birth_name: &'a str,
    /// The *nom d'usage*, if any.
    pub usage_name: Option<&'a str>,
    /// Date of birth.
    pub birthdate: BirthDate,
    /// Sex.
    pub sex: Sex,
    /// Place of birth.
    pub birth: Birth<'a>,
    /// Verified e-mail address.
    pub email: &'a str,
}

/// Why a person cannot be written as claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonError {
    /// No given name, or one with a letter that has no way into the register's alphabet.
    #[error("a given name cannot be written in the register's alphabet")]
    GivenNames,
    /// The same of the name of birth.
    #[error("the birth name cannot be written in the register's alphabet")]
    BirthName,
    /// The same of the *nom d'usage*.
    #[error("the usage name cannot be written in the register's alphabet")]
    UsageName,
    /// Not a code of the *code officiel géographique*, or the wrong kind of code.
    #[error("the place of birth has no valid code")]
    Birthplace,
}

impl PivotIdentity {
    /// The claims of a person: names in the register's alphabet, name of birth and *nom d'usage*
    /// in capitals, `birthplace` empty for a birth abroad.
    ///
    /// # Errors
    /// [`PersonError`], the first thing that cannot be written.
    pub fn from_person(person: &Person<'_>) -> Result<Self, PersonError> {
        let given_names = person
            .given_names
            .iter()
            .map(|name| transliterate(name))
            .collect::<Option<Vec<_>>>()
            .filter(|names| !names.is_empty())
            .ok_or(PersonError::GivenNames)?;
        let capitals = |name: &str| transliterate(name).map(|name| name.to_uppercase());
        let (birthplace, birthcountry) = match person.birth {
            Birth::InFrance { commune } if super::published_check::is_commune(commune) => {
                (commune.to_owned(), String::from("99100"))
            }
            Birth::Abroad { country }
                if super::published_check::is_country(country) && country != "99100" =>
            {
                (String::new(), country.to_owned())
            }
            _ => return Err(PersonError::Birthplace),
        };
        Ok(Self {
            given_name: given_names.join(" "),
            family_name: capitals(person.birth_name).ok_or(PersonError::BirthName)?,
            birthdate: person.birthdate.to_claim(),
            gender: String::from(match person.sex {
                Sex::Female => "female",
                Sex::Male => "male",
            }),
            birthplace,
            birthcountry,
            email: person.email.to_owned(),
            preferred_username: person
                .usage_name
                .map(|name| capitals(name).ok_or(PersonError::UsageName))
                .transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::{check_as_broker, check_published, to_published};
    use crate::scope::Scopes;

    fn person<'a>() -> Person<'a> {
        Person {
            given_names: &["Anaïs", "Zoé-Lou"],
            birth_name: "Muñoz d’Œuvre",
            usage_name: Some("Lefèvre"),
            birthdate: BirthDate::Full(1984, 2, 29),
            sex: Sex::Female,
            birth: Birth::InFrance { commune: "2A004" },
            email: "anais@exemple.test",
        }
    }

    #[test]
    fn the_birth_name_is_in_capitals_of_the_register_and_never_the_usage_name() {
        let claims = PivotIdentity::from_person(&person()).unwrap();
        assert_eq!(claims.family_name, "MUNOZ D'ŒUVRE");
        assert_eq!(claims.given_name, "Anaïs Zoé-Lou");
        assert_eq!(claims.preferred_username.as_deref(), Some("LEFÈVRE"));
        assert_eq!(
            (claims.birthplace.as_str(), claims.birthcountry.as_str()),
            ("2A004", "99100")
        );
    }

    #[test]
    fn a_birth_abroad_gives_an_empty_place_and_unknown_days_are_zeros() {
        let mut person = person();
        person.birth = Birth::Abroad { country: "99109" };
        person.birthdate = BirthDate::Year(1950);
        let claims = PivotIdentity::from_person(&person).unwrap();
        assert_eq!(claims.birthplace, "");
        assert_eq!(claims.birthdate, "1950-00-00");
    }

    #[test]
    fn whatever_is_made_passes_the_broker_and_the_published_form() {
        let scopes = Scopes::parse("openid profile email birth preferred_username");
        for birth in [
            Birth::InFrance { commune: "75115" },
            Birth::InFrance { commune: "98729" },
            Birth::InFrance { commune: "2B050" },
            Birth::Abroad { country: "99352" },
        ] {
            for birthdate in [
                BirthDate::Full(1990, 1, 1),
                BirthDate::Month(1990, 7),
                BirthDate::Year(1990),
            ] {
                let person = Person {
                    birth,
                    birthdate,
                    ..person()
                };
                let identity = PivotIdentity::from_person(&person).unwrap();
                let mut claims = identity.claims_for(&scopes);
                claims.insert(String::from("sub"), "ab".into());
                let received = check_as_broker(&claims).unwrap();
                assert_eq!(received, identity);
                assert_eq!(check_published(&to_published(&received)), Vec::new());
            }
        }
    }

    #[test]
    fn what_the_register_cannot_hold_is_named() {
        let cases = [
            (
                Person {
                    birth_name: "王",
                    ..person()
                },
                PersonError::BirthName,
            ),
            (
                Person {
                    given_names: &[],
                    ..person()
                },
                PersonError::GivenNames,
            ),
            (
                Person {
                    usage_name: Some("42"),
                    ..person()
                },
                PersonError::UsageName,
            ),
            (
                Person {
                    birth: Birth::Abroad { country: "99100" },
                    ..person()
                },
                PersonError::Birthplace,
            ),
            (
                Person {
                    birth: Birth::InFrance { commune: "99109" },
                    ..person()
                },
                PersonError::Birthplace,
            ),
        ];
        for (person, error) in cases {
            assert_eq!(PivotIdentity::from_person(&person).unwrap_err(), error);
        }
    }
}
