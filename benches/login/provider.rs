//! The processes that are measured, and a login at npm's `oidc-provider`.

use crate::Outcome;
use crate::line::Lines;
use crate::load::Login;
use crate::person::{CALLBACK, CLIENT, SCOPE, SECRET};
use crate::site::{Browser, claims, code_in, location, redeem, write_form};
use core::time::Duration;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A provider in a process of its own, ended with this.
pub(crate) struct Started {
    child: Child,
    /// Where it listens.
    pub(crate) address: String,
    /// The apps' key, as the server printed it.
    pub(crate) key: [String; 2],
}

impl Started {
    pub(crate) async fn sceau(identities: u32) -> Outcome<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("serve").arg(identities.to_string());
        Self::start(command).await
    }

    /// Starts it and reads the line that says that it is ready.
    async fn start(mut command: Command) -> Outcome<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let line = tokio::task::spawn_blocking(move || {
            let mut line = String::new();
            BufReader::new(output).read_line(&mut line).map(|_| line)
        })
        .await??;
        let mut words = line.split_whitespace().map(str::to_owned);
        let mut next = || words.next().unwrap_or_default();
        let (address, key) = (next(), [next(), next()]);
        let started = Self {
            child,
            address,
            key,
        };
        if started.address.is_empty() {
            return Err("it ended before it was ready".into());
        }
        Ok(started)
    }

    /// What it holds in memory now.
    pub(crate) fn resident_mebibytes(&self) -> Outcome<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes: f64 = line
            .and_then(|line| line.split_whitespace().next())
            .ok_or("no VmRSS")?
            .parse()?;
        Ok(kibibytes / 1024.0)
    }

    /// The processor time it took so far.
    pub(crate) fn processor_time(&self) -> Outcome<Duration> {
        processor_time(&self.child.id().to_string())
    }
}

/// The processor time that a process took so far, `self` for this one (proc(5), `utime` and `stime` of
/// `stat`, which Linux counts in hundredths of a second for every program).
pub(crate) fn processor_time(process: &str) -> Outcome<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let (_, after_name) = stat.rsplit_once(')').ok_or("no stat")?;
    let mut hundredths = 0_u64;
    for ticks in after_name.split_whitespace().skip(11).take(2) {
        hundredths += ticks.parse::<u64>()?;
    }
    Ok(Duration::from_millis(hundredths * 10))
}

impl Drop for Started {
    fn drop(&mut self) {
        // Its input ends, and it with it, so that it takes its store off the disk.
        drop(self.child.stdin.take());
        for _ in 0..20 {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// npm's `oidc-provider`, with SQLite as its store.
pub(crate) struct Peer {
    pub(crate) started: Started,
    version: String,
}

impl Peer {
    pub(crate) async fn start() -> Outcome<Self> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers/login");
        let manifest = folder.join("node_modules/oidc-provider/package.json");
        let manifest: serde_json::Value =
            serde_json::from_slice(&std::fs::read(manifest).map_err(|_| "not installed")?)?;
        let version = manifest["version"].as_str().unwrap_or("?").to_owned();
        let mut command = Command::new("node");
        command
            .arg(folder.join("provider.mjs"))
            .args([CLIENT, SECRET, CALLBACK])
            .env("NODE_ENV", "production");
        let started = Started::start(command).await?;
        Ok(Self { started, version })
    }

    pub(crate) fn name(&self) -> String {
        format!("oidc-provider {}", self.version)
    }
}

/// Browsers and services at the peer. There is no app: the approval is one post of the browser.
pub(crate) struct Site {
    lines: Lines,
}

impl Site {
    pub(crate) fn new(address: &str) -> Outcome<Self> {
        Ok(Self {
            lines: Lines::new(address)?,
        })
    }

    pub(crate) async fn log_in(&self, turn: u32) -> Outcome<Login> {
        let mut login = Login::default();
        let mut browser = Browser::new(&self.lines, turn);
        let query = write_form(&[
            ("client_id", CLIENT),
            ("redirect_uri", CALLBACK),
            ("response_type", "code"),
            ("scope", SCOPE),
            ("prompt", "login"),
            ("state", "5f3ea91c5f3ea91c"),
            ("nonce", "a91c5f3ea91c5f3e"),
        ]);
        let begun = login
            .step("authorize", browser.get(&format!("/auth?{query}")))
            .await?;
        let page = location(&begun)?;
        login.step("page", browser.get(&page)).await?.succeeded()?;
        let person = format!("person-{}", turn % 1_000);
        let approved = login
            .step(
                "approve",
                browser.post(&format!("{page}/login"), &[("account", &person)]),
            )
            .await?;
        let resumed = login
            .step("resume", browser.get(&location(&approved)?))
            .await?;
        let code = code_in(&location(&resumed)?)?;
        let token = login
            .step("token", redeem(&self.lines, "/token", &code))
            .await?;
        login
            .step("userinfo", claims(&self.lines, "/me", &token))
            .await?;
        Ok(login)
    }
}
