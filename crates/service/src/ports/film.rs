//! Looks at films and says what is there.

use crate::failure::Failure;
use sceau_domain::challenge::ThirdTask;
use sceau_domain::document::DocumentKind;
use sceau_domain::examination::{LookFinding, Moment, Sight, SoundHeard, Stretch, TaskSeen};
use sceau_domain::private::Personal;

/// What a film was to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilmAsked {
    /// What was asked when, by the film's own record.
    pub stretches: Vec<Stretch>,
    /// The third task.
    pub task: ThirdTask,
    /// The document that the third task may show.
    pub kind: DocumentKind,
}

/// What was seen and heard on a film. Facts; nobody is judged by them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilmFacts {
    /// Why nothing could be seen: one of [`LookFinding::Unreadable`], [`LookFinding::OutOfLimits`],
    /// [`LookFinding::NotLooked`].
    pub trouble: Option<LookFinding>,
    /// The frames that were looked at, in order.
    pub track: Personal<Vec<Sight>>,
    /// What the third task showed.
    pub seen: TaskSeen,
    /// The best frame of each stretch that has one, in order.
    pub frames: Vec<FilmFrame>,
    /// What was heard; `None` where nobody came to listen.
    pub sound: Option<SoundHeard>,
    /// What kept the look apart, in words of the adapter: part of what the facts were made by.
    pub walls: String,
}

/// A frame that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct FilmFrame {
    /// Of which stretch.
    pub moment: Moment,
    /// When, in milliseconds from the film's beginning.
    pub at_ms: u32,
    /// How good a picture of a face it is, 0 to 100.
    pub quality: u8,
    /// What that was measured by: components of ISO/IEC 29794-5 by their names, and their scores, 0 (worst) to
    /// 100. Empty where the frame shows the document.
    pub measures: Vec<(String, u8)>,
    /// The face, cut out of the frame, or the whole frame where it shows the document: JPEG.
    pub jpeg: Personal<Vec<u8>>,
}

/// Looks at films, within limits of time and memory. It takes seconds: call it off the runtime.
pub trait FilmExaminer: Send + Sync {
    /// What the facts are made by, with versions: facts of the same text and the same bytes are equal.
    fn version(&self) -> String;

    /// Looks at a film. One that cannot be decoded, or brings down whoever decodes it time and again, has a
    /// [`FilmFacts::trouble`]; it is never an error.
    ///
    /// # Errors
    /// [`Failure`] when nobody could look: nothing is said of the film then, and it is looked at another time.
    fn examine_film(&self, film: &[u8], asked: &FilmAsked) -> Result<FilmFacts, Failure>;
}
