//! « Un appareil a été connecté »: sent whenever a device comes to an account by another one, and when the
//! identity moves to it, with what to do if it was not the person.

use super::page::Page;
use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::language::Language;
use crate::ports::Mail;
use crate::records::Account;
use crate::time::moment_in_words;
use jiff::Timestamp;

/// Tells that a device, named as the person reads it, was signed in from another one.
///
/// # Errors
/// `Inconsistent` in a build without time zones.
pub(crate) fn device_joined(
    configuration: &Configuration,
    account: &Account,
    device: &str,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let page = match language {
        Language::French => {
            Page::new(language, "Un appareil a été connecté à votre compte").text("Bonjour,")
        }
        Language::English => {
            Page::new(language, "A device was signed in to your account").text("Hello,")
        }
    };
    ended(page, configuration, account, device, at)
}

/// Tells that the identity is used from another device from now on.
///
/// # Errors
/// `Inconsistent` in a build without time zones.
pub(crate) fn identity_moved(
    configuration: &Configuration,
    account: &Account,
    device: &str,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let page = match language {
        Language::French => Page::new(language, "Votre identité a changé d'appareil")
            .text("Bonjour,")
            .text("L'ancien appareil l'a approuvé avec votre code secret. Il ne peut plus l'utiliser."),
        Language::English => Page::new(language, "Your identity moved to another device")
            .text("Hello,")
            .text("The earlier device approved it with your secret code. It can no longer use it."),
    };
    ended(page, configuration, account, device, at)
}

/// Which device, when, and the way on for whoever did not do it.
fn ended(
    page: Page,
    configuration: &Configuration,
    account: &Account,
    device: &str,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let language = page.language;
    let when = moment_in_words(at, language)?;
    let page = match language {
        Language::French => page
            .list(vec![
                format!("Appareil\u{202f}: {device}"),
                format!("Quand\u{202f}: {when}"),
            ])
            .text(
                "C'était bien vous\u{202f}? Vous n'avez rien à faire. Sinon, écrivez-nous sans attendre par la \
                 page d'aide indiquée ci-dessous, et ne donnez votre code secret à personne.",
            ),
        Language::English => page
            .list(vec![format!("Device: {device}"), format!("When: {when}")])
            .text(
                "Was it you? Nothing to do. If not, write to us at once through the help page below, and give \
                 your secret code to nobody.",
            ),
    };
    Ok(page.for_account(configuration, account))
}
