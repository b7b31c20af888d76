//! A commune as the list knows it.

use super::{Validity, data};

/// A department or an overseas collectivity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Department {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) validity: Validity,
}

impl Department {
    /// Two or three characters: `94`, `2A`, `974`.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Name in French: `Val-de-Marne`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// When the code went with this name: 75 was the Seine until 1968.
    pub const fn validity(&self) -> Validity {
        self.validity
    }

    /// As it is shown beside a commune: `Val-de-Marne (94)`.
    pub fn label(&self) -> String {
        format!("{} ({})", self.name, self.code)
    }

    /// Whether it is an overseas collectivity (975, 977 and above, save 985): French soil, country 99100,
    /// with a numbering whose history no package holds.
    pub fn is_overseas_collectivity(&self) -> bool {
        matches!(
            self.code,
            "975" | "977" | "978" | "984" | "986" | "987" | "988" | "989"
        )
    }
}

/// What kind of row this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommuneKind {
    /// A commune in its own right.
    Commune,
    /// Arrondissement of Paris, Lyon or Marseille.
    Arrondissement,
    /// *Commune déléguée* of a *commune nouvelle*.
    Delegated,
    /// *Commune associée*.
    Associated,
}

impl CommuneKind {
    /// Stable code, part of the contract with the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::Arrondissement => "arrondissement",
            Self::Delegated => "delegated",
            Self::Associated => "associated",
        }
    }
}

/// One row: a code and a name over a period. A code may stand on several rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commune {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: CommuneKind,
    pub(super) department: &'static Department,
    pub(super) postcodes: &'static str,
    pub(super) population: u32,
    pub(super) pole: Option<&'static str>,
    pub(super) today: Option<&'static str>,
    pub(super) validity: Validity,
}

impl Commune {
    /// COG code: five characters, text and never a number (`01001`, `2A004`).
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Official name with its accents and hyphens.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What kind of row this is.
    pub const fn kind(&self) -> CommuneKind {
        self.kind
    }

    /// The department that must always be shown: 1 482 names are borne by several communes.
    pub const fn department(&self) -> &'static Department {
        self.department
    }

    /// Today's postcodes, perhaps none. A postcode may have the digits of another commune's code.
    pub fn postcodes(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.postcodes.split_ascii_whitespace()
    }

    /// Inhabitants at the last census of the data; 0 when the data have none, as for every commune
    /// that has ended.
    pub const fn population(&self) -> u32 {
        self.population
    }

    /// When this code with this name was in force.
    pub const fn validity(&self) -> Validity {
        self.validity
    }

    /// The commune that this one became a part of: the city of an arrondissement, the pole of a
    /// *commune déléguée* or *associée*, as it was called last in that time.
    pub fn pole(&self) -> Option<&'static Commune> {
        let code = self.pole?;
        data::rows_of(code)
            .iter()
            .rev()
            .find(|row| row.kind == CommuneKind::Commune && row.validity.overlaps(self.validity))
    }

    /// The commune in its own right that holds this territory today; none for a commune that is
    /// still in force, and for the six that were dissolved without an heir.
    pub fn today(&self) -> Option<&'static Commune> {
        let code = self.today?;
        data::rows_of(code)
            .iter()
            .find(|row| row.kind == CommuneKind::Commune && row.is_in_force())
    }

    /// Whether the row has not ended.
    pub const fn is_in_force(&self) -> bool {
        self.validity.until().is_none()
    }

    /// One line for a list, department always included: `Lomme – Nord (59)`.
    pub fn label(&self) -> String {
        format!(
            "{} – {} ({})",
            self.name, self.department.name, self.department.code
        )
    }

    /// Paris, Lyon, Marseille: never offered, their arrondissements are.
    pub fn is_divided_city(&self) -> bool {
        self.kind == CommuneKind::Commune && data::DIVIDED_CITIES.contains(&self.code)
    }
}
