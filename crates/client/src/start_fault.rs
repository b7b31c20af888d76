//! A start that fails, in words for the person before it: what is wrong, where, and what to do. Nothing of the
//! interface can be loaded then, so that the page is made here.

use crate::app::OpenFault;
use crate::settings::SettingsFault;
use std::path::Path;

/// Why the app cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartFault {
    /// The address of the server cannot be used.
    #[error("the settings cannot be used: {0}")]
    Settings(#[from] SettingsFault),
    /// The app cannot be opened.
    #[error("{0}")]
    Open(#[from] OpenFault),
    /// The system gives no folder or window.
    #[error("the system gives no folder or window: {0}")]
    System(String),
    /// The testers' scenario cannot be played.
    #[error("the scenario cannot be played: {0}")]
    Scenario(String),
}

/// What one fault is told as: French, then English.
struct Words {
    what: [&'static str; 2],
    remedy: [&'static str; 2],
}

const SYNTAX: Words = Words {
    what: [
        "Le fichier de réglages n’est pas compris.",
        "The settings file is not understood.",
    ],
    remedy: [
        "Corrigez-le, ou supprimez-le pour revenir au serveur prévu.",
        "Correct it, or delete it to go back to the intended server.",
    ],
};
const UNREADABLE: Words = Words {
    what: [
        "Le fichier de réglages ne peut pas être lu.",
        "The settings file cannot be read.",
    ],
    remedy: [
        "Rendez-le lisible par votre compte, puis réessayez.",
        "Let your user account read it, then try again.",
    ],
};
const SERVER: Words = Words {
    what: [
        "L’adresse du serveur n’est pas acceptée.",
        "The server’s address is not accepted.",
    ],
    remedy: [
        "Elle doit commencer par https:// : corrigez-la dans le fichier de réglages.",
        "It must begin with https://: correct it in the settings file.",
    ],
};
const SECRETS: Words = Words {
    what: [
        "Le trousseau qui garde les clés de cet appareil ne répond pas.",
        "The key store that holds this device’s keys does not answer.",
    ],
    remedy: [
        "Déverrouillez votre trousseau ou rouvrez votre session, puis réessayez. Rien n’est effacé.",
        "Unlock your key store or log in to this computer again, then try again. Nothing is erased.",
    ],
};
const FOLDER: Words = Words {
    what: [
        "Le dossier de l’application ne peut pas être utilisé.",
        "The app’s folder cannot be used.",
    ],
    remedy: [
        "Libérez de la place et rendez ce dossier accessible à votre compte, puis réessayez.",
        "Free some room and give your user account access to this folder, then try again.",
    ],
};
const SYSTEM: Words = Words {
    what: [
        "Le système n’a pas donné ce qu’il faut pour démarrer.",
        "The system did not give what is needed to start.",
    ],
    remedy: [
        "Redémarrez l’appareil. Si cela continue, réinstallez l’application.",
        "Restart the device. If it goes on, install the app again.",
    ],
};
const SCENARIO: Words = Words {
    what: [
        "Le scénario de test ne peut pas être joué.",
        "The test scenario cannot be played.",
    ],
    remedy: [
        "Corrigez le fichier du scénario, puis réessayez.",
        "Correct the scenario’s file, then try again.",
    ],
};

impl StartFault {
    const fn words(&self) -> &'static Words {
        match self {
            Self::Settings(SettingsFault::Syntax) => &SYNTAX,
            Self::Settings(SettingsFault::Unreadable) => &UNREADABLE,
            Self::Settings(SettingsFault::Server) => &SERVER,
            Self::Open(OpenFault::Secrets) => &SECRETS,
            Self::Open(OpenFault::Folder) => &FOLDER,
            Self::Open(OpenFault::Connection) | Self::System(_) => &SYSTEM,
            Self::Scenario(_) => &SCENARIO,
        }
    }

    /// The page that tells it: `place` names the file or folder, where there is one to look at; `retry` is the address
    /// that starts the app anew. It loads and runs nothing.
    pub fn page(&self, place: Option<&Path>, retry: &str) -> String {
        let Words { what, remedy } = self.words();
        let place = place.map_or_else(String::new, |place| {
            let shown = escaped(&place.display().to_string());
            format!("<p><code>{shown}</code></p>")
        });
        let [french, english] = [0, 1].map(|language| {
            format!(
                "<p><strong>{}</strong></p>{place}<p>{}</p>",
                what[language], remedy[language]
            )
        });
        let retry = escaped(retry);
        format!(
            "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>Sceau</title><style>{STYLE}</style>\
             <main><h1>Sceau ne peut pas démarrer</h1>{french}<p><a href=\"{retry}\">Réessayer</a></p>\
             <section lang=\"en\"><h2>Sceau cannot start</h2>{english}<p><a href=\"{retry}\">Try again</a></p>\
             </section></main></html>"
        )
    }
}

const STYLE: &str = "\
    :root{color-scheme:light dark;font:1.0625rem/1.5 system-ui,sans-serif}\
    main{max-width:36rem;margin:auto;padding:1rem}code{overflow-wrap:anywhere}\
    section{margin-block-start:2rem}a{display:inline-block;padding:.75rem 0}";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_names_what_is_wrong_where_and_what_to_do_in_both_languages() {
        for fault in [
            StartFault::Settings(SettingsFault::Syntax),
            StartFault::Settings(SettingsFault::Unreadable),
            StartFault::Settings(SettingsFault::Server),
            StartFault::Open(OpenFault::Secrets),
            StartFault::Open(OpenFault::Folder),
            StartFault::Open(OpenFault::Connection),
            StartFault::System("no window".into()),
            StartFault::Scenario("line 3".into()),
        ] {
            let page = fault.page(
                Some(Path::new("/home/nadia/sceau.json")),
                "frame://localhost/retry",
            );
            let Words { what, remedy } = fault.words();
            for words in what.iter().chain(remedy) {
                assert!(page.contains(*words), "{words}");
            }
            assert!(page.contains("<code>/home/nadia/sceau.json</code>"));
            assert_eq!(page.matches("frame://localhost/retry").count(), 2);
        }
    }

    #[test]
    fn a_fault_without_a_place_names_none() {
        let page = StartFault::Open(OpenFault::Secrets).page(None, "r");
        assert!(!page.contains("<code>"));
    }

    #[test]
    fn a_strange_path_is_text_and_nothing_else() {
        let fault = StartFault::Open(OpenFault::Folder);
        let page = fault.page(Some(Path::new("/<script>\"&")), "r");
        assert!(page.contains("/&lt;script&gt;&quot;&amp;") && !page.contains("<script"));
    }
}
