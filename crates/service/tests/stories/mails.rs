//! The mails as people read them.

use crate::person::{EMAIL, Person};
use crate::scene::Scene;
use sceau_domain::journey::{Event, Part, Request, StateName};
use sceau_domain::reason::Reason;
use sceau_service::account::request_sign_in_code;
use sceau_service::language::Language;
use sceau_service::mail::{LoginMail, login_used};
use sceau_service::records::Browser;

/// Narrow no-break spaces shown as « ~ », secrets and numbers replaced, so that a snapshot can be read.
fn readable(text: &str) -> String {
    let text = text.replace('\u{202f}', "~").replace('\u{a0}', "_");
    let lines = text.lines().map(|line| {
        let is_secret = line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match line {
            _ if is_secret => "(code)".to_owned(),
            line if line.starts_with("https://sceau.example/") && !line.ends_with("aide") => {
                let end = line.rfind('/').unwrap_or(0);
                format!("{}/(token)", &line[..end])
            }
            line => mask_number(line),
        }
    });
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

fn mask_number(line: &str) -> String {
    match line.split_once("N°") {
        Some((before, after)) => {
            let rest: String = after.chars().skip(9).collect();
            format!("{before}N°XXXXXXXXX{rest}")
        }
        None => line.to_owned(),
    }
}

#[tokio::test]
async fn the_notice_says_what_waits_until_when_and_what_to_do() {
    let scene = Scene::open().await;
    Person::at(&scene, StateName::LetterSent).await;
    scene.round().await;
    insta::assert_snapshot!(readable(scene.newest_mail().text.reveal()), @r"
    Bonjour,

    La lettre recommandée électronique N°XXXXXXXXX vous attend (service de démonstration, non qualifié). Vous pouvez l’accepter ou la refuser jusqu’au 16 mars 2026 inclus. Son expéditeur vous sera indiqué si vous l’acceptez.

    Confirmer mon identité~:
    https://sceau.example/lettre/(token)

    Vous lisez ce message sur un autre appareil~? Saisissez ce code dans l’application~:
    (code)

    Le lien et le code servent une seule fois et sont valables 24 heures. Ensuite, demandez-en de nouveaux dans l’application~: la date limite ne change pas.

    Sans réponse de votre part, la lettre sera considérée comme négligée et votre demande sera fermée. Vous pourrez recommencer.

    -- 
    Sceau. Besoin d’aide~? https://sceau.test/aide
    Démonstrateur indépendant. Sans lien avec La Poste, AR24 ni l’État. Aucune valeur légale.
    ");
}

#[tokio::test]
async fn the_sign_in_mail_in_english() {
    let scene = Scene::open().await;
    request_sign_in_code(&scene.world, EMAIL, Language::English)
        .await
        .unwrap();
    scene.round().await;
    insta::assert_snapshot!(readable(scene.newest_mail().text.reveal()), @r"
    Hello,

    Your sign-in code:
    (code)

    Type this code in the app. It is valid for 10 minutes.

    Give this code to nobody. If you did not ask for it, ignore this message: without the code, nobody can sign in.

    -- 
    Sceau. Need help? https://sceau.test/aide
    Independent demonstrator. No link with La Poste, AR24 or the French State. No legal value.
    ");
}

#[tokio::test]
async fn the_mails_after_a_decision() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Processing).await;
    let front = Request {
        reason: Reason::DocUnreadable,
        part: Some(Part::Front),
    };
    let sound = Request {
        reason: Reason::AudioMissing,
        part: None,
    };
    person.asked_again(vec![front, sound]).await;
    scene.round().await;
    insta::assert_snapshot!(readable(scene.newest_mail().text.reveal()), @r"
    Bonjour,

    Un agent a examiné votre dossier. Pour décider, il lui manque ceci~:

    - recto~: la photo n’est pas lisible
    - on n’entend pas votre voix

    Ouvrez l’application~: seules ces étapes sont à refaire, le reste est conservé.

    -- 
    Sceau. Besoin d’aide~? https://sceau.test/aide
    Démonstrateur indépendant. Sans lien avec La Poste, AR24 ni l’État. Aucune valeur légale.
    ");
    person.walk_to(StateName::Processing).await;
    person.decided(Event::Approved).await;
    scene.round().await;
    insta::assert_snapshot!(readable(scene.newest_mail().text.reveal()), @r"
    Bonjour,

    Un agent a vérifié votre identité. Il reste une étape, sur votre appareil~: ouvrez l’application et activez votre identité avec votre code secret.

    Faites-le avant le 30 mai 2026. Ensuite, il faudrait tout recommencer.

    Ce n’était pas vous~? Écrivez-nous sans attendre par la page d’aide indiquée ci-dessous~: nous bloquerons cette identité.

    -- 
    Sceau. Besoin d’aide~? https://sceau.test/aide
    Démonstrateur indépendant. Sans lien avec La Poste, AR24 ni l’État. Aucune valeur légale.
    ");
}

#[tokio::test]
async fn a_refusal_speaks_plainly_and_teaches_nothing() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Processing).await;
    person.decided(Event::Refused).await;
    scene.round().await;
    insta::assert_snapshot!(readable(scene.newest_mail().text.reveal()), @r"
    Bonjour,

    Un agent a examiné votre dossier. Nous ne pouvons pas confirmer votre identité avec les éléments reçus.

    Vous pouvez demander un nouvel examen par un autre agent, dans l’application, ou recommencer en personne.

    Vos photos, votre vidéo et vos données seront effacées le 31 mars 2026.

    -- 
    Sceau. Besoin d’aide~? https://sceau.test/aide
    Démonstrateur indépendant. Sans lien avec La Poste, AR24 ni l’État. Aucune valeur légale.
    ");
}

#[tokio::test]
async fn every_login_is_told_by_mail() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    let browser = Browser {
        name: "Firefox sur Linux".to_owned(),
        place: "unknown".to_owned(),
    };
    let mail = login_used(
        &scene.world.configuration,
        &person.me().await.account,
        &LoginMail {
            service: "Mairie de Trifouillis",
            browser: &browser,
            by_number: true,
            at: scene.now(),
            block_link: "https://sceau.test/bloquer/0f",
        },
    )
    .unwrap();
    insta::assert_snapshot!(readable(mail.text.reveal()), @r"
    Bonjour,

    - Service~: Mairie de Trifouillis
    - Quand~: 1er mars 2026 à 11_h_00
    - Navigateur~: Firefox sur Linux, lieu inconnu

    C’était bien vous~? Vous n’avez rien à faire. Sinon, bloquez votre identité sans attendre.

    Bloquer mon identité~:
    https://sceau.test/bloquer/0f

    Le service dit que votre identité n’est pas trouvée~? L’aide explique pourquoi, et que faire.

    -- 
    Sceau. Besoin d’aide~? https://sceau.test/aide
    Démonstrateur indépendant. Sans lien avec La Poste, AR24 ni l’État. Aucune valeur légale.
    ");
}
