//! The birthplace itself, and the claims it gives.

use super::index::index;
use super::unlisted::{UnlistedPlace, optional, written};
use super::{BirthplaceError, Commune, CommuneKind, Country, FRANCE, FormerKind, data};
use crate::date::PartialDate;
use crate::private::Personal;
use core::fmt;
use jiff::civil::Date;

/// First day of the dated history.
const HISTORY_BEGINS: Date = Date::constant(1943, 1, 1);

/// Where someone was born. Built only through checks; prints nothing of the person.
#[derive(Clone, PartialEq, Eq)]
pub enum Birthplace {
    /// In France, overseas included: a row of the list, valid at the birth date.
    InFrance(FrenchPlace),
    /// In another country.
    Abroad(ForeignPlace),
    /// « Ma commune n'apparaît pas »: text for an operator, without a code.
    Unlisted(UnlistedPlace),
}

/// A commune that had its code at the birth date.
#[derive(Clone, PartialEq, Eq)]
pub struct FrenchPlace {
    commune: &'static Commune,
}

impl FrenchPlace {
    /// The row of the list.
    pub const fn commune(&self) -> &'static Commune {
        self.commune
    }
}

/// A foreign country, perhaps with the town for the file.
#[derive(Clone, PartialEq, Eq)]
pub struct ForeignPlace {
    country: &'static Country,
    town: Option<Personal<String>>,
}

impl ForeignPlace {
    /// The country, never France.
    pub const fn country(&self) -> &'static Country {
        self.country
    }

    /// The town as typed. It reaches the operator, never a claim.
    pub const fn town(&self) -> Option<&Personal<String>> {
        self.town.as_ref()
    }
}

/// `birthplace` and `birthcountry` as the broker checks them (`franceconnect.md` §6).
#[derive(Clone, PartialEq, Eq)]
pub struct BirthClaims {
    /// COG code of the commune; the **empty string**, not absence, for a birth abroad.
    pub birthplace: String,
    /// COG code of the country, `99100` for France.
    pub birthcountry: String,
}

/// A doubt about the code that the register holds, for the operator to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Caution {
    /// *Commune déléguée* or *associée*: the certificate may bear this code or the pole's, given.
    MayBearPoleCode(&'static str),
    /// The list holds no dates for this kind of place: arrondissements, overseas collectivities.
    NoDatedHistory,
    /// Mayotte: certificates from before 2008 to 2011 (sources differ) bear 985 instead of 976. The
    /// other of the two codes is given.
    MayBearMayotteCode(&'static str),
    /// Saint-Barthélemy and Saint-Martin between their leaving Guadeloupe (2007) and their new code
    /// (2008). The other of the two codes is given.
    MayBearGuadeloupeCode(&'static str),
    /// Born before 1943, where the dated history begins: the code may be an older one.
    BeforeDatedHistory,
    /// The country was under French rule at the birth: the register may hold another code.
    WasUnderFrance,
    /// The country was part of another state at the birth, whose code is given where it is known.
    WasOtherState(Option<&'static str>),
}

impl Caution {
    /// Stable code, part of the contract with the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MayBearPoleCode(_) => "birthplace.pole_code",
            Self::NoDatedHistory => "birthplace.undated",
            Self::MayBearMayotteCode(_) => "birthplace.mayotte_code",
            Self::MayBearGuadeloupeCode(_) => "birthplace.guadeloupe_code",
            Self::BeforeDatedHistory => "birthplace.before_1943",
            Self::WasUnderFrance => "birthplace.former_french",
            Self::WasOtherState(_) => "birthplace.former_state",
        }
    }

    /// The other code to look for on the certificate, where it is one.
    pub const fn other_code(self) -> Option<&'static str> {
        match self {
            Self::MayBearPoleCode(code)
            | Self::MayBearMayotteCode(code)
            | Self::MayBearGuadeloupeCode(code) => Some(code),
            Self::WasOtherState(code) => code,
            Self::NoDatedHistory | Self::BeforeDatedHistory | Self::WasUnderFrance => None,
        }
    }
}

impl Birthplace {
    /// A birth in the commune that had this COG code at the birth date. When a *commune nouvelle*
    /// and one of its parts share the code, the commune in its own right is meant.
    ///
    /// # Errors
    /// The code is unknown, was not in force at that date, or is Paris, Lyon or Marseille whole.
    pub fn in_france(code: &str, birth: &PartialDate) -> Result<Self, BirthplaceError> {
        Self::pick(code, birth, |_| true)
    }

    /// Like [`Birthplace::in_france`], for the row of that code with exactly this official name:
    /// `27412` is *Terres de Bord* and its part *Montaure*.
    ///
    /// # Errors
    /// As [`Birthplace::in_france`]; unknown too when the code never bore that name.
    pub fn in_france_named(
        code: &str,
        name: &str,
        birth: &PartialDate,
    ) -> Result<Self, BirthplaceError> {
        Self::pick(code, birth, |row| row.name() == name)
    }

    fn pick(
        code: &str,
        birth: &PartialDate,
        wanted: impl Fn(&Commune) -> bool,
    ) -> Result<Self, BirthplaceError> {
        let rows = || data::rows_of(code).iter().filter(|row| wanted(row));
        if rows().next().is_none() {
            return Err(BirthplaceError::UnknownCommune);
        }
        if rows().any(Commune::is_divided_city) {
            return Err(BirthplaceError::ArrondissementNeeded);
        }
        let mut valid = rows().filter(|row| row.validity().may_hold(birth));
        let first = valid
            .clone()
            .next()
            .ok_or(BirthplaceError::CommuneNotValidAtBirth)?;
        let commune = valid
            .find(|row| row.kind() == CommuneKind::Commune)
            .unwrap_or(first);
        Ok(Self::InFrance(FrenchPlace { commune }))
    }

    /// A birth in another country. A blank town is no town.
    ///
    /// # Errors
    /// The country is unknown or France, or the town is too long or not writable.
    pub fn abroad(
        country_code: &str,
        town: Option<Personal<String>>,
    ) -> Result<Self, BirthplaceError> {
        let country = data::country(country_code).ok_or(BirthplaceError::UnknownCountry)?;
        if country.is_france() {
            return Err(BirthplaceError::CountryIsFrance);
        }
        let town = optional(town.as_ref())?;
        Ok(Self::Abroad(ForeignPlace { country, town }))
    }

    /// « Ma commune n'apparaît pas »: an operator finds the code on the birth certificate. The
    /// department is free text too: *Seine-et-Oise* and *Alger* are on no list of today. A blank
    /// one is none.
    ///
    /// # Errors
    /// The name is empty, or a text is too long or not writable.
    pub fn unlisted(
        name: &Personal<String>,
        department: Option<&Personal<String>>,
    ) -> Result<Self, BirthplaceError> {
        Ok(Self::Unlisted(UnlistedPlace::new(
            written(name)?,
            optional(department)?,
        )))
    }

    /// The claims, or nothing while no code is known: such a case waits for an operator, see
    /// [`UnlistedPlace::with_certificate_code`].
    pub fn claims(&self) -> Option<BirthClaims> {
        match self {
            Self::InFrance(place) => Some(BirthClaims {
                birthplace: place.commune.code().to_owned(),
                birthcountry: FRANCE.to_owned(),
            }),
            Self::Abroad(place) => Some(BirthClaims {
                birthplace: String::new(),
                birthcountry: place.country.code().to_owned(),
            }),
            Self::Unlisted(place) => place.certificate_code().map(|code| BirthClaims {
                birthplace: code.to_owned(),
                birthcountry: FRANCE.to_owned(),
            }),
        }
    }

    /// What the operator compares with the birth certificate before accepting, for a birth at that
    /// date.
    pub fn cautions(&self, birth: &PartialDate) -> Vec<Caution> {
        match self {
            Self::InFrance(place) => cautions_in_france(place.commune, birth),
            Self::Abroad(place) => cautions_abroad(place.country, birth),
            Self::Unlisted(_) => Vec::new(),
        }
    }
}

fn cautions_in_france(commune: &'static Commune, birth: &PartialDate) -> Vec<Caution> {
    let mut found = Vec::new();
    let department = commune.department();
    let is_undated = department.is_overseas_collectivity() && commune.validity().from().is_none();
    match commune.kind() {
        CommuneKind::Delegated | CommuneKind::Associated => {
            let pole = commune.pole().map(Commune::code);
            let other = pole.filter(|&code| code != commune.code());
            found.extend(other.map(Caution::MayBearPoleCode));
        }
        CommuneKind::Arrondissement => found.push(Caution::NoDatedHistory),
        CommuneKind::Commune if is_undated => {
            found.push(Caution::NoDatedHistory);
        }
        CommuneKind::Commune if birth.latest() < HISTORY_BEGINS => {
            found.push(Caution::BeforeDatedHistory);
        }
        CommuneKind::Commune => {}
    }
    let other = code_of_other_time(commune, birth);
    found.extend(other.map(|code| match department.code() {
        "976" | "985" => Caution::MayBearMayotteCode(code),
        _ => Caution::MayBearGuadeloupeCode(code),
    }));
    found
}

/// The other code of a place that bears two at one date: the list offers both where sources differ
/// on the day of a change.
fn code_of_other_time(commune: &'static Commune, birth: &PartialDate) -> Option<&'static str> {
    let is_overseas = commune.code().starts_with("97") || commune.code().starts_with("98");
    let today = commune.today().map_or(commune.code(), Commune::code);
    let twins = is_overseas.then(|| data::rows_of(today).iter().chain(became(today)))?;
    twins
        .filter(|row| row.code() != commune.code() && row.validity().may_hold(birth))
        .map(Commune::code)
        .next()
}

fn became(code: &str) -> impl Iterator<Item = &'static Commune> {
    let rows = index().rows_become(code);
    rows.filter_map(|row| data::communes().get(row as usize))
}

/// Nothing where the code of that time is the present one, as for Russia and Serbia.
fn cautions_abroad(country: &'static Country, birth: &PartialDate) -> Vec<Caution> {
    let mut found = Vec::new();
    for former in country.at(birth) {
        let caution = match former.kind() {
            FormerKind::OtherName => continue,
            FormerKind::UnderFrance => Caution::WasUnderFrance,
            FormerKind::Dissolved | FormerKind::PartOfAnother => {
                if former.code() == Some(country.code()) {
                    continue;
                }
                Caution::WasOtherState(former.code())
            }
        };
        if !found.contains(&caution) {
            found.push(caution);
        }
    }
    found
}

impl fmt::Debug for Birthplace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InFrance(_) => "InFrance(…)",
            Self::Abroad(_) => "Abroad(…)",
            Self::Unlisted(_) => "Unlisted(…)",
        })
    }
}

macro_rules! prints_nothing {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}
prints_nothing!(FrenchPlace, ForeignPlace, BirthClaims);

#[cfg(test)]
mod tests;
