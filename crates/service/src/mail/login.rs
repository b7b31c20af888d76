//! « Votre identité a été utilisée »: sent after every login.

use super::page::Page;
use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::language::Language;
use crate::ports::Mail;
use crate::records::{Account, Browser};
use crate::time::moment_in_words;
use jiff::Timestamp;

/// Tells the person that their identity was used, where and when.
///
/// # Errors
/// `Inconsistent` in a build without time zones.
pub fn login_used(
    configuration: &Configuration,
    account: &Account,
    service: &str,
    browser: &Browser,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let when = moment_in_words(at, language)?;
    let (name, place) = (&browser.name, &browser.place);
    let page = match language {
        Language::French => Page::new(
            language,
            format!("Votre identité a servi à vous connecter\u{202f}: {service}"),
        )
        .text("Bonjour,")
        .list(vec![
            format!("Service\u{202f}: {service}"),
            format!("Quand\u{202f}: {when}"),
            format!("Navigateur\u{202f}: {name}, {place}"),
        ])
        .text(
            "C'était bien vous\u{202f}? Vous n'avez rien à faire. Sinon, ouvrez l'application et \
                   écrivez-nous sans attendre par la page d'aide indiquée ci-dessous.",
        ),
        Language::English => Page::new(
            language,
            format!("Your identity was used to log in: {service}"),
        )
        .text("Hello,")
        .list(vec![
            format!("Service: {service}"),
            format!("When: {when}"),
            format!("Browser: {name}, {place}"),
        ])
        .text(
            "Was it you? Nothing to do. If not, open the app and write to us at once through the \
                   help page below.",
        ),
    };
    Ok(page.for_account(configuration, account))
}
