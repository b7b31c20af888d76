//! The house is as ARCHITECTURE.md draws it: each rule is applied to the real graph, and to a sample
//! that must fail.
#![expect(
    clippy::expect_used,
    reason = "a helper of a test fails as the test does"
)]

use cargo_metadata::{DependencyKind, MetadataCommand};
use sceau_tests::rooms::{Edge, ROOMS, Use, complaint};
use std::fs;
use std::path::PathBuf;

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn edges_of_the_workspace() -> Vec<Edge> {
    let metadata = MetadataCommand::new()
        .manifest_path(top().join("Cargo.toml"))
        .no_deps()
        .other_options(vec!["--offline".to_owned()])
        .exec()
        .expect("cargo metadata");
    let used_in = |kind| match kind {
        DependencyKind::Development => Use::Tests,
        _ => Use::Product,
    };
    metadata
        .packages
        .iter()
        .flat_map(|package| {
            package.dependencies.iter().map(|dependency| Edge {
                from: package.name.to_string(),
                to: dependency.name.clone(),
                used_in: used_in(dependency.kind),
            })
        })
        .collect()
}

#[test]
fn every_room_imports_only_what_the_table_allows() {
    let edges = edges_of_the_workspace();
    assert!(edges.len() > 50, "the graph was not read");
    let complaints: Vec<_> = edges.iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn the_table_would_notice_every_forbidden_edge() {
    let product = |from: &str, to: &str| Edge {
        from: from.to_owned(),
        to: to.to_owned(),
        used_in: Use::Product,
    };
    for edge in [
        product("sceau-domain", "serde"),
        product("sceau-domain", "sceau-wire"),
        product("sceau-vision", "tokio"),
        product("sceau-oidc", "axum"),
        product("sceau-capture", "sceau-client"),
        product("sceau-client", "tauri"),
        product("sceau-client", "sceau-service"),
        product("sceau-service", "sceau-wire"),
        product("sceau-service", "rusqlite"),
        product("sceau-store-sqlite", "sceau-http"),
        product("sceau-vault", "sceau-notify"),
        product("sceau-http", "rusqlite"),
        product("sceau-http", "sceau-store-sqlite"),
        product("sceau-server", "sceau-client"),
        product("sceau-app", "sceau-service"),
        product("sceau-devhost", "sceau-http"),
        product("sceau-sandbox", "sceau-service"),
        product("sceau-server", "sceau-testkit"),
        product("sceau-unknown", "serde"),
    ] {
        assert!(complaint(&edge).is_some(), "{edge:?} passed");
    }
}

#[test]
fn tests_may_use_what_the_product_may_not() {
    let edge = Edge {
        from: "sceau-service".to_owned(),
        to: "sceau-testkit".to_owned(),
        used_in: Use::Tests,
    };
    assert_eq!(complaint(&edge), None);
}

#[test]
fn every_room_of_the_table_exists() {
    let edges = edges_of_the_workspace();
    for room in ROOMS {
        let package = format!("sceau-{}", room.name);
        assert!(
            edges.iter().any(|edge| edge.from == package),
            "{package} is not in the workspace"
        );
    }
}

#[test]
fn the_shell_stays_thin() {
    let mut lines = 0;
    let mut folders = vec![top().join("src-tauri/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                lines += fs::read_to_string(&path)
                    .unwrap_or_default()
                    .lines()
                    .count();
            }
        }
    }
    assert!(
        lines < 600,
        "the shell has {lines} lines; logic belongs in `client`"
    );
}
