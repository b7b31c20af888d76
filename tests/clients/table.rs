//! The tables of `docs/clients.md` and `docs/conformance.md`.

use crate::house::Kind;
use crate::peers::Peer;
use sceau_sandbox::check::{Report, Verdict};
use std::path::Path;

/// A client that logged someone in.
pub(crate) struct Row {
    pub(crate) library: String,
    pub(crate) version: String,
    pub(crate) kind: Kind,
    pub(crate) seen: Vec<String>,
}

impl Row {
    pub(crate) fn of(peer: &Peer, kind: Kind, seen: Vec<String>) -> Self {
        Self {
            library: peer.library.to_owned(),
            version: peer.version.clone(),
            kind,
            seen,
        }
    }

    fn write(&self) -> String {
        let Self {
            library,
            version,
            kind,
            seen,
        } = self;
        let (profile, seen) = (kind.profile(), seen.join(", "));
        format!("| {library} {version} | {profile} | {seen} |\n")
    }
}

/// The clients that logged someone in.
pub(crate) fn check_clients(rows: &[Row]) {
    assert!(rows.iter().all(|row| !row.seen.is_empty()));
    let body: String = rows.iter().map(Row::write).collect();
    let head = "| client | registered as | seen to work |\n|---|---|---|";
    check_table("clients", &format!("{head}\n{body}"));
}

/// What the sandbox's broker says.
pub(crate) fn check_conformance(report: &Report, other: &Report) {
    let head = "| question | source | Sceau | seen | oidc-provider |\n|---|---|---|---|---|";
    let line = |row: &sceau_sandbox::check::Row| {
        let (name, source) = (row.name, row.source);
        let (word, seen) = (row.verdict.word(), row.verdict.seen());
        let other = match other.verdict(name) {
            None => "not asked".to_owned(),
            Some(verdict @ Verdict::Fails(_)) => format!("otherwise: {}", verdict.seen()),
            Some(verdict) => verdict.word().to_owned(),
        };
        format!("| {name} | {source} | {word} | {seen} | {other} |\n")
    };
    let lines: String = report.rows.iter().map(line).collect();
    check_table("conformance", &format!("{head}\n{lines}"));
}

/// Holds a table of the documentation against what was seen, or writes it with `SCEAU_GEN=1`. `name`: of
/// the file and of the marks around the table.
fn check_table(name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../docs/{name}.md"));
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = (
        format!("<!-- {name}:begin -->\n"),
        format!("<!-- {name}:end -->"),
    );
    let (before, rest) = text.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    let written = format!("{before}{begin}\n{table}\n{end}{after}");
    if std::env::var_os("SCEAU_GEN").is_some() {
        std::fs::write(&path, written).unwrap();
    } else {
        assert_eq!(text, written, "docs/{name}.md is not of today: SCEAU_GEN=1");
    }
}
