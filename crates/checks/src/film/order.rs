//! What passes between the process that looks at a film and the one that asked: a length, a text in JSON, and
//! then the bytes that the text gives the lengths of.

use sceau_domain::challenge::ThirdTask;
use sceau_domain::examination::{LookFinding, Moment, Sight, Stretch, TaskSeen, Turn};
use sceau_domain::private::Personal;
use sceau_service::ports::{FilmAsked, FilmFacts, FilmFrame};
use sceau_vision::document::DocumentShape;
use serde::{Deserialize, Serialize};
use std::io::{Error, ErrorKind, Read, Result, Write};

/// Longest text. A film of two minutes has fewer than two thousand looks, of some twenty signs each.
const MOST_TEXT: usize = 256 * 1024;
/// Most bytes of each part that follows: the longest film that can be sent, with room.
const MOST_PART: usize = 256 * 1024 * 1024;
/// Most bytes of a kept frame.
pub(super) const MOST_FRAME: usize = 2 * 1024 * 1024;
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
    parts.iter().try_for_each(|part| to.write_all(part))?;
    to.flush()
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
    /// Moment, time, quality, bytes.
    frames: Vec<(String, u32, u8, usize)>,
    walls: String,
}

/// Writes the answer.
pub(super) fn send_facts(to: &mut impl Write, facts: &FilmFacts) -> Result<()> {
    let FilmFacts {
        trouble,
        track,
        seen,
        frames,
        walls,
    } = facts;
    let frame = |of: &FilmFrame| {
        let length = of.jpeg.reveal().len();
        (of.moment.as_str().to_owned(), of.at_ms, of.quality, length)
    };
    let text = FactsText {
        trouble: trouble.map(|finding| finding.as_str().to_owned()),
        track: track.reveal().iter().map(Sight::to_line).collect(),
        turn: seen.turn.map(|turn| turn.as_str().to_owned()),
        is_flat: seen.is_flat,
        document_ms: seen.document_ms,
        frames: frames.iter().map(frame).collect(),
        walls: walls.clone(),
    };
    send_text(to, &text)?;
    for frame in frames {
        to.write_all(frame.jpeg.reveal())?;
    }
    to.flush()
}

/// Reads an answer, believing nothing of it: words that are not ours, lengths beyond measure and whatever
/// follows the end are errors.
pub(super) fn read_facts(from: &mut impl Read) -> Result<FilmFacts> {
    let FactsText {
        trouble,
        track,
        turn,
        is_flat,
        document_ms,
        frames,
        walls,
    } = read_text(from)?;
    let track: Option<Vec<Sight>> = track.iter().map(|line| Sight::of_line(line)).collect();
    let track = track.ok_or_else(odd)?;
    let is_known = walls
        .split(' ')
        .all(|wall| super::confine::WALLS.contains(&wall));
    if frames.len() > MOST_FRAMES || !(walls.is_empty() || is_known) {
        return Err(odd());
    }
    let mut kept = Vec::new();
    for (moment, at_ms, quality, length) in frames {
        kept.push(FilmFrame {
            moment: moment_of(&moment).ok_or_else(odd)?,
            at_ms,
            quality: quality.min(100),
            jpeg: Personal::new(read_part(from, length, MOST_FRAME)?),
        });
    }
    if from.read(&mut [0])? != 0 {
        return Err(odd());
    }
    Ok(FilmFacts {
        trouble: known(trouble, LookFinding::ALL, LookFinding::as_str)?,
        track: Personal::new(track),
        seen: TaskSeen {
            turn: known(turn, Turn::ALL, Turn::as_str)?,
            is_flat,
            document_ms,
        },
        frames: kept,
        walls,
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

fn odd() -> Error {
    Error::from(ErrorKind::InvalidData)
}

fn send_text(to: &mut impl Write, text: &impl Serialize) -> Result<()> {
    let bytes = serde_json::to_vec(text)?;
    let length = u32::try_from(bytes.len()).map_err(|_| odd())?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(&bytes)
}

fn read_text<T: for<'de> Deserialize<'de>>(from: &mut impl Read) -> Result<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).map_err(|_| odd())?;
    Ok(serde_json::from_slice(&read_part(
        from, length, MOST_TEXT,
    )?)?)
}

/// Memory is taken as the bytes come, not as they are announced.
fn read_part(from: &mut impl Read, length: usize, most: usize) -> Result<Vec<u8>> {
    if length > most {
        return Err(odd());
    }
    let mut bytes = Vec::new();
    let wanted = u64::try_from(length).map_err(|_| odd())?;
    from.take(wanted).read_to_end(&mut bytes)?;
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> FilmFacts {
        FilmFacts {
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
            frames: vec![FilmFrame {
                moment: Moment::Task,
                at_ms: 9_250,
                quality: 71,
                jpeg: Personal::new(vec![1, 2, 3]),
            }],
            walls: "limits seccomp".to_owned(),
        }
    }

    fn sent() -> Vec<u8> {
        let mut bytes = Vec::new();
        send_facts(&mut bytes, &facts()).unwrap();
        bytes
    }

    #[test]
    fn an_answer_arrives_as_it_was_sent() {
        assert_eq!(read_facts(&mut &*sent()).unwrap(), facts());
    }

    #[test]
    fn an_answer_that_is_cut_off_changed_or_too_long_is_refused() {
        let whole = sent();
        for length in 0..whole.len() {
            assert!(read_facts(&mut &whole[..length]).is_err(), "{length} bytes");
        }
        let mut longer = whole.clone();
        longer.push(0);
        assert!(read_facts(&mut &*longer).is_err());
        let replaced = |from: &str, to: &str| {
            let text = String::from_utf8_lossy(&whole[4..]).replace(from, to);
            let length = u32::try_from(text.len() - 3).unwrap();
            let bytes = [&length.to_be_bytes(), text.as_bytes()].concat();
            read_facts(&mut &*bytes)
        };
        assert!(replaced("task", "task").is_ok());
        for (from, to) in [
            ("task", "tusk"),
            ("other_side", "<script>"),
            ("film.not_looked", "film.fine"),
            ("250 1 -34", "250 1 a"),
            ("limits seccomp", "a word of its own"),
            ("71,3]", "71,99999999999]"),
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
