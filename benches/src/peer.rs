//! Peers in Python: a script of `benches/peers` measures them on the input that was written to disk.

use crate::row::Row;
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// What a script printed: rows, and peers it could not load.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct PeerRun {
    /// Measured.
    pub rows: Vec<Row>,
    /// Names of peers that were not there, with the reason.
    pub missing: Vec<String>,
}

/// Runs `<python> <script> <input>` on one thread and reads the JSON it prints. A script that fails
/// counts as a missing peer: no row is made up for it.
pub fn run_peer(python: &Path, script: &Path, input: &Path) -> PeerRun {
    let name = script.file_stem().unwrap_or_default().to_string_lossy();
    let gone = |reason: String| PeerRun {
        rows: Vec::new(),
        missing: vec![format!("{name}: {reason}")],
    };
    let output = Command::new(python)
        .args([script, input])
        .env("OMP_NUM_THREADS", "1")
        .env("OPENBLAS_NUM_THREADS", "1")
        .output();
    match output {
        Err(error) => gone(error.to_string()),
        Ok(output) if !output.status.success() => {
            let words = String::from_utf8_lossy(&output.stderr);
            gone(words.lines().last().unwrap_or("it failed").to_owned())
        }
        Ok(output) => serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| gone(format!("what it printed is no JSON: {error}"))),
    }
}
