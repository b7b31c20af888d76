//! What the person is told of their own page: blocked and unblocked, a device removed, another number, an
//! export, the end. Each says when, and what to do for whoever did not do it.

use super::page::Page;
use super::sms::sms;
use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::language::Language;
use crate::ports::{Mail, Sms};
use crate::records::Account;
use crate::time::moment_in_words;
use jiff::Timestamp;
use sceau_domain::phone::PhoneNumber;
use sceau_domain::private::Secret;

/// A subject and what follows it, in both languages.
struct Words<'a> {
    subject: [&'a str; 2],
    text: [&'a str; 2],
    /// More points beside the moment: a device's name, a number.
    points: Vec<[String; 2]>,
    /// For whoever did not do it.
    otherwise: [&'a str; 2],
}

const NOT_YOU: [&str; 2] = [
    "C'était bien vous\u{202f}? Vous n'avez rien à faire. Sinon, ouvrez l'application et bloquez votre identité. Vous \
     n'avez plus votre appareil\u{202f}? Connectez-vous par e-mail depuis un autre appareil et bloquez votre identité. \
     Écrivez-nous aussi sans attendre par la page d'aide indiquée ci-dessous.",
    "Was it you? Nothing to do. If not, open the app and block your identity. You no longer have your device? \
     Sign in by e-mail from another device and block your identity. Write to us at once too, through the help \
     page below.",
];

fn told(
    configuration: &Configuration,
    account: &Account,
    at: Timestamp,
    words: Words<'_>,
) -> Result<Mail, Failure> {
    let language = Language::from_code(&account.language);
    let pick = |both: [&str; 2]| language.pick(both[0], both[1]).to_owned();
    let when = moment_in_words(at, language)?;
    let mut points = vec![language.pick(format!("Quand\u{202f}: {when}"), format!("When: {when}"))];
    points.extend(
        words
            .points
            .into_iter()
            .map(|[french, english]| language.pick(french, english)),
    );
    Ok(Page::new(language, pick(words.subject))
        .text(language.pick("Bonjour,", "Hello,"))
        .text(pick(words.text))
        .list(points)
        .text(pick(words.otherwise))
        .for_account(configuration, account))
}

/// A device may not act any more.
pub(crate) fn device_removed(
    configuration: &Configuration,
    account: &Account,
    device: &str,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let words = Words {
        subject: [
            "Un appareil a été retiré de votre compte",
            "A device was removed from your account",
        ],
        text: [
            "Cet appareil n'est plus connecté à votre compte. Il ne peut plus rien faire en votre nom.",
            "This device is no longer signed in to your account. It can do nothing in your name any more.",
        ],
        points: vec![[
            format!("Appareil\u{202f}: {device}"),
            format!("Device: {device}"),
        ]],
        otherwise: NOT_YOU,
    };
    told(configuration, account, at, words)
}

/// The identity is blocked.
pub(crate) fn identity_blocked(
    configuration: &Configuration,
    account: &Account,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let words = Words {
        subject: ["Votre identité est bloquée", "Your identity is blocked"],
        text: [
            "Plus aucune connexion ne peut être approuvée. Les demandes en attente ont pris fin, et les services qui \
             avaient encore accès à vos données ne l'ont plus.",
            "No login can be approved any more. Requests that waited have ended, and services that still had access \
             to your data have lost it.",
        ],
        points: Vec::new(),
        otherwise: [
            "Pour la débloquer, ouvrez l'application sur l'appareil de votre identité\u{202f}: un code vous sera \
             envoyé par e-mail, et votre code secret demandé. Ne donnez ces codes à personne.",
            "To unblock it, open the app on your identity's device: a code will be sent to you by e-mail, and your \
             secret code asked for. Give these codes to nobody.",
        ],
    };
    told(configuration, account, at, words)
}

/// The code without which a blocked identity stays so.
pub(crate) fn unblock_code(
    configuration: &Configuration,
    account: &Account,
    code: &Secret<String>,
) -> Mail {
    let language = Language::from_code(&account.language);
    let minutes = configuration.email_code.life.as_mins();
    let page = match language {
        Language::French => Page::new(language, "Votre code pour débloquer votre identité")
            .text("Bonjour,")
            .code("Votre code de déblocage", code.reveal())
            .text(format!(
                "Saisissez ce code dans l'application, avec votre code secret. Il est valable {minutes} minutes."
            ))
            .text(
                "Vous n'avez rien demandé\u{202f}? Quelqu'un se sert peut-être de votre appareil. Ne donnez ce \
                 code à personne\u{202f}: sans lui, votre identité reste bloquée.",
            ),
        Language::English => Page::new(language, "Your code to unblock your identity")
            .text("Hello,")
            .code("Your unblocking code", code.reveal())
            .text(format!(
                "Type this code in the app, with your secret code. It is valid for {minutes} minutes."
            ))
            .text(
                "You did not ask for it? Someone may be using your device. Give this code to nobody: without it \
                 your identity stays blocked.",
            ),
    };
    page.for_account(configuration, account)
}

/// The identity may be used again.
pub(crate) fn identity_unblocked(
    configuration: &Configuration,
    account: &Account,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let words = Words {
        subject: ["Votre identité est débloquée", "Your identity is unblocked"],
        text: [
            "Vous pouvez de nouveau approuver des connexions.",
            "You can approve logins again.",
        ],
        points: Vec::new(),
        otherwise: NOT_YOU,
    };
    told(configuration, account, at, words)
}

/// Requests by number follow another number.
pub(crate) fn number_changed(
    configuration: &Configuration,
    account: &Account,
    number: &PhoneNumber,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let masked = number.masked();
    let words = Words {
        subject: [
            "Votre numéro de téléphone a changé",
            "Your phone number has changed",
        ],
        text: [
            "C'est avec ce numéro que vous vous identifiez maintenant auprès des services.",
            "This is the number with which you identify yourself to services from now on.",
        ],
        points: vec![[
            format!("Nouveau numéro\u{202f}: {masked}"),
            format!("New number: {masked}"),
        ]],
        otherwise: NOT_YOU,
    };
    told(configuration, account, at, words)
}

/// Somebody else proved the number that this account held.
pub(crate) fn number_taken(
    configuration: &Configuration,
    account: &Account,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let words = Words {
        subject: [
            "Votre numéro n'est plus lié à votre compte",
            "Your number is no longer tied to your account",
        ],
        text: [
            "Une autre personne vient de prouver que ce numéro est le sien. Votre identité n'a pas changé\u{202f}: vous \
             pouvez toujours vous connecter avec le QR code de la page.",
            "Someone else has just proved that this number is theirs. Your identity has not changed: you can still \
             log in with the QR code of the page.",
        ],
        points: Vec::new(),
        otherwise: [
            "Si ce numéro est toujours le vôtre, ouvrez l'application et déclarez-le de nouveau dans les paramètres. \
             Voyez aussi avec votre opérateur si votre ligne est bien à vous.",
            "If the number is still yours, open the app and give it again in the settings. Ask your carrier too \
             whether the line is still yours.",
        ],
    };
    told(configuration, account, at, words)
}

/// To the old number: it leads nowhere any more. Names the installation and its help page, and neither the person
/// nor the new number: someone else may have the old one by now.
pub(crate) fn number_left(
    configuration: &Configuration,
    language: Language,
    old: &PhoneNumber,
) -> Sms {
    let (name, help) = (&configuration.name, &configuration.help_url);
    let text = language.pick(
        format!(
            "{name} : ce numéro n'est plus lié à une identité. Si vous n'avez rien demandé : {help}"
        ),
        format!("{name}: this number is no longer tied to an identity. If you did not ask for it: {help}"),
    );
    sms(old, &text)
}

/// Somebody has a copy of everything.
pub(crate) fn data_exported(
    configuration: &Configuration,
    account: &Account,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let words = Words {
        subject: ["Vos données ont été exportées", "Your data was exported"],
        text: [
            "Une copie de vos données a été enregistrée sur l'appareil de votre identité. Gardez-la en lieu sûr.",
            "A copy of your data was saved on your identity's device. Keep it in a safe place.",
        ],
        points: Vec::new(),
        otherwise: NOT_YOU,
    };
    told(configuration, account, at, words)
}

/// The last mail, to whoever had an identity or only an account.
pub(crate) fn account_erased(
    configuration: &Configuration,
    account: &Account,
    had_identity: bool,
    at: Timestamp,
) -> Result<Mail, Failure> {
    let years = configuration.retention.decision_days / 365;
    let kept = [
        format!(
            "Restent, sans votre nom\u{202f}: la trace de la décision ({years} ans), les événements de la lettre \
             recommandée et le journal des opérations."
        ),
        format!(
            "What remains, without your name: the record of the decision ({years} years), the events of the \
             registered letter and the journal of operations."
        ),
    ];
    let (subject, text) = if had_identity {
        (
            [
                "Votre identité a été supprimée",
                "Your identity was deleted",
            ],
            [
                "Votre compte, votre identité, vos photos, votre vidéo et votre historique ont été effacés. C'est \
                 le dernier message que vous recevez de nous.",
                "Your account, identity, photographs, video and history were erased. This is the last message \
                 you receive from us.",
            ],
        )
    } else {
        (
            ["Votre compte a été supprimé", "Your account was deleted"],
            [
                "Votre compte et tout ce que vous aviez envoyé ont été effacés. C'est le dernier message que vous \
                 recevez de nous.",
                "Your account and everything that you had sent were erased. This is the last message you receive \
                 from us.",
            ],
        )
    };
    let words = Words {
        subject,
        text,
        points: vec![kept],
        otherwise: [
            "Ce n'était pas vous\u{202f}? Écrivez-nous sans attendre par la page d'aide indiquée ci-dessous.",
            "It was not you? Write to us at once through the help page below.",
        ],
    };
    told(configuration, account, at, words)
}
