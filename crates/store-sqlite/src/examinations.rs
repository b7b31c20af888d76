//! What the examiner saw. Nothing here is about the person.

use crate::failure::Stored;
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::{AsWord, instant, json};
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::document::mrz::MrzFormat;
use sceau_domain::examination::{Moment, SoundHeard, TaskSeen, Turn};
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_domain::seal::SealOutcome;
use sceau_service::ports::{Corners, DocumentSeen, Examinations, PictureMeasures, StoreFailure};
use sceau_service::records::{Examination, FilmSeen, FrameSeen, SealSeen};
use serde::{Deserialize, Serialize};

/// Where a document lies and what was measured of it, as JSON. Rows from before measures were kept hold the
/// corners alone.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum DocumentRow {
    Measured(MeasuredRow),
    Corners(Corners),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasuredRow {
    corners: Corners,
    sharpness: Option<u8>,
    brightness: u8,
    dpi: u16,
}

impl From<DocumentRow> for DocumentSeen {
    fn from(row: DocumentRow) -> Self {
        match row {
            DocumentRow::Measured(MeasuredRow {
                corners,
                sharpness,
                brightness,
                dpi,
            }) => Self {
                corners,
                measures: Some(PictureMeasures {
                    sharpness,
                    brightness,
                    dpi,
                }),
            },
            DocumentRow::Corners(corners) => Self {
                corners,
                measures: None,
            },
        }
    }
}

impl From<DocumentSeen> for DocumentRow {
    fn from(seen: DocumentSeen) -> Self {
        let DocumentSeen { corners, measures } = seen;
        match measures {
            Some(PictureMeasures {
                sharpness,
                brightness,
                dpi,
            }) => Self::Measured(MeasuredRow {
                corners,
                sharpness,
                brightness,
                dpi,
            }),
            None => Self::Corners(corners),
        }
    }
}

/// A zone's format and place, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneRow {
    format: AsWord<MrzFormat>,
    corners: Corners,
}

/// A seal's place and what became of its signature, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealRow {
    corners: Corners,
    outcome: AsWord<SealOutcome>,
    signer: Option<String>,
}

impl From<SealRow> for SealSeen {
    fn from(row: SealRow) -> Self {
        let SealRow {
            corners,
            outcome,
            signer,
        } = row;
        Self {
            corners,
            outcome: outcome.0,
            signer,
        }
    }
}

impl From<&SealSeen> for SealRow {
    fn from(seen: &SealSeen) -> Self {
        let SealSeen {
            corners,
            outcome,
            signer,
        } = seen;
        Self {
            corners: *corners,
            outcome: AsWord(*outcome),
            signer: signer.clone(),
        }
    }
}

/// What was seen on a film, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FilmRow {
    turn: Option<AsWord<Turn>>,
    is_flat: Option<bool>,
    document_ms: Option<u32>,
    frames: Vec<FrameRow>,
    /// Missing in rows from before anybody listened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sound: Option<SoundRow>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum SoundRow {
    NoTrack,
    Unreadable,
    Heard {
        loud_ms: Vec<[u32; 2]>,
        is_clipped: bool,
    },
}

impl From<SoundRow> for SoundHeard {
    fn from(row: SoundRow) -> Self {
        match row {
            SoundRow::NoTrack => Self::NoTrack,
            SoundRow::Unreadable => Self::Unreadable,
            SoundRow::Heard {
                loud_ms,
                is_clipped,
            } => Self::Heard {
                loud_ms,
                is_clipped,
            },
        }
    }
}

impl From<&SoundHeard> for SoundRow {
    fn from(sound: &SoundHeard) -> Self {
        match sound {
            SoundHeard::NoTrack => Self::NoTrack,
            SoundHeard::Unreadable => Self::Unreadable,
            SoundHeard::Heard {
                loud_ms,
                is_clipped,
            } => Self::Heard {
                loud_ms: loud_ms.clone(),
                is_clipped: *is_clipped,
            },
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameRow {
    moment: AsWord<Moment>,
    at_ms: u32,
    quality: u8,
    #[serde(default)]
    measures: Vec<(String, u8)>,
}

impl From<FilmRow> for FilmSeen {
    fn from(row: FilmRow) -> Self {
        let FilmRow {
            turn,
            is_flat,
            document_ms,
            frames,
            sound,
        } = row;
        let frame = |row: FrameRow| FrameSeen {
            moment: row.moment.0,
            at_ms: row.at_ms,
            quality: row.quality,
            measures: row.measures,
        };
        Self {
            seen: TaskSeen {
                turn: turn.map(|turn| turn.0),
                is_flat,
                document_ms,
            },
            frames: frames.into_iter().map(frame).collect(),
            sound: sound.map(SoundHeard::from),
        }
    }
}

impl From<&FilmSeen> for FilmRow {
    fn from(film: &FilmSeen) -> Self {
        let FilmSeen {
            seen,
            frames,
            sound,
        } = film;
        let TaskSeen {
            turn,
            is_flat,
            document_ms,
        } = *seen;
        let row = |frame: &FrameSeen| {
            let FrameSeen {
                moment,
                at_ms,
                quality,
                measures,
            } = frame;
            FrameRow {
                moment: AsWord(*moment),
                at_ms: *at_ms,
                quality: *quality,
                measures: measures.clone(),
            }
        };
        Self {
            turn: turn.map(AsWord),
            is_flat,
            document_ms,
            frames: frames.iter().map(row).collect(),
            sound: sound.as_ref().map(SoundRow::from),
        }
    }
}

impl TryFrom<StoredRow<'_>> for Examination {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        let zone = row.json_optional::<ZoneRow>("zone")?;
        Ok(Self {
            evidence: row.parse("evidence_id")?,
            case: row.parse("case_id")?,
            made_by: row.get("made_by")?,
            findings: row.json("findings")?,
            document: row
                .json_optional::<DocumentRow>("document")?
                .map(DocumentSeen::from),
            zone: zone.map(|zone| (zone.format.0, zone.corners)),
            seal: row.json_optional::<SealRow>("seal")?.map(SealSeen::from),
            has_portrait: row.get("has_portrait")?,
            film: row.json_optional::<FilmRow>("film")?.map(FilmSeen::from),
            at: row.time("at")?,
        })
    }
}

/// What nobody has examined, the oldest first; what failed stands where it failed last. The cases come first: only
/// those that still have pictures are gone through, not every piece ever sent.
pub(crate) const TO_EXAMINE: &str = "SELECT evidence.id
  FROM cases INDEXED BY cases_with_media
  CROSS JOIN evidence ON evidence.case_id = cases.id
  LEFT JOIN examinations ON examinations.evidence_id = evidence.id
  WHERE examinations.evidence_id IS NULL
    AND cases.state NOT IN ('active', 'closed') AND cases.media_erased_at IS NULL
  ORDER BY coalesce(evidence.look_failed_at, evidence.at), evidence.rowid LIMIT ?";

#[async_trait]
impl Examinations for SqliteTransaction {
    async fn examinations_of(&mut self, case: CaseId) -> Stored<Vec<Examination>> {
        let found = query("SELECT * FROM examinations WHERE case_id = ? ORDER BY at, rowid");
        self.all("examinations", "evidence_id", found.bind(case.to_string()))
    }

    async fn put_examination(&mut self, examination: &Examination) -> Stored<()> {
        let Examination {
            evidence,
            case,
            made_by,
            findings,
            document,
            zone,
            seal,
            has_portrait,
            film,
            at,
        } = examination;
        let document = document.map(DocumentRow::from);
        let film = film.as_ref().map(FilmRow::from);
        let zone = zone.map(|(format, corners)| ZoneRow {
            format: AsWord(format),
            corners,
        });
        let seal = seal.as_ref().map(SealRow::from);
        let statement = query(
            "INSERT INTO examinations (evidence_id, case_id, made_by, findings, document, zone, seal,
               has_portrait, film, at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (evidence_id) DO UPDATE SET case_id = excluded.case_id,
               made_by = excluded.made_by, findings = excluded.findings,
               document = excluded.document, zone = excluded.zone, seal = excluded.seal,
               has_portrait = excluded.has_portrait, film = excluded.film, at = excluded.at",
        )
        .bind(evidence.to_string())
        .bind(case.to_string())
        .bind(made_by)
        .bind(json(findings)?)
        .bind(document.as_ref().map(json).transpose()?)
        .bind(zone.as_ref().map(json).transpose()?)
        .bind(seal.as_ref().map(json).transpose()?)
        .bind(*has_portrait)
        .bind(film.as_ref().map(json).transpose()?)
        .bind(instant(*at));
        self.run(statement).map(drop)
    }

    async fn evidence_to_examine(&mut self, limit: u32) -> Stored<Vec<EvidenceId>> {
        self.ids("evidence", query(TO_EXAMINE).bind(limit))
    }

    async fn put_off_examination(&mut self, piece: EvidenceId, at: Timestamp) -> Stored<()> {
        let statement = query("UPDATE evidence SET look_failed_at = ? WHERE id = ?");
        let statement = statement.bind(instant(at)).bind(piece.to_string());
        self.run(statement).map(drop)
    }

    async fn put_document_mark(&mut self, case: CaseId, mark: &[u8; 32]) -> Stored<()> {
        let statement = query(
            "INSERT INTO document_marks (case_id, mark) VALUES (?, ?) ON CONFLICT DO NOTHING",
        );
        let statement = statement.bind(case.to_string()).bind(mark.to_vec());
        self.run(statement).map(drop)
    }

    async fn is_document_elsewhere(&mut self, case: CaseId) -> Stored<bool> {
        let found = query(
            "SELECT 1 FROM document_marks AS mine
             JOIN document_marks AS other ON other.mark = mine.mark
             JOIN cases AS my_case ON my_case.id = mine.case_id
             JOIN cases AS other_case ON other_case.id = other.case_id
             WHERE mine.case_id = ? AND other_case.account <> my_case.account LIMIT 1",
        );
        self.is_any(found.bind(case.to_string()))
    }

    async fn is_evidence_elsewhere(&mut self, case: CaseId) -> Stored<bool> {
        let found = query(
            "SELECT 1 FROM evidence AS mine
             JOIN evidence AS other ON other.sha256 = mine.sha256
             JOIN cases AS my_case ON my_case.id = mine.case_id
             JOIN cases AS other_case ON other_case.id = other.case_id
             WHERE mine.case_id = ? AND other_case.account <> my_case.account LIMIT 1",
        );
        self.is_any(found.bind(case.to_string()))
    }
}
