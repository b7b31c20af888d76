//! The table of `docs/clients.md`.

use crate::house::Kind;
use crate::peers::Peer;
use std::path::Path;

const BEGIN: &str = "<!-- clients:begin -->\n";
const END: &str = "<!-- clients:end -->";

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

/// Holds the table in the documentation against what was seen, or writes it with `SCEAU_GEN=1`.
pub(crate) fn check_table(rows: &[Row]) {
    assert!(rows.iter().all(|row| !row.seen.is_empty()));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/clients.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let body: String = rows.iter().map(Row::write).collect();
    let table = format!("\n| client | registered as | seen to work |\n|---|---|---|\n{body}\n");
    let written = format!("{before}{BEGIN}{table}{END}{after}");
    if std::env::var_os("SCEAU_GEN").is_some() {
        std::fs::write(&path, written).unwrap();
    } else {
        assert_eq!(
            text, written,
            "docs/clients.md is not of today: SCEAU_GEN=1"
        );
    }
}
