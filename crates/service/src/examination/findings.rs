//! What was seen, compared with what is declared now: a correction changes the answer, not the facts.

use super::examine_due::{SEAL, UNREADABLE, ZONE, opened};
use super::zone_text::read_text;
use crate::failure::Failure;
use crate::ports::{Corners, DocumentSeen, World};
use crate::records::{Examination, SealSeen};
use bytes::Bytes;
use jiff::Timestamp;
use sceau_domain::document::Declaration;
use sceau_domain::document::mrz::{MrzFinding, MrzFormat, Repair};
use sceau_domain::examination::{ComparedField, FieldComparison, compare_seal, compare_zone};
use sceau_domain::id::EvidenceId;
use sceau_domain::private::Personal;
use sceau_domain::seal::{Seal, SealFault, SealOutcome, parse_seal};

/// The zones of two sides are not of one document.
const ZONES_DIFFER: &str = "zone.differs";

/// An examined side, for an operator.
#[derive(Debug, Clone)]
pub struct SideExamined {
    /// Which piece.
    pub evidence: EvidenceId,
    /// What may be wrong with the picture.
    pub findings: Vec<String>,
    /// Where the document lies and what was measured of it.
    pub document: Option<DocumentSeen>,
    /// The zone, where one was read.
    pub zone: Option<ZoneExamined>,
    /// The visible electronic seal, where one was read.
    pub seal: Option<SealExamined>,
    /// Whether the document's portrait was cut out.
    pub has_portrait: bool,
    /// What made it, with versions.
    pub made_by: String,
    /// When.
    pub at: Timestamp,
}

/// A zone beside the declaration.
#[derive(Debug, Clone)]
pub struct ZoneExamined {
    /// Its lines, as recognised.
    pub lines: Personal<Vec<String>>,
    /// Where it lies.
    pub corners: Corners,
    /// What is wrong within it: lengths, characters, check digits.
    pub findings: Vec<MrzFinding>,
    /// Characters that were read as their look-alike, by their column alone.
    pub repairs: Personal<Vec<Repair>>,
    /// Field by field.
    pub compared: Vec<FieldComparison>,
}

/// A visible electronic seal beside the declaration.
#[derive(Debug, Clone)]
pub struct SealExamined {
    /// Where it lies.
    pub corners: Corners,
    /// What became of its signature, with the list of the day it was examined.
    pub outcome: SealOutcome,
    /// Who signed, as the list named them.
    pub signer: Option<String>,
    /// What it says; or why it cannot be taken apart.
    pub seal: Result<Seal, SealFault>,
    /// Field by field, those that it has.
    pub compared: Vec<FieldComparison>,
}

/// Opens the examinations of the pictures of a case, in the order given. A side of which something that was
/// read is lost has the finding `unreadable`, so that the rest of the case can be seen.
///
/// # Errors
/// [`Failure::Vault`].
pub async fn examined_of(
    world: &World,
    declared: &Declaration,
    examinations: Vec<Examination>,
) -> Result<Vec<SideExamined>, Failure> {
    let mut sides = Vec::new();
    for examination in examinations {
        let mut findings = examination.findings.clone();
        let zone = match examination.zone {
            Some((format, corners)) => {
                let text = kept(world, &examination, ZONE, &mut findings).await?;
                text.map(|text| compared(declared, format, corners, text.reveal()))
            }
            None => None,
        };
        let seal = match &examination.seal {
            Some(seen) => {
                let content = kept(world, &examination, SEAL, &mut findings).await?;
                content.map(|content| sealed(declared, seen, content.reveal()))
            }
            None => None,
        };
        sides.push(SideExamined {
            evidence: examination.evidence,
            findings,
            document: examination.document,
            zone,
            seal,
            has_portrait: examination.has_portrait,
            made_by: examination.made_by,
            at: examination.at,
        });
    }
    Ok(sides)
}

/// Says on every side with a zone that another side's zone names another document or another birth date: one of
/// them was not read right, or the sides are not of one document.
pub(crate) fn compare_sides(sides: &mut [SideExamined]) {
    let read = |side: &SideExamined, field| {
        let rows = side.zone.iter().flat_map(|zone| &zone.compared);
        let mut rows = rows.filter(|row| row.field == field);
        rows.find_map(|row| row.read.clone())
    };
    let differs = [ComparedField::Number, ComparedField::BirthDate]
        .into_iter()
        .any(|field| {
            let mut all = sides.iter().filter_map(|side| read(side, field));
            all.next().is_some_and(|one| all.any(|other| other != one))
        });
    if differs {
        for side in sides.iter_mut().filter(|side| side.zone.is_some()) {
            side.findings.push(ZONES_DIFFER.to_owned());
        }
    }
}

/// An object beside a picture; where it is lost, that is a finding.
async fn kept(
    world: &World,
    of: &Examination,
    name: &'static str,
    findings: &mut Vec<String>,
) -> Result<Option<Personal<Bytes>>, Failure> {
    match opened(world, of.case, of.evidence, name).await {
        Ok(bytes) => Ok(Some(Personal::new(bytes))),
        Err(failure) if failure.is_lost() => {
            if !findings.iter().any(|finding| finding == UNREADABLE) {
                findings.push(UNREADABLE.to_owned());
            }
            Ok(None)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Taken apart anew at every look: a later version reads more in the same bytes.
fn sealed(declared: &Declaration, seen: &SealSeen, content: &[u8]) -> SealExamined {
    let seal = parse_seal(content);
    SealExamined {
        corners: seen.corners,
        outcome: seen.outcome,
        signer: seen.signer.clone(),
        compared: seal
            .as_ref()
            .map_or_else(|_| Vec::new(), |seal| compare_seal(declared, seal)),
        seal,
    }
}

fn compared(
    declared: &Declaration,
    format: MrzFormat,
    corners: Corners,
    text: &[u8],
) -> ZoneExamined {
    let (lines, reading) = read_text(format, text);
    ZoneExamined {
        corners,
        findings: reading.findings().to_vec(),
        repairs: reading.repairs().clone(),
        compared: compare_zone(declared, &reading),
        lines,
    }
}
