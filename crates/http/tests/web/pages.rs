//! Every page: its frame, its headers, its cookies, its typography.

use crate::app::{App, PHONE};
use crate::browser::Browser;
use crate::scene::{Answer, Scene};
use sceau_wire::StateName;
use sceau_wire::journey::StateView;

/// Every page in both languages, with a name for the report.
async fn pages(scene: &Scene, language: &'static str) -> Vec<(String, Answer)> {
    let visitor = Browser::speaking(scene, language);
    let mut pages = Vec::new();
    for path in [
        "/",
        "/?voir=services",
        "/?voir=etapes&voir=x",
        "/bienvenue",
        "/creer",
        "/preuve",
        "/aide",
        "/rien",
    ] {
        pages.push((path.to_owned(), visitor.get(path).await));
    }
    for path in [
        "/continuer/abc",
        "/approuver/abc",
        "/connexion",
        "/connexion/nouveau-numero",
    ] {
        pages.push((path.to_owned(), visitor.get(path).await));
    }
    pages.push((
        "/oidc/authorize".to_owned(),
        visitor.get("/oidc/authorize").await,
    ));
    pages.push(("/oidc/logout".to_owned(), visitor.get("/oidc/logout").await));

    visitor.post("/creer", &[]).await;
    pages.push((
        "/creer/telephone".to_owned(),
        visitor.get("/creer/telephone").await,
    ));
    visitor.sent_by_broker().await;
    pages.push((
        "/ with a passage".to_owned(),
        visitor.get("/bienvenue").await,
    ));
    pages.push((
        "/connexion with a passage".to_owned(),
        visitor.get("/connexion").await,
    ));
    let wrong = visitor.post("/connexion/numero", &[("numero", "12")]).await;
    pages.push(("a wrong number".to_owned(), wrong));
    pages.push((
        "/connexion/attente".to_owned(),
        visitor.waits_for(PHONE).await,
    ));
    scene.seconds(121);
    pages.push(("late".to_owned(), visitor.get("/connexion/attente").await));
    scene.seconds(300);
    pages.push(("over".to_owned(), visitor.get("/connexion").await));
    pages.extend(letter_pages(scene, &visitor, language).await);
    pages
}

async fn letter_pages(
    scene: &Scene,
    visitor: &Browser<'_>,
    language: &'static str,
) -> Vec<(String, Answer)> {
    let email = format!("page-{}@exemple.fr", language.get(..2).unwrap_or("xx"));
    let app = App::sign_in_as(scene, &email, None).await;
    app.walk_to(StateName::LetterSent).await;
    let link = scene.letter_link().await;
    let StateView::LetterSent { letter, .. } = app.look().await.at else {
        panic!("elsewhere")
    };
    let tracking = letter.tracking_url.replacen(crate::scene::BASE, "/", 1);
    let mut pages = Vec::new();
    for path in [link.clone(), format!("{link}/refuser"), tracking.clone()] {
        pages.push((path.clone(), visitor.get(&path).await));
    }
    let accepted = visitor.post(&format!("{link}/accepter"), &[]).await;
    pages.push(("accepted".to_owned(), accepted));
    pages.push(("a used link".to_owned(), visitor.get(&link).await));
    let tracked = visitor.get(&tracking).await;
    let proof = tracked.links("/preuve/")[0].to_owned();
    pages.push(("tracking, accepted".to_owned(), tracked));
    pages.push((proof.clone(), visitor.get(&proof).await));
    let file = visitor.get(&format!("{proof}/fichier")).await;
    for (name, field, value) in [
        ("no code", "code", "A23"),
        ("no file", "fichier", "rien"),
        ("a file", "fichier", file.text()),
    ] {
        let path = format!("/preuve/{field}");
        let verified = visitor.post(&path, &[(field, value)]).await;
        pages.push((name.to_owned(), verified));
    }
    pages
}

#[tokio::test]
async fn every_page_has_one_heading_a_language_a_title_and_labels() {
    let scene = Scene::open().await;
    for (language, code) in [("fr-FR", "fr"), ("en-GB", "en")] {
        for (name, page) in pages(&scene, language).await {
            let html = page.text();
            assert!(
                page.header("content-type").starts_with("text/html"),
                "{name}"
            );
            assert_eq!(html.matches("<h1").count(), 1, "{name}: {html}");
            assert!(html.contains(&format!("<html lang=\"{code}\">")), "{name}");
            let title = html.split("<title>").nth(1).unwrap();
            assert!(
                title.split(" – Sceau</title>").next().unwrap().len() > 3,
                "{name}"
            );
            assert!(html.contains("<main id=\"contenu\""), "{name}");
            for input in html.split("<input").skip(1) {
                let id = input
                    .split("id=\"")
                    .nth(1)
                    .unwrap()
                    .split('"')
                    .next()
                    .unwrap();
                assert!(
                    html.contains(&format!("<label for=\"{id}\"")),
                    "{name}: {id}"
                );
            }
            for label in ["Démonstrateur indépendant", "Independent demonstrator"] {
                assert_eq!(
                    html.contains(label),
                    label.starts_with('D') == (code == "fr")
                );
            }
        }
    }
}

#[tokio::test]
async fn every_page_is_hardened() {
    let scene = Scene::open().await;
    for (name, page) in pages(&scene, "fr").await {
        let policy = page.header("content-security-policy");
        for rule in [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(rule), "{name}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{name}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{name}");
        assert_eq!(page.header("referrer-policy"), "no-referrer", "{name}");
        assert_eq!(page.header("x-frame-options"), "DENY", "{name}");
        assert_eq!(page.header("cache-control"), "no-store", "{name}");
        let html = page.text();
        assert!(
            !html.contains(" style=") && !html.contains("<style"),
            "{name}"
        );
        assert!(
            !html.contains(" onclick") && !html.contains("<script>"),
            "{name}"
        );
        // The name of a picture's language is no address that anything is fetched from.
        let html = html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        assert!(!html.contains("http://"), "{name} names a foreign address");
    }
    let asset = scene.get("/assets/pages.css").await;
    assert_eq!(asset.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(asset.header("x-content-type-options"), "nosniff");
    assert_eq!(scene.get("/assets/..%2fCargo.toml").await.status, 404);
}

#[tokio::test]
async fn french_pages_are_set_as_french_is() {
    let scene = Scene::open().await;
    for (name, page) in pages(&scene, "fr").await {
        let words = words_of(page.text());
        for (before, sign) in words.chars().zip(words.chars().skip(1)) {
            let is_double = matches!(sign, ';' | '!' | '?' | '»') || sign == ':';
            if is_double && before != '\u{202f}' {
                // Hours, addresses and codes have no space before a colon; nothing else may.
                assert!(
                    sign == ':' && !before.is_whitespace(),
                    "{name}: {before:?}{sign}"
                );
            }
        }
        assert!(!words.contains("« "), "{name}");
        for word in ["qualifié ", "certifi"] {
            let claims = words.matches(word).count();
            assert_eq!(
                claims,
                words.matches(&format!("non {word}")).count(),
                "{name}"
            );
        }
    }
}

/// The text of a page without its marks; entities are read.
fn words_of(html: &str) -> String {
    let body = html.split("<body>").nth(1).unwrap();
    let pieces = body
        .split('<')
        .skip(1)
        .filter_map(|tag| tag.split_once('>'));
    let words: String = pieces.map(|(_, text)| format!("{text}\n")).collect();
    [
        ("&#39;", "'"),
        ("&#34;", "\""),
        ("&#38;", "&"),
        ("&#60;", "<"),
        ("&#62;", ">"),
    ]
    .into_iter()
    .fold(words, |words, (entity, sign)| words.replace(entity, sign))
}

#[tokio::test]
async fn cookies_are_for_pages_of_this_site_alone() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    for answer in [
        browser.sent_by_broker().await,
        browser.post("/creer", &[]).await,
    ] {
        let cookie = answer.header("set-cookie");
        for part in ["; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
    let plain = Scene::with(|configuration| {
        configuration.base_url = "http://127.0.0.1:8440/".parse().unwrap();
    })
    .await;
    let cookie = Browser::of(&plain).sent_by_broker().await;
    assert!(
        !cookie.header("set-cookie").contains("Secure"),
        "would never come back"
    );
}

#[tokio::test]
async fn a_test_installation_says_so_on_every_page() {
    let scene = Scene::with(|configuration| configuration.is_test = false).await;
    let real = scene.get("/").await;
    assert!(!real.text().contains("Installation de test"));
    let scene = Scene::open().await;
    assert!(scene.get("/").await.text().contains("Installation de test"));
}

#[tokio::test]
async fn every_link_of_a_page_leads_somewhere() {
    let scene = Scene::open().await;
    for (name, page) in pages(&scene, "fr").await {
        for link in page.text().split("href=\"").skip(1) {
            let link = link.split('"').next().unwrap();
            if !link.starts_with('/') || link == "/connexion/retour" || link.contains("/lettre/") {
                continue;
            }
            let status = Browser::of(&scene).get(link).await.status;
            let needs_passage = link.starts_with("/connexion") || link == "/creer/telephone";
            assert!(
                status == 200 || (needs_passage && status == 404),
                "{name}: {link} {status}"
            );
        }
    }
}

#[tokio::test]
async fn the_language_chosen_on_a_page_is_kept_and_leads_back_to_it() {
    let scene = Scene::open().await;
    let visitor = Browser::speaking(&scene, "de,en;q=0.5");
    let page = visitor.get("/creer").await;
    assert!(
        page.text().contains("lang=\"en\""),
        "the first wish that there is"
    );
    assert!(page.text().contains("href=\"?langue=fr\""));
    let chosen = visitor.get("/creer?langue=fr").await;
    assert_eq!(chosen.status, 303);
    assert_eq!(chosen.header("location"), "/creer");
    let again = visitor.get("/creer").await;
    assert!(again.text().contains("<html lang=\"fr\""));
    let elsewhere = visitor.get("//ailleurs.example/?langue=en").await;
    assert_eq!(elsewhere.header("location"), "/ailleurs.example/");
}

#[tokio::test]
async fn every_page_prints_its_apostrophes_and_brings_its_font() {
    let scene = Scene::open().await;
    for (name, page) in [pages(&scene, "fr").await, pages(&scene, "en").await]
        .into_iter()
        .flatten()
    {
        // What a service registered as its name is shown as it was registered.
        let words = words_of(page.text()).replace("Service d'essai", "");
        let is_typed = |(at, _): (usize, &str)| words[..at].ends_with(char::is_alphabetic);
        let typed = words.match_indices('\'').find(|found| is_typed(*found));
        assert_eq!(typed, None, "{name}: {words}");
    }
    let style = scene.get("/assets/pages.css").await;
    let (_, font) = style.text().split_once("url(\"").unwrap();
    let font = scene.get(font.split_once('"').unwrap().0).await;
    assert_eq!(font.header("content-type"), "font/woff2");
    assert!(font.header("cache-control").contains("max-age=31536000"));
    assert!(font.body.len() < 40_000, "{}", font.body.len());
    let policy = style.header("content-security-policy");
    assert!(policy.contains("font-src 'self'"), "{policy}");
}
