//! The host over real HTTP, with an app that has no server to speak with.

use crate::{Host, Pages, routes};
use core::time::Duration;
use reqwest::{Client, Response, StatusCode};
use sceau_capture::{SourceChoice, SystemMonotonic};
use sceau_client::{
    App, CodeCost, NoNotices, Ports, SecretFiles, Settings, SystemCalendar, SystemRandom, server_of,
};
use sceau_wire::host::COMMAND_NAMES;
use serde_json::{Value, json};
use std::sync::Arc;
use tempfile::TempDir;

struct Browser {
    origin: String,
    client: Client,
    _folder: TempDir,
}

async fn browser() -> Browser {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<title>Sceau</title>").unwrap();
    let pages = Pages::default();
    let ports = Ports {
        random: Arc::new(SystemRandom),
        secrets: Arc::new(SecretFiles::open(&folder.path().join("secrets")).unwrap()),
        opener: Arc::new(pages.clone()),
        source: SourceChoice::Pushed,
        clock: Arc::new(SystemMonotonic::start()),
        calendar: Arc::new(SystemCalendar),
        notifier: Arc::new(NoNotices),
    };
    let settings = Settings {
        // Nobody listens there.
        server: server_of(Some("http://127.0.0.1:9/"), folder.path()).unwrap(),
        folder: folder.path().join("app"),
        exports: folder.path().join("exports"),
        platform: "browser",
        device_name: "Navigateur".into(),
        version: "0.1.0",
        is_mocked: false,
        media_base: String::new(),
        models: None,
        mailbox: Some("http://127.0.0.1:8025/".parse().unwrap()),
        code_cost: CodeCost {
            memory_kib: 64,
            passes: 1,
        },
        first_rest: Duration::from_secs(1),
        #[cfg(feature = "mock")]
        network: sceau_client::NetworkScenario::default(),
    };
    let app = App::open(settings, ports).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let routes = routes(
        Host {
            app,
            pages,
            address,
        },
        folder.path(),
    );
    tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
    let client = Client::builder().no_proxy().build().unwrap();
    Browser {
        origin: format!("http://{address}"),
        client,
        _folder: folder,
    }
}

impl Browser {
    async fn command(&self, name: &str, args: &Value) -> Response {
        let address = format!("{}/command/{name}", self.origin);
        self.client
            .post(address)
            .header("content-type", "application/json")
            .body(args.to_string())
            .send()
            .await
            .unwrap()
    }

    async fn get(&self, path: &str) -> Response {
        self.client
            .get(format!("{}{path}", self.origin))
            .send()
            .await
            .unwrap()
    }
}

async fn json_of(answer: Response) -> Value {
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

#[tokio::test]
async fn every_command_of_the_contract_is_served() {
    let browser = browser().await;
    for name in COMMAND_NAMES {
        let answer = browser.command(name, &json!({})).await;
        let status = answer.status();
        let body = json_of(answer).await;
        assert!(
            status.is_success() || body["code"].is_string(),
            "{name}: {body}"
        );
        assert_ne!(body["code"], "not_found", "{name}");
    }
    let unknown = browser.command("format_disk", &json!({})).await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_start_says_that_this_is_a_browser() {
    let browser = browser().await;
    let start = json_of(browser.command("start", &json!({})).await).await;
    assert_eq!(start["platform"], "browser");
    assert_eq!(start["camera"], "webview");
    assert_eq!(start["has_session"], false);
}

#[tokio::test]
async fn codes_of_the_device_have_a_status_too() {
    let browser = browser().await;
    let answer = browser.command("unlock", &json!({"code": "482913"})).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(json_of(answer).await["code"], "device.empty");
}

#[tokio::test]
async fn another_page_of_the_same_browser_gets_nothing() {
    let browser = browser().await;
    let address = format!("{}/command/start", browser.origin);
    let asked = |header: &'static str, value: &'static str| {
        let request = browser
            .client
            .post(&address)
            .header("content-type", "application/json");
        request.header(header, value).body("{}").send()
    };
    for (header, value) in [
        ("origin", "https://evil.test"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:1"),
        ("host", "rebound.test"),
    ] {
        assert_eq!(
            asked(header, value).await.unwrap().status(),
            StatusCode::FORBIDDEN,
            "{value}"
        );
    }
    let form = browser
        .client
        .post(&address)
        .header("content-type", "text/plain")
        .body("{}");
    assert_eq!(
        form.send().await.unwrap().status(),
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
}

#[tokio::test]
async fn a_picture_is_served_whole_and_in_parts() {
    let browser = browser().await;
    let mut jpeg = std::io::Cursor::new(Vec::new());
    let pixels = image::RgbImage::from_fn(1200, 760, |x, y| image::Rgb([(x * y % 251) as u8; 3]));
    pixels
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    let bytes = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, jpeg.into_inner());
    let args = json!({"part": "front", "bytes": bytes});
    let photo = json_of(browser.command("import_photo", &args).await).await;
    let path = photo["picture_url"].as_str().unwrap();

    let whole = browser.get(path).await;
    assert_eq!(whole.headers()["content-type"], "image/jpeg");
    assert_eq!(whole.headers()["cache-control"], "no-store");
    let whole = whole.bytes().await.unwrap();
    let part = browser
        .client
        .get(format!("{}{path}", browser.origin))
        .header("range", "bytes=2-5");
    let part = part.send().await.unwrap();
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(
        part.headers()["content-range"],
        format!("bytes 2-5/{}", whole.len())
    );
    assert_eq!(part.bytes().await.unwrap(), whole.slice(2..6));
    assert_eq!(
        browser.get("/picture/00").await.status(),
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        browser.get("/preview/none.jpg").await.status(),
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_page_to_open_outside_is_told_to_the_browser() {
    let browser = browser().await;
    let mut events = browser.get("/events").await;
    let answer = browser
        .command("open_outside", &json!({"page": "mailbox"}))
        .await;
    assert_eq!(answer.status(), StatusCode::OK);
    let told = events.chunk().await.unwrap().unwrap();
    let told = core::str::from_utf8(&told).unwrap();
    assert!(told.contains("event: open_outside"), "{told}");
    assert!(
        told.contains(r#"data: {"url":"http://127.0.0.1:8025/"}"#),
        "{told}"
    );
}

#[tokio::test]
async fn the_interface_is_served_for_every_other_address() {
    let browser = browser().await;
    for path in ["/", "/index.html", "/card"] {
        let page = browser.get(path).await.text().await.unwrap();
        assert!(page.contains("<title>Sceau</title>"), "{path}");
    }
}
