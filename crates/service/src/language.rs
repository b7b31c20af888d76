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

/// Words as they are printed: an apostrophe after a letter is ’. The sources write '. Not for addresses, codes or SMS.
pub fn with_apostrophes(words: &str) -> String {
    let mut set = String::with_capacity(words.len() + 8);
    let mut is_after_letter = false;
    for c in words.chars() {
        set.push(if c == '\'' && is_after_letter {
            '’'
        } else {
            c
        });
        is_after_letter = c.is_alphanumeric();
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apostrophe_after_a_letter_is_a_printed_one() {
        assert_eq!(
            with_apostrophes("l'État, jusqu'au 1er d'août, aujourd'hui"),
            "l’État, jusqu’au 1er d’août, aujourd’hui"
        );
        assert_eq!(
            with_apostrophes("the users' data, it's"),
            "the users’ data, it’s"
        );
        assert_eq!(with_apostrophes("'' 'non"), "'' 'non");
    }
}
