//! The mails about a registered letter. None of them names its sender (CPCE R.53-3 I).

use super::page::Page;
use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::language::Language;
use crate::ports::Mail;
use crate::records::Account;
use crate::time::{day_in_france, day_in_words};
use jiff::{SignedDuration, Timestamp};
use sceau_domain::private::Secret;

/// What every mail about a letter speaks of.
pub(crate) struct LetterMail<'a> {
    pub(crate) configuration: &'a Configuration,
    pub(crate) account: &'a Account,
    /// The nine characters.
    pub(crate) number: &'a str,
    /// The first instant at which it is too late.
    pub(crate) expires_at: Timestamp,
}

impl LetterMail<'_> {
    fn language(&self) -> Language {
        Language::from_code(&self.account.language)
    }

    /// The last day to answer: the one form in which people read the end of the fifteen days.
    fn last_day(&self) -> Result<String, Failure> {
        let last = crate::time::before(self.expires_at, SignedDuration::from_secs(1));
        Ok(day_in_words(day_in_france(last)?, self.language()))
    }
}

/// The notice: a letter waits. Holds the one-use link and the six characters to type elsewhere.
pub(crate) fn notice(
    letter: &LetterMail<'_>,
    link: &str,
    code: &Secret<String>,
    hours: i64,
) -> Result<Mail, Failure> {
    let last = letter.last_day()?;
    let number = letter.number;
    let code = code.reveal();
    let page = match letter.language() {
        Language::French => Page::new(
            Language::French,
            format!(
                "Une lettre recommandée électronique vous attend – réponse possible jusqu'au {last} \
                 inclus"
            ),
        )
        .text("Bonjour,")
        .text(format!(
            "La lettre recommandée électronique N°{number} vous attend (service de démonstration, non \
             qualifié). Vous pouvez l'accepter ou la refuser jusqu'au {last} inclus. Son expéditeur \
             vous sera indiqué si vous l'acceptez."
        ))
        .button("Confirmer mon identité", link)
        .code("Vous lisez ce message sur un autre appareil\u{202f}? Saisissez ce code dans l'application", code)
        .text(format!(
            "Le lien et le code servent une seule fois et sont valables {hours} heures. Ensuite, \
             demandez-en de nouveaux dans l'application\u{202f}: la date limite ne change pas."
        ))
        .text("Sans réponse de votre part, la lettre sera considérée comme négligée et votre demande \
               sera fermée. Vous pourrez recommencer."),
        Language::English => Page::new(
            Language::English,
            format!(
                "An electronic registered letter awaits you – may be answered until the end of {last}"
            ),
        )
        .text("Hello,")
        .text(format!(
            "The electronic registered letter N°{number} awaits you (demonstration service, not \
             qualified). You may accept or refuse it until the end of {last}. Its sender will be \
             shown to you if you accept it."
        ))
        .button("Confirm my identity", link)
        .code("Reading this on another device? Type this code in the app", code)
        .text(format!(
            "The link and the code work once and are valid for {hours} hours. After that, ask for new \
             ones in the app: the deadline does not change."
        ))
        .text("Without an answer, the letter counts as unclaimed and your request is closed. You may \
               start again."),
    };
    Ok(page.for_account(letter.configuration, letter.account))
}

/// The reminder, a few days before the end. It leads to the tracking page, not to a link that consumes.
pub(crate) fn reminder(letter: &LetterMail<'_>, tracking: &str) -> Result<Mail, Failure> {
    let last = letter.last_day()?;
    let number = letter.number;
    let page = match letter.language() {
        Language::French => Page::new(
            Language::French,
            format!(
                "Rappel\u{202f}: lettre recommandée N°{number}, réponse possible jusqu'au {last} inclus"
            ),
        )
        .text("Bonjour,")
        .text(format!(
            "Votre lettre recommandée électronique N°{number} attend toujours votre réponse. Vous \
             pouvez l'accepter ou la refuser jusqu'au {last} inclus."
        ))
        .text("Pour répondre, ouvrez l'application et demandez un nouveau message.")
        .button("Voir le suivi de mon courrier recommandé", tracking),
        Language::English => Page::new(
            Language::English,
            format!(
                "Reminder: registered letter N°{number} may be answered until the end of {last}"
            ),
        )
        .text("Hello,")
        .text(format!(
            "Your electronic registered letter N°{number} still awaits your answer. You may accept or \
             refuse it until the end of {last}."
        ))
        .text("To answer, open the app and ask for a new message.")
        .button("Track my registered letter", tracking),
    };
    Ok(page.for_account(letter.configuration, letter.account))
}

/// « Mise à jour de votre courrier recommandé… »: something awaits the person, the page says what.
pub(crate) fn update(
    configuration: &Configuration,
    account: &Account,
    number: &str,
    tracking: &str,
) -> Mail {
    let page = match Language::from_code(&account.language) {
        Language::French => Page::new(
            Language::French,
            format!(
                "Mise à jour de votre courrier recommandé N°{number}\u{202f}: Une action est attendue \
                 de votre part"
            ),
        )
        .text("Bonjour,")
        .text(format!(
            "Votre lettre recommandée électronique N°{number} a été mise à jour. Ouvrez \
             l'application pour continuer, ou consultez son suivi."
        ))
        .button("Voir le suivi de mon courrier recommandé", tracking),
        Language::English => Page::new(
            Language::English,
            format!("Your registered letter N°{number} was updated: an action is expected from you"),
        )
        .text("Hello,")
        .text(format!(
            "Your electronic registered letter N°{number} was updated. Open the app to go on, or look \
             at its tracking page."
        ))
        .button("Track my registered letter", tracking),
    };
    page.for_account(configuration, account)
}
