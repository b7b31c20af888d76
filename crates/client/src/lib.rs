//! What the app does, one file per command of `wire::host`, behind small ports.
//!
//! [`App`] holds the ports and what is known in memory; every command is a typed function
//! `command::name(&App, Args)`. The macro [`commands!`] is the one list of them: the Tauri shell and
//! `devhost` both expand it, so that they serve exactly the contract.
//!
//! What this room deliberately does not know: Tauri, SQL, which screen asks, and the journey's
//! rules: the server decides, the view it answers is passed on.

mod account;
mod app;
mod camera;
mod captures;
pub mod command;
mod device;
mod entries;
mod erasure;
mod files;
#[cfg(feature = "key-store")]
mod key_store;
mod links;
pub mod media;
mod memory;
mod notices;
mod ports;
mod remote;
mod secret_choice;
mod secret_file;
mod settings;
mod start_fault;
mod system;
mod uploads;

pub use app::{App, OpenFault};
pub use device::CodeCost;
#[cfg(feature = "key-store")]
pub use key_store::KeyStore;
pub use notices::{Notice, run_notices};
pub use ports::{Calendar, Notifier, Opener, Ports, SecretFault, SecretName, SecretStore};
#[cfg(feature = "mock")]
pub use remote::{NetworkFault, NetworkScenario};
pub use sceau_domain::private::Secret as Guarded;
pub use secret_choice::choose_secrets;
pub use secret_file::SecretFiles;
pub use settings::{DEFAULT_SERVER, SETTINGS_FILE, Settings, SettingsFault, server_of};
pub use start_fault::StartFault;
pub use system::{NoNotices, SystemCalendar, SystemRandom, device_name_on};
pub use uploads::run_uploads;

#[cfg(test)]
mod tests;
