//! What was seen on a film when somebody looked at its pictures: what the sampled frames show, held against
//! what was asked. Facts for the operator: nothing is decided by them.
//!
//! What this room deliberately does not know: how faces are found, and whose face it is.

use super::film::FilmRecord;
use crate::challenge::{DigitsWay, ThirdTask};

/// What a stretch of a film is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Moment {
    /// The whole film: its record does not say what was asked when.
    Whole,
    /// The first digit.
    First,
    /// The second digit.
    Second,
    /// The third digit.
    Third,
    /// The sheet with the three digits.
    Sheet,
    /// The third task.
    Task,
}

impl Moment {
    /// Every moment.
    pub const ALL: [Self; 6] = [
        Self::Whole,
        Self::First,
        Self::Second,
        Self::Third,
        Self::Sheet,
        Self::Task,
    ];

    /// What is asked for in a film whose digits are given so, one prompt each, in order.
    pub const fn asked(way: DigitsWay) -> &'static [Self] {
        match way {
            DigitsWay::Speak => &[Self::First, Self::Second, Self::Third, Self::Task],
            DigitsWay::Write => &[Self::Sheet, Self::Task],
        }
    }

    /// Stable code, part of the contract with the console.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::First => "digit-1",
            Self::Second => "digit-2",
            Self::Third => "digit-3",
            Self::Sheet => "sheet",
            Self::Task => "task",
        }
    }
}

/// From when to when something was asked, in milliseconds from the film's beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// What for.
    pub moment: Moment,
    /// Its beginning.
    pub from_ms: u32,
    /// Its end, not within.
    pub until_ms: u32,
}

/// The stretches of a film by its own record. A record that does not hold every prompt of its way in order
/// gives one stretch, the whole film.
pub fn stretches(record: &FilmRecord<'_>) -> Vec<Stretch> {
    let moments = Moment::asked(record.way);
    let ends = record.prompts_ms.iter().skip(1);
    let ends = ends.copied().chain([record.duration_ms]);
    let pairs: Vec<(u32, u32)> = record.prompts_ms.iter().copied().zip(ends).collect();
    let is_whole = pairs.len() == moments.len() && pairs.iter().all(|(from, until)| from < until);
    if !is_whole {
        return vec![Stretch {
            moment: Moment::Whole,
            from_ms: 0,
            until_ms: record.duration_ms.max(1),
        }];
    }
    let stretch = |(moment, (from_ms, until_ms)): (&Moment, _)| Stretch {
        moment: *moment,
        from_ms,
        until_ms,
    };
    moments.iter().zip(pairs).map(stretch).collect()
}

/// A frame that was looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// When, in milliseconds from the film's beginning.
    pub at_ms: u32,
    /// How many faces; more than nine are nine.
    pub faces: u8,
    /// How far the main face is turned, in tenths of a degree, positive to the person's own left.
    pub yaw_tenths: Option<i16>,
}

impl Sight {
    /// As a line of text: `1250 1 -34`, the yaw left out where there is none.
    pub fn to_line(&self) -> String {
        let Self {
            at_ms,
            faces,
            yaw_tenths,
        } = self;
        match yaw_tenths {
            Some(yaw) => format!("{at_ms} {faces} {yaw}"),
            None => format!("{at_ms} {faces}"),
        }
    }

    /// Of such a line; `None` for any other.
    pub fn of_line(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let sight = Self {
            at_ms: words.next()?.parse().ok()?,
            faces: words.next()?.parse().ok().filter(|faces| *faces < 10)?,
            yaw_tenths: words.next().map(str::parse).transpose().ok()?,
        };
        words.next().is_none().then_some(sight)
    }
}

/// What became of the turn of the head that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// To the side asked, as wide and as slow as the app asks for.
    Done,
    /// To the side asked, and too short or too fast.
    Unfinished,
    /// To the other side.
    OtherSide,
    /// The head was not seen to turn.
    NotSeen,
}

impl Turn {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Done, Self::Unfinished, Self::OtherSide, Self::NotSeen];

    /// Stable code, part of the contract with the console.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unfinished => "unfinished",
            Self::OtherSide => "other_side",
            Self::NotSeen => "not_seen",
        }
    }
}

/// What the third task showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct TaskSeen {
    /// The turn, where one was asked for.
    pub turn: Option<Turn>,
    /// Whether the points of the turning face moved as those of a flat picture do; `None` where the head
    /// did not turn enough to tell.
    pub is_flat: Option<bool>,
    /// When a document was first seen, where one was asked for, in milliseconds.
    pub document_ms: Option<u32>,
}

/// What the frames show that an operator should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LookFinding {
    /// No frame could be decoded, or the look was broken off.
    Unreadable,
    /// The look took more time or memory than a film may.
    OutOfLimits,
    /// The networks that find faces are not installed: nobody was looked for.
    NotLooked,
    /// There is nobody in any frame.
    Nobody,
    /// In more than half the frames of a stretch there is no face.
    Absent,
    /// Several frames show more than one face.
    Several,
    /// The turn of the head was not seen.
    TurnNotSeen,
    /// The head turned to the other side.
    TurnOtherSide,
    /// The turn is too short or too fast.
    TurnUnfinished,
    /// The turning face moved as a flat picture does.
    Flat,
    /// The document that was asked for was not seen.
    DocumentNotSeen,
}

impl LookFinding {
    /// Every finding.
    pub const ALL: [Self; 11] = [
        Self::Unreadable,
        Self::OutOfLimits,
        Self::NotLooked,
        Self::Nobody,
        Self::Absent,
        Self::Several,
        Self::TurnNotSeen,
        Self::TurnOtherSide,
        Self::TurnUnfinished,
        Self::Flat,
        Self::DocumentNotSeen,
    ];

    /// Stable code, part of the contract with the console.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "film.unreadable",
            Self::OutOfLimits => "film.out_of_limits",
            Self::NotLooked => "film.not_looked",
            Self::Nobody => "film.nobody",
            Self::Absent => "film.absent",
            Self::Several => "film.several",
            Self::TurnNotSeen => "film.turn_not_seen",
            Self::TurnOtherSide => "film.turn_other_side",
            Self::TurnUnfinished => "film.turn_unfinished",
            Self::Flat => "film.flat",
            Self::DocumentNotSeen => "film.document_not_seen",
        }
    }
}

/// The frames that were looked at, counted, and what is to be looked at again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilmLook {
    /// In the order of [`LookFinding::ALL`].
    pub findings: Vec<LookFinding>,
    /// Frames with exactly one face, with none, with several.
    pub frames: [u32; 3],
    /// The widest turns within the task, in tenths of a degree: to the person's left, to their right.
    pub widest_tenths: [u16; 2],
}

/// Several faces in one frame alone may be a poster that was taken for a face.
const SEVERAL_FROM: usize = 2;

/// Holds what was seen against what was asked.
pub fn judge_look(
    track: &[Sight],
    stretches: &[Stretch],
    seen: &TaskSeen,
    task: ThirdTask,
) -> FilmLook {
    let count = |is: fn(u8) -> bool| {
        let found = track.iter().filter(|sight| is(sight.faces)).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let frames = [
        count(|faces| faces == 1),
        count(|faces| faces == 0),
        count(|faces| faces > 1),
    ];
    let is_nobody = frames[0] + frames[2] == 0;
    let several = several(track, stretches, task);
    let holds = |finding: &LookFinding| match finding {
        // Not told by what was seen, but by that nothing was.
        LookFinding::Unreadable | LookFinding::OutOfLimits | LookFinding::NotLooked => false,
        LookFinding::Nobody => is_nobody,
        LookFinding::Absent => !is_nobody && stretches.iter().any(|of| is_empty(track, of)),
        LookFinding::Several => several >= SEVERAL_FROM,
        LookFinding::TurnNotSeen => seen.turn == Some(Turn::NotSeen),
        LookFinding::TurnOtherSide => seen.turn == Some(Turn::OtherSide),
        LookFinding::TurnUnfinished => seen.turn == Some(Turn::Unfinished),
        LookFinding::Flat => seen.is_flat == Some(true),
        LookFinding::DocumentNotSeen => {
            task == ThirdTask::ShowDocument && seen.document_ms.is_none()
        }
    };
    FilmLook {
        findings: LookFinding::ALL.into_iter().filter(holds).collect(),
        frames,
        widest_tenths: widest(track, stretches),
    }
}

/// Frames with several faces; a document that was asked for shows a face of its own.
fn several(track: &[Sight], stretches: &[Stretch], task: ThirdTask) -> usize {
    let may_show = |of: &&Stretch| {
        task == ThirdTask::ShowDocument && matches!(of.moment, Moment::Task | Moment::Whole)
    };
    let shown = stretches.iter().find(may_show);
    let is_beside =
        |sight: &&Sight| shown.is_none_or(|of| !(of.from_ms..of.until_ms).contains(&sight.at_ms));
    let beside = track.iter().filter(is_beside);
    beside.filter(|sight| sight.faces > 1).count()
}

fn within<'a>(track: &'a [Sight], of: &'a Stretch) -> impl Iterator<Item = &'a Sight> {
    let is_within = |sight: &&Sight| (of.from_ms..of.until_ms).contains(&sight.at_ms);
    track.iter().filter(is_within)
}

fn is_empty(track: &[Sight], of: &Stretch) -> bool {
    let (all, none) = within(track, of).fold((0, 0), |(all, none), sight| {
        (all + 1, none + u32::from(sight.faces == 0))
    });
    none * 2 > all
}

fn widest(track: &[Sight], stretches: &[Stretch]) -> [u16; 2] {
    let task = stretches
        .iter()
        .find(|of| matches!(of.moment, Moment::Task | Moment::Whole));
    let yaws = task
        .into_iter()
        .flat_map(|of| within(track, of))
        .filter_map(|sight| sight.yaw_tenths);
    yaws.fold([0, 0], |[left, right], yaw| {
        let to = |yaw: i16| u16::try_from(yaw).unwrap_or(0);
        [left.max(to(yaw)), right.max(to(yaw.saturating_neg()))]
    })
}

#[cfg(test)]
mod tests;
