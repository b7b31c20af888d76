//! A country as the list knows it.

use super::{FRANCE, Validity};

/// A present state with its COG code. Territories of other states carry the state's code and are
/// found by their own names among the other names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    pub(super) code: &'static str,
    pub(super) iso3: Option<&'static str>,
    pub(super) name_fr: &'static str,
    pub(super) name_en: &'static str,
    pub(super) other_names: &'static str,
    pub(super) validity: Validity,
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

    /// When this code with this name was in force; open today.
    pub const fn validity(&self) -> Validity {
        self.validity
    }

    /// Whether a commune is asked for.
    pub fn is_france(&self) -> bool {
        self.code == FRANCE
    }
}
