//! An identity in the broker's form.

use crate::birthplace::{Birthplace, FRANCE, is_cog_code};
use crate::document::Declaration;
use crate::document::names::{
    MAX_CLAIM_CHARS, fits_claims_alphabet, to_claims_alphabet, to_claims_upper_case,
};
use core::fmt;

/// The claims that the register is asked by (`franceconnect.md` §6 and 7). Prints nothing of the
/// person.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisterEntry {
    /// The birth name, in capitals.
    pub family_name: String,
    /// All given names, separated by spaces.
    pub given_name: String,
    /// The usage name in capitals, if any. The register is not asked by it.
    pub preferred_username: Option<String>,
    /// `YYYY-MM-DD`, `YYYY-MM-00` or `YYYY-00-00`.
    pub birthdate: String,
    /// `female` or `male`.
    pub gender: String,
    /// The commune's code; empty for a birth abroad; `None` while an operator looks for it.
    pub birthplace: Option<String>,
    /// The country's code.
    pub birthcountry: String,
}

/// A claim that has not the published form: the register would be asked in vain, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ShapeFault {
    /// Empty, over 256 characters, or a letter outside the register's alphabet.
    FamilyName,
    /// The same of the given names.
    GivenName,
    /// The same of the usage name.
    PreferredUsername,
    /// None of the three forms: a day without its month, for one.
    Birthdate,
    /// Neither `female` nor `male`.
    Gender,
    /// Born in France, and no code of a commune; or born abroad, and a code that is not empty.
    Birthplace,
    /// Not a country's code.
    Birthcountry,
}

impl RegisterEntry {
    /// What is sent of a declaration: the file keeps its letters, the claims carry the register's.
    pub fn of(declaration: &Declaration, place: &Birthplace) -> Self {
        let claims = place.claims();
        let country = match place {
            Birthplace::Abroad(abroad) => abroad.country().code(),
            Birthplace::InFrance(_) | Birthplace::Unlisted(_) => FRANCE,
        };
        Self {
            family_name: to_claims_upper_case(declaration.birth_name().reveal()),
            given_name: to_claims_alphabet(&declaration.given_names().reveal().join(" ")),
            preferred_username: declaration
                .usage_name()
                .map(|name| to_claims_upper_case(name.reveal())),
            birthdate: declaration.birth_date().reveal().to_string(),
            gender: declaration.sex().reveal().as_str().to_owned(),
            birthplace: claims.map(|claims| claims.birthplace),
            birthcountry: country.to_owned(),
        }
    }

    /// Every claim that has not the published form. A birthplace still looked for is none: it is
    /// not sent.
    pub fn faults(&self) -> Vec<ShapeFault> {
        let is_place = |code: &String| {
            if self.birthcountry == FRANCE {
                is_cog_code(code) && !code.starts_with("99")
            } else {
                code.is_empty()
            }
        };
        let is_capitals = |name: &str| is_name(name) && !name.chars().any(char::is_lowercase);
        let usage_name = self.preferred_username.as_deref();
        let checks = [
            (ShapeFault::FamilyName, is_capitals(&self.family_name)),
            (ShapeFault::GivenName, is_name(&self.given_name)),
            (
                ShapeFault::PreferredUsername,
                usage_name.is_none_or(is_capitals),
            ),
            (ShapeFault::Birthdate, is_birthdate(&self.birthdate)),
            (
                ShapeFault::Gender,
                matches!(self.gender.as_str(), "female" | "male"),
            ),
            (
                ShapeFault::Birthplace,
                self.birthplace.as_ref().is_none_or(is_place),
            ),
            (
                ShapeFault::Birthcountry,
                is_cog_code(&self.birthcountry) && self.birthcountry.starts_with("99"),
            ),
        ];
        checks
            .into_iter()
            .filter(|(_, is_right)| !is_right)
            .map(|(fault, _)| fault)
            .collect()
    }
}

impl fmt::Debug for RegisterEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RegisterEntry(…)")
    }
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (1..=MAX_CLAIM_CHARS).contains(&length)
        && name.chars().any(char::is_alphabetic)
        && fits_claims_alphabet(name)
}

/// `YYYY-MM-DD`, `YYYY-MM-00`, `YYYY-00-00`; zeros are kept, a day never stands without its month.
fn is_birthdate(text: &str) -> bool {
    text.len() == 10 && crate::date::PartialDate::parse_iso(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> RegisterEntry {
        RegisterEntry {
            family_name: "D'ÉPINAY-LŒWE".to_owned(),
            given_name: "Maëlle Anne-Sophie".to_owned(),
            preferred_username: Some("KERVADEC".to_owned()),
            birthdate: "1980-07-14".to_owned(),
            gender: "female".to_owned(),
            birthplace: Some("2A004".to_owned()),
            birthcountry: "99100".to_owned(),
        }
    }

    #[test]
    fn an_entry_of_the_published_form_has_no_fault() {
        assert_eq!(entry().faults(), []);
        for birthdate in ["1980-07-00", "1980-00-00"] {
            let birthdate = birthdate.to_owned();
            assert_eq!(
                RegisterEntry {
                    birthdate,
                    ..entry()
                }
                .faults(),
                []
            );
        }
        let abroad = RegisterEntry {
            birthplace: Some(String::new()),
            birthcountry: "99352".to_owned(),
            ..entry()
        };
        assert_eq!(abroad.faults(), []);
        let waiting = RegisterEntry {
            birthplace: None,
            ..entry()
        };
        assert_eq!(waiting.faults(), []);
    }

    #[test]
    fn each_claim_of_another_form_is_named() {
        let wrong = |change: fn(&mut RegisterEntry)| {
            let mut entry = entry();
            change(&mut entry);
            entry.faults()
        };
        let long = |e: &mut RegisterEntry| e.given_name = "a".repeat(257);
        assert_eq!(wrong(|e| e.family_name.clear()), [ShapeFault::FamilyName]);
        assert_eq!(
            wrong(|e| e.family_name = "Épinay".into()),
            [ShapeFault::FamilyName]
        );
        assert_eq!(
            wrong(|e| e.family_name = "NUÑEZ".into()),
            [ShapeFault::FamilyName]
        );
        assert_eq!(wrong(long), [ShapeFault::GivenName]);
        assert_eq!(
            wrong(|e| e.given_name = "Zoé2".into()),
            [ShapeFault::GivenName]
        );
        assert_eq!(
            wrong(|e| e.preferred_username = Some("-".into())),
            [ShapeFault::PreferredUsername]
        );
        assert_eq!(
            wrong(|e| e.birthdate = "1977-00-03".into()),
            [ShapeFault::Birthdate]
        );
        assert_eq!(
            wrong(|e| e.birthdate = "19770203".into()),
            [ShapeFault::Birthdate]
        );
        assert_eq!(
            wrong(|e| e.gender = "unspecified".into()),
            [ShapeFault::Gender]
        );
        for place in ["", "AAAAA", "2C004", "99352", "7501"] {
            let mut entry = entry();
            entry.birthplace = Some(place.to_owned());
            assert_eq!(entry.faults(), [ShapeFault::Birthplace], "{place}");
        }
        assert_eq!(
            wrong(|e| e.birthcountry = "99352".into()),
            [ShapeFault::Birthplace]
        );
        assert_eq!(
            wrong(|e| {
                e.birthcountry = "352".into();
                e.birthplace = Some(String::new());
            }),
            [ShapeFault::Birthcountry]
        );
    }

    #[test]
    fn printing_an_entry_shows_nothing_of_it() {
        assert_eq!(format!("{:?}", entry()), "RegisterEntry(…)");
    }
}
