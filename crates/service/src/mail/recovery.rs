//! What the person is told when somebody, they hope themselves, brings their identity to another device without
//! the one that holds it.

use super::decision::do_it_before;
use super::page::Page;
use super::sms::sms;
use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::language::Language;
use crate::person::RecoveryDelay;
use crate::ports::{Mail, Sms};
use crate::records::Account;
use crate::time::moment_in_words;
use jiff::Timestamp;
use sceau_domain::phone::PhoneNumber;

/// Somebody signed in by mail says that the device is lost. `stop` is the link that stops it.
///
/// # Errors
/// `Inconsistent` in a build without time zones.
pub(crate) fn recovery_begun(
    configuration: &Configuration,
    account: &Account,
    at: Timestamp,
    possible_from: Timestamp,
    stop: &str,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let (when, from) = (
        moment_in_words(at, language)?,
        moment_in_words(possible_from, language)?,
    );
    let page = match language {
        Language::French => Page::new(
            language,
            "Vous avez déclaré perdu l'appareil de votre identité",
        )
        .text("Bonjour,")
        .text(
            "Votre identité est bloquée. Elle passera sur un autre appareil si votre pièce d'identité et votre \
             visage sont vérifiés de nouveau.",
        )
        .list(vec![
            format!("Demandé\u{202f}: {when}"),
            format!("Au plus tôt sur l'autre appareil\u{202f}: {from}"),
        ])
        .text("Ce n'est pas vous\u{202f}? Arrêtez cette demande. Tout ce qui a été envoyé sera effacé.")
        .button("Ce n'est pas moi", stop)
        .text(
            "Vous retrouvez votre appareil\u{202f}? Débloquez votre identité depuis l'application\u{202f}: la \
             demande prend fin. Ne donnez votre code secret à personne.",
        ),
        Language::English => Page::new(language, "You said that your identity's device is lost")
            .text("Hello,")
            .text(
                "Your identity is blocked. It will move to another device if your identity document and your face \
                 are verified again.",
            )
            .list(vec![
                format!("Asked: {when}"),
                format!("On the other device at the earliest: {from}"),
            ])
            .text("It was not you? Stop this request. Everything that was sent will be erased.")
            .button("It was not me", stop)
            .text(
                "Did you find your device? Unblock your identity in the app: the request ends. Give your secret \
                 code to nobody.",
            ),
    };
    Ok(page.for_account(configuration, account))
}

/// The same to the number, which whoever reads another's mailbox does not have. Holds no link: a text that
/// asks to follow one looks like the frauds people are warned of.
///
/// # Errors
/// `Inconsistent` in a build without time zones.
pub(crate) fn recovery_asked(
    configuration: &Configuration,
    language: Language,
    number: &PhoneNumber,
    possible_from: Timestamp,
) -> Result<Sms, Failure> {
    let name = &configuration.name;
    let from = moment_in_words(possible_from, language)?;
    let text = language.pick(
        format!(
            "{name} : votre identité est bloquée, quelqu'un demande à l'utiliser sur un autre appareil à partir du \
             {from}. Si ce n'est pas vous, ouvrez l'application ou notre courriel."
        ),
        format!(
            "{name}: your identity is blocked, someone asks to use it on another device from {from} on. If it is \
             not you, open the app or the e-mail you received."
        ),
    );
    Ok(sms(number, &text))
}

/// A recovery's case was accepted: from when on the new device can be activated, and how to stop it still.
/// `until` ends the wait for the activation.
///
/// # Errors
/// `Inconsistent` in a build without time zones.
pub(crate) fn approved_again(
    configuration: &Configuration,
    account: &Account,
    delay: RecoveryDelay,
    stop: &str,
    until: Option<Timestamp>,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let from = moment_in_words(delay.possible_from, language)?;
    let title = language.pick(
        "Votre identité est vérifiée\u{202f}: une dernière étape",
        "Your identity is verified: one last step",
    );
    let next = if delay.is_over {
        language.pick(
            "Il reste une étape, sur votre nouvel appareil\u{202f}: ouvrez l'application et activez-y votre \
             identité avec votre code secret."
                .to_owned(),
            "One step remains, on your new device: open the app and activate your identity there with your \
             secret code."
                .to_owned(),
        )
    } else {
        language.pick(
            format!(
                "Il reste une étape, sur votre nouvel appareil, possible à partir du {from}, fin du délai de \
                 sécurité\u{202f}: ouvrez alors l'application et activez-y votre identité avec votre code secret."
            ),
            format!(
                "One step remains, on your new device, possible from {from} on, when the safety delay ends: \
                 then open the app and activate your identity there with your secret code."
            ),
        )
    };
    let page = Page::new(language, title)
        .text(language.pick("Bonjour,", "Hello,"))
        .text(language.pick(
            "Deux agents ont vérifié votre identité de nouveau.",
            "Two operators verified your identity again.",
        ))
        .text(next);
    Ok(do_it_before(page, language, until)?
        .text(language.pick(
            "Ce n'est pas vous\u{202f}? Arrêtez cette demande. Tout ce qui a été envoyé sera effacé.",
            "It was not you? Stop this request. Everything that was sent will be erased.",
        ))
        .button(language.pick("Ce n'est pas moi", "It was not me"), stop)
        .for_account(configuration, account))
}

/// The device that recovers handed that over to another one, which alone goes on. `stop` is the link that stops it.
///
/// # Errors
/// `Inconsistent` in a build without time zones.
pub(crate) fn recovery_moved(
    configuration: &Configuration,
    account: &Account,
    device: &str,
    delay: RecoveryDelay,
    stop: &str,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let from = moment_in_words(delay.possible_from, language)?;
    let page = match language {
        Language::French => Page::new(
            language,
            "Votre demande continue sur un autre appareil",
        )
        .text("Bonjour,")
        .text(
            "Vous retrouvez votre identité\u{202f}: un autre appareil a été connecté et a pris la suite. Il est \
             désormais le seul à pouvoir continuer.",
        )
        .list(vec![
            format!("Appareil\u{202f}: {device}"),
            format!("Au plus tôt sur cet appareil\u{202f}: {from}"),
        ])
        .text("Ce n'est pas vous\u{202f}? Arrêtez cette demande. Tout ce qui a été envoyé sera effacé.")
        .button("Ce n'est pas moi", stop),
        Language::English => Page::new(language, "Your request goes on at another device")
            .text("Hello,")
            .text(
                "You are recovering your identity: another device was signed in and took over. It alone can go on \
                 from now.",
            )
            .list(vec![
                format!("Device: {device}"),
                format!("On that device at the earliest: {from}"),
            ])
            .text("It was not you? Stop this request. Everything that was sent will be erased.")
            .button("It was not me", stop),
    };
    Ok(page.for_account(configuration, account))
}

/// The identity is on the new device, usable again.
///
/// # Errors
/// `Inconsistent` in a build without time zones.
pub(crate) fn identity_recovered(
    configuration: &Configuration,
    account: &Account,
    device: &str,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let when = moment_in_words(at, language)?;
    let page = match language {
        Language::French => Page::new(language, "Votre identité est sur un nouvel appareil")
            .text("Bonjour,")
            .text(
                "Votre pièce d'identité et votre visage ont été vérifiés de nouveau. Les services vous \
                 reconnaissent comme avant. Vos anciens appareils ne peuvent plus rien faire en votre nom.",
            )
            .list(vec![
                format!("Appareil\u{202f}: {device}"),
                format!("Quand\u{202f}: {when}"),
            ])
            .text(
                "Ce n'était pas vous\u{202f}? Écrivez-nous sans attendre par la page d'aide indiquée ci-dessous.",
            ),
        Language::English => Page::new(language, "Your identity is on a new device")
            .text("Hello,")
            .text(
                "Your identity document and your face were verified again. Services know you as before. Your \
                 earlier devices can do nothing in your name any more.",
            )
            .list(vec![format!("Device: {device}"), format!("When: {when}")])
            .text("It was not you? Write to us at once through the help page below."),
    };
    Ok(page.for_account(configuration, account))
}
