//! Opening the app: folders, server, secrets, cameras, and the scenario of a tester.

use crate::notices::SystemNotifier;
use crate::{Host, frames, platform};
use core::time::Duration;
use sceau_capture::{SourceChoice, SystemMonotonic};
use sceau_client::{App, CodeCost, OpenFault, Opener, Ports, SETTINGS_FILE, Settings};
use sceau_client::{StartFault, SystemCalendar, SystemRandom, device_name_on, server_of};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::{AppHandle, Manager, Runtime, Url};
use tauri_plugin_opener::OpenerExt;

/// Opens the app as this system and this build want it.
pub(crate) fn open<R: Runtime>(app: &tauri::App<R>) -> Result<Host, StartFault> {
    let told = cfg!(any(feature = "mock", debug_assertions));
    let told = |name| if told { platform::variable(name) } else { None };
    let folder = match told("SCEAU_DATA") {
        Some(folder) => PathBuf::from(folder),
        None => app.path().app_data_dir().map_err(system)?,
    };
    let downloads = app.path().download_dir().ok();
    let exports = downloads.filter(|_| told("SCEAU_DATA").is_none());
    let server = server_of(
        told("SCEAU_SERVER").as_deref(),
        &app.path().app_config_dir().map_err(system)?,
    )?;
    let scenario = scenario_file();
    let ports = Ports {
        random: Arc::new(SystemRandom),
        secrets: secrets(&folder)?,
        opener: Arc::new(SystemOpener(app.handle().clone())),
        source: source(scenario.as_deref())?,
        clock: Arc::new(SystemMonotonic::start()),
        calendar: Arc::new(SystemCalendar),
        notifier: Arc::new(SystemNotifier(app.handle().clone())),
    };
    let settings = Settings {
        server,
        exports: exports.unwrap_or_else(|| folder.join("exports")),
        folder,
        platform: platform::NAME,
        device_name: device_name_on(platform::NAME).to_owned(),
        version: env!("CARGO_PKG_VERSION"),
        is_mocked: cfg!(feature = "mock") && scenario.is_some(),
        media_base: frames::BASE.to_owned(),
        models: told("SCEAU_MODELS").map(PathBuf::from).or_else(|| {
            let resources = app.path().resource_dir().ok()?;
            Some(resources.join("models"))
        }),
        mailbox: told("SCEAU_MAILBOX").and_then(|address| Url::parse(&address).ok()),
        code_cost: CodeCost::STRONG,
        first_rest: Duration::from_secs(1),
        #[cfg(feature = "mock")]
        network: match &scenario {
            Some(file) => {
                let loaded = sceau_client::NetworkScenario::load(file);
                loaded.map_err(|fault| StartFault::Scenario(fault.to_string()))?
            }
            None => sceau_client::NetworkScenario::default(),
        },
    };
    Ok(App::open(settings, ports)?)
}

/// What to look at when the app cannot start; a key store lies nowhere that could be named.
pub(crate) fn place_of<R: Runtime>(app: &tauri::App<R>, fault: &StartFault) -> Option<PathBuf> {
    let folder = match fault {
        StartFault::Settings(_) => app.path().app_config_dir().map(|it| it.join(SETTINGS_FILE)),
        StartFault::Scenario(_) => return scenario_file(),
        StartFault::Open(OpenFault::Secrets) => return None,
        _ => app.path().app_data_dir(),
    };
    folder.ok()
}

fn system(fault: tauri::Error) -> StartFault {
    StartFault::System(fault.to_string())
}

/// `--mock FILE` or `SCEAU_MOCK`. A build without the testers' inputs says that it ignores them.
fn scenario_file() -> Option<PathBuf> {
    let mut arguments = std::env::args()
        .skip_while(|argument| argument != "--mock")
        .skip(1);
    let file = arguments
        .next()
        .or_else(|| platform::variable("SCEAU_MOCK"))
        .map(PathBuf::from)?;
    if cfg!(feature = "mock") {
        return Some(file);
    }
    tracing::warn!("a scenario was asked for: this build has no mocked input and ignores it");
    None
}

#[cfg(feature = "mock")]
fn source(scenario: Option<&Path>) -> Result<SourceChoice, StartFault> {
    Ok(match scenario {
        Some(file) => {
            let loaded = sceau_capture::scripted::Scenario::load(file);
            let scenario = loaded.map_err(|fault| StartFault::Scenario(fault.to_string()))?;
            SourceChoice::Scripted(Arc::new(scenario))
        }
        None => own_source(),
    })
}

#[cfg(not(feature = "mock"))]
#[expect(clippy::unnecessary_wraps, reason = "the testers' twin may fail")]
fn source(_: Option<&Path>) -> Result<SourceChoice, StartFault> {
    Ok(own_source())
}

/// The machine's own camera on computers, the webview's on phones.
const fn own_source() -> SourceChoice {
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    {
        SourceChoice::Native { camera: None }
    }
    #[cfg(any(target_os = "android", target_os = "ios"))]
    {
        SourceChoice::Pushed
    }
}

#[cfg(not(any(feature = "mock", target_os = "android", target_os = "ios")))]
fn secrets(folder: &Path) -> Result<Arc<dyn sceau_client::SecretStore>, OpenFault> {
    sceau_client::choose_secrets(folder, Arc::new(sceau_client::KeyStore))
}

/// The app's own folder is closed to other apps on phones; a scenario's secrets are thrown away with its folder.
#[cfg(any(feature = "mock", target_os = "android", target_os = "ios"))]
fn secrets(folder: &Path) -> Result<Arc<dyn sceau_client::SecretStore>, OpenFault> {
    let opened = sceau_client::SecretFiles::open(&folder.join("secrets"));
    Ok(Arc::new(opened.map_err(|_| OpenFault::Folder)?))
}

struct SystemOpener<R: Runtime>(AppHandle<R>);

impl<R: Runtime> Opener for SystemOpener<R> {
    fn open(&self, page: &Url) {
        if let Err(fault) = self.0.opener().open_url(page.as_str(), None::<&str>) {
            tracing::warn!(%fault, "a page could not be opened outside");
        }
    }
}
