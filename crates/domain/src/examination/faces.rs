//! How near the face of a document's portrait and the faces of its film lie, as a network sees them. A fact
//! for the operator, beside its limits: nobody is accepted, refused, sorted or called back by it.
//!
//! What this room deliberately does not know: networks, pictures, and the numbers that stand for a face.

use super::look::Moment;

/// How near two faces lie: the cosine of the angle between what the network makes of each, in thousandths,
/// -1000 to 1000. The same picture has 1000; most pairs of strangers lie around 50.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceScore(i16);

/// From here on faces are near. The bound that OpenCV gives for SFace, in its own example of use
/// (`_threshold_cosine`, 0.363): there it parts the pairs of Labeled Faces in the Wild best. Those are
/// photographs of the press; a portrait photographed off a card is another thing.
pub const NEAR_FROM: FaceScore = FaceScore(363);
/// Under this faces are far apart. Of 54 pairs of pictures of different persons that were measured with the
/// project's own tools, 51 lay under it, the highest at 276; of 30 pairs of one person none was under 494
/// (`tools/models/README.md`). Three persons: too few to be a rate of errors.
pub const FAR_BELOW: FaceScore = FaceScore(250);

impl FaceScore {
    /// Of a cosine; what is none, or lies outside -1 to 1 by more than rounding, is `None`.
    pub fn of_cosine(cosine: f32) -> Option<Self> {
        let thousandths = (cosine * 1_000.0).round();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "held between the bounds on the line itself"
        )]
        let whole = (-1_001.0..=1_001.0)
            .contains(&thousandths)
            .then_some(thousandths.clamp(-1_000.0, 1_000.0) as i16);
        whole.map(Self)
    }

    /// In thousandths.
    pub const fn thousandths(self) -> i16 {
        self.0
    }

    /// In words.
    pub fn band(self) -> FaceBand {
        if self >= NEAR_FROM {
            FaceBand::Near
        } else if self < FAR_BELOW {
            FaceBand::Far
        } else {
            FaceBand::Between
        }
    }
}

/// A score in words. None of them says who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaceBand {
    /// As near as pictures of one person mostly are.
    Near,
    /// Neither near nor far.
    Between,
    /// As far apart as pictures of strangers mostly are.
    Far,
}

impl FaceBand {
    /// Every band.
    pub const ALL: [Self; 3] = [Self::Near, Self::Between, Self::Far];

    /// Stable code, part of the contract with the console.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Between => "between",
            Self::Far => "far",
        }
    }
}

/// Why there is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoScore {
    /// The person did not agree to a text that says so.
    NotAgreed,
    /// No face is found in the portrait.
    PortraitUnseen,
    /// The portrait's face has too few pixels.
    PortraitSmall,
    /// The portrait's face is not sharp enough.
    PortraitBlurred,
    /// No kept frame shows one straight, large and sharp face.
    FilmUnseen,
    /// The comparison itself failed.
    Failed,
}

impl NoScore {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::NotAgreed,
        Self::PortraitUnseen,
        Self::PortraitSmall,
        Self::PortraitBlurred,
        Self::FilmUnseen,
        Self::Failed,
    ];

    /// Stable code, part of the contract with the console.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAgreed => "not_agreed",
            Self::PortraitUnseen => "portrait_unseen",
            Self::PortraitSmall => "portrait_small",
            Self::PortraitBlurred => "portrait_blurred",
            Self::FilmUnseen => "film_unseen",
            Self::Failed => "failed",
        }
    }
}

/// A frame of the film and how near its face lies to the portrait's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameScore {
    /// Of which stretch.
    pub moment: Moment,
    /// How near.
    pub score: FaceScore,
}

/// What came of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FacesCompared {
    /// Frame by frame, in the film's order; at least one.
    Scores(Vec<FrameScore>),
    /// Not to be compared.
    None(NoScore),
}

impl FacesCompared {
    /// Of these frames; without any the film showed nobody.
    pub fn of_frames(frames: Vec<FrameScore>) -> Self {
        if frames.is_empty() {
            Self::None(NoScore::FilmUnseen)
        } else {
            Self::Scores(frames)
        }
    }

    /// The frame in the middle, by score; of an even number the lower of both. The best frame alone would
    /// favour whoever sends many faces, the worst one would hold a blink against somebody.
    pub fn middle(&self) -> Option<FrameScore> {
        let Self::Scores(frames) = self else {
            return None;
        };
        let mut sorted = frames.clone();
        sorted.sort_by_key(|frame| frame.score);
        sorted.get(sorted.len().saturating_sub(1) / 2).copied()
    }

    /// As text, to be sealed: a line a frame, `digit-1 512`, or the reason alone.
    pub fn to_text(&self) -> String {
        match self {
            Self::None(reason) => reason.as_str().to_owned(),
            Self::Scores(frames) => {
                let line = |of: &FrameScore| {
                    let FrameScore { moment, score } = of;
                    format!("{} {}", moment.as_str(), score.thousandths())
                };
                frames.iter().map(line).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// Of such a text; `None` for any other.
    pub fn of_text(text: &str) -> Option<Self> {
        let reason = NoScore::ALL.into_iter().find(|one| one.as_str() == text);
        if let Some(reason) = reason {
            return Some(Self::None(reason));
        }
        let frames: Option<Vec<FrameScore>> = text.lines().map(frame_of).collect();
        let frames = frames.filter(|frames| !frames.is_empty())?;
        Some(Self::Scores(frames))
    }
}

fn frame_of(line: &str) -> Option<FrameScore> {
    let (word, number) = line.split_once(' ')?;
    let is_whole = |of: &i16| (-1_000..=1_000).contains(of);
    Some(FrameScore {
        moment: Moment::ALL.into_iter().find(|one| one.as_str() == word)?,
        score: FaceScore(number.parse().ok().filter(is_whole)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(thousandths: &[i16]) -> FacesCompared {
        let frame = |(moment, score): (Moment, &i16)| FrameScore {
            moment,
            score: FaceScore(*score),
        };
        let moments = Moment::ALL.into_iter().skip(1);
        FacesCompared::of_frames(moments.zip(thousandths).map(frame).collect())
    }

    #[test]
    fn one_odd_frame_changes_nothing_and_the_lower_of_two_counts() {
        let middle = |of: &[i16]| scores(of).middle().map(|frame| frame.score.thousandths());
        assert_eq!(middle(&[612, 30, 598]), Some(598));
        assert_eq!(middle(&[30, 612, 25]), Some(30));
        assert_eq!(middle(&[612, 598]), Some(598));
        assert_eq!(middle(&[612]), Some(612));
        assert_eq!(middle(&[]), None);
    }

    #[test]
    fn a_film_without_a_usable_frame_has_no_score() {
        assert_eq!(scores(&[]), FacesCompared::None(NoScore::FilmUnseen));
    }

    #[test]
    fn a_band_begins_at_its_bound() {
        let band = |of| FaceScore(of).band();
        assert_eq!([band(1_000), band(363)], [FaceBand::Near; 2]);
        assert_eq!([band(362), band(250)], [FaceBand::Between; 2]);
        assert_eq!([band(249), band(-1_000)], [FaceBand::Far; 2]);
    }

    #[test]
    fn a_number_that_is_no_cosine_is_no_score() {
        let of = |cosine| FaceScore::of_cosine(cosine).map(FaceScore::thousandths);
        assert_eq!(of(0.3634), Some(363));
        assert_eq!(of(1.000_000_1), Some(1_000));
        assert_eq!(of(-1.0), Some(-1_000));
        assert_eq!(
            (of(1.1), of(f32::NAN), of(f32::INFINITY)),
            (None, None, None)
        );
    }

    #[test]
    fn what_is_sealed_is_read_back_and_nothing_else() {
        let all = NoScore::ALL.map(FacesCompared::None);
        for compared in all.into_iter().chain([scores(&[512, -30, 7])]) {
            assert_eq!(FacesCompared::of_text(&compared.to_text()), Some(compared));
        }
        for odd in [
            "",
            "digit-1",
            "digit-1 1001",
            "digit-9 5",
            "digit-1 5\nfailed",
            "yes",
        ] {
            assert_eq!(FacesCompared::of_text(odd), None, "{odd}");
        }
    }
}
