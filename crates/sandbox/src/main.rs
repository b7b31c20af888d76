//! `sceau-sandbox`: starts the world around Sceau, or prints what it will be.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use sceau_sandbox::broker::registration_of_broker;
use sceau_sandbox::check::{Person, check};
use sceau_sandbox::config::{Config, ConfigError};
use sceau_sandbox::sandbox::{Addresses, Sandbox, StartError};
use sceau_sandbox::service::registration_of_service;
use sceau_sandbox::world::{NoRandomness, World};

/// Demonstration service, broker, register simulator and inbox. Never for production.
#[derive(Parser)]
#[command(name = "sceau-sandbox", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the four sites; prints their addresses as JSON once they answer.
    Serve(Source),
    /// Print the addresses a configuration names, as JSON.
    Addresses(Source),
    /// Print how to register the broker and the service with the identity provider, as TOML.
    Registration(Source),
    /// Ask an identity provider what a broker asks, rightly and wrongly, and print what came of it. Fails
    /// when a line does. The broker must be registered there (`registration`).
    Check(Questions),
}

#[derive(clap::Args)]
struct Source {
    /// The configuration file; without it every default.
    #[arg(long)]
    config: Option<PathBuf>,
    /// The server's outbox folder, in place of the file's.
    #[arg(long)]
    outbox: Option<PathBuf>,
    /// The identity provider's issuer, in place of the file's.
    #[arg(long)]
    issuer: Option<String>,
}

#[derive(clap::Args)]
struct Questions {
    /// The provider's issuer.
    issuer: String,
    /// The configuration file; without it every default.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Also a whole login: prints an address to open, and waits ten minutes for the answer.
    #[arg(long)]
    login: bool,
    /// Prints JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// As the identity provider's configuration file holds it: append it there.
#[derive(serde::Serialize)]
struct Registration {
    clients: [sceau_oidc::client::Client; 2],
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Random(#[from] NoRandomness),
    #[error("the sandbox stopped: {0}")]
    Io(#[from] std::io::Error),
    #[error("the output cannot be written as text: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the output cannot be written as text: {0}")]
    Toml(#[from] toml::ser::Error),
    #[error("{0} lines failed")]
    Provider(usize),
}

impl Source {
    fn read(self) -> Result<Config, ConfigError> {
        let mut config = self
            .config
            .as_deref()
            .map_or_else(|| Ok(Config::default()), Config::read)?;
        if let Some(outbox) = self.outbox {
            config.inbox.outbox = outbox;
        }
        if let Some(issuer) = self.issuer {
            config.provider.issuer = issuer;
        }
        Ok(config)
    }
}

impl Questions {
    async fn ask(self) -> Result<(), Failure> {
        let mut config = self
            .config
            .as_deref()
            .map_or_else(|| Ok(Config::default()), Config::read)?;
        config.provider.issuer = self.issuer;
        let person: Option<Person> = self.login.then(|| -> Person { Box::new(invite) });
        let report = check(&config, World::of_system()?, person).await?;
        if self.json {
            say(&serde_json::to_string_pretty(&report)?)?;
        } else {
            say(&report.to_string())?;
        }
        match report.failures() {
            0 => Ok(()),
            failures => Err(Failure::Provider(failures)),
        }
    }
}

/// Asks whoever started the command to log in.
fn invite(address: url::Url) {
    let _ = writeln!(
        std::io::stderr(),
        "Open this address in a browser and log in:\n{address}"
    );
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    match run(Arguments::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "sceau-sandbox: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve(source) => {
            let sandbox = Sandbox::bind(source.read()?, World::of_system()?).await?;
            say(&serde_json::to_string(sandbox.addresses())?)?;
            sandbox.serve(stopped()).await?;
        }
        Command::Addresses(source) => {
            say(&serde_json::to_string(&Addresses::of(&source.read()?))?)?;
        }
        Command::Check(questions) => questions.ask().await?,
        Command::Registration(source) => {
            let config = source.read()?;
            let addresses = Addresses::of(&config);
            let clients = [
                registration_of_broker(&config, &addresses),
                registration_of_service(&config, &addresses),
            ];
            say(&toml::to_string(&Registration { clients })?)?;
        }
    }
    Ok(())
}

fn say(text: &str) -> std::io::Result<()> {
    let mut output = std::io::stdout();
    writeln!(output, "{text}")?;
    output.flush()
}

/// Ends at Ctrl+C or SIGTERM.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    if let Ok(mut terminated) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    {
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
        return;
    }
    let _ = interrupted.await;
}
