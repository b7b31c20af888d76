//! Invented people for whom the register answers something else than « found ».

use serde::Deserialize;

use crate::config::ConfigError;

/// What the register answers about a persona.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlannedAnswer {
    /// 2: found.
    Found,
    /// 3: found, the register knows it slightly otherwise.
    Rectified,
    /// 4: no match, one candidate.
    NoMatch,
    /// 6: no match, several candidates.
    Several,
    /// 7: found only under the name of a marriage.
    MaritalName,
    /// 8: no echo.
    NoEcho,
    /// 9: bad request.
    BadRequest,
    /// 99: a code nobody documented.
    UnknownCode,
    /// Not XML at all.
    NotXml,
    /// 2, but the answer holds no name.
    WithoutName,
    /// 2, with a death record.
    Deceased,
}

/// An invented person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// Recognised by this name, in capitals.
    pub birth_name: String,
    /// Asked under this name, the register answers 7.
    #[serde(default)]
    pub usage_name: Option<String>,
    /// The answer under the name of birth.
    pub answer: PlannedAnswer,
    /// Seconds of silence before it.
    #[serde(default)]
    pub delay_seconds: Option<u64>,
    /// For the person who reads the list.
    #[serde(default)]
    pub note: String,
}

/// A file of personas.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Personas {
    #[serde(default, rename = "persona")]
    all: Vec<Persona>,
}

impl Personas {
    /// The people that come with the sandbox.
    ///
    /// # Errors
    /// [`ConfigError`] when the built-in list is wrong, which a test excludes.
    pub fn built_in() -> Result<Self, ConfigError> {
        toml::from_str(include_str!("../../assets/personas.toml"))
            .map_err(|error| ConfigError::Invalid("personas.toml".into(), error))
    }

    /// Everyone, in the order of the file.
    pub fn all(&self) -> &[Persona] {
        &self.all
    }

    /// The persona of this name, and whether it is their *usage* name.
    pub fn find(&self, family_name: &str) -> Option<(&Persona, bool)> {
        self.all.iter().find_map(|persona| {
            if persona.birth_name == family_name {
                Some((persona, false))
            } else {
                (persona.usage_name.as_deref() == Some(family_name)).then_some((persona, true))
            }
        })
    }
}
