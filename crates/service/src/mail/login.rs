//! « Votre identité a été utilisée »: sent after every login; and what follows « Ce n'est pas moi ».

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

/// Confirms that a request was reported: nothing was given, and what to do if somebody asks again.
pub(crate) fn login_disowned(
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
        Language::French => Page::new(language, format!("Vous avez signalé une connexion\u{202f}: {service}"))
            .text("Bonjour,")
            .text("Vous avez répondu «\u{202f}Ce n'est pas moi\u{202f}». La demande est bloquée et aucune donnée \
                   n'a été transmise.")
            .list(vec![
                format!("Service\u{202f}: {service}"),
                format!("Quand\u{202f}: {when}"),
                format!("Navigateur\u{202f}: {name}, {place}"),
            ])
            .text("Quelqu'un a saisi votre numéro de téléphone. Pendant quelque temps, seul le QR code de la \
                   page vous permettra de vous connecter. Ne donnez jamais votre code secret, même à une \
                   personne qui dit travailler pour nous."),
        Language::English => Page::new(language, format!("You reported a login: {service}"))
            .text("Hello,")
            .text("You answered “It is not me”. The request is blocked and no data was given.")
            .list(vec![
                format!("Service: {service}"),
                format!("When: {when}"),
                format!("Browser: {name}, {place}"),
            ])
            .text("Somebody typed your phone number. For a while, only the QR code of the page will let you \
                   log in. Never give your secret code to anyone, even someone who says they work for us."),
    };
    Ok(page.for_account(configuration, account))
}
