//! What is known of a browser, in the reader's language. It is stored as the server saw it: the name in French,
//! the place as a code.

use crate::language::Language;
use crate::records::Browser;

/// What [`Browser::name`] holds where the browser gave no name that is known.
const NAMELESS: &str = "navigateur";
/// What it holds where the system is not known either.
const UNKNOWN: &str = "navigateur inconnu";
const ON: &str = " sur ";

impl Browser {
    /// What is known of one: its name, its system, where it is.
    pub fn of(application: Option<&str>, system: Option<&str>, place: &str) -> Self {
        let name = match (application, system) {
            (Some(application), Some(system)) => format!("{application}{ON}{system}"),
            (Some(application), None) => application.to_owned(),
            (None, Some(system)) => format!("{NAMELESS}{ON}{system}"),
            (None, None) => UNKNOWN.to_owned(),
        };
        Self {
            name,
            place: place.to_owned(),
        }
    }

    /// Its name, where it is known: « Firefox ».
    pub fn application(&self) -> Option<&str> {
        let name = self.halves().0;
        (name != NAMELESS && name != UNKNOWN).then_some(name)
    }

    /// The system, where it is known: « Linux ».
    pub fn system(&self) -> Option<&str> {
        self.halves().1
    }

    fn halves(&self) -> (&str, Option<&str>) {
        self.name
            .split_once(ON)
            .map_or((&self.name, None), |(name, system)| (name, Some(system)))
    }

    /// « Firefox sur Linux », "Firefox on Linux".
    pub fn name_in_words(&self, language: Language) -> String {
        if language == Language::French {
            return self.name.clone();
        }
        match (self.application(), self.system()) {
            (Some(name), Some(system)) => format!("{name} on {system}"),
            (Some(name), None) => name.to_owned(),
            (None, Some(system)) => format!("a browser on {system}"),
            (None, None) => "unknown browser".to_owned(),
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
    fn what_is_known_of_a_browser_is_told_apart() {
        for (name, application, system) in [
            ("Firefox sur Linux", Some("Firefox"), Some("Linux")),
            ("Safari", Some("Safari"), None),
            ("navigateur sur Android", None, Some("Android")),
            ("navigateur inconnu", None, None),
        ] {
            let browser = Browser::of(application, system, "Lyon");
            assert_eq!(browser.name, name);
            assert_eq!(browser.place, "Lyon");
            assert_eq!(browser.application(), application, "{name}");
            assert_eq!(browser.system(), system, "{name}");
        }
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
