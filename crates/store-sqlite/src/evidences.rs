//! Evidence and challenges: what is known of them. Their bytes never come here.

use crate::failure::{Stored, database};
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::{AsText, AsWord, instant, json};
use crate::words::Word;
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::challenge::{Challenge, DigitsWay, ThirdTask};
use sceau_domain::id::{CaseId, ChallengeId, EvidenceId};
use sceau_service::ports::{Evidences, StoreFailure};
use sceau_service::records::{ChallengeRecord, Evidence, FilmSeal, VideoFacts};
use serde::{Deserialize, Serialize};

/// How a video answers its challenge, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VideoRow {
    challenge: AsText<ChallengeId>,
    digits: String,
    third_task: AsWord<ThirdTask>,
    challenge_expires_at: AsText<Timestamp>,
    way: AsWord<DigitsWay>,
    audio_prompt: bool,
    fps: f32,
    width: u32,
    height: u32,
    duration_ms: u32,
    prompts_ms: Vec<u32>,
    has_sound: bool,
    #[serde(default = "unsigned")]
    seal: AsWord<FilmSeal>,
}

/// Films kept before devices signed them.
const fn unsigned() -> AsWord<FilmSeal> {
    AsWord(FilmSeal::Unsigned)
}

impl From<&VideoFacts> for VideoRow {
    fn from(facts: &VideoFacts) -> Self {
        let VideoFacts {
            challenge:
                Challenge {
                    id,
                    digits,
                    third_task,
                    expires_at,
                },
            way,
            audio_prompt,
            fps,
            width,
            height,
            duration_ms,
            prompts_ms,
            has_sound,
            seal,
        } = facts;
        Self {
            challenge: AsText(*id),
            digits: write_digits(*digits),
            third_task: AsWord(*third_task),
            challenge_expires_at: AsText(*expires_at),
            way: AsWord(*way),
            audio_prompt: *audio_prompt,
            fps: *fps,
            width: *width,
            height: *height,
            duration_ms: *duration_ms,
            prompts_ms: prompts_ms.clone(),
            has_sound: *has_sound,
            seal: AsWord(*seal),
        }
    }
}

impl VideoRow {
    fn facts(self) -> Option<VideoFacts> {
        let Self {
            challenge,
            digits,
            third_task,
            challenge_expires_at,
            way,
            audio_prompt,
            fps,
            width,
            height,
            duration_ms,
            prompts_ms,
            has_sound,
            seal,
        } = self;
        Some(VideoFacts {
            challenge: Challenge {
                id: challenge.0,
                digits: read_digits(&digits)?,
                third_task: third_task.0,
                expires_at: challenge_expires_at.0,
            },
            way: way.0,
            audio_prompt,
            fps,
            width,
            height,
            duration_ms,
            prompts_ms,
            has_sound,
            seal: seal.0,
        })
    }
}

/// `[4, 8, 2]` ↔ `482`.
fn write_digits(digits: [u8; 3]) -> String {
    digits
        .iter()
        .map(|digit| char::from(b'0' + digit % 10))
        .collect()
}

fn read_digits(text: &str) -> Option<[u8; 3]> {
    let digits: [u8; 3] = text.as_bytes().try_into().ok()?;
    digits
        .iter()
        .all(u8::is_ascii_digit)
        .then(|| digits.map(|digit| digit - b'0'))
}

impl TryFrom<StoredRow<'_>> for Evidence {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        let video = match row.json_optional::<VideoRow>("video")? {
            None => None,
            Some(video) => Some(video.facts().ok_or_else(|| row.impossible("video"))?),
        };
        Ok(Self {
            id: row.parse("id")?,
            case: row.parse("case_id")?,
            part: row.word("part")?,
            source: row.word("source")?,
            media_type: row.get("media_type")?,
            size: row.number("size")?,
            sha256: row.hash("sha256")?,
            clip_sha256: row.hash_optional("clip_sha256")?,
            video,
            at: row.time("at")?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for ChallengeRecord {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            challenge: Challenge {
                id: row.parse("id")?,
                digits: row.read("digits", |text: String| read_digits(&text))?,
                third_task: row.word("third_task")?,
                expires_at: row.time("expires_at")?,
            },
            case: row.parse("case_id")?,
            used_at: row.time_optional("used_at")?,
        })
    }
}

#[async_trait]
impl Evidences for SqliteTransaction {
    async fn evidence(&mut self, id: EvidenceId) -> Stored<Option<Evidence>> {
        let found = query("SELECT * FROM evidence WHERE id = ?").bind(id.to_string());
        self.one("evidence", "id", found)
    }

    async fn evidence_of(&mut self, case: CaseId) -> Stored<Vec<Evidence>> {
        let found = query("SELECT * FROM evidence WHERE case_id = ? ORDER BY at, rowid");
        self.all("evidence", "id", found.bind(case.to_string()))
    }

    async fn put_evidence(&mut self, evidence: &Evidence) -> Stored<()> {
        let Evidence {
            id,
            case,
            part,
            source,
            media_type,
            size,
            sha256,
            clip_sha256,
            video,
            at,
        } = evidence;
        let statement = query(
            "INSERT INTO evidence (id, case_id, part, source, media_type, size, sha256,
               clip_sha256, video, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id, part = excluded.part,
               source = excluded.source, media_type = excluded.media_type, size = excluded.size,
               sha256 = excluded.sha256, clip_sha256 = excluded.clip_sha256,
               video = excluded.video, at = excluded.at",
        )
        .bind(id.to_string())
        .bind(case.to_string())
        .bind(part.word())
        .bind(source.word())
        .bind(media_type)
        .bind(i64::try_from(*size).map_err(database)?)
        .bind(sha256.to_vec())
        .bind(clip_sha256.map(|hash| hash.to_vec()))
        .bind(
            video
                .as_ref()
                .map(|facts| json(&VideoRow::from(facts)))
                .transpose()?,
        )
        .bind(instant(*at));
        self.run(statement).map(drop)
    }

    async fn challenge(&mut self, id: ChallengeId) -> Stored<Option<ChallengeRecord>> {
        let found = query("SELECT * FROM challenges WHERE id = ?").bind(id.to_string());
        self.one("challenges", "id", found)
    }

    async fn put_challenge(&mut self, record: &ChallengeRecord) -> Stored<()> {
        let ChallengeRecord {
            challenge:
                Challenge {
                    id,
                    digits,
                    third_task,
                    expires_at,
                },
            case,
            used_at,
        } = record;
        let statement = query(
            "INSERT INTO challenges (id, case_id, digits, third_task, expires_at, used_at)
             VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id, digits = excluded.digits,
               third_task = excluded.third_task, expires_at = excluded.expires_at,
               used_at = excluded.used_at",
        )
        .bind(id.to_string())
        .bind(case.to_string())
        .bind(write_digits(*digits))
        .bind(third_task.word())
        .bind(instant(*expires_at))
        .bind(used_at.map(instant));
        self.run(statement).map(drop)
    }
}
