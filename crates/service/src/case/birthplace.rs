//! A birthplace as it comes from the app.

use sceau_domain::birthplace::{Birthplace, BirthplaceError};
use sceau_domain::date::PartialDate;
use sceau_domain::private::Personal;

/// A birthplace as chosen.
#[derive(Debug, Clone)]
pub enum GivenBirthplace {
    /// A commune of the list: its code at the birth date (COG).
    InFrance {
        /// Five characters.
        code: Personal<String>,
    },
    /// Another country.
    Abroad {
        /// Its code (COG, `99…`).
        country: Personal<String>,
        /// The town, for the file.
        town: Option<Personal<String>>,
    },
    /// « Ma commune n'apparaît pas ».
    Unlisted {
        /// As on the document.
        name: Personal<String>,
        /// Its department's code then; blank when unknown.
        department: Personal<String>,
    },
}

impl GivenBirthplace {
    /// Checks it against the list as it was at the birth date.
    pub(super) fn check(&self, birth: &PartialDate) -> Result<Birthplace, BirthplaceError> {
        match self {
            Self::InFrance { code } => Birthplace::in_france(code.reveal().trim(), birth),
            Self::Abroad { country, town } => {
                Birthplace::abroad(country.reveal().trim(), town.clone())
            }
            Self::Unlisted { name, department } => {
                let department = Some(department).filter(|code| !code.reveal().trim().is_empty());
                Birthplace::unlisted(name, department)
            }
        }
    }
}
