//! Gathers a case's record and seals it; that it was asked for is a line of the journal, and of the record.

use super::content::{
    CaseRecord, RecordedDecision, RecordedEvidence, RecordedExamination, RecordedReading,
    RecordedReason, RecordedRepair, RecordedRow,
};
use super::{FORMAT, SEAL_TYPE, SealedRecord, VERSION};
use crate::crypto::to_hex;
use crate::examination::{ZoneExamined, examined_of, film_examined};
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{
    AuditEntry, AuditRow, Case, ChainEnd, CheckAnswer, DecisionRecord, Evidence, EvidenceSource,
    Operator, Verdict,
};
use crate::review::AuthenticatedOperator;
use crate::review::blind::{open_opinions, took_effect};
use crate::review::dossier::told;
use crate::review::lock::hold;
use crate::sealed_file;
use sceau_domain::document::mrz::Repair;
use sceau_domain::document::{Declaration, Field};
use sceau_domain::examination::FieldComparison;
use sceau_domain::id::CaseId;
use sceau_domain::journey::{Locked, Part};
use std::collections::BTreeMap;

/// The kind of the journal's line.
const RECORDED: &str = "case.recorded";

/// The record of a case, for the operator who holds it: without the opinion that they must not know.
///
/// # Errors
/// `NotFound`, `CaseDecided`, `CaseNotAssigned`; [`Failure::Store`], [`Failure::Vault`].
pub async fn record_held_case(
    world: &World,
    by: &AuthenticatedOperator,
    case: CaseId,
) -> Result<SealedRecord, Failure> {
    let mut tx = world.store.begin().await?;
    let held = hold(world, tx.as_mut(), by, case).await?;
    let is_second = !open_opinions(tx.as_mut(), case).await?.is_empty();
    let asked = AuditEntry::new(world.clock.now(), RECORDED)
        .of_case(case)
        .by_operator(by.operator.id);
    tx.append_audit(&asked).await?;
    let mut decisions = tx.decisions_of(case).await?;
    decisions.retain(took_effect);
    let rows = told(tx.audit_of_case(case).await?, is_second);
    let record = gather(world, tx.as_mut(), held.case, decisions, rows).await?;
    tx.commit().await?;
    seal(world, record)
}

/// The whole record of a case, wherever it stands, for those who run the installation.
///
/// # Errors
/// `NotFound`; [`Failure::Store`], [`Failure::Vault`].
pub async fn record_case(world: &World, case: CaseId) -> Result<SealedRecord, Failure> {
    let mut tx = world.store.begin().await?;
    let found = tx.case(case).await?.ok_or(Refusal::NotFound)?;
    let asked = AuditEntry::new(world.clock.now(), RECORDED).of_case(case);
    tx.append_audit(&asked).await?;
    let decisions = tx.decisions_of(case).await?;
    let rows = tx.audit_of_case(case).await?;
    let record = gather(world, tx.as_mut(), found, decisions, rows).await?;
    tx.commit().await?;
    seal(world, record)
}

fn seal(world: &World, record: CaseRecord) -> Result<SealedRecord, Failure> {
    sealed_file::seal(record, SEAL_TYPE, world.keys.seal())
}

async fn gather(
    world: &World,
    tx: &mut dyn Transaction,
    case: Case,
    decisions: Vec<DecisionRecord>,
    rows: Vec<AuditRow>,
) -> Result<CaseRecord, Failure> {
    let locked = case.state.locked();
    let evidence = tx.evidence_of(case.id).await?;
    let examined = match locked {
        Some(locked) => {
            let declaration = &locked.declared.documented.declaration;
            examined(world, tx, &case, declaration, &evidence).await?
        }
        None => Vec::new(),
    };
    let operators = tx.operators().await?;
    let before = tx.audit_before_rows_of(case.id).await?;
    Ok(CaseRecord {
        format: FORMAT.to_owned(),
        version: VERSION,
        worth: "Cachet non qualifié. Service de démonstration, aucune valeur légale.".to_owned(),
        issuer: world.configuration.base_url.to_string(),
        made_at: world.clock.now(),
        case: case.id.to_string(),
        state: case.state.name().as_str().to_owned(),
        examinations: case.examinations,
        declared: locked.map(declared).unwrap_or_default(),
        declared_as_read: locked.map(declared_as_read).unwrap_or_default(),
        evidence: evidence.into_iter().map(piece).collect(),
        examined,
        decisions: decisions
            .into_iter()
            .map(|record| decision(record, &operators))
            .collect(),
        history: rows.into_iter().map(|one| row(one, &before)).collect(),
    })
}

fn declared(locked: &Locked) -> BTreeMap<String, String> {
    let draft = locked.declared.documented.declaration.to_draft();
    let fields = Field::ALL.into_iter();
    let mut all: BTreeMap<_, _> = fields
        .filter_map(|field| Some((field.as_str().to_owned(), draft.text(field)?.to_owned())))
        .collect();
    if let Some(claims) = locked.declared.birthplace.claims() {
        all.insert("birthplace".to_owned(), claims.birthplace);
        all.insert("birthcountry".to_owned(), claims.birthcountry);
    }
    all
}

fn declared_as_read(locked: &Locked) -> Vec<String> {
    let read = locked.declared.documented.declaration.as_read().iter();
    read.map(|field| field.field().as_str().to_owned())
        .collect()
}

/// What was read is compared with what is declared now, as an operator sees it.
async fn examined(
    world: &World,
    tx: &mut dyn Transaction,
    case: &Case,
    declaration: &Declaration,
    evidence: &[Evidence],
) -> Result<Vec<RecordedExamination>, Failure> {
    let all = tx.examinations_of(case.id).await?;
    let (films, sides): (Vec<_>, Vec<_>) = all.into_iter().partition(|seen| seen.film.is_some());
    let mut recorded = Vec::new();
    for side in examined_of(world, declaration, sides).await? {
        let zone = side.zone.as_ref().map(|zone| &zone.compared);
        let seal = side.seal.as_ref().map(|seal| &seal.compared);
        let mut read: Vec<_> = zone.into_iter().flatten().map(reading("zone")).collect();
        read.extend(seal.into_iter().flatten().map(reading("seal")));
        recorded.push(RecordedExamination {
            evidence: side.evidence.to_string(),
            made_by: side.made_by,
            at: side.at,
            findings: side.findings,
            read,
            repaired: side.zone.iter().flat_map(repaired).collect(),
            signature: side.seal.map(|seal| seal.outcome.as_str().to_owned()),
        });
    }
    for film in films {
        let piece = evidence.iter().find(|piece| piece.id == film.evidence);
        let Some(facts) = piece.and_then(|piece| piece.video.as_ref()) else {
            continue;
        };
        if let Some(seen) = film_examined(world, facts, &film).await? {
            let findings = seen.look.findings.iter();
            recorded.push(RecordedExamination {
                evidence: seen.evidence.to_string(),
                findings: findings.map(|code| code.as_str().to_owned()).collect(),
                made_by: seen.made_by,
                at: seen.at,
                read: Vec::new(),
                repaired: Vec::new(),
                signature: None,
            });
        }
    }
    Ok(recorded)
}

fn reading(from: &'static str) -> impl Fn(&FieldComparison) -> RecordedReading {
    move |row| RecordedReading {
        from: from.to_owned(),
        field: row.field.as_str().to_owned(),
        read: row.read.as_ref().map(|read| read.reveal().clone()),
        likeness: row.likeness.as_str().to_owned(),
    }
}

fn repaired(zone: &ZoneExamined) -> Vec<RecordedRepair> {
    let repairs = zone.repairs.reveal().iter();
    let told = |repair: &Repair| RecordedRepair {
        line: repair.line + 1,
        column: repair.column + 1,
        from: repair.from,
        to: repair.to,
        why: repair.why().to_owned(),
    };
    repairs.map(told).collect()
}

fn piece(piece: Evidence) -> RecordedEvidence {
    let source = match piece.source {
        EvidenceSource::Live => "live",
        EvidenceSource::Imported => "imported",
        EvidenceSource::Scripted => "scripted",
    };
    RecordedEvidence {
        evidence: piece.id.to_string(),
        part: part(piece.part),
        source: source.to_owned(),
        media_type: piece.media_type,
        size: piece.size,
        sha256: to_hex(&piece.sha256),
        at: piece.at,
    }
}

fn part(part: Part) -> String {
    let word = match part {
        Part::Front => "front",
        Part::Back => "back",
        Part::Video => "video",
    };
    word.to_owned()
}

fn decision(record: DecisionRecord, operators: &[Operator]) -> RecordedDecision {
    let took_effect = took_effect(&record);
    let mut known = operators.iter();
    let who = known.find(|operator| operator.id == record.operator);
    let verdict = match record.verdict {
        Verdict::Approve => "approve",
        Verdict::AskAgain => "ask_again",
        Verdict::Refuse => "refuse",
    };
    let answer = |answer: &CheckAnswer| match answer {
        CheckAnswer::Yes => "yes".to_owned(),
        CheckAnswer::No => "no".to_owned(),
        CheckAnswer::Unsure => "unsure".to_owned(),
    };
    RecordedDecision {
        at: record.at,
        operator: record.operator.to_string(),
        operator_name: who.map_or_else(String::new, |operator| operator.name.clone()),
        verdict: verdict.to_owned(),
        reasons: record
            .reasons
            .iter()
            .map(|request| RecordedReason {
                code: request.reason.as_str().to_owned(),
                part: request.part.map(part),
            })
            .collect(),
        checklist: record.checklist.iter().map(answer).collect(),
        message: record.message.map(|words| words.reveal().clone()),
        note: record.note.map(|words| words.reveal().clone()),
        took_effect,
    }
}

fn row(row: AuditRow, before: &[ChainEnd]) -> RecordedRow {
    let mut ends = before.iter();
    let previous = ends.find(|end| end.number + 1 == row.number);
    RecordedRow {
        number: row.number,
        at: row.at,
        kind: row.kind,
        subject: row.subject,
        operator: row.operator.map(|id| id.to_string()),
        detail: row.detail,
        previous_hash: to_hex(&previous.map_or([0; 32], |end| end.chain_hash)),
        chain_hash: to_hex(&row.chain_hash),
    }
}
