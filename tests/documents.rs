//! The documents say what the code does.
#![expect(clippy::panic, reason = "a helper of a test fails as the test does")]

use sceau_wire::error::ErrorCode;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn read(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_error_code_is_documented_and_no_other() {
    let documented: BTreeSet<String> = read("docs/error-codes.md")
        .lines()
        .filter_map(|line| {
            line.strip_prefix("| `")?
                .split('`')
                .next()
                .map(str::to_owned)
        })
        .collect();
    let known: BTreeSet<String> = ErrorCode::ALL
        .iter()
        .map(|code| code.as_str().to_owned())
        .collect();
    let missing: Vec<_> = known.difference(&documented).collect();
    let stale: Vec<_> = documented.difference(&known).collect();
    assert!(
        missing.is_empty() && stale.is_empty(),
        "missing {missing:?}, stale {stale:?}"
    );
}

#[test]
fn every_row_of_the_error_codes_says_cause_remedy_and_who() {
    for line in read("docs/error-codes.md")
        .lines()
        .filter(|line| line.starts_with("| `"))
    {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 4, "{line}");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{line}");
    }
}

#[test]
fn the_readme_says_what_sceau_is_not() {
    let readme = read("README.md");
    assert!(readme.contains("Sans lien avec La Poste, AR24 ni l'État. Aucune valeur légale."));
}
