//! The house is as ARCHITECTURE.md draws it: each rule is applied to the real graph, and to a sample
//! that must fail.
#![expect(
    clippy::expect_used,
    reason = "a helper of a test fails as the test does"
)]

use cargo_metadata::{DependencyKind, MetadataCommand, Package};
use sceau_tests::reach::{files_in_folder, files_of_target};
use sceau_tests::rooms::{Edge, ROOMS, Use, complaint};
use sceau_wire::host::COMMAND_NAMES;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn packages_of_the_workspace() -> Vec<Package> {
    MetadataCommand::new()
        .manifest_path(top().join("Cargo.toml"))
        .no_deps()
        .other_options(vec!["--offline".to_owned()])
        .exec()
        .expect("cargo metadata")
        .packages
}

fn edges_of_the_workspace() -> Vec<Edge> {
    let used_in = |kind| match kind {
        DependencyKind::Development => Use::Tests,
        _ => Use::Product,
    };
    packages_of_the_workspace()
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
fn every_file_is_compiled_into_something() {
    let mut forgotten = Vec::new();
    for package in packages_of_the_workspace() {
        let folder = package.manifest_path.parent().expect("a manifest's folder");
        let roots = package.targets.iter().map(|target| &target.src_path);
        let reached: BTreeSet<_> = roots
            .flat_map(|root| files_of_target(root.as_std_path()))
            .collect();
        let all = files_in_folder(folder.as_std_path());
        assert!(!all.is_empty(), "{folder} was not read");
        forgotten.extend(all.difference(&reached).cloned());
    }
    assert!(forgotten.is_empty(), "no `mod` names {forgotten:#?}");
}

#[test]
fn a_file_that_no_module_names_would_be_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, text).expect("written");
        path
    };
    let root = file(
        "lib.rs",
        "pub(crate) mod room;\n#[path = \"hidden.rs\"]\nmod shown;\n",
    );
    file("room/mod.rs", "mod chair;\n// mod forgotten;\n");
    file("room/chair.rs", "");
    file("hidden.rs", "");
    let forgotten = file("room/forgotten.rs", "");
    let reached = files_of_target(&root);
    let left: Vec<_> = files_in_folder(folder.path())
        .difference(&reached)
        .cloned()
        .collect();
    assert_eq!(left, [forgotten]);
}

#[test]
fn the_shell_stays_thin() {
    let files = files_in_folder(&top().join("src-tauri/src"));
    let text = |file: &PathBuf| fs::read_to_string(file).expect("a readable file");
    let lines: usize = files.iter().map(|file| text(file).lines().count()).sum();
    assert!(lines > 0, "the shell was not read");
    assert!(
        lines < 600,
        "the shell has {lines} lines; logic belongs in `client`"
    );
}

#[test]
fn the_window_may_call_each_command_by_name_and_little_else() {
    let text = fs::read_to_string(top().join("src-tauri/capabilities/main.json"));
    let capability: Value = serde_json::from_str(&text.expect("the capability")).expect("JSON");
    let permissions = capability["permissions"].as_array().expect("a list");
    let granted: Vec<_> = permissions
        .iter()
        .filter_map(Value::as_str)
        .filter(|permission| !permission.starts_with("core:"))
        .collect();
    let contract: Vec<String> = COMMAND_NAMES
        .iter()
        .map(|name| format!("allow-{}", name.replace('_', "-")))
        .collect();
    assert_eq!(granted, contract);
    assert!(capability.get("remote").is_none());
}
