//! A server of its own: a folder, a port, a process that is killed and started again.

use sceau_testkit::world::DEMO_CLIENT;
use std::collections::BTreeSet;
use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

pub(crate) struct House {
    folder: TempDir,
    pub(crate) address: String,
    server: Option<Child>,
    /// How often the server was killed on the journey.
    pub(crate) kills: usize,
    /// Messages that were read already.
    read: BTreeSet<PathBuf>,
}

impl House {
    /// A folder with a configuration; nothing runs yet.
    pub(crate) fn build() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let address = format!("http://127.0.0.1:{port}");
        let settings = format!(
            r#"
name = "Sceau (essai)"
base_url = "{address}/"
listen = "127.0.0.1:{port}"
data = "{folder}/server"
outbox = "{folder}/outbox"
second_look_percent = 0

[[clients]]
id = "{DEMO_CLIENT}"
name = "Service d'essai"
profile = "fc-plus"
redirect_uris = ["https://broker.test/callback"]
authentication = {{ method = "private_key_jwt" }}
acrs = ["eidas2"]
keys = {{ uri = "https://broker.test/keys" }}
sector = "broker.test"
"#,
            folder = folder.path().display()
        );
        fs::write(folder.path().join("sceau.toml"), settings).unwrap();
        Self {
            folder,
            address,
            server: None,
            kills: 0,
            read: BTreeSet::new(),
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(program());
        command
            .arg("--config")
            .arg(self.folder.path().join("sceau.toml"));
        command
    }

    fn run(&self, arguments: &[&str]) -> String {
        let Output {
            status,
            stdout,
            stderr,
        } = self.command().args(arguments).output().unwrap();
        assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).unwrap()
    }

    /// Adds an operator and gives their key.
    pub(crate) fn add_operator(&self, name: &str) -> String {
        let printed = self.run(&["operator", "add", name]);
        printed.trim().rsplit('\t').next().unwrap().to_owned()
    }

    /// What `sceau-server check` says.
    pub(crate) fn check(&self) -> String {
        self.run(&["check"])
    }

    /// Starts the server and waits until it answers.
    pub(crate) async fn start(&mut self) {
        let log = fs::File::options()
            .create(true)
            .append(true)
            .open(self.folder.path().join("log"))
            .unwrap();
        let server = self
            .command()
            .arg("serve")
            .stdin(Stdio::null())
            .stderr(log)
            .spawn();
        self.server = Some(server.unwrap());
        for _ in 0..600 {
            if let Ok(answer) = reqwest::get(format!("{}/status", self.address)).await
                && answer.status().is_success()
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the server does not answer: {}", self.log());
    }

    /// SIGKILL: nothing is flushed, nobody says goodbye.
    pub(crate) fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().unwrap();
            server.wait().unwrap();
        }
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Waits for a message with a line that fits; each message is read once, newest first.
    pub(crate) async fn message(
        &mut self,
        kind: &str,
        fits: impl Fn(&str) -> Option<String>,
    ) -> String {
        let folder = self.folder.path().join("outbox").join(kind);
        for _ in 0..200 {
            let mut files: Vec<PathBuf> = fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some() && !self.read.contains(path))
                .collect();
            files.sort();
            while let Some(path) = files.pop() {
                let text = text_of(&fs::read(&path).unwrap(), kind);
                if let Some(found) = text.lines().find_map(&fits) {
                    self.read.insert(path);
                    return found;
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no message came: {}", self.log());
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.kill();
    }
}

fn text_of(bytes: &[u8], kind: &str) -> String {
    if kind == "sms" {
        let sms: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        return sms["text"].as_str().unwrap().to_owned();
    }
    let mail = mailparse::parse_mail(bytes).unwrap();
    let plain = mail
        .parts()
        .find(|part| part.ctype.mimetype == "text/plain")
        .unwrap();
    plain.get_body().unwrap()
}

/// The server built beside this test.
fn program() -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let program = this
        .parent()
        .unwrap()
        .parent()
        .unwrap()
        .join("sceau-server");
    assert!(
        program.exists(),
        "{} is missing: run `cargo build -p sceau-server` first",
        program.display()
    );
    program
}
