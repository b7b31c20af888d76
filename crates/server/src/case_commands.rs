//! `sceau-server case`: writes the sealed record of a case, verifies one that somebody was shown.

use crate::commands::open;
use crate::sealed_files::{read, trusted};
use crate::wiring::StartFailure;
use clap::Subcommand;
use sceau_domain::journey::Part;
use sceau_service::examination::{Difference, ExaminedAgain, examine_again};
use sceau_service::review::{CaseRecord, record_case, verify_record};
use std::io::Write;
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
    /// Examines the sealed pictures and films of a case once more, and says what differs from the examinations on
    /// file. Nothing is overwritten. That it was asked for is written in the journal.
    Examine {
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
        CaseCommand::Examine { case } => {
            let world = open(config).await?;
            let case = case.parse().map_err(|_| "not a case's identifier")?;
            let again = examine_again(&world, case).await?;
            Ok(tell_again(&again, &mut std::io::stdout().lock())?)
        }
        CaseCommand::Verify { file, key } => {
            let trusted = trusted(config, key.as_deref())?;
            Ok(tell(&verify_record(&read(&file)?, &trusted)?)?)
        }
    }
}

/// A line a piece, and one for whatever is not as it was filed. Nothing of the person.
fn tell_again(again: &[ExaminedAgain], out: &mut impl Write) -> std::io::Result<()> {
    for piece in again {
        let ExaminedAgain {
            evidence,
            part,
            filed_by,
            made_by,
            differences,
        } = piece;
        let result = if differences.is_empty() {
            "the same"
        } else {
            "differs"
        };
        writeln!(out, "{evidence}\t{}\t{result}", name_of(*part))?;
        if filed_by != made_by {
            writeln!(out, "\tmade by\t{filed_by}\t{made_by}")?;
        }
        for Difference { what, values } in differences {
            match values {
                Some((filed, now)) => writeln!(out, "\t{what}\t{filed}\t{now}")?,
                None => writeln!(out, "\t{what}\tsealed otherwise")?,
            }
        }
    }
    Ok(())
}

const fn name_of(part: Part) -> &'static str {
    match part {
        Part::Front => "front",
        Part::Back => "back",
        Part::Video => "film",
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
    use sceau_testkit::samples::evidence_id;
    use sceau_testkit::samples::records::{account, case, case_id};
    use sceau_testkit::world::TestWorld;
    use std::fs;

    #[test]
    fn a_second_examination_is_told_with_what_made_both_and_what_differs() {
        let same = ExaminedAgain {
            evidence: evidence_id(Part::Front),
            part: Part::Front,
            filed_by: "sceau-checks 0.1.0 (0123456789ab)".to_owned(),
            made_by: "sceau-checks 0.1.0 (0123456789ab)".to_owned(),
            differences: Vec::new(),
        };
        let differing = ExaminedAgain {
            evidence: evidence_id(Part::Back),
            part: Part::Back,
            made_by: "sceau-checks 0.2.0 (ba9876543210)".to_owned(),
            differences: vec![
                Difference {
                    what: "findings",
                    values: Some(("[]".to_owned(), "[\"blur\"]".to_owned())),
                },
                Difference {
                    what: "zone",
                    values: None,
                },
            ],
            ..same.clone()
        };
        let mut told = Vec::new();
        tell_again(&[same, differing], &mut told).unwrap();
        let told = String::from_utf8(told).unwrap();
        let (one, two) = (evidence_id(Part::Front), evidence_id(Part::Back));
        let expected = [
            format!("{one}\tfront\tthe same"),
            format!("{two}\tback\tdiffers"),
            "\tmade by\tsceau-checks 0.1.0 (0123456789ab)\tsceau-checks 0.2.0 (ba9876543210)"
                .to_owned(),
            "\tfindings\t[]\t[\"blur\"]".to_owned(),
            "\tzone\tsealed otherwise".to_owned(),
        ];
        assert_eq!(told.lines().collect::<Vec<_>>(), expected);
    }

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
