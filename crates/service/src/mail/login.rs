//! « Votre identité a été utilisée »: sent after every login; and what follows « Ce n'est pas moi ».

use super::page::Page;
use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::language::Language;
use crate::ports::Mail;
use crate::records::{Account, Browser};
use crate::time::moment_in_words;
use jiff::Timestamp;

/// What a mail about a login speaks of.
#[derive(Debug, Clone, Copy)]
pub struct LoginMail<'a> {
    /// Who asked: the service's registered name, or « un service relié à … ».
    pub service: &'a str,
    /// Which browser asked.
    pub browser: &'a Browser,
    /// Whether somebody typed the person's phone number to ask.
    pub by_number: bool,
    /// When it was answered.
    pub at: Timestamp,
    /// The page that blocks the identity, once its button is pressed.
    pub block_link: &'a str,
}

/// Tells the person that their identity was used, where and when, and how to block it.
///
/// # Errors
/// `Inconsistent` in a build without time zones.
pub fn login_used(
    configuration: &Configuration,
    account: &Account,
    about: &LoginMail<'_>,
) -> Result<Mail, Failure> {
    let LoginMail {
        service,
        browser,
        by_number: _,
        at,
        block_link,
    } = *about;
    let language = Language::from_code(&account.language);
    let when = moment_in_words(at, language)?;
    let name = browser.name_in_words(language);
    let place = browser.place_in_words(language);
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
        .text("C'était bien vous\u{202f}? Vous n'avez rien à faire. Sinon, bloquez votre identité sans attendre.")
        .button("Bloquer mon identité", block_link)
        .text("Le service dit que votre identité n'est pas trouvée\u{202f}? L'aide explique pourquoi, et que faire."),
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
        .text("Was it you? Nothing to do. If not, block your identity at once.")
        .button("Block my identity", block_link)
        .text("The service says that your identity is not found? The help explains why, and what to do."),
    };
    Ok(page.for_account(configuration, account))
}

/// Confirms that a request was reported: nothing was given, and what to do if somebody asks again.
pub(crate) fn login_disowned(
    configuration: &Configuration,
    account: &Account,
    about: &LoginMail<'_>,
) -> Result<Mail, Failure> {
    let LoginMail {
        service,
        browser,
        by_number,
        at,
        block_link,
    } = *about;
    let language = Language::from_code(&account.language);
    let when = moment_in_words(at, language)?;
    let name = browser.name_in_words(language);
    let place = browser.place_in_words(language);
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
            .text(said_of(by_number, "Quelqu'un a saisi votre numéro de téléphone. ",
                "Pendant quelque temps, seul le QR code de la page vous permettra de vous connecter. Ne donnez jamais \
                 votre code secret, même à une personne qui dit travailler pour nous."))
            .text("Vous craignez que quelqu'un se serve de votre appareil\u{202f}? Bloquez votre identité.")
            .button("Bloquer mon identité", block_link),
        Language::English => Page::new(language, format!("You reported a login: {service}"))
            .text("Hello,")
            .text("You answered “It is not me”. The request is blocked and no data was given.")
            .list(vec![
                format!("Service: {service}"),
                format!("When: {when}"),
                format!("Browser: {name}, {place}"),
            ])
            .text(said_of(by_number, "Somebody typed your phone number. ",
                "For a while, only the QR code of the page will let you log in. Never give your secret code to \
                 anyone, even someone who says they work for us."))
            .text("You fear that someone uses your device? Block your identity.")
            .button("Block my identity", block_link),
    };
    Ok(page.for_account(configuration, account))
}

/// What is always said, after what is true of requests by number only.
fn said_of(by_number: bool, of_a_number: &str, always: &str) -> String {
    let first = if by_number { of_a_number } else { "" };
    format!("{first}{always}")
}
