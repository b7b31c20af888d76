//! Programs in other languages, run as a service's developer would run them.

use crate::house::Facts;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

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

/// A provider of another maker, until it is dropped.
pub(crate) struct OtherProvider {
    /// Where it answers.
    pub(crate) issuer: String,
    process: Child,
    /// Kept open: what it says later must find a listener.
    _said: BufReader<ChildStdout>,
}

impl Drop for OtherProvider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl OtherProvider {
    /// npm's `oidc-provider`, with this client as its only one.
    pub(crate) fn open(client: &serde_json::Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("client.json");
        std::fs::write(&file, client.to_string()).unwrap();
        let mut process = Command::new("node")
            .arg(folder_of_peers().join("oidc-provider.mjs"))
            .arg(&file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the libraries are installed: run `./dev test`");
        let mut issuer = String::new();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        said.read_line(&mut issuer).unwrap();
        let issuer = issuer.trim().to_owned();
        assert!(issuer.starts_with("http://127.0.0.1:"), "{issuer}");
        Self {
            issuer,
            process,
            _said: said,
        }
    }
}
