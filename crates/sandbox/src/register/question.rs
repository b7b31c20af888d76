//! The question: who is to be found, in the register's own parameters.

use sceau_oidc::claims::{PivotIdentity, is_of_set_a};
use url::Url;

/// A well-formed question. `Debug` prints nothing of the person.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// `nom`: name of birth.
    pub family_name: String,
    /// `prenoms`: all given names.
    pub given_names: String,
    /// `dateNaissance`: `YYYYMMDD`, zeros for what is unknown.
    pub birthdate: String,
    /// `sexe`: `M`, `F` or `I`.
    pub sex: String,
    /// `codeLieuNaissance`: commune or country.
    pub birthplace: String,
}

impl Question {
    /// The question about an identity: the commune when it is a valid code, else the country.
    pub fn about(identity: &PivotIdentity) -> Self {
        let is_commune = is_place_code(&identity.birthplace);
        let place = if is_commune {
            &identity.birthplace
        } else {
            &identity.birthcountry
        };
        Self {
            family_name: identity.family_name.clone(),
            given_names: identity.given_name.clone(),
            birthdate: identity.birthdate.replace('-', ""),
            sex: String::from(match identity.gender.as_str() {
                "male" => "M",
                "female" => "F",
                _ => "I",
            }),
            birthplace: place.clone(),
        }
    }

    /// The address that asks it.
    pub fn address(&self, endpoint: &Url) -> Url {
        let mut address = endpoint.clone();
        address
            .query_pairs_mut()
            .append_pair("rechercheType", "S")
            .append_pair("nom", &self.family_name)
            .append_pair("prenoms", &self.given_names)
            .append_pair("dateNaissance", &self.birthdate)
            .append_pair("sexe", &self.sex)
            .append_pair("codeLieuNaissance", &self.birthplace);
        address
    }

    /// Reads the parameters; `None` when one is missing or malformed: the register answers 9.
    pub fn read(pairs: &[(String, String)]) -> Option<Self> {
        let one = |name: &str| {
            pairs
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
        };
        let question = Self {
            family_name: one("nom")?,
            given_names: one("prenoms")?,
            birthdate: one("dateNaissance")?,
            sex: one("sexe")?,
            birthplace: one("codeLieuNaissance")?,
        };
        (one("rechercheType")? == "S" && question.is_well_formed()).then_some(question)
    }

    fn is_well_formed(&self) -> bool {
        let is_name = |name: &str| !name.is_empty() && name.chars().all(is_of_set_a);
        is_name(&self.family_name)
            && self.family_name.to_uppercase() == self.family_name
            && is_name(&self.given_names)
            && self.birthdate.len() == 8
            && self.birthdate.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(self.sex.as_str(), "M" | "F" | "I")
            && is_place_code(&self.birthplace)
    }
}

impl core::fmt::Debug for Question {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Question(…)")
    }
}

fn is_place_code(code: &str) -> bool {
    let digits = code.strip_prefix("2A").or_else(|| code.strip_prefix("2B"));
    code.len() == 5
        && digits
            .unwrap_or(code)
            .bytes()
            .all(|byte| byte.is_ascii_digit())
}
