//! What is known of a browser, in the reader's language. It is stored as the server saw it: the name in French,
//! the place as a code.

use crate::language::Language;
use crate::records::Browser;

impl Browser {
    /// « Firefox sur Linux », "Firefox on Linux".
    pub fn name_in_words(&self, language: Language) -> String {
        let stored = self.name.as_str();
        match language {
            Language::French => stored.to_owned(),
            Language::English if stored == "navigateur inconnu" => "unknown browser".to_owned(),
            Language::English => match stored.split_once(" sur ") {
                Some(("navigateur", system)) => format!("a browser on {system}"),
                Some((browser, system)) => format!("{browser} on {system}"),
                None => stored.to_owned(),
            },
        }
    }

    /// « réseau local », « lieu inconnu », or the place's own name.
    pub fn place_in_words(&self, language: Language) -> String {
        match self.place.as_str() {
            "local" => language.pick("réseau local", "local network").to_owned(),
            "unknown" | "" => language.pick("lieu inconnu", "unknown place").to_owned(),
            named => named.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str, place: &str, language: Language) -> [String; 2] {
        let browser = Browser {
            name: name.to_owned(),
            place: place.to_owned(),
        };
        [
            browser.name_in_words(language),
            browser.place_in_words(language),
        ]
    }

    #[test]
    fn a_browser_and_its_place_are_said_in_the_language_of_who_reads() {
        for (name, place, french, english) in [
            (
                "Firefox sur Linux",
                "local",
                ["Firefox sur Linux", "réseau local"],
                ["Firefox on Linux", "local network"],
            ),
            (
                "navigateur sur Android",
                "unknown",
                ["navigateur sur Android", "lieu inconnu"],
                ["a browser on Android", "unknown place"],
            ),
            (
                "navigateur inconnu",
                "Rennes",
                ["navigateur inconnu", "Rennes"],
                ["unknown browser", "Rennes"],
            ),
            (
                "Safari",
                "",
                ["Safari", "lieu inconnu"],
                ["Safari", "unknown place"],
            ),
        ] {
            assert_eq!(words(name, place, Language::French), french);
            assert_eq!(words(name, place, Language::English), english);
        }
    }
}
