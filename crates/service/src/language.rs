//! The two languages of mails and pages.

/// French first, English second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// `fr`.
    French,
    /// `en`.
    English,
}

impl Language {
    /// Reads `en`, `en-GB`…; everything else is French, the language of the guide.
    pub fn from_code(code: &str) -> Self {
        let is_english = code
            .get(..2)
            .is_some_and(|start| start.eq_ignore_ascii_case("en"));
        if is_english {
            Self::English
        } else {
            Self::French
        }
    }

    /// The code, as stored and as in `lang`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The one of two that is in this language.
    pub(crate) fn pick<T>(self, french: T, english: T) -> T {
        match self {
            Self::French => french,
            Self::English => english,
        }
    }
}
