//! `sceau-devhost`: the app without its window, for a plain browser. Never shipped.

use clap::Parser;
use core::time::Duration;
use sceau_capture::{SourceChoice, SystemMonotonic};
use sceau_client::{
    App, CodeCost, NoNotices, Ports, SecretFiles, Settings, SystemCalendar, SystemRandom,
    run_uploads,
};
use sceau_devhost::{Host, Pages, routes};
use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use url::Url;

/// The app's real commands over HTTP, for a plain browser on this machine.
#[derive(Parser)]
#[command(version, about)]
struct Options {
    /// The server's address.
    #[arg(long, default_value = sceau_client::DEFAULT_SERVER)]
    server: String,
    /// The folder of this app's files; made if needed.
    #[arg(long)]
    data: PathBuf,
    /// Where it listens on 127.0.0.1; 0 takes a free port.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The built interface.
    #[arg(long, default_value = "ui/dist/app")]
    ui: PathBuf,
    /// The mailbox of test installations.
    #[arg(long)]
    mailbox: Option<Url>,
    /// The folder of the face networks (`tools/models`).
    #[arg(long)]
    models: Option<PathBuf>,
    /// The page's own camera is used, as on a phone.
    #[arg(long)]
    pushed: bool,
    /// A scenario that plays camera, sound, permissions and network.
    #[cfg(feature = "mock")]
    #[arg(long)]
    mock: Option<PathBuf>,
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "tells who started it where it listens")]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("SCEAU_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info")),
        )
        .init();
    let options = Options::parse();
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))).await?;
    let address = listener.local_addr()?;
    let pages = Pages::default();
    let app = open(&options, pages.clone())?;
    tokio::spawn(run_uploads(Arc::clone(&app)));
    let host = Host {
        app: Arc::clone(&app),
        pages,
        address,
    };
    println!("http://{address}/");
    axum::serve(listener, routes(host, &options.ui))
        .with_graceful_shutdown(ended())
        .await?;
    app.close();
    Ok(())
}

fn open(options: &Options, pages: Pages) -> Result<Arc<App>, Box<dyn Error>> {
    let ports = Ports {
        random: Arc::new(SystemRandom),
        secrets: Arc::new(SecretFiles::open(&options.data.join("secrets"))?),
        opener: Arc::new(pages),
        source: source(options)?,
        clock: Arc::new(SystemMonotonic::start()),
        calendar: Arc::new(SystemCalendar),
        notifier: Arc::new(NoNotices),
    };
    let settings = Settings {
        server: sceau_client::server_of(Some(&options.server), &options.data)?,
        folder: options.data.clone(),
        exports: options.data.join("exports"),
        platform: "browser",
        device_name: "Navigateur (banc d’essai)".to_owned(),
        version: env!("CARGO_PKG_VERSION"),
        is_mocked: is_mocked(options),
        media_base: String::new(),
        models: options.models.clone(),
        mailbox: options.mailbox.clone(),
        code_cost: CodeCost::STRONG,
        first_rest: Duration::from_secs(1),
        #[cfg(feature = "mock")]
        network: match &options.mock {
            Some(file) => sceau_client::NetworkScenario::load(file)?,
            None => sceau_client::NetworkScenario::default(),
        },
    };
    Ok(App::open(settings, ports)?)
}

#[cfg(feature = "mock")]
fn source(options: &Options) -> Result<SourceChoice, Box<dyn Error>> {
    Ok(match &options.mock {
        Some(file) => {
            SourceChoice::Scripted(Arc::new(sceau_capture::scripted::Scenario::load(file)?))
        }
        None => own_source(options),
    })
}

#[cfg(not(feature = "mock"))]
#[expect(clippy::unnecessary_wraps, reason = "the testers' twin may fail")]
fn source(options: &Options) -> Result<SourceChoice, Box<dyn Error>> {
    Ok(own_source(options))
}

const fn own_source(options: &Options) -> SourceChoice {
    if options.pushed {
        SourceChoice::Pushed
    } else {
        SourceChoice::Native { camera: None }
    }
}

#[cfg(feature = "mock")]
const fn is_mocked(options: &Options) -> bool {
    options.mock.is_some()
}

#[cfg(not(feature = "mock"))]
const fn is_mocked(_: &Options) -> bool {
    false
}

/// Ctrl-C, or the end of whoever started it.
async fn ended() {
    if tokio::signal::ctrl_c().await.is_err() {
        core::future::pending::<()>().await;
    }
}
