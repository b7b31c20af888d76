//! Looks at a film, frame after frame.

use super::best::{Best, Candidate, Rating, whole_picture};
use super::frames::{Frames, Planes};
use super::order::{Asked, Order};
use super::pace::{BEFORE_MS, Pace, each_due};
use super::shown::ShownWatch;
use super::sound::listen;
use super::task::TurnWatch;
use sceau_domain::examination::{LookFinding, Moment, Sight, TaskSeen};
use sceau_domain::private::Personal;
use sceau_service::ports::{FilmFacts, FilmFrame};
use sceau_vision::face::{FaceFacts, FaceModels, FaceReader, Side};
use sceau_vision::jpeg::{self, Rgb};
use std::sync::Arc;

/// Quality of a kept frame's JPEG, 1 to 100: it is looked at enlarged.
const JPEG_QUALITY: u8 = 88;

/// What a look gives, before its frames are files.
#[derive(Debug, PartialEq)]
pub(super) struct Looked {
    /// All but the frames.
    pub(super) facts: FilmFacts,
    /// The best frame of each stretch that has one, in order.
    pub(super) frames: Vec<Kept>,
}

/// A frame that is kept.
#[derive(Debug, PartialEq)]
pub(super) struct Kept {
    pub(super) moment: Moment,
    pub(super) at_ms: u32,
    pub(super) rating: Rating,
    pub(super) picture: Rgb,
}

impl Looked {
    /// With its frames as files of our own encoder's.
    pub(super) fn encoded(self) -> FilmFacts {
        let encoded = |kept: Kept| {
            let jpeg = jpeg::encode(&kept.picture, JPEG_QUALITY).ok()?;
            Some(FilmFrame {
                moment: kept.moment,
                at_ms: kept.at_ms,
                quality: kept.rating.quality(),
                measures: kept.rating.named(),
                jpeg: Personal::new(jpeg),
            })
        };
        FilmFacts {
            frames: self.frames.into_iter().filter_map(encoded).collect(),
            ..self.facts
        }
    }
}

/// Longest side of the picture that faces are looked for in, in pixels.
const FACE_SIDE: usize = 640;

/// Looks at the film, with the networks where there are any, and listens to it.
pub(super) fn look(film: &[u8], models: Option<Arc<FaceModels>>, order: &Order) -> Looked {
    let Some(frames) = Frames::open(film) else {
        return nothing(LookFinding::Unreadable);
    };
    let pace = Pace::of(order);
    let mut look = Look::new(models, order, pace);
    each_due(frames, pace, |at_ms, planes| look.take(at_ms, planes));
    let mut looked = look.finish();
    looked.facts.sound = Some(listen(film));
    looked
}

pub(super) fn trouble(finding: LookFinding) -> FilmFacts {
    FilmFacts {
        trouble: Some(finding),
        ..FilmFacts::default()
    }
}

fn nothing(why: LookFinding) -> Looked {
    Looked {
        facts: trouble(why),
        frames: Vec::new(),
    }
}

struct Look {
    pace: Pace,
    reader: Option<FaceReader>,
    /// The last look that counted faces anew.
    counted_ms: Option<u32>,
    track: Vec<Sight>,
    best: Best,
    turn: Option<TurnWatch>,
    widest: Option<Candidate>,
    shown: Option<ShownWatch>,
    document: Option<(u32, Planes)>,
    looks: u32,
}

impl Look {
    fn new(models: Option<Arc<FaceModels>>, order: &Order, pace: Pace) -> Self {
        Self {
            pace,
            reader: models.map(FaceReader::new),
            counted_ms: None,
            track: Vec::new(),
            best: Best::new(&order.stretches),
            turn: match order.asked {
                Asked::TurnLeft => Some(TurnWatch::new(Side::Left)),
                Asked::TurnRight => Some(TurnWatch::new(Side::Right)),
                Asked::Document(_) => None,
            },
            widest: None,
            shown: match order.asked {
                Asked::TurnLeft | Asked::TurnRight => None,
                Asked::Document(shape) => Some(ShownWatch::new(shape.into())),
            },
            document: None,
            looks: 0,
        }
    }

    fn take(&mut self, at_ms: u32, planes: Planes) {
        let counted = self.counted_ms;
        let is_full = counted.is_none_or(|last| at_ms >= last.saturating_add(self.pace.every_ms));
        // Told here and not to the thread that decodes: how far that is ahead is chance.
        if !is_full && self.turn.as_ref().is_some_and(TurnWatch::is_over) {
            return;
        }
        self.looks += 1;
        if is_full {
            self.counted_ms = Some(at_ms);
            self.look_for_document(at_ms, &planes);
        }
        let Some(reader) = &mut self.reader else {
            return;
        };
        let (width, height) = planes.size();
        let Some(small) = planes.small(width.max(height).div_ceil(FACE_SIDE)) else {
            return;
        };
        let read = if is_full {
            reader.read_still(&small)
        } else {
            reader.read(&small)
        };
        let facts = read.unwrap_or_default();
        self.track.push(sight(at_ms, &facts));
        let is_widest = self.pace.is_in_task(at_ms, BEFORE_MS)
            && self
                .turn
                .as_mut()
                .is_some_and(|turn| turn.take(at_ms, facts.main.as_ref()));
        if is_widest {
            self.widest = Candidate::of(at_ms, facts, small, planes).or(self.widest.take());
        } else if is_full && self.best.takes(at_ms) {
            let candidate = Candidate::of(at_ms, facts, small, planes);
            candidate.into_iter().for_each(|one| self.best.take(one));
        }
    }

    fn look_for_document(&mut self, at_ms: u32, planes: &Planes) {
        let is_in_task = self.pace.is_in_task(at_ms, 0);
        let Some(shown) = &mut self.shown else {
            return;
        };
        if !is_in_task {
            shown.before(planes);
        } else if self.document.is_none() {
            self.document = shown.take(at_ms, planes);
        }
    }

    fn finish(self) -> Looked {
        if self.looks == 0 {
            return nothing(LookFinding::Unreadable);
        }
        let trouble = self.reader.is_none().then_some(LookFinding::NotLooked);
        let mut seen = self.turn.map_or_else(TaskSeen::default, TurnWatch::finish);
        seen.document_ms = self.document.as_ref().map(|(at_ms, _)| *at_ms);
        let mut frames: Vec<Kept> = self
            .best
            .finish()
            .into_iter()
            .filter_map(|(moment, rating, one)| kept(moment, rating, &one))
            .collect();
        // Of the task, what was done in it says more than another straight face.
        let task = match (&self.widest, &self.document) {
            (Some(widest), _) => kept(Moment::Task, widest.rating(), widest),
            (None, Some((at_ms, planes))) => whole_picture(planes).map(|picture| Kept {
                moment: Moment::Task,
                at_ms: *at_ms,
                rating: Rating::default(),
                picture,
            }),
            (None, None) => None,
        };
        if let Some(task) = task {
            frames.retain(|frame| frame.moment != Moment::Task);
            frames.push(task);
        }
        let facts = FilmFacts {
            trouble,
            track: Personal::new(self.track),
            seen: if trouble.is_some() {
                TaskSeen::default()
            } else {
                seen
            },
            ..FilmFacts::default()
        };
        Looked { facts, frames }
    }
}

fn kept(moment: Moment, rating: Rating, candidate: &Candidate) -> Option<Kept> {
    candidate.face().map(|picture| Kept {
        moment,
        at_ms: candidate.at_ms,
        rating,
        picture,
    })
}

fn sight(at_ms: u32, facts: &FaceFacts) -> Sight {
    let yaw = facts.main.as_ref().map(|face| face.pose.yaw * 10.0);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "clamped to a turn once around on the line itself"
    )]
    let tenths = |yaw: f32| yaw.clamp(-1_800.0, 1_800.0) as i16;
    Sight {
        at_ms,
        faces: u8::try_from(facts.count.min(9)).unwrap_or(9),
        yaw_tenths: yaw.map(tenths),
    }
}
