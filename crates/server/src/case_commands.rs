//! `sceau-server case`: writes the sealed record of a case, verifies one that somebody was shown.

use crate::commands::open;
use crate::sealed_files::{read, trusted};
use crate::wiring::StartFailure;
use clap::Subcommand;
use sceau_service::review::{CaseRecord, record_case, verify_record};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What is done with cases.
#[derive(Subcommand)]
pub(crate) enum CaseCommand {
    /// Writes the whole record of a case to the standard output, sealed: what was declared, read, found and decided,
    /// and every line of the journal. It names the person. That it was asked for is written in the journal.
    Record {
        /// The case, as the console and the journal name it.
        case: String,
    },
    /// Verifies a record's file: its seal, and its lines of the journal. Asks nobody.
    Verify {
        /// The file.
        file: PathBuf,
        /// The keys of the installation that sealed it, as saved from its address `preuve/cle`; those of the
        /// configured installation when absent. A record is never believed on the word of its own key.
        #[arg(long)]
        key: Option<PathBuf>,
    },
}

/// Does what is asked.
///
/// # Errors
/// A case that nobody has, a file that cannot be read, or `RecordFault`.
pub(crate) async fn run(config: &Path, command: CaseCommand) -> Result<(), StartFailure> {
    match command {
        CaseCommand::Record { case } => {
            let world = open(config).await?;
            let case = case.parse().map_err(|_| "not a case's identifier")?;
            let file = record_case(&world, case).await?;
            let mut out = std::io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &file)?;
            Ok(writeln!(out)?)
        }
        CaseCommand::Verify { file, key } => {
            let trusted = trusted(config, key.as_deref())?;
            Ok(tell(&verify_record(&read(&file)?, &trusted)?)?)
        }
    }
}

/// Nothing of the person: the file says it to whoever may read it.
fn tell(record: &CaseRecord) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let CaseRecord {
        issuer,
        case,
        state,
        made_at,
        ..
    } = record;
    writeln!(out, "{issuer}\t{case}\t{state}\t{made_at}")?;
    for decision in &record.decisions {
        let effect = if decision.took_effect {
            "took effect"
        } else {
            "opinion"
        };
        let (at, who, verdict) = (&decision.at, &decision.operator_name, &decision.verdict);
        writeln!(out, "{at}\t{who}\t{verdict}\t{effect}")?;
    }
    for row in &record.history {
        writeln!(out, "{}\t{}\t{}", row.at, row.kind, row.chain_hash)?;
    }
    writeln!(out, "{}", record.worth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_domain::journey::StateName;
    use sceau_oidc::keys::Jwks;
    use sceau_testkit::samples;
    use sceau_testkit::samples::records::{account, case, case_id};
    use sceau_testkit::world::TestWorld;
    use std::fs;

    #[tokio::test]
    async fn a_record_is_verified_by_the_keys_that_its_reader_gives() {
        let test = TestWorld::new().await;
        let mut tx = test.world.store.begin().await.unwrap();
        tx.put_account(&account(1)).await.unwrap();
        let refused = samples::state(StateName::Refused);
        tx.put_case(&case(1, refused)).await.unwrap();
        tx.commit().await.unwrap();
        let record = record_case(&test.world, case_id(1)).await.unwrap();

        let folder = tempfile::tempdir().unwrap();
        let [file, key] = ["dossier.json", "cle.json"].map(|name| folder.path().join(name));
        let keys = Jwks::of([test.world.keys.seal_public()]);
        fs::write(&key, serde_json::to_vec(&keys).unwrap()).unwrap();
        let text = serde_json::to_string_pretty(&record).unwrap();
        fs::write(&file, &text).unwrap();
        let verify = async || {
            let (file, key) = (file.clone(), Some(key.clone()));
            let config = folder.path().join("sceau.toml");
            let verified = run(&config, CaseCommand::Verify { file, key }).await;
            verified.map_err(|failure| failure.to_string())
        };
        assert_eq!(verify().await, Ok(()));
        fs::write(&file, text.replace("\"refused\"", "\"activation\"")).unwrap();
        let told = verify().await.unwrap_err();
        assert!(told.contains("changed after it was sealed"), "{told}");
    }
}
