//! The mails after a decision: accepted, something to redo, refused.

use super::page::Page;
use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::language::Language;
use crate::ports::Mail;
use crate::records::Account;
use crate::time::{day_in_france, day_in_words};
use jiff::Timestamp;
use sceau_domain::journey::{Part, Request};
use sceau_domain::private::Personal;
use sceau_domain::reason::Reason;

/// « Votre identité est vérifiée : une dernière étape ». `until` ends the wait for the activation.
pub(crate) fn approved(
    configuration: &Configuration,
    account: &Account,
    until: Option<Timestamp>,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let page = Page::new(
        language,
        language.pick(
            "Votre identité est vérifiée\u{202f}: une dernière étape",
            "Your identity is verified: one last step",
        ),
    )
    .text(language.pick("Bonjour,", "Hello,"))
    .text(language.pick(
        "Un agent a vérifié votre identité. Il reste une étape, sur votre appareil\u{202f}: ouvrez \
         l'application et activez votre identité avec votre code secret.",
        "An operator verified your identity. One step remains, on your device: open the app and \
         activate your identity with your secret code.",
    ));
    Ok(do_it_before(page, language, until)?
        .text(language.pick(
            "Ce n'était pas vous\u{202f}? Écrivez-nous sans attendre par la page d'aide indiquée \
             ci-dessous\u{202f}: nous bloquerons cette identité.",
            "This was not you? Write to us at once through the help page below: we will block this \
             identity.",
        ))
        .for_account(configuration, account))
}

/// The day that ends the wait for the activation, where there is one.
pub(super) fn do_it_before(
    page: Page,
    language: Language,
    until: Option<Timestamp>,
) -> Result<Page, Failure> {
    let Some(instant) = until else {
        return Ok(page);
    };
    let day = day_in_words(day_in_france(instant)?, language);
    Ok(page.text(language.pick(
        format!("Faites-le avant le {day}. Ensuite, il faudrait tout recommencer."),
        format!("Do it before {day}. After that, you would have to start again."),
    )))
}

/// Only the failing parts, each with its reason; the operator's own words where given.
pub(crate) fn ask_again(
    configuration: &Configuration,
    account: &Account,
    requests: &[Request],
    message: Option<&Personal<String>>,
) -> Mail {
    let language = Language::from_code(&account.language);
    let points = requests
        .iter()
        .map(|request| point(request, language))
        .collect();
    let page = match language {
        Language::French => Page::new(language, "Votre vérification\u{202f}: une chose à refaire")
            .text("Bonjour,")
            .text("Un agent a examiné votre dossier. Pour décider, il lui manque ceci\u{202f}:")
            .list(points),
        Language::English => Page::new(language, "Your verification: something to do again")
            .text("Hello,")
            .text("An operator examined your case. To decide, this is missing:")
            .list(points),
    };
    let page = match message {
        Some(message) => page.text(language.pick(
            format!("Message de l'agent\u{202f}: {}", message.reveal()),
            format!("Message from the operator: {}", message.reveal()),
        )),
        None => page,
    };
    page.text(language.pick(
        "Ouvrez l'application\u{202f}: seules ces étapes sont à refaire, le reste est conservé.",
        "Open the app: only these steps are to be done again, everything else is kept.",
    ))
    .for_account(configuration, account)
}

/// One neutral text for every final reason, with the appeal and the day of deletion.
pub(crate) fn refused(
    configuration: &Configuration,
    account: &Account,
    appeal_is_possible: bool,
    deleted_at: Option<Timestamp>,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let page = Page::new(
        language,
        language.pick(
            "Votre vérification n'a pas abouti\u{202f}: voici la suite",
            "Your verification did not succeed: what comes next",
        ),
    )
    .text(language.pick("Bonjour,", "Hello,"))
    .text(language.pick(
        "Un agent a examiné votre dossier. Nous ne pouvons pas confirmer votre identité avec les \
         éléments reçus.",
        "An operator examined your case. We cannot confirm your identity with what we received.",
    ));
    let page = if appeal_is_possible {
        page.text(language.pick(
            "Vous pouvez demander un nouvel examen par un autre agent, dans l'application, ou \
             recommencer en personne.",
            "You may ask for a new examination by another operator, in the app, or start again in \
             person.",
        ))
    } else {
        page.text(language.pick(
            "Ce second examen est terminé. Vous pouvez recommencer, par exemple en personne.",
            "This second examination is over. You may start again, for example in person.",
        ))
    };
    let page = match deleted_at {
        Some(instant) => {
            let day = day_in_words(day_in_france(instant)?, language);
            page.text(language.pick(
                format!("Vos photos, votre vidéo et vos données seront effacées le {day}."),
                format!("Your photographs, video and data will be erased on {day}."),
            ))
        }
        None => page,
    };
    Ok(page.for_account(configuration, account))
}

fn point(request: &Request, language: Language) -> String {
    let reason = reason_in_words(request.reason, language);
    match request.part {
        Some(Part::Front) => language.pick(
            format!("recto\u{202f}: {reason}"),
            format!("front: {reason}"),
        ),
        Some(Part::Back) => language.pick(
            format!("verso\u{202f}: {reason}"),
            format!("back: {reason}"),
        ),
        Some(Part::Video) | None => reason.to_owned(),
    }
}

/// What went wrong, for the person. Final reasons never reach this mail: they share a neutral text.
fn reason_in_words(reason: Reason, language: Language) -> &'static str {
    let (french, english) = document_in_words(reason)
        .or_else(|| video_in_words(reason))
        .unwrap_or(("une étape est à refaire", "a step is to be done again"));
    language.pick(french, english)
}

type InBoth = (&'static str, &'static str);

const fn document_in_words(reason: Reason) -> Option<InBoth> {
    Some(match reason {
        Reason::DocUnreadable => (
            "la photo n'est pas lisible",
            "the photograph cannot be read",
        ),
        Reason::DocCut => (
            "la pièce est coupée sur la photo",
            "the document is cut off in the photograph",
        ),
        Reason::DocGlare => (
            "un reflet cache une partie de la pièce",
            "a reflection hides part of the document",
        ),
        Reason::DocSideMissing => (
            "il manque une face de la pièce",
            "one side of the document is missing",
        ),
        Reason::DocNotOriginal => (
            "il faut la pièce originale, pas une copie ni un écran",
            "the original document is needed, not a copy or a screen",
        ),
        Reason::DocExpired => (
            "la pièce n'est plus valable\u{202f}: il en faut une autre",
            "the document has expired: another is needed",
        ),
        Reason::DocDamaged => (
            "la pièce est trop abîmée\u{202f}: il en faut une autre",
            "the document is too damaged: another is needed",
        ),
        Reason::DocKind => (
            "cette pièce n'est pas acceptée\u{202f}: il en faut une autre",
            "this document is not accepted: another is needed",
        ),
        Reason::DataMismatch => (
            "les informations saisies diffèrent de celles de la pièce",
            "what was typed differs from the document",
        ),
        _ => return None,
    })
}

const fn video_in_words(reason: Reason) -> Option<InBoth> {
    Some(match reason {
        Reason::FaceUnclear => (
            "votre visage ne se voit pas assez bien",
            "your face cannot be seen well enough",
        ),
        Reason::FaceMulti => (
            "plusieurs visages sont visibles",
            "several faces are visible",
        ),
        Reason::DigitsWrong => (
            "les chiffres donnés ne sont pas ceux demandés",
            "the digits given are not those asked for",
        ),
        Reason::AudioMissing => ("on n'entend pas votre voix", "your voice cannot be heard"),
        Reason::TaskMissing => (
            "il manque le dernier geste demandé",
            "the last task asked for is missing",
        ),
        Reason::VideoCut => ("la vidéo est coupée", "the video is cut short"),
        _ => return None,
    })
}
