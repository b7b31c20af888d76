//! `sceau-server letter`: verifies a proof that somebody was shown.

use crate::sealed_files::{read, trusted};
use crate::wiring::StartFailure;
use clap::Subcommand;
use sceau_service::letter::{LetterProof, verify_proof};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What is done with letters.
#[derive(Subcommand)]
pub(crate) enum LetterCommand {
    /// Verifies a proof's file: the chain of events, the event's seal, the file's. Asks nobody.
    Verify {
        /// The file.
        file: PathBuf,
        /// The keys of the installation that sealed it, as saved from its address `preuve/cle`; those of the
        /// configured installation when absent. A proof is never believed on the word of its own key.
        #[arg(long)]
        key: Option<PathBuf>,
    },
}

/// Does what is asked.
///
/// # Errors
/// A file that cannot be read, or `ProofFault`.
pub(crate) fn run(config: &Path, command: LetterCommand) -> Result<(), StartFailure> {
    let LetterCommand::Verify { file, key } = command;
    let trusted = trusted(config, key.as_deref())?;
    let proof = verify_proof(&read(&file)?, &trusted)?;
    Ok(tell(&proof)?)
}

fn tell(proof: &LetterProof) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}\tN°{}", proof.issuer, proof.number)?;
    for (name, of_whom) in [("from", &proof.sender), ("to", &proof.recipient)] {
        if let Some(who) = of_whom {
            writeln!(out, "{name}\t{who}")?;
        }
    }
    for event in &proof.events {
        writeln!(out, "{}\t{}\t{}", event.at, event.kind, event.chain_hash)?;
    }
    writeln!(out, "{}", proof.worth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_oidc::keys::Jwks;
    use sceau_service::crypto::sha256;
    use sceau_service::letter::prove;
    use sceau_testkit::samples::records::letter;
    use sceau_testkit::world::TestWorld;
    use std::fs;
    use tempfile::TempDir;

    /// The proof of a letter's only event, and the keys of its installation.
    async fn proof_and_keys() -> (TempDir, PathBuf, PathBuf) {
        let test = TestWorld::new().await;
        let keys = &test.world.keys;
        let mut record = letter();
        record.tracking_hash = sha256(b"token");
        record.letter.events.truncate(1);
        let id = record.letter.id;
        for event in &mut record.letter.events {
            event.chain_hash = sha256(&event.chain_input(id, &[0; 32]));
            event.seal = keys.seal().sign(&event.seal_input(&record.letter.number));
        }
        let event = record.letter.events[0].id;
        let mut tx = test.world.store.begin().await.unwrap();
        tx.put_letter(&record).await.unwrap();
        tx.commit().await.unwrap();
        let proof = prove(&test.world, "token", event).await.unwrap();

        let folder = tempfile::tempdir().unwrap();
        let [file, key] = ["preuve.json", "cle.json"].map(|name| folder.path().join(name));
        fs::write(&file, serde_json::to_vec(&proof).unwrap()).unwrap();
        let keys = Jwks::of([keys.seal_public()]);
        fs::write(&key, serde_json::to_vec(&keys).unwrap()).unwrap();
        (folder, file, key)
    }

    fn verify(folder: &TempDir, file: &Path, key: Option<PathBuf>) -> Result<(), String> {
        let file = file.to_owned();
        let config = folder.path().join("sceau.toml");
        run(&config, LetterCommand::Verify { file, key }).map_err(|failure| failure.to_string())
    }

    #[tokio::test]
    async fn a_proof_is_verified_by_the_keys_that_its_reader_gives() {
        let (folder, file, key) = proof_and_keys().await;
        assert_eq!(verify(&folder, &file, Some(key.clone())), Ok(()));
        let changed = fs::read_to_string(&file)
            .unwrap()
            .replace("A23BC4567", "A23BC4568");
        fs::write(&file, changed).unwrap();
        let told = verify(&folder, &file, Some(key)).unwrap_err();
        assert!(told.contains("changed after it was sealed"), "{told}");
    }

    #[tokio::test]
    async fn without_given_keys_those_of_the_installation_count_and_never_the_files_own() {
        let (folder, file, _) = proof_and_keys().await;
        let told = verify(&folder, &file, None).unwrap_err();
        assert!(told.contains("sceau.toml"), "{told}");
        let keys = folder.path().join("data/keys");
        fs::create_dir_all(&keys).unwrap();
        let settings = format!(
            "name = \"Essai\"\nbase_url = \"http://127.0.0.1:8440/\"\nlisten = \"127.0.0.1:8440\"\ndata = \"{}\"\n",
            folder.path().join("data").display()
        );
        fs::write(folder.path().join("sceau.toml"), settings).unwrap();
        fs::write(keys.join("master.key"), [8; 32]).unwrap();
        let told = verify(&folder, &file, None).unwrap_err();
        assert!(told.contains("another key"), "{told}");
        fs::write(keys.join("master.key"), [7; 32]).unwrap();
        assert_eq!(verify(&folder, &file, None), Ok(()));
    }
}
