//! `sceau-server check`: what would stop the server, said before it is started.

use crate::client_commands::level_warning;
use crate::faces;
use crate::installation::vault_in;
use crate::secrets;
use crate::settings::{self, Settings};
use crate::signing_keys::StoredSigningKeys;
use crate::wiring::{StartFailure, gateway, letterhead, smtp, trusted};
use sceau_service::records::ChainCheck;
use sceau_store_sqlite::SqliteLook;
use std::io::Write as _;
use std::path::Path;

/// Reads the configuration, what it names and the data as they are, and verifies the audit chain. Nothing is made, nor
/// brought to a newer shape: that is for the server to do. Every fault is said, not the first alone.
///
/// # Errors
/// Whatever would stop the server.
pub(crate) async fn check(config: &Path) -> Result<(), StartFailure> {
    let settings = settings::read(config)?;
    let mut faults = faults_of(&settings);
    for warning in settings.clients.iter().filter_map(level_warning) {
        writeln!(std::io::stderr(), "{warning}")?;
    }
    match entries(&settings).await {
        Ok(entries) => writeln!(
            std::io::stdout(),
            "{}: {entries} audit entries, chain intact",
            settings.name
        )?,
        Err(failure) => faults.push(told(failure.as_ref())),
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(faults.join("; ").into())
}

/// The audit grows for ever: it is verified in pieces of a few megabytes.
const ROWS_AT_ONCE: u32 = 10_000;

/// The entries of the audit, whose chain is intact.
async fn entries(settings: &Settings) -> Result<u64, StartFailure> {
    let store = SqliteLook::open(&settings.database()).await?;
    let mut tx = store.read().await?;
    let mut chain = ChainCheck::default();
    loop {
        let rows = tx.audit_after(chain.rows(), ROWS_AT_ONCE).await?;
        if rows.is_empty() {
            return Ok(chain.rows());
        }
        chain.follow(&rows)?;
    }
}

/// What is wrong with the files that the configuration names and with the installation's keys.
fn faults_of(settings: &Settings) -> Vec<String> {
    let keys = settings.data.join("keys");
    let existing = |name: &str| -> Result<(), StartFailure> {
        secrets::existing(&keys.join(name))?;
        Ok(())
    };
    let mut faults = Vec::new();
    let mut note = |name: &str, checked: Result<(), StartFailure>| {
        faults.extend(
            checked
                .err()
                .map(|failure| format!("{name}: {}", told(failure.as_ref()))),
        );
    };
    note("vault_key", vault_key(settings));
    note("master.key", existing("master.key"));
    note("subjects.key", existing("subjects.key"));
    note("signing.json", StoredSigningKeys::verify(&keys));
    note("seals", trusted(settings).map(drop));
    if let Some(models) = &settings.models {
        note("models", faces::finding(models).map(drop));
    }
    note("compares_faces", faces::comparer(settings).map(drop));
    note("mail", mail(settings));
    if let Some(sms) = &settings.sms {
        note("sms", gateway(sms).map(drop));
    }
    faults
}

/// Whether it is there, and the one that the vault was sealed under.
fn vault_key(settings: &Settings) -> Result<(), StartFailure> {
    let of_data = settings.data.join("keys").join("vault.key");
    let key = secrets::existing(settings.vault_key.as_ref().unwrap_or(&of_data))?;
    Ok(sceau_vault::verify_key(&vault_in(&settings.data), &key)?)
}

fn mail(settings: &Settings) -> Result<(), StartFailure> {
    let letterhead = letterhead(settings)?;
    match &settings.mail {
        Some(mail) => smtp(mail, letterhead).map(drop),
        None => Ok(()),
    }
}

/// A failure with what caused it.
fn told(failure: &(dyn std::error::Error + 'static)) -> String {
    let mut words = failure.to_string();
    let mut cause = failure.source();
    while let Some(inner) = cause {
        words.push_str(": ");
        words.push_str(&inner.to_string());
        cause = inner.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiring::wire;

    fn settings(folder: &Path, more: &str) -> Settings {
        let text = format!(
            "name = \"Essai\"\nbase_url = \"http://127.0.0.1:8440/\"\n\
             listen = \"127.0.0.1:8440\"\ndata = \"{}\"\n{more}",
            folder.display()
        );
        toml::from_str(&text).unwrap()
    }

    /// Every file of the folder and what it holds.
    fn everything(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(everything(&path));
            } else {
                found.push((path.clone(), std::fs::read(&path).unwrap()));
            }
        }
        found.sort();
        found
    }

    #[tokio::test]
    async fn every_thing_that_would_stop_the_server_is_said_and_nothing_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        drop(wire(&settings(folder.path(), "")).await.unwrap());
        let before = everything(&folder.path().join("keys"));
        assert_eq!(faults_of(&settings(folder.path(), "")), [""; 0]);
        let wrong = folder.path().join("another.key");
        std::fs::write(&wrong, [3; 32]).unwrap();
        let more = format!(
            "vault_key = \"{}\"\nseals = \"/nowhere/seals.toml\"\nmodels = \"/nowhere/models\"\n\
             compares_faces = true\n\
             [mail]\nfrom = \"nobody\"\nhost = \"localhost\"\nport = 25\nsecurity = \"none\"\n\
             [sms]\naddress = \"https://sms.exemple.test/\"\ntoken_file = \"/nowhere/token\"\n",
            wrong.display()
        );
        let faults = faults_of(&settings(folder.path(), &more));
        let named: Vec<&str> = faults
            .iter()
            .filter_map(|fault| fault.split_once(':'))
            .map(|(name, _)| name)
            .collect();
        let expected = [
            "vault_key",
            "seals",
            "models",
            "compares_faces",
            "mail",
            "sms",
        ];
        assert_eq!(named, expected, "{faults:#?}");
        assert_eq!(everything(&folder.path().join("keys")), before);
    }

    #[test]
    fn a_key_that_is_gone_is_said_and_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let faults = faults_of(&settings(folder.path(), ""));
        assert_eq!(faults.len(), 4, "{faults:#?}");
        assert!(everything(folder.path()).is_empty());
    }
}
