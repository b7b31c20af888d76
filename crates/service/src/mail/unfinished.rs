//! What the person is told before their unfinished case is closed.

use super::page::Page;
use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::language::Language;
use crate::ports::Mail;
use crate::records::Account;
use crate::time::{day_in_france, day_in_words};
use jiff::Timestamp;

/// « Votre dossier sera effacé le 31 mars 2026 ».
///
/// # Errors
/// `Inconsistent` in a build without time zones.
pub(crate) fn left_unfinished(
    configuration: &Configuration,
    account: &Account,
    closes_at: Timestamp,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let day = day_in_words(day_in_france(closes_at)?, language);
    let name = &configuration.name;
    let page = match language {
        Language::French => Page::new(language, format!("Votre dossier sera effacé le {day}"))
            .text("Bonjour,")
            .text(format!(
                "Vous avez commencé une démarche avec {name} et vous ne l'avez pas terminée."
            ))
            .text(format!(
                "Pour continuer là où vous en étiez, ouvrez l'application avant le {day}. Ce jour-là, le dossier \
                 sera fermé et tout ce que vous avez envoyé sera effacé."
            ))
            .text("Vous ne voulez plus continuer\u{202f}? Vous n'avez rien à faire."),
        Language::English => Page::new(language, format!("Your file will be erased on {day}"))
            .text("Hello,")
            .text(format!(
                "You began something with {name} and did not finish it."
            ))
            .text(format!(
                "To go on where you were, open the app before {day}. On that day the file will be closed and \
                 everything you sent will be erased."
            ))
            .text("You do not want to go on? Nothing to do."),
    };
    Ok(page.for_account(configuration, account))
}
