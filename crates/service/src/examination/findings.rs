//! What was seen, compared with what is declared now: a correction changes the answer, not the facts.

use super::examine_due::ZONE;
use crate::failure::Failure;
use crate::ports::{Corners, World};
use crate::records::Examination;
use bytes::BytesMut;
use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use sceau_domain::document::Declaration;
use sceau_domain::document::mrz::{MrzFinding, MrzFormat, parse_zone};
use sceau_domain::examination::{FieldComparison, compare_zone};
use sceau_domain::id::EvidenceId;
use sceau_domain::private::Personal;

/// An examined side, for an operator.
#[derive(Debug, Clone)]
pub struct SideExamined {
    /// Which piece.
    pub evidence: EvidenceId,
    /// What may be wrong with the picture.
    pub findings: Vec<String>,
    /// Where the document lies.
    pub document: Option<Corners>,
    /// The zone, where one was read.
    pub zone: Option<ZoneExamined>,
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
    /// How many characters were read as their look-alike, by their column alone.
    pub repairs: usize,
    /// Field by field.
    pub compared: Vec<FieldComparison>,
}

/// Opens the examinations of a case, in the order given.
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
        let zone = match examination.zone {
            Some((format, corners)) => {
                let lines = lines_of(world, &examination).await?;
                Some(compared(declared, format, corners, lines))
            }
            None => None,
        };
        sides.push(SideExamined {
            evidence: examination.evidence,
            findings: examination.findings,
            document: examination.document,
            zone,
            has_portrait: examination.has_portrait,
            made_by: examination.made_by,
            at: examination.at,
        });
    }
    Ok(sides)
}

async fn lines_of(world: &World, of: &Examination) -> Result<Personal<Vec<String>>, Failure> {
    let stream = world.vault.open(of.case, of.evidence, ZONE).await?;
    let bytes: BytesMut = stream.try_collect().await?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(Personal::new(text.lines().map(str::to_owned).collect()))
}

fn compared(
    declared: &Declaration,
    format: MrzFormat,
    corners: Corners,
    lines: Personal<Vec<String>>,
) -> ZoneExamined {
    let text: Vec<&str> = lines.reveal().iter().map(String::as_str).collect();
    let reading = parse_zone(format, &text);
    ZoneExamined {
        corners,
        findings: reading.findings().to_vec(),
        repairs: reading.repairs().reveal().len(),
        compared: compare_zone(declared, &reading),
        lines,
    }
}
