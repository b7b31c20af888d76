//! Tells the server which source it is built from: every examination names it, so that it can be made again.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// What the facts are made by.
const SOURCE: [&str; 4] = ["../checks", "../domain", "../vision", "../../Cargo.lock"];

fn main() -> std::io::Result<()> {
    let mut cargo = std::io::stdout().lock();
    writeln!(cargo, "cargo::rerun-if-env-changed=SCEAU_REVISION")?;
    for path in SOURCE {
        writeln!(cargo, "cargo::rerun-if-changed={path}")?;
    }
    // It grows with every commit and every other branch that is looked at.
    let moves = git(&["rev-parse", "--git-path", "logs/HEAD"]);
    if let Some(moves) = moves.filter(|moves| Path::new(moves).exists()) {
        writeln!(cargo, "cargo::rerun-if-changed={moves}")?;
    }
    let given = std::env::var_os("SCEAU_REVISION").and_then(|given| given.into_string().ok());
    let revision = given
        .or_else(revision)
        .unwrap_or_else(|| "unknown".to_owned());
    writeln!(cargo, "cargo::rustc-env=SCEAU_REVISION={revision}")
}

/// The commit, and whether what the facts are made by was changed since. `None` outside a repository.
fn revision() -> Option<String> {
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changes = git(&[&["status", "--porcelain", "--"][..], &SOURCE].concat())?;
    Some(if changes.is_empty() {
        commit
    } else {
        format!("{commit}+changes")
    })
}

fn git(arguments: &[&str]) -> Option<String> {
    let asked = Command::new("git").args(arguments).output().ok()?;
    let said = String::from_utf8(asked.stdout).ok()?;
    asked.status.success().then(|| said.trim().to_owned())
}
