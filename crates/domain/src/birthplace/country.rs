//! A country as the list knows it, and what it was called or belonged to at other times.

use super::{FRANCE, Validity, data};
use crate::date::PartialDate;

/// A present state with its COG code. Territories of other states carry the state's code and are
/// found by their own names among the other names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    pub(super) code: &'static str,
    pub(super) iso3: Option<&'static str>,
    pub(super) name_fr: &'static str,
    pub(super) name_en: &'static str,
    pub(super) other_names: &'static str,
}

impl Country {
    /// COG code, `99100` for France, `99101`… for the others.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// ISO 3166-1 alpha-3, the form that identity documents print as nationality. `None` for a
    /// state without an official one.
    pub const fn iso3(&self) -> Option<&'static str> {
        self.iso3
    }

    /// Usual name in French.
    pub const fn name_fr(&self) -> &'static str {
        self.name_fr
    }

    /// Usual name in English.
    pub const fn name_en(&self) -> &'static str {
        self.name_en
    }

    /// Former and usual names by which it is also found.
    pub fn other_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.other_names.split('/').filter(|name| !name.is_empty())
    }

    /// What it was at that time, where that was something else than today; several where the
    /// country was divided (Germany, Viêt Nam) or the date is incomplete.
    pub fn at(&self, birth: &PartialDate) -> impl Iterator<Item = &'static FormerCountry> {
        let birth = *birth;
        let code = self.code;
        data::former_countries()
            .iter()
            .filter(move |former| former.validity.may_hold(&birth) && former.is_now(code))
    }

    /// Whether a commune is asked for.
    pub fn is_france(&self) -> bool {
        self.code == FRANCE
    }
}

/// How a place differed from the present country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormerKind {
    /// A state that no longer exists: Czechoslovakia.
    Dissolved,
    /// Under French rule: departments of Algeria, protectorates, mandates, overseas territories.
    UnderFrance,
    /// Part of another state or empire: East Pakistan, Belgian Congo.
    PartOfAnother,
    /// The same state under another name: Upper Volta.
    OtherName,
}

/// What one or several present countries were at another time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerCountry {
    pub(super) name_fr: &'static str,
    pub(super) name_en: &'static str,
    pub(super) validity: Validity,
    pub(super) kind: FormerKind,
    pub(super) code: Option<&'static str>,
    pub(super) today: &'static str,
}

impl FormerCountry {
    /// Name of that time in French.
    pub const fn name_fr(&self) -> &'static str {
        self.name_fr
    }

    /// Name of that time in English.
    pub const fn name_en(&self) -> &'static str {
        self.name_en
    }

    /// When it was so.
    pub const fn validity(&self) -> Validity {
        self.validity
    }

    /// How it differed from today.
    pub const fn kind(&self) -> FormerKind {
        self.kind
    }

    /// The COG code of that time, where the published list has one. Which code the register holds
    /// for a birth of that time is not known from outside.
    pub const fn code(&self) -> Option<&'static str> {
        self.code
    }

    /// Codes of the present countries that it became.
    pub fn today(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.today.split_ascii_whitespace()
    }

    fn is_now(&self, code: &str) -> bool {
        self.today().any(|today| today == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str, birth: &str) -> Vec<&'static str> {
        let birth = PartialDate::parse_iso(birth).unwrap();
        let country = data::country(code).unwrap();
        country.at(&birth).map(FormerCountry::name_fr).collect()
    }

    #[test]
    fn a_country_is_named_as_it_was_at_the_birth() {
        assert_eq!(names("99117", "1980-05-04"), ["Tchécoslovaquie"]);
        assert_eq!(names("99118", "1980-05-04"), ["Yougoslavie"]);
        assert_eq!(names("99352", "1955-05-04"), ["Algérie française"]);
        assert_eq!(names("99327", "1970-05-04"), ["Dahomey"]);
        assert_eq!(names("99109", "1980-05-04").len(), 2, "two Germanies");
    }

    #[test]
    fn a_country_that_was_what_it_is_has_no_former_name() {
        for (code, birth) in [
            ("99352", "1962-07-03"),
            ("99117", "1993-01-01"),
            ("99134", "1950-01-01"),
        ] {
            assert!(names(code, birth).is_empty(), "{code} {birth}");
        }
    }

    #[test]
    fn every_former_country_became_countries_of_the_list() {
        for former in data::former_countries() {
            assert!(former.today().all(|code| data::country(code).is_some()));
            assert!(former.validity.until().is_some(), "{}", former.name_fr);
        }
    }
}
