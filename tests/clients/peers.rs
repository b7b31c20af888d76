//! Programs in other languages, run as a service's developer would run them.

use crate::house::Facts;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A service made with somebody's library.
pub(crate) struct Peer {
    /// The library, as its registry names it.
    pub(crate) library: &'static str,
    /// The version that is installed.
    pub(crate) version: String,
    program: PathBuf,
    script: PathBuf,
}

impl Peer {
    /// A library of npm, under its folder in `node_modules`.
    pub(crate) fn node(folder: &'static str, script: &str) -> Self {
        let manifest = folder_of_peers().join("node_modules").join(folder);
        let text = std::fs::read_to_string(manifest.join("package.json"))
            .expect("the libraries are installed: run `./dev test`");
        let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
        Self {
            library: "openid-client",
            version: manifest["version"].as_str().unwrap().to_owned(),
            program: PathBuf::from("node"),
            script: folder_of_peers().join(script).with_extension("mjs"),
        }
    }

    /// A library of PyPI, in the virtual environment under `target`.
    pub(crate) fn python(library: &'static str, script: &str) -> Self {
        let pinned = std::fs::read_to_string(folder_of_peers().join("requirements.txt")).unwrap();
        let version = pinned
            .lines()
            .find_map(|line| line.strip_prefix(library)?.strip_prefix("=="))
            .unwrap();
        Self {
            library,
            version: version.to_owned(),
            program: folder_of_peers().join("../../../target/clients-venv/bin/python"),
            script: folder_of_peers().join(script).with_extension("py"),
        }
    }
}

fn folder_of_peers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("clients/peers")
}

/// Runs a service through one login: what it saw to work, in its order.
pub(crate) fn run(peer: &Peer, facts: &Facts) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("facts.json");
    std::fs::write(&file, serde_json::to_vec(facts).unwrap()).unwrap();
    let output = Command::new(&peer.program)
        .arg(&peer.script)
        .arg(&file)
        .output()
        .expect("the libraries are installed: run `./dev test`");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success(),
        "{} {}: {text}\n{complaint}",
        peer.library,
        peer.script.display()
    );
    text.lines()
        .filter_map(|line| line.strip_prefix("saw: "))
        .map(str::to_owned)
        .collect()
}
