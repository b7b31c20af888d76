//! A case as an operator sees it.

use super::blind::{open_opinions, took_effect};
use super::first_pictures::{FirstPictures, first_pictures_of};
use super::lock::{Held, submitted_of};
use crate::examination::{
    FacesExamined, FilmExamined, SideExamined, compare_sides, examined_of, faces_examined,
    film_examined, film_record,
};
use crate::failure::{Failure, Refusal};
use crate::person::{names_its_person, recovered_by};
use crate::ports::{Transaction, World};
use crate::records::{
    AuditRow, Case, Evidence, EvidenceSource, Examination, Operator, Verdict, VideoFacts,
};
use crate::time::{after, day_in_france, days};
use jiff::Timestamp;
use sceau_domain::birthplace::{Birthplace, Caution};
use sceau_domain::document::Declaration;
use sceau_domain::examination::{FilmTimes, judge_film};
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_domain::journey::{Declared, Locked, Part, Request, Submitted};
use sceau_domain::private::Personal;
use sceau_domain::seal::SealOutcome;

/// A case, with everything needed to decide and nothing of a first opinion.
#[derive(Debug, Clone)]
pub struct CaseDossier {
    /// Which.
    pub case: CaseId,
    /// Held until then; any act renews it.
    pub mine_until: Timestamp,
    /// When pictures and film are erased, if it is accepted now.
    pub erased_if_accepted: Timestamp,
    /// When, if it is refused now for good.
    pub erased_if_refused: Timestamp,
    /// 1 for the first examination.
    pub attempt: u8,
    /// Whether it is an appeal.
    pub appeal: bool,
    /// What was declared; its validity says the real end.
    pub declaration: Declaration,
    /// Whether the document, valid when it was declared, has ended by now.
    pub is_expired: bool,
    /// Born where, as declared; its cautions are for the operator.
    pub birthplace: Birthplace,
    /// The evidence, oldest first, replaced pieces included.
    pub evidence: Vec<EvidenceItem>,
    /// What the examiner saw on the current pictures.
    pub examined: Vec<SideExamined>,
    /// What the current video had to answer and how.
    pub video: Option<VideoFacts>,
    /// What the current video's own record says of its prompts.
    pub film: Option<FilmTimes>,
    /// What was seen on the current video.
    pub look: Option<FilmExamined>,
    /// How near the faces of portrait and film lie, as a network sees them: a fact beside others.
    pub faces: FacesExamined,
    /// That the same document or the same picture is in a case of another account, as stable codes:
    /// never whose.
    pub duplicates: Vec<&'static str>,
    /// That the case would bring an identity that is there already to another device, because its own is lost;
    /// and whether the same person was declared: only then can it be approved. A stable code.
    pub recovery: Option<&'static str>,
    /// The pictures of the case that gave that identity.
    pub first: Option<FirstPictures>,
    /// What happened, oldest first.
    pub history: Vec<HistoryLine>,
    /// Decisions of earlier examinations, oldest first.
    pub earlier: Vec<EarlierDecision>,
    /// The person's language: their message is written in it.
    pub language: String,
    /// What nobody and nothing has checked, as stable codes.
    pub not_checked: Vec<&'static str>,
}

/// A piece of evidence.
#[derive(Debug, Clone)]
pub struct EvidenceItem {
    /// The piece.
    pub evidence: Evidence,
    /// Whether it is what the decision is about; others were replaced.
    pub is_current: bool,
}

/// A line of the history.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// When.
    pub at: Timestamp,
    /// What: an audit kind.
    pub kind: String,
    /// Which operator acted, by name.
    pub operator: Option<String>,
}

/// A decision that took effect before.
#[derive(Debug, Clone)]
pub struct EarlierDecision {
    /// When.
    pub at: Timestamp,
    /// What.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<Request>,
    /// Its internal note.
    pub note: Option<Personal<String>>,
}

/// Whether any frame came from a scenario.
pub(super) fn is_test(evidence: &[Evidence]) -> bool {
    evidence
        .iter()
        .any(|piece| piece.source == EvidenceSource::Scripted)
}

fn kept_for(world: &World, media_days: u32) -> Timestamp {
    after(world.clock.now(), days(media_days))
}

/// What the film that counts had to answer, and how.
fn current_video(evidence: &[EvidenceItem]) -> Option<VideoFacts> {
    let mut current = evidence.iter().filter(|item| item.is_current);
    let film = current.find(|item| item.evidence.part == Part::Video)?;
    film.evidence.video.clone()
}

/// Gathers the dossier of a case whose hold is committed: what it holds is opened while others write.
pub(super) async fn gather(world: &World, held: &Held) -> Result<CaseDossier, Failure> {
    let mut tx = world.store.read().await?;
    dossier_of(world, tx.as_mut(), held).await
}

async fn dossier_of(
    world: &World,
    tx: &mut dyn Transaction,
    held: &Held,
) -> Result<CaseDossier, Failure> {
    let Held { entry, case, until } = held;
    let submitted = submitted_of(case)?;
    let declared = &submitted.prepared().locked().declared;
    let account = tx.account(case.account).await?.ok_or(Refusal::NotFound)?;
    let evidence = items_of(tx.evidence_of(case.id).await?, submitted);
    let video = current_video(&evidence);
    let declaration = &declared.documented.declaration;
    let mut seen = tx.examinations_of(case.id).await?;
    seen.retain(|seen| is_current(&evidence, seen.evidence));
    let (films, sides) = seen.into_iter().partition(|seen| seen.film.is_some());
    let mut examined = examined_of(world, declaration, sides).await?;
    compare_sides(&mut examined);
    let look = look_of(world, video.as_ref(), films).await?;
    let film_piece = look.as_ref().map(|look| look.evidence);
    let faces = faces_examined(world, tx, case.id, &examined, film_piece).await?;
    let not_checked = not_checked(declared, &examined, look.as_ref());
    let duplicates = duplicates_of(tx, case.id).await?;
    let recovery = recovery_of(tx, case, submitted.prepared().locked()).await?;
    let decisions = tx.decisions_of(case.id).await?;
    let is_second = !open_opinions(tx, case.id).await?.is_empty();
    let operators = tx.operators().await?;
    Ok(CaseDossier {
        case: case.id,
        mine_until: *until,
        erased_if_accepted: kept_for(world, world.configuration.retention.media_days),
        erased_if_refused: kept_for(world, world.configuration.retention.refused_days),
        attempt: case.examinations.max(1),
        appeal: entry.appeal,
        declaration: declaration.clone(),
        is_expired: is_expired(world, declaration)?,
        birthplace: declared.birthplace.clone(),
        evidence,
        examined,
        film: video.as_ref().map(|facts| judge_film(&film_record(facts))),
        look,
        faces,
        video,
        duplicates,
        recovery,
        first: first_pictures_of(tx, case).await?,
        history: history_of(tx.audit_of_case(case.id).await?, &operators, is_second),
        earlier: decisions
            .into_iter()
            .filter(took_effect)
            .map(|decision| EarlierDecision {
                at: decision.at,
                verdict: decision.verdict,
                reasons: decision.reasons,
                note: decision.note,
            })
            .collect(),
        language: account.language,
        not_checked,
    })
}

/// Whether the document has ended by now.
fn is_expired(world: &World, declaration: &Declaration) -> Result<bool, Failure> {
    let today = day_in_france(world.clock.now())?;
    Ok(!declaration.validity().reveal().covers(today))
}

/// Whether the case recovers an identity, and whether its person was declared.
pub(super) async fn recovery_of(
    tx: &mut dyn Transaction,
    case: &Case,
    locked: &Locked,
) -> Result<Option<&'static str>, Failure> {
    let recovered = recovered_by(tx, case).await?;
    Ok(recovered.map(|identity| {
        if names_its_person(&identity, locked) {
            "recovery.same_person"
        } else {
            "recovery.other_person"
        }
    }))
}

/// What was seen on the current film.
async fn look_of(
    world: &World,
    video: Option<&VideoFacts>,
    films: Vec<Examination>,
) -> Result<Option<FilmExamined>, Failure> {
    match (video, films.first()) {
        (Some(facts), Some(film)) => film_examined(world, facts, film).await,
        _ => Ok(None),
    }
}

/// Asked anew at every look: the other case may have come later.
async fn duplicates_of(
    tx: &mut dyn Transaction,
    case: CaseId,
) -> Result<Vec<&'static str>, Failure> {
    let mut codes = Vec::new();
    if tx.is_document_elsewhere(case).await? {
        codes.push("duplicate.document");
    }
    if tx.is_evidence_elsewhere(case).await? {
        codes.push("duplicate.evidence");
    }
    Ok(codes)
}

fn is_current(items: &[EvidenceItem], id: EvidenceId) -> bool {
    items
        .iter()
        .any(|item| item.is_current && item.evidence.id == id)
}

fn items_of(evidence: Vec<Evidence>, submitted: &Submitted) -> Vec<EvidenceItem> {
    let gathered = submitted.gathered();
    evidence
        .into_iter()
        .map(|evidence| EvidenceItem {
            is_current: gathered.get(evidence.part) == Some(evidence.id),
            evidence,
        })
        .collect()
}

/// The rows that may be told; of a second opinion, what operators did since the case came back is left out.
pub(super) fn told(rows: Vec<AuditRow>, is_second: bool) -> Vec<AuditRow> {
    let last_move = rows.iter().rposition(|row| row.kind == "journey.moved");
    let is_told = |at: usize, row: &AuditRow| {
        !(is_second && row.operator.is_some() && last_move.is_none_or(|last| at > last))
    };
    let all = rows.into_iter().enumerate();
    all.filter(|(at, row)| is_told(*at, row))
        .map(|(_, row)| row)
        .collect()
}

/// The history, for the screen.
fn history_of(rows: Vec<AuditRow>, operators: &[Operator], is_second: bool) -> Vec<HistoryLine> {
    let name_of = |row: &AuditRow| {
        let id = row.operator?;
        operators
            .iter()
            .find(|operator| operator.id == id)
            .map(|operator| operator.name.clone())
    };
    told(rows, is_second)
        .iter()
        .map(|row| HistoryLine {
            at: row.at,
            kind: row.kind.clone(),
            operator: name_of(row),
        })
        .collect()
}

/// What this version never checks, and what it could not check of this case.
fn not_checked(
    declared: &Declared,
    examined: &[SideExamined],
    look: Option<&FilmExamined>,
) -> Vec<&'static str> {
    let mut codes = vec![
        "document.security_features",
        "document.chip",
        "identity.register",
        "face.match",
        "face.attack",
    ];
    if !look.is_some_and(FilmExamined::is_seen) {
        codes.push("film.turn");
    }
    let mut seals = examined.iter().filter_map(|side| side.seal.as_ref());
    if !seals.any(|seal| seal.outcome == SealOutcome::Verified) {
        codes.push("document.seal");
    }
    let declaration = &declared.documented.declaration;
    if declaration.kind().sides().len() > 1 {
        codes.push("document.side_without_zone");
    }
    let birthplace = &declared.birthplace;
    if birthplace.claims().is_none() {
        codes.push("birthplace.unlisted");
    }
    let birth = declaration.birth_date().reveal();
    codes.extend(birthplace.cautions(birth).into_iter().map(Caution::as_str));
    codes
}
