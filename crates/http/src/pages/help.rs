//! « Besoin d'aide ? »: one page, from every other one and from every mail.

use super::message::render;
use super::page::Page;
use crate::Site;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

struct Topic {
    anchor: &'static str,
    title: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    page: Page,
    topics: Vec<Topic>,
    contact: Option<String>,
}

pub(crate) async fn show(State(site): State<Site>, page: Page) -> Response {
    let configuration = &site.world.configuration;
    let contact = configuration.contact.clone();
    let hours = configuration.recovery_delay.as_hours();
    let mut topics: Vec<Topic> = TOPICS
        .into_iter()
        .map(|(anchor, title, lines)| Topic {
            anchor,
            title: say(&page, title),
            lines: lines.iter().map(|line| say(&page, *line)).collect(),
        })
        .collect();
    let phone = topics.iter_mut().find(|topic| topic.anchor == LOST_PHONE);
    if let Some(phone) = phone {
        phone.lines.push(page.say(
            &format!("Elle y sera utilisable au plus tôt {hours} heures après votre demande : ce délai vous laisse le temps d'arrêter quelqu'un qui la ferait à votre place."),
            &format!("It can be used there {hours} hours after you ask, at the soonest: the delay leaves you time to stop somebody who asks in your place."),
        ));
    }
    render(&HelpPage {
        page,
        topics,
        contact,
    })
}

fn say(page: &Page, (french, english): Words) -> String {
    page.say(french, english)
}

/// French and English.
type Words = (&'static str, &'static str);

/// Where the login page leads whoever lost their phone.
const LOST_PHONE: &str = "telephone";

const TOPICS: [(&str, Words, &[Words]); 9] = [
    (
        "fonctionnement",
        ("Comment ça marche", "How it works"),
        &[
            (
                "Vous déclarez vos informations, acceptez une lettre recommandée électronique, photographiez votre pièce d'identité et enregistrez une courte vidéo. Un agent décide.",
                "You declare your data, accept an electronic registered letter, photograph your identity document and record a short video. An operator decides.",
            ),
            (
                "Ensuite, un service vous demande de vous identifier : l'application dit qui demande et quoi, vous comparez un nombre à deux chiffres, puis vous approuvez avec votre code secret, ou vous refusez.",
                "Then a service asks you to identify yourself: the app says who asks and for what, you compare a number of two digits, then approve with your secret code, or refuse.",
            ),
        ],
    ),
    (
        "connexion",
        (
            "La demande n'arrive pas dans l'application",
            "The request does not reach the app",
        ),
        &[
            (
                "Ouvrez l'application Sceau : les demandes y apparaissent. Vérifiez que le numéro saisi est celui de votre identité, ou utilisez le QR code de la page de connexion.",
                "Open the Sceau app: requests appear there. Check that the number you typed is your identity's, or use the QR code of the login page.",
            ),
            (
                "Une page de connexion est valable cinq minutes. Passé ce délai, recommencez depuis le service.",
                "A login page is good for five minutes. After that, begin again from the service.",
            ),
        ],
    ),
    (
        "registre",
        (
            "Un service dit que mon identité n'est pas trouvée",
            "A service says that my identity is not found",
        ),
        &[
            (
                "Après votre approbation, vos noms, votre date et votre lieu de naissance sont comparés au registre d'état civil, à la lettre près. Sa réponse va au service et à l'aiguilleur ; nous ne la recevons pas, et nous ne corrigeons rien en chemin.",
                "After your approval, your names, your date and your place of birth are compared with the civil register, letter by letter. Its answer goes to the service and the broker; we do not receive it, and we correct nothing on the way.",
            ),
            (
                "Comparez votre identité, sur l'accueil de l'application, à votre acte de naissance : nom de naissance et non nom d'usage, tous les prénoms dans l'ordre, commune telle qu'elle était ce jour-là.",
                "Compare your identity, on the app's home screen, with your birth certificate: birth name and not usage name, all given names in order, the commune as it was on that day.",
            ),
            (
                "Elle diffère : une identité vérifiée ne se modifie pas. Dans l'application, Paramètres, « Supprimer mon identité », puis créez-la avec les bonnes données.",
                "It differs: a verified identity cannot be changed. In the app, Settings, “Delete my identity”, then create it with the right data.",
            ),
            (
                "Elle est juste, ou le registre vous dit décédé : c'est lui qu'il faut corriger. Demandez-le à l'Insee, qui le tient, avec votre acte de naissance. Vous n'avez rien à refaire ici.",
                "It is right, or the register says that you are dead: the register is to be corrected. Ask Insee, which keeps it, with your birth certificate. There is nothing to do again here.",
            ),
        ],
    ),
    (
        "code",
        ("J'ai oublié mon code secret", "I forgot my secret code"),
        &[
            (
                "Tant que votre identité n'est pas active : sur l'écran du code, touchez « J'ai oublié mon code secret ». Un code reçu par e-mail permet d'en choisir un autre.",
                "As long as your identity is not active: on the code's screen, touch “I forgot my secret code”. A code received by e-mail lets you choose another.",
            ),
            (
                "Une fois l'identité active, personne ne peut rouvrir sa clé sans ce code, nous non plus : votre identité est à faire vérifier de nouveau, comme pour un téléphone perdu.",
                "Once the identity is active, nobody can open its key without that code, not even we: your identity is to be verified anew, as for a lost phone.",
            ),
        ],
    ),
    (
        LOST_PHONE,
        ("J'ai perdu mon téléphone", "I lost my phone"),
        &[
            (
                "Installez Sceau sur un autre appareil et connectez-vous avec votre adresse e-mail. L'application propose de bloquer votre identité : plus aucune connexion ne pourra être approuvée.",
                "Install Sceau on another device and sign in with your e-mail address. The app offers to block your identity: no login can be approved any more.",
            ),
            (
                "S'il est perdu pour de bon, choisissez « Retrouver mon identité ici » et prouvez de nouveau que c'est vous.",
                "If it is lost for good, choose “Recover my identity here” and prove again that it is you.",
            ),
        ],
    ),
    (
        "numero",
        ("J'ai changé de numéro", "I changed my number"),
        &[(
            "Dans l'application : Paramètres, puis « Changer de numéro ». Votre identité est liée à votre appareil, pas seulement à votre numéro.",
            "In the app: Settings, then “Change my number”. Your identity is bound to your device, not only to your number.",
        )],
    ),
    (
        "usurpation",
        (
            "Quelqu'un s'est servi de mon identité",
            "Someone used my identity",
        ),
        &[
            (
                "Une demande que vous n'avez pas faite : touchez « Ce n'est pas moi ». Ne saisissez jamais un nombre que quelqu'un vous dicte.",
                "A request that you did not make: touch “It is not me”. Never type a number that someone dictates to you.",
            ),
            (
                "Une connexion déjà faite : chaque e-mail de connexion porte un lien pour bloquer votre identité. Dans l'application, ouvrez la connexion dans l'historique et signalez-la.",
                "A login already made: each mail about a login has a link to block your identity. In the app, open the login in the history and report it.",
            ),
            (
                "Prévenez aussi le service concerné, et portez plainte si vous subissez un dommage.",
                "Tell the service concerned too, and go to the police if you suffer harm.",
            ),
        ],
    ),
    (
        "lettre",
        (
            "La lettre recommandée électronique",
            "The electronic registered letter",
        ),
        &[
            (
                "L'e-mail peut mettre quelques minutes ; regardez aussi dans les indésirables. Son lien est valable un jour : s'il ne l'est plus, la page qu'il ouvre en envoie un nouveau.",
                "The e-mail can take a few minutes; look into the spam folder too. Its link is good for a day: when it no longer is, the page it opens sends a new one.",
            ),
            (
                "La page de suivi dit où en est la lettre et donne la preuve de chaque événement. Service de démonstration, non qualifié.",
                "The tracking page says where the letter stands and gives the proof of each event. Demonstration service, not qualified.",
            ),
        ],
    ),
    (
        "accessibilite",
        ("Accessibilité", "Accessibility"),
        &[
            (
                "L'application et ces pages se veulent utilisables par tout le monde : au clavier, avec un lecteur d'écran, en grand texte, en contraste élevé. Chaque écran est contrôlé par un outil automatique ; aucun organisme n'a fait d'audit.",
                "The app and these pages mean to be usable by everybody: by keyboard, with a screen reader, in large text, in high contrast. Each screen is checked by an automatic tool; no body has audited them.",
            ),
            (
                "Pour la vidéo, on peut écrire ou choisir un rendez-vous en personne, sans donner de raison, et demander plus de temps. Les pages fonctionnent sans script, sauf l'attente d'une réponse.",
                "For the video, one may write or choose an appointment in person, without giving a reason, and ask for more time. The pages work without script, except for waiting for an answer.",
            ),
            (
                "Quelque chose vous arrête ? Écrivez-nous : dites la page, ce que vous attendiez et ce qui s'est passé.",
                "Does something stop you? Write to us: say the page, what you expected and what happened.",
            ),
        ],
    ),
];
