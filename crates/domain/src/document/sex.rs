//! The sex printed on a document.

/// What the document prints, M or F.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sex {
    /// Printed F.
    Female,
    /// Printed M.
    Male,
}

impl Sex {
    /// Both values.
    pub const ALL: [Self; 2] = [Self::Female, Self::Male];

    /// Stable code, and the value of the `gender` claim.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }

    /// The letter of the machine-readable zone.
    pub const fn mrz_letter(self) -> char {
        match self {
            Self::Female => 'F',
            Self::Male => 'M',
        }
    }

    /// Reads a code, the printed letter, or the French word of the form, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "female" | "f" | "femme" => Some(Self::Female),
            "male" | "m" | "homme" => Some(Self::Male),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_letter_the_code_and_the_word_of_the_form_are_understood() {
        for sex in Sex::ALL {
            assert_eq!(Sex::parse(sex.as_str()), Some(sex));
            assert_eq!(Sex::parse(&sex.mrz_letter().to_string()), Some(sex));
        }
        assert_eq!(Sex::parse(" Femme "), Some(Sex::Female));
        assert_eq!(Sex::parse("X"), None);
    }
}
