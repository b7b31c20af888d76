//! Examines the sealed evidence of a case once more, and says what differs from what was filed. Nothing is kept of
//! it: what operators saw when they decided stays as it was.

use super::examine_due::{document_of, opened, read};
use super::seen::look_at;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::{AuditEntry, Examination};
use bytes::Bytes;
use core::fmt::Debug;
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_domain::journey::Part;

/// A piece that was examined again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExaminedAgain {
    /// Which.
    pub evidence: EvidenceId,
    /// What it shows.
    pub part: Part,
    /// What made the examination that is filed, with versions.
    pub filed_by: String,
    /// What made this one.
    pub made_by: String,
    /// What differs; empty where everything is as it was filed.
    pub differences: Vec<Difference>,
}

/// Something that is not as it was filed. It says nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What: a part of the report, or the name of a sealed object.
    pub what: &'static str,
    /// Both, where they may be told: as filed, and now.
    pub values: Option<(String, String)>,
}

/// Examines every piece of a case that has an examination on file. That it was asked for is written in the journal.
///
/// # Errors
/// `NotFound` for a case that nobody has; [`Failure::Store`], [`Failure::Vault`] where the evidence is erased or lost,
/// and [`Failure::Inconsistent`] where nobody can look.
pub async fn examine_again(world: &World, case: CaseId) -> Result<Vec<ExaminedAgain>, Failure> {
    let mut tx = world.store.begin().await?;
    tx.case(case).await?.ok_or(Refusal::NotFound)?;
    let filed = tx.examinations_of(case).await?;
    let asked = AuditEntry::new(world.clock.now(), "case.examined_again").of_case(case);
    tx.append_audit(&asked).await?;
    tx.commit().await?;
    let mut all = Vec::new();
    for filed in filed {
        all.extend(piece_again(world, filed).await?);
    }
    Ok(all)
}

/// `None` where the piece is gone meanwhile.
async fn piece_again(world: &World, filed: Examination) -> Result<Option<ExaminedAgain>, Failure> {
    let mut tx = world.store.read().await?;
    let Some((evidence, kind, _)) = document_of(tx.as_mut(), filed.evidence).await? else {
        return Ok(None);
    };
    drop(tx);
    let bytes = read(world, &evidence).await?;
    let now = look_at(world, &evidence, kind, bytes).await?;
    let mut differences = of_rows(&filed, &now.row);
    for (name, bytes) in &now.objects {
        differences.extend(of_object(world, &filed, name, bytes).await?);
    }
    Ok(Some(ExaminedAgain {
        evidence: evidence.id,
        part: evidence.part,
        filed_by: filed.made_by,
        made_by: now.row.made_by,
        differences,
    }))
}

fn of_rows(filed: &Examination, now: &Examination) -> Vec<Difference> {
    let differences = [
        differing("findings", &filed.findings, &now.findings),
        differing("document", &filed.document, &now.document),
        differing("zone", &filed.zone, &now.zone),
        differing("seal", &filed.seal, &now.seal),
        differing("portrait", &filed.has_portrait, &now.has_portrait),
        differing("film", &filed.film, &now.film),
    ];
    differences.into_iter().flatten().collect()
}

fn differing<T: PartialEq + Debug>(what: &'static str, filed: &T, now: &T) -> Option<Difference> {
    (filed != now).then(|| Difference {
        what,
        values: Some((format!("{filed:?}"), format!("{now:?}"))),
    })
}

/// What a sealed object holds is the person's own: that it differs is all that is said.
async fn of_object(
    world: &World,
    filed: &Examination,
    name: &'static str,
    now: &Bytes,
) -> Result<Option<Difference>, Failure> {
    let before = match opened(world, filed.case, filed.evidence, name).await {
        Ok(before) => Some(before),
        Err(failure) if failure.is_lost() => None,
        Err(failure) => return Err(failure.into()),
    };
    let is_same = before.as_ref() == Some(now);
    Ok((!is_same).then_some(Difference {
        what: name,
        values: None,
    }))
}
