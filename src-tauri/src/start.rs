//! Opening the app: folders, server, secrets, cameras, and the scenario of a tester.

use crate::{Host, frames, platform};
use core::time::Duration;
use sceau_capture::{SourceChoice, SystemMonotonic};
use sceau_client::{App, CodeCost, OpenFault, Opener, Ports, SecretFault, Settings, SettingsFault};
use sceau_client::{SystemRandom, server_of};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::{AppHandle, Manager, Runtime, Url};
use tauri_plugin_opener::OpenerExt;

/// Why the app cannot start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartFault {
    #[error("the settings cannot be used: {0}")]
    Settings(#[from] SettingsFault),
    #[error("{0}")]
    Secrets(#[from] SecretFault),
    #[error("{0}")]
    Open(#[from] OpenFault),
    #[error("the system gives no folder or window: {0}")]
    System(#[from] tauri::Error),
    #[cfg(feature = "mock")]
    #[error("the scenario cannot be played: {0}")]
    Scenario(#[from] sceau_capture::scripted::ScenarioFault),
    #[cfg(feature = "mock")]
    #[error("the scenario cannot be played: {0}")]
    Network(#[from] sceau_client::NetworkFault),
}

/// Opens the app as this system and this build want it.
pub(crate) fn open<R: Runtime>(app: &tauri::App<R>) -> Result<Host, StartFault> {
    let told = cfg!(any(feature = "mock", debug_assertions));
    let told = |name| if told { platform::variable(name) } else { None };
    let folder = match told("SCEAU_DATA") {
        Some(folder) => PathBuf::from(folder),
        None => app.path().app_data_dir()?,
    };
    let downloads = app.path().download_dir().ok();
    let exports = downloads.filter(|_| told("SCEAU_DATA").is_none());
    let server = server_of(
        told("SCEAU_SERVER").as_deref(),
        &app.path().app_config_dir()?,
    )?;
    let scenario = scenario_file();
    let ports = Ports {
        random: Arc::new(SystemRandom),
        secrets: secrets(&folder)?,
        opener: Arc::new(SystemOpener(app.handle().clone())),
        source: source(scenario.as_deref())?,
        clock: Arc::new(SystemMonotonic::start()),
    };
    let settings = Settings {
        server,
        exports: exports.unwrap_or_else(|| folder.join("exports")),
        folder,
        platform: platform::NAME,
        device_name: platform::device_name().to_owned(),
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
            Some(file) => sceau_client::NetworkScenario::load(file)?,
            None => sceau_client::NetworkScenario::default(),
        },
    };
    Ok(App::open(settings, ports)?)
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
            SourceChoice::Scripted(Arc::new(sceau_capture::scripted::Scenario::load(file)?))
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

#[cfg(not(any(target_os = "android", target_os = "ios")))]
fn secrets(folder: &Path) -> Result<Arc<dyn sceau_client::SecretStore>, SecretFault> {
    crate::secrets::open(&folder.join("secrets"))
}

/// The app's own folder is closed to other apps on phones.
#[cfg(any(target_os = "android", target_os = "ios"))]
fn secrets(folder: &Path) -> Result<Arc<dyn sceau_client::SecretStore>, SecretFault> {
    Ok(Arc::new(sceau_client::SecretFiles::open(
        &folder.join("secrets"),
    )?))
}

struct SystemOpener<R: Runtime>(AppHandle<R>);

impl<R: Runtime> Opener for SystemOpener<R> {
    fn open(&self, page: &Url) {
        if let Err(fault) = self.0.opener().open_url(page.as_str(), None::<&str>) {
            tracing::warn!(%fault, "a page could not be opened outside");
        }
    }
}
