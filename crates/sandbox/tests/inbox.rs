//! The inbox over HTTP: what lies in the outbox folder, newest first, and nothing beside it.
#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;

use sceau_sandbox::config::Config;
use sceau_sandbox::sandbox::Sandbox;
use sceau_sandbox::world::World;

async fn start(outbox: &std::path::Path) -> (String, tokio::task::JoinHandle<()>) {
    let mut config = Config::default();
    let free = "127.0.0.1:0".parse().unwrap();
    for listen in [
        &mut config.service.listen,
        &mut config.broker.listen,
        &mut config.register.listen,
        &mut config.inbox.listen,
    ] {
        *listen = free;
    }
    config.inbox.outbox = outbox.to_owned();
    let sandbox = Sandbox::bind(config, World::of_system().unwrap())
        .await
        .unwrap();
    let address = sandbox.addresses().inbox.clone();
    let server = tokio::spawn(async move { sandbox.serve(std::future::pending()).await.unwrap() });
    (address, server)
}

async fn read(address: String) -> (u16, String) {
    let response = reqwest::get(address).await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

fn write_mail(outbox: &std::path::Path, name: &str, date: &str, subject: &str) {
    let mail = format!(
        "From: Sceau <a@sceau.test>\r\nTo: b@exemple.test\r\nSubject: {subject}\r\nDate: {date}\r\n\
         Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\
         Voici : http://127.0.0.1:1/l/x\r\n--b\r\nContent-Type: text/html\r\n\r\n\
         <p>Voici</p><script>alert(1)</script>\r\n--b--\r\n"
    );
    fs::write(outbox.join("mail").join(name), mail).unwrap();
}

#[tokio::test]
async fn mails_and_messages_are_listed_newest_first_and_a_half_written_file_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let outbox = folder.path();
    fs::create_dir_all(outbox.join("mail")).unwrap();
    fs::create_dir_all(outbox.join("sms")).unwrap();
    write_mail(
        outbox,
        "old.eml",
        "Mon, 23 Nov 2026 20:17:05 +0000",
        "Premier",
    );
    write_mail(
        outbox,
        "new.eml",
        "Mon, 23 Nov 2026 21:17:05 +0000",
        "Second <b>",
    );
    fs::write(
        outbox.join("sms/1.json"),
        r#"{"to":"+33600000001","text":"Code 1","at":5}"#,
    )
    .unwrap();
    fs::write(
        outbox.join("sms/2.json"),
        r#"{"to":"+33600000001","text":"Code 2","at":9}"#,
    )
    .unwrap();
    fs::write(outbox.join("sms/3.json"), r#"{"to":"+336"#).unwrap();
    let (inbox, server) = start(outbox).await;

    let (_, body) = read(format!("{inbox}/inbox/api/messages")).await;
    let messages: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(messages["mails"][0]["subject"], "Second <b>");
    assert_eq!(messages["mails"][1]["links"][0], "http://127.0.0.1:1/l/x");
    assert_eq!(messages["sms"][0]["text"], "Code 2");
    assert_eq!(messages["sms"].as_array().unwrap().len(), 2);

    let (status, page) = read(format!("{inbox}/inbox/")).await;
    assert_eq!(status, 200);
    assert!(!page.contains("<b>"), "a subject is text");
    assert_eq!(page.matches("<bdi>").count(), 1, "one thread per number");
    let (_, page) = read(format!("{inbox}/inbox/mail/new")).await;
    assert!(page.contains("sandbox=\"allow-popups") && !page.contains("<script"));
    server.abort();
}

#[tokio::test]
async fn a_mail_s_own_page_runs_nothing_and_loads_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("mail")).unwrap();
    write_mail(
        folder.path(),
        "a.eml",
        "Mon, 23 Nov 2026 20:17:05 +0000",
        "x",
    );
    let (inbox, server) = start(folder.path()).await;
    let response = reqwest::get(format!("{inbox}/inbox/mail/a/html"))
        .await
        .unwrap();
    let policy = response.headers()["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox allow-popups"));
    assert!(!policy.contains("allow-scripts"));
    server.abort();
}

#[tokio::test]
async fn nothing_outside_the_outbox_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("secret.eml"), "Subject: x\r\n\r\nsecret").unwrap();
    fs::create_dir_all(folder.path().join("mail")).unwrap();
    let (inbox, server) = start(folder.path()).await;
    for id in [
        "..%2Fsecret",
        "secret",
        "%2e%2e%2fsecret",
        "..%2F..%2Fetc%2Fpasswd",
    ] {
        let (status, body) = read(format!("{inbox}/inbox/mail/{id}")).await;
        assert_eq!(status, 404, "{id}");
        assert!(!body.contains("secret"));
    }
    let (status, page) = read(format!("{inbox}/inbox/")).await;
    assert_eq!(status, 200);
    assert!(page.contains("Aucun courrier pour le moment."));
    server.abort();
}
