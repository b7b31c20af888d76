//! What passes between the process that looks at a film and the one that asked.

use super::best::Rating;
use super::look::{Kept, Looked};
use crate::apart::{
    is_known_as_walls, odd, read_end, read_part, read_picture, read_text, send_picture, send_text,
};
use sceau_domain::challenge::ThirdTask;
use sceau_domain::examination::{LookFinding, Moment, Sight, SoundHeard, Stretch, TaskSeen, Turn};
use sceau_domain::private::Personal;
use sceau_service::ports::{FilmAsked, FilmFacts};
use sceau_vision::document::DocumentShape;
use serde::{Deserialize, Serialize};
use std::io::{Read, Result, Write};

/// Most bytes of each part that follows: the longest film that can be sent, with room.
const MOST_PART: usize = 256 * 1024 * 1024;
/// Longest side of a kept frame: no larger one is decoded.
const MOST_SIDE: u16 = 2_048;
/// Most stretches in which the sound stands out.
const MOST_LOUD: usize = 500;
/// One frame of each moment.
const MOST_FRAMES: usize = Moment::ALL.len();

/// What is to be looked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Order {
    pub(super) stretches: Vec<Stretch>,
    pub(super) asked: Asked,
}

/// The third task, as far as it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Asked {
    TurnLeft,
    TurnRight,
    Document(Shape),
}

/// The format of a document (ISO/IEC 7810).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Shape {
    Id1,
    Id2,
    Id3,
}

impl From<Shape> for DocumentShape {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Id1 => Self::Id1,
            Shape::Id2 => Self::Id2,
            Shape::Id3 => Self::Id3,
        }
    }
}

impl Order {
    pub(super) fn of(asked: &FilmAsked) -> Self {
        Self {
            stretches: asked.stretches.clone(),
            asked: match asked.task {
                ThirdTask::TurnLeft => Asked::TurnLeft,
                ThirdTask::TurnRight => Asked::TurnRight,
                ThirdTask::ShowDocument => Asked::Document(match DocumentShape::of(asked.kind) {
                    DocumentShape::Id1 => Shape::Id1,
                    DocumentShape::Id2 => Shape::Id2,
                    DocumentShape::Id3 => Shape::Id3,
                }),
            },
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderText {
    stretches: Vec<(String, u32, u32)>,
    asked: Asked,
    /// Of the two networks and the film; a network that is not there has no bytes.
    lengths: [usize; 3],
}

/// The two networks and the film.
pub(super) type Parts<T> = [T; 3];

/// Writes an order.
pub(super) fn send_order(to: &mut impl Write, order: &Order, parts: Parts<&[u8]>) -> Result<()> {
    let stretch = |of: &Stretch| (of.moment.as_str().to_owned(), of.from_ms, of.until_ms);
    let text = OrderText {
        stretches: order.stretches.iter().map(stretch).collect(),
        asked: order.asked,
        lengths: parts.map(<[u8]>::len),
    };
    send_text(to, &text)?;
    parts.iter().try_for_each(|part| to.write_all(part))
}

/// Reads an order.
pub(super) fn read_order(from: &mut impl Read) -> Result<(Order, Parts<Vec<u8>>)> {
    let OrderText {
        stretches,
        asked,
        lengths,
    } = read_text(from)?;
    let stretch = |(moment, from_ms, until_ms): (String, u32, u32)| {
        moment_of(&moment).map(|moment| Stretch {
            moment,
            from_ms,
            until_ms,
        })
    };
    let stretches: Option<Vec<Stretch>> = stretches.into_iter().map(stretch).collect();
    let order = Order {
        stretches: stretches.ok_or_else(odd)?,
        asked,
    };
    let [detection, landmarks, film] = lengths;
    let parts = [
        read_part(from, detection, MOST_PART)?,
        read_part(from, landmarks, MOST_PART)?,
        read_part(from, film, MOST_PART)?,
    ];
    Ok((order, parts))
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactsText {
    trouble: Option<String>,
    track: Vec<String>,
    turn: Option<String>,
    is_flat: Option<bool>,
    document_ms: Option<u32>,
    frames: Vec<FrameText>,
    sound: Option<SoundText>,
    walls: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameText {
    moment: String,
    at_ms: u32,
    /// Components of the quality with their scores.
    measures: Vec<(String, u8)>,
    /// Width and height of the picture, which follows.
    sides: [u16; 2],
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum SoundText {
    NoTrack,
    Unreadable,
    Heard {
        loud_ms: Vec<[u32; 2]>,
        is_clipped: bool,
    },
}

impl From<&SoundHeard> for SoundText {
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

fn sound_heard(text: SoundText) -> Result<SoundHeard> {
    Ok(match text {
        SoundText::NoTrack => SoundHeard::NoTrack,
        SoundText::Unreadable => SoundHeard::Unreadable,
        SoundText::Heard {
            loud_ms,
            is_clipped,
        } => {
            let is_in_order = loud_ms.as_flattened().is_sorted();
            if loud_ms.len() > MOST_LOUD || !is_in_order {
                return Err(odd());
            }
            SoundHeard::Heard {
                loud_ms,
                is_clipped,
            }
        }
    })
}

/// Writes the answer.
pub(super) fn send_looked(to: &mut impl Write, looked: &Looked) -> Result<()> {
    let Looked { facts, frames } = looked;
    let FilmFacts {
        trouble,
        track,
        seen,
        frames: _,
        sound,
        walls,
    } = facts;
    let frame = |of: &Kept| FrameText {
        moment: of.moment.as_str().to_owned(),
        at_ms: of.at_ms,
        measures: of.rating.named(),
        sides: [of.picture.width, of.picture.height],
    };
    let text = FactsText {
        trouble: trouble.map(|finding| finding.as_str().to_owned()),
        track: track.reveal().iter().map(Sight::to_line).collect(),
        turn: seen.turn.map(|turn| turn.as_str().to_owned()),
        is_flat: seen.is_flat,
        document_ms: seen.document_ms,
        frames: frames.iter().map(frame).collect(),
        sound: sound.as_ref().map(SoundText::from),
        walls: walls.clone(),
    };
    send_text(to, &text)?;
    let mut pictures = frames.iter().map(|frame| &frame.picture);
    pictures.try_for_each(|picture| send_picture(to, picture))
}

/// Reads an answer, believing nothing of it: words that are not ours, lengths beyond measure and whatever
/// follows the end are errors.
pub(super) fn read_looked(from: &mut impl Read) -> Result<Looked> {
    let FactsText {
        trouble,
        track,
        turn,
        is_flat,
        document_ms,
        frames,
        sound,
        walls,
    } = read_text(from)?;
    let track: Option<Vec<Sight>> = track.iter().map(|line| Sight::of_line(line)).collect();
    let track = track.ok_or_else(odd)?;
    if frames.len() > MOST_FRAMES || !is_known_as_walls(&walls) {
        return Err(odd());
    }
    let mut kept = Vec::new();
    for frame in frames {
        kept.push(Kept {
            moment: moment_of(&frame.moment).ok_or_else(odd)?,
            at_ms: frame.at_ms,
            rating: Rating::of(frame.measures).ok_or_else(odd)?,
            picture: read_picture(from, frame.sides, MOST_SIDE)?,
        });
    }
    read_end(from)?;
    let facts = FilmFacts {
        trouble: known(trouble, LookFinding::ALL, LookFinding::as_str)?,
        track: Personal::new(track),
        seen: TaskSeen {
            turn: known(turn, Turn::ALL, Turn::as_str)?,
            is_flat,
            document_ms,
        },
        frames: Vec::new(),
        sound: sound.map(sound_heard).transpose()?,
        walls,
    };
    Ok(Looked {
        facts,
        frames: kept,
    })
}

fn known<T: Copy, const N: usize>(
    word: Option<String>,
    all: [T; N],
    name: impl Fn(T) -> &'static str,
) -> Result<Option<T>> {
    let find = |word: String| all.into_iter().find(|one| name(*one) == word);
    word.map(|word| find(word).ok_or_else(odd)).transpose()
}

fn moment_of(word: &str) -> Option<Moment> {
    Moment::ALL
        .into_iter()
        .find(|moment| moment.as_str() == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_vision::face::quality::Component;
    use sceau_vision::jpeg::Rgb;

    fn looked() -> Looked {
        let facts = FilmFacts {
            trouble: Some(LookFinding::NotLooked),
            track: Personal::new(vec![Sight {
                at_ms: 250,
                faces: 1,
                yaw_tenths: Some(-34),
            }]),
            seen: TaskSeen {
                turn: Some(Turn::OtherSide),
                is_flat: Some(false),
                document_ms: Some(9_000),
            },
            frames: Vec::new(),
            sound: Some(SoundHeard::Heard {
                loud_ms: vec![[1_200, 1_500], [4_000, 4_400]],
                is_clipped: false,
            }),
            walls: "limits seccomp".to_owned(),
        };
        Looked {
            facts,
            frames: vec![Kept {
                moment: Moment::Task,
                at_ms: 9_250,
                rating: Rating(vec![(Component::EyesOpen, 71)]),
                picture: Rgb {
                    width: 1,
                    height: 1,
                    pixels: vec![1, 2, 3],
                },
            }],
        }
    }

    fn sent() -> Vec<u8> {
        let mut bytes = Vec::new();
        send_looked(&mut bytes, &looked()).unwrap();
        bytes
    }

    #[test]
    fn an_answer_arrives_as_it_was_sent() {
        assert_eq!(read_looked(&mut &*sent()).unwrap(), looked());
    }

    #[test]
    fn an_answer_that_is_cut_off_changed_or_too_long_is_refused() {
        let whole = sent();
        for length in 0..whole.len() {
            assert!(
                read_looked(&mut &whole[..length]).is_err(),
                "{length} bytes"
            );
        }
        let mut longer = whole.clone();
        longer.push(0);
        assert!(read_looked(&mut &*longer).is_err());
        let replaced = |from: &str, to: &str| {
            let text = String::from_utf8_lossy(&whole[4..]).replace(from, to);
            let length = u32::try_from(text.len() - 3).unwrap();
            let bytes = [&length.to_be_bytes(), text.as_bytes()].concat();
            read_looked(&mut &*bytes)
        };
        assert!(replaced("task", "task").is_ok());
        for (from, to) in [
            ("task", "tusk"),
            ("other_side", "<script>"),
            ("film.not_looked", "film.fine"),
            ("250 1 -34", "250 1 a"),
            ("limits seccomp", "a word of its own"),
            ("eyes_open", "eyes_shut"),
            ("\"eyes_open\",71", "\"eyes_open\",171"),
            ("[1,1]", "[1,9999]"),
            ("[1,1]", "[0,1]"),
            ("[4000,4400]", "[4000,3000]"),
            ("[4000,4400]", "[400,440]"),
        ] {
            assert!(replaced(from, to).is_err(), "{to}");
        }
    }

    #[test]
    fn an_order_arrives_as_it_was_sent() {
        let order = Order {
            stretches: vec![Stretch {
                moment: Moment::First,
                from_ms: 1,
                until_ms: 2,
            }],
            asked: Asked::Document(Shape::Id3),
        };
        let mut bytes = Vec::new();
        send_order(&mut bytes, &order, [&[1], &[], &[2, 3]]).unwrap();
        let (read, parts) = read_order(&mut &*bytes).unwrap();
        assert_eq!(read, order);
        assert_eq!(parts, [vec![1], vec![], vec![2, 3]]);
    }
}
