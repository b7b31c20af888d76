//! The committed TypeScript is the contract as it is now. `./dev gen` rewrites it.

use std::path::PathBuf;

#[test]
fn the_typescript_of_the_interface_is_the_contract_of_today() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/generated/wire.ts");
    let printed = sceau_wire::typescript::print();
    if std::env::var_os("SCEAU_GEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == printed,
        "ui/src/generated/wire.ts is stale: run ./dev gen"
    );
}
