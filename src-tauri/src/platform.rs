//! What differs from one system to the next, and the log.

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// The system, as the contract names it.
pub(crate) const NAME: &str = if cfg!(target_os = "android") {
    "android"
} else if cfg!(target_os = "ios") {
    "ios"
} else if cfg!(target_os = "macos") {
    "macos"
} else if cfg!(windows) {
    "windows"
} else {
    "linux"
};

/// Reads one variable of the environment.
#[expect(
    clippy::disallowed_methods,
    reason = "the shell is a binary: its environment is read here, once"
)]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Sends the log to the standard error stream: codes and facts, never contents.
pub(crate) fn log_to_stderr() {
    let filter = EnvFilter::try_from_env("SCEAU_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,sceau_app=info,sceau_client=info"));
    let started = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init();
    if started.is_err() {
        tracing::debug!("a log is there already");
    }
}
