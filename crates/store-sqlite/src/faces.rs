//! Which faces were compared, by what and when. How near they lie is not here.

use crate::failure::Stored;
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::instant;
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_service::ports::{FaceComparisons, StoreFailure};
use sceau_service::records::{FaceComparison, FacePair};

impl TryFrom<StoredRow<'_>> for FacePair {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            case: row.parse("case_id")?,
            portrait: row.parse("portrait_id")?,
            film: row.parse("film_id")?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for FaceComparison {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            made_by: row.get("made_by")?,
            at: row.time("at")?,
            pair: FacePair::try_from(row)?,
        })
    }
}

/// Pairs that nobody has compared, in the order of [`crate::examinations::TO_EXAMINE`]. A piece is replaced by a
/// later one of the same part.
pub(crate) const TO_COMPARE: &str =
    "SELECT side.case_id AS case_id, side.id AS portrait_id, film.id AS film_id
  FROM cases INDEXED BY cases_with_media
  CROSS JOIN evidence AS side ON side.case_id = cases.id
  JOIN examinations AS of_side ON of_side.evidence_id = side.id
    AND of_side.has_portrait = 1 AND of_side.film IS NULL
  JOIN evidence AS film ON film.case_id = side.case_id
  JOIN examinations AS of_film ON of_film.evidence_id = film.id AND of_film.film IS NOT NULL
  LEFT JOIN face_comparisons AS done
    ON done.portrait_id = side.id AND done.film_id = film.id
  WHERE done.film_id IS NULL
    AND cases.state NOT IN ('active', 'closed') AND cases.media_erased_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM evidence AS later
      WHERE later.case_id = side.case_id AND later.rowid > side.rowid
        AND later.part = side.part)
    AND NOT EXISTS (SELECT 1 FROM evidence AS later
      WHERE later.case_id = film.case_id AND later.rowid > film.rowid
        AND later.part = film.part)
  ORDER BY coalesce(film.comparison_failed_at, film.at), film.rowid LIMIT ?";

#[async_trait]
impl FaceComparisons for SqliteTransaction {
    async fn face_comparisons_of(&mut self, case: CaseId) -> Stored<Vec<FaceComparison>> {
        let found = query("SELECT * FROM face_comparisons WHERE case_id = ? ORDER BY at, rowid");
        let found = found.bind(case.to_string());
        self.all("face_comparisons", "film_id", found)
    }

    async fn put_face_comparison(&mut self, comparison: &FaceComparison) -> Stored<()> {
        let FaceComparison { pair, made_by, at } = comparison;
        let FacePair {
            case,
            portrait,
            film,
        } = pair;
        let statement = query(
            "INSERT INTO face_comparisons (portrait_id, film_id, case_id, made_by, at)
             VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (portrait_id, film_id) DO UPDATE SET case_id = excluded.case_id,
               made_by = excluded.made_by, at = excluded.at",
        )
        .bind(portrait.to_string())
        .bind(film.to_string())
        .bind(case.to_string())
        .bind(made_by)
        .bind(instant(*at));
        self.run(statement).map(drop)
    }

    async fn faces_to_compare(&mut self, limit: u32) -> Stored<Vec<FacePair>> {
        self.all("evidence", "film_id", query(TO_COMPARE).bind(limit))
    }

    async fn put_off_comparison(&mut self, film: EvidenceId, at: Timestamp) -> Stored<()> {
        let statement = query("UPDATE evidence SET comparison_failed_at = ? WHERE id = ?");
        let statement = statement.bind(instant(at)).bind(film.to_string());
        self.run(statement).map(drop)
    }
}
