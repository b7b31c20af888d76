//! Makes one permission per command of the contract, so that the capability grants each by name.

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(sceau_wire::host::COMMAND_NAMES);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(fault) = tauri_build::try_build(attributes) {
        println!("cargo::error={fault:#}");
    }
}
