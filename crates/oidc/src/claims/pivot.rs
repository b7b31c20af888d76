//! The claims themselves, and which of them a scope opens.

use core::fmt;

use serde_json::{Map, Value};

use crate::scope::Scopes;

/// The claims of an *identité pivot* and what goes with it; `sub` is not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClaimName {
    /// All given names.
    GivenName,
    /// Name of birth.
    FamilyName,
    /// Date of birth.
    Birthdate,
    /// Sex.
    Gender,
    /// Commune of birth.
    Birthplace,
    /// Country of birth.
    Birthcountry,
    /// E-mail address.
    Email,
    /// *Nom d'usage*.
    PreferredUsername,
}

impl ClaimName {
    /// Every claim, in the order people read them.
    pub const ALL: [Self; 8] = [
        Self::GivenName,
        Self::FamilyName,
        Self::Birthdate,
        Self::Gender,
        Self::Birthplace,
        Self::Birthcountry,
        Self::Email,
        Self::PreferredUsername,
    ];

    /// The name in a token.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::Birthdate => "birthdate",
            Self::Gender => "gender",
            Self::Birthplace => "birthplace",
            Self::Birthcountry => "birthcountry",
            Self::Email => "email",
            Self::PreferredUsername => "preferred_username",
        }
    }
}

/// Someone's claims in the exact form brokers take. `Debug` prints nothing of the person.
#[derive(Clone, PartialEq, Eq)]
pub struct PivotIdentity {
    /// All given names, separated by spaces.
    pub given_name: String,
    /// Name of birth, in capitals.
    pub family_name: String,
    /// `YYYY-MM-DD`, `YYYY-MM-00` or `YYYY-00-00`.
    pub birthdate: String,
    /// `male` or `female`.
    pub gender: String,
    /// Commune code, empty when born abroad.
    pub birthplace: String,
    /// Country code, `99100` for France.
    pub birthcountry: String,
    /// Verified e-mail address.
    pub email: String,
    /// *Nom d'usage*, in capitals.
    pub preferred_username: Option<String>,
}

impl PivotIdentity {
    /// One claim; `None` only for an absent *nom d'usage*.
    pub fn claim(&self, name: ClaimName) -> Option<&str> {
        Some(match name {
            ClaimName::GivenName => &self.given_name,
            ClaimName::FamilyName => &self.family_name,
            ClaimName::Birthdate => &self.birthdate,
            ClaimName::Gender => &self.gender,
            ClaimName::Birthplace => &self.birthplace,
            ClaimName::Birthcountry => &self.birthcountry,
            ClaimName::Email => &self.email,
            ClaimName::PreferredUsername => self.preferred_username.as_deref()?,
        })
    }

    /// The claims these scopes open. An empty `birthplace` is given as an empty text: leaving it
    /// out is a known trap.
    pub fn claims_for(&self, scopes: &Scopes) -> Map<String, Value> {
        scopes
            .claims()
            .into_iter()
            .filter_map(|name| Some((name.as_str().to_owned(), self.claim(name)?.into())))
            .collect()
    }
}

impl fmt::Debug for PivotIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PivotIdentity(…)")
    }
}
