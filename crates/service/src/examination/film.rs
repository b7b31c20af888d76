//! Looks at a film and listens to it, and opens what was seen and heard.

use super::examine_due::opened;
use super::seen::{Seen, made_by};
use crate::failure::Failure;
use crate::ports::{FilmAsked, FilmFacts, World};
use crate::records::{Evidence, Examination, FilmSeen, FrameSeen, VideoFacts};
use bytes::Bytes;
use jiff::Timestamp;
use sceau_domain::document::DocumentKind;
use sceau_domain::examination::{
    FilmLook, FilmRecord, FilmSound, LookFinding, Moment, Sight, TaskSeen, judge_look, judge_sound,
    stretches,
};
use sceau_domain::id::EvidenceId;
use sceau_domain::private::Personal;
use std::sync::Arc;

/// Where the head was, frame after frame: its name in the vault.
const TRACK: &str = "track";

/// A frame's name in the vault.
pub(crate) const fn frame_name(moment: Moment) -> &'static str {
    match moment {
        Moment::Whole => "frame-whole",
        Moment::First => "frame-digit-1",
        Moment::Second => "frame-digit-2",
        Moment::Third => "frame-digit-3",
        Moment::Task => "frame-task",
    }
}

/// What a film's record says, to be judged.
pub(crate) const fn film_record(facts: &VideoFacts) -> FilmRecord<'_> {
    FilmRecord {
        way: facts.way,
        prompts_ms: facts.prompts_ms.as_slice(),
        duration_ms: facts.duration_ms,
        has_sound: facts.has_sound,
    }
}

pub(super) async fn look_at_film(
    world: &World,
    evidence: &Evidence,
    kind: DocumentKind,
    film: Bytes,
) -> Result<Seen, Failure> {
    let FilmFacts {
        trouble,
        track,
        seen,
        frames,
        sound,
        walls,
    } = look(world, evidence, kind, film).await?;
    let kept = frames.iter().map(|frame| FrameSeen {
        moment: frame.moment,
        at_ms: frame.at_ms,
        quality: frame.quality,
        measures: frame.measures.clone(),
    });
    let row = Examination {
        evidence: evidence.id,
        case: evidence.case,
        made_by: made_by(world.films.version(), &walls),
        findings: trouble.iter().map(|one| one.as_str().to_owned()).collect(),
        document: None,
        zone: None,
        seal: None,
        has_portrait: false,
        film: Some(FilmSeen {
            seen,
            frames: kept.collect(),
            sound,
        }),
        at: world.clock.now(),
    };
    let lines: Vec<String> = track.reveal().iter().map(Sight::to_line).collect();
    let frames = frames.into_iter();
    let frames = frames.map(|frame| (frame_name(frame.moment), frame.jpeg.into_inner().into()));
    Ok(Seen {
        row,
        objects: frames.chain([(TRACK, lines.join("\n").into())]).collect(),
        number: None,
    })
}

/// A look that dies in this process is a film that cannot be read: it is not tried for ever.
async fn look(
    world: &World,
    evidence: &Evidence,
    kind: DocumentKind,
    film: Bytes,
) -> Result<FilmFacts, Failure> {
    let unreadable = || FilmFacts {
        trouble: Some(LookFinding::Unreadable),
        ..FilmFacts::default()
    };
    let Some(facts) = &evidence.video else {
        return Ok(unreadable());
    };
    let asked = FilmAsked {
        stretches: stretches(&film_record(facts)),
        task: facts.challenge.third_task,
        kind,
    };
    let films = Arc::clone(&world.films);
    let look = move || films.examine_film(&film, &asked);
    let looked = tokio::task::spawn_blocking(look).await;
    looked.unwrap_or_else(|_| Ok(unreadable()))
}

/// What was seen on a film, for an operator.
#[derive(Debug, Clone)]
pub struct FilmExamined {
    /// Which piece.
    pub evidence: EvidenceId,
    /// What is to be looked at again, and how many frames show whom.
    pub look: FilmLook,
    /// What the third task showed.
    pub seen: TaskSeen,
    /// The frames that are kept, in the film's order.
    pub frames: Vec<FrameSeen>,
    /// What was heard beside what was asked; `None` where nobody listened.
    pub sound: Option<FilmSound>,
    /// Where the head was, frame after frame.
    pub track: Personal<Vec<Sight>>,
    /// What made it, with versions.
    pub made_by: String,
    /// When.
    pub at: Timestamp,
}

impl FilmExamined {
    /// Whether faces were looked for at all.
    pub fn is_seen(&self) -> bool {
        !self.track.reveal().is_empty()
    }
}

/// Opens the examination of a film; `None` where it is of something else.
///
/// # Errors
/// [`Failure::Vault`].
pub(crate) async fn film_examined(
    world: &World,
    facts: &VideoFacts,
    examination: &Examination,
) -> Result<Option<FilmExamined>, Failure> {
    let Some(FilmSeen {
        seen,
        frames,
        sound,
    }) = &examination.film
    else {
        return Ok(None);
    };
    let (case, id) = (examination.case, examination.evidence);
    let (text, lost) = match opened(world, case, id, TRACK).await {
        Ok(text) => (text, None),
        Err(failure) if failure.is_lost() => (Bytes::new(), Some(LookFinding::Unreadable)),
        Err(failure) => return Err(failure.into()),
    };
    let text = String::from_utf8_lossy(&text);
    let track: Vec<Sight> = text.lines().filter_map(Sight::of_line).collect();
    let record = film_record(facts);
    let stretches = stretches(&record);
    let trouble = LookFinding::ALL.into_iter().find(|finding| {
        let mut codes = examination.findings.iter();
        codes.any(|code| code == finding.as_str())
    });
    let look = match trouble.or(lost) {
        // Nobody was seen because nobody was looked for.
        Some(trouble) => FilmLook {
            findings: vec![trouble],
            ..FilmLook::default()
        },
        None => judge_look(&track, &stretches, seen, facts.challenge.third_task),
    };
    Ok(Some(FilmExamined {
        evidence: id,
        look,
        seen: *seen,
        frames: frames.clone(),
        sound: sound.as_ref().map(|sound| judge_sound(&record, sound)),
        track: Personal::new(track),
        made_by: examination.made_by.clone(),
        at: examination.at,
    }))
}
