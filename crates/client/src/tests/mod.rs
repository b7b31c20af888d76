//! The app against a small server of the tests' own, over real HTTP.

mod camera;
mod challenge;
mod entries;
mod films;
mod handover;
mod login;
mod neighbours;
mod notices;
mod offline;
#[cfg(feature = "mock")]
mod opening;
mod person;
mod reading;
#[cfg(feature = "mock")]
mod scenario;
mod secret_code;
mod server;
mod sign_in;
mod uploads;

use crate::{
    App, Calendar, CodeCost, Notifier, Opener, Ports, SecretFiles, Settings, SystemRandom, command,
};
use core::time::Duration;
use jiff::Timestamp;
use sceau_capture::{SourceChoice, SystemMonotonic};
use sceau_wire::host::{CameraPurpose, CodeArgs, EmailArgs, Nothing, OpenCameraArgs, SignedInView};
use server::Server;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use url::Url;

/// Pages that the app wanted opened.
#[derive(Default)]
pub(super) struct Opened(pub(super) Mutex<Vec<String>>);

impl Opener for Opened {
    fn open(&self, page: &Url) {
        self.0.lock().unwrap().push(page.to_string());
    }
}

/// The device's calendar, which a test sets.
pub(super) struct Today(Mutex<Timestamp>);

impl Today {
    pub(super) fn set(&self, now: &str) {
        *self.0.lock().unwrap() = now.parse().unwrap();
    }
}

impl Calendar for Today {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Whether somebody looks at the window, and what was shown to them outside it.
#[derive(Default)]
pub(super) struct Desk {
    pub(super) is_looked_at: AtomicBool,
    pub(super) shown: Mutex<Vec<String>>,
}

impl Notifier for Desk {
    fn is_looked_at(&self) -> bool {
        self.is_looked_at.load(Ordering::SeqCst)
    }

    fn show(&self, text: &str) {
        self.shown.lock().unwrap().push(text.to_owned());
    }
}

/// A server, a device's folder, and the app that runs there now.
pub(super) struct World {
    server: Server,
    pub(super) folder: TempDir,
    pub(super) opened: Arc<Opened>,
    /// Ten minutes before the server's codes end.
    pub(super) today: Arc<Today>,
    pub(super) desk: Arc<Desk>,
    pub(super) app: Arc<App>,
}

impl World {
    /// Everything new.
    pub(super) async fn new() -> Self {
        let server = Server::start().await;
        let folder = tempfile::tempdir().unwrap();
        let opened = Arc::new(Opened::default());
        let now = "2029-12-31T23:50:00Z".parse().unwrap();
        let today = Arc::new(Today(Mutex::new(now)));
        let desk = Arc::new(Desk::default());
        let app = open(
            folder.path(),
            &server.address,
            (&opened, &today, &desk),
            |_, _| {},
        );
        Self {
            server,
            folder,
            opened,
            today,
            desk,
            app,
        }
    }

    /// The app ends and starts again on the same device, set up otherwise.
    fn restart_with(&mut self, change: impl FnOnce(&mut Settings, &mut Ports)) {
        self.app = open(
            self.folder.path(),
            &self.server.address,
            (&self.opened, &self.today, &self.desk),
            change,
        );
    }

    /// Everything new, and someone signed in.
    pub(super) async fn signed_in() -> Self {
        let world = Self::new().await;
        world.sign_in().await;
        world
    }

    pub(super) async fn sign_in(&self) {
        self.sign_in_as("nadia@example.org").await;
    }

    /// A code is on its way to this address.
    pub(super) async fn ask_code(&self, email: &str) {
        let email = EmailArgs {
            email: email.into(),
            language: "fr".into(),
        };
        command::request_sign_in_code(&self.app, email)
            .await
            .unwrap();
    }

    pub(super) async fn sign_in_as(&self, email: &str) -> SignedInView {
        self.ask_code(email).await;
        command::sign_in(&self.app, code("123456")).await.unwrap()
    }

    /// The app ends without a word and starts again on the same device.
    pub(super) fn kill_and_restart(&mut self) {
        self.app = open(
            self.folder.path(),
            &self.server.address,
            (&self.opened, &self.today, &self.desk),
            |_, _| {},
        );
    }

    pub(super) async fn start(&self) -> sceau_wire::host::StartView {
        command::start(&self.app, Nothing {}).await.unwrap()
    }
}

fn open(
    folder: &Path,
    server: &Url,
    (opened, today, desk): (&Arc<Opened>, &Arc<Today>, &Arc<Desk>),
    change: impl FnOnce(&mut Settings, &mut Ports),
) -> Arc<App> {
    let mut ports = Ports {
        random: Arc::new(SystemRandom),
        secrets: Arc::new(SecretFiles::open(&folder.join("secrets")).unwrap()),
        opener: Arc::clone(opened) as Arc<dyn Opener>,
        source: SourceChoice::Pushed,
        clock: Arc::new(SystemMonotonic::start()),
        calendar: Arc::clone(today) as Arc<dyn Calendar>,
        notifier: Arc::clone(desk) as Arc<dyn Notifier>,
    };
    let mut settings = Settings {
        server: server.clone(),
        folder: folder.to_owned(),
        exports: folder.join("exports"),
        platform: "linux",
        device_name: "Ordinateur de Nadia".into(),
        version: "0.1.0",
        is_mocked: false,
        media_base: String::new(),
        models: None,
        mailbox: None,
        code_cost: CodeCost {
            memory_kib: 64,
            passes: 1,
        },
        first_rest: Duration::from_millis(5),
        #[cfg(feature = "mock")]
        network: crate::NetworkScenario::default(),
    };
    change(&mut settings, &mut ports);
    App::open(settings, ports).unwrap()
}

pub(super) fn code(text: &str) -> CodeArgs {
    CodeArgs { code: text.into() }
}

/// A JPEG file with fine detail, so that it is neither dark nor blurred.
pub(super) fn picture(width: u32, height: u32) -> Vec<u8> {
    let grain = |x: u32, y: u32| {
        if (x / 6 + y / 6).is_multiple_of(2) {
            70
        } else {
            190
        }
    };
    jpeg_of(&image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([grain(x, y); 3])
    }))
}

/// A JPEG file of one light all over, of 255.
pub(super) fn grey(width: u32, height: u32, light: u8) -> Vec<u8> {
    jpeg_of(&image::RgbImage::from_pixel(
        width,
        height,
        image::Rgb([light; 3]),
    ))
}

fn jpeg_of(pixels: &image::RgbImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// A camera to be opened under a name that no other has.
pub(super) fn to_open(purpose: CameraPurpose) -> OpenCameraArgs {
    static OPENED: AtomicU32 = AtomicU32::new(0);
    let session = format!("session-{:016}", OPENED.fetch_add(1, Ordering::Relaxed));
    OpenCameraArgs {
        session,
        purpose,
        camera: None,
    }
}
