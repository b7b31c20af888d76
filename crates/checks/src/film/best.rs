//! Which frame of a stretch is kept.

use super::frames::Planes;
use sceau_domain::examination::{Moment, Stretch};
use sceau_vision::face::quality::Component;
use sceau_vision::face::{Face, FaceFacts, FaceFinding, FaceQuality};
use sceau_vision::jpeg::Rgb;

/// Of so many frames of a stretch the quality is measured: it takes as long as three looks.
const CANDIDATES: usize = 3;
/// What of a face's box is kept around it, in its own widths and heights: hair, chin and neck.
const MARGIN: (f32, f32) = (0.45, 0.5);

/// A frame that may be kept.
pub(super) struct Candidate {
    pub(super) at_ms: u32,
    pub(super) facts: FaceFacts,
    pub(super) small: Rgb,
    pub(super) planes: Planes,
    /// Less is better: told at once, from what is known anyway.
    blemish: f32,
}

impl Candidate {
    /// `None` without exactly one face.
    pub(super) fn of(at_ms: u32, facts: FaceFacts, small: Rgb, planes: Planes) -> Option<Self> {
        let face = facts.main.as_ref().filter(|_| facts.count == 1)?;
        let blemish = blemish(face, &facts);
        Some(Self {
            at_ms,
            facts,
            small,
            planes,
            blemish,
        })
    }

    /// What a picture of a face is judged by. Where the face stands in the frame says nothing here: it is cut
    /// out.
    pub(super) fn rating(&self) -> Rating {
        let quality = FaceQuality::of(&self.small, &self.facts);
        let measures = quality.iter().flat_map(FaceQuality::measures);
        let counted = measures.filter(|measure| !measure.component.is_of_place());
        Rating(counted.map(|one| (one.component, one.score)).collect())
    }

    /// The face with its margin, from the frame at its full size.
    pub(super) fn face(&self) -> Option<Rgb> {
        let face = self.facts.main.as_ref()?;
        self.planes.part(self.cut(face))
    }

    fn cut(&self, face: &Face) -> [usize; 4] {
        let (width, height) = self.planes.size();
        let grown = width as f32 / f32::from(self.small.width.max(1));
        let place = &face.place;
        let across = |from: f32, length: f32, margin: f32, most: usize| {
            let begin = whole((from - length * margin) * grown, most.saturating_sub(2));
            let end = whole((from + length * (1.0 + margin)) * grown, most);
            // Pairs of pixels share their colour.
            (begin & !1, end.saturating_sub(begin & !1).max(2) & !1)
        };
        let (left, wide) = across(place.left, place.width, MARGIN.0, width);
        let (top, high) = across(place.top, place.height, MARGIN.1, height);
        [left, top, wide, high]
    }
}

/// Components of the quality of a picture of a face, in the order of the standard, each with its score, 0 to
/// 100. Empty where nothing was measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rating(pub(super) Vec<(Component, u8)>);

impl Rating {
    /// By the names of the components.
    pub(super) fn named(&self) -> Vec<(String, u8)> {
        let named = |(component, score): &(Component, u8)| (component.as_str().to_owned(), *score);
        self.0.iter().map(named).collect()
    }

    /// From names; `None` where one is no component's, or a score is above 100.
    pub(super) fn of(named: Vec<(String, u8)>) -> Option<Self> {
        let measure = |(name, score): (String, u8)| {
            let mut all = Component::ALL.into_iter();
            let component = all.find(|one| one.as_str() == name)?;
            (score <= 100).then_some((component, score))
        };
        named
            .into_iter()
            .map(measure)
            .collect::<Option<_>>()
            .map(Self)
    }

    /// The mean, and never more than twenty above that of the less open eye, which a mean would hide.
    pub(super) fn quality(&self) -> u8 {
        let sum: u32 = self.0.iter().map(|(_, score)| u32::from(*score)).sum();
        let count = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        let mean = u8::try_from(sum / count.max(1)).unwrap_or(100);
        let mut scores = self.0.iter();
        let eyes = scores.find(|(component, _)| *component == Component::EyesOpen);
        eyes.map_or(mean, |(_, eyes)| mean.min(eyes.saturating_add(20)))
    }
}

/// The whole frame.
pub(super) fn whole_picture(planes: &Planes) -> Option<Rgb> {
    let (width, height) = planes.size();
    planes.part([0, 0, width, height])
}

fn whole(value: f32, most: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped between 0 and a side of a frame on the line itself"
    )]
    let whole = value.clamp(0.0, most as f32) as usize;
    whole.min(most)
}

fn blemish(face: &Face, facts: &FaceFacts) -> f32 {
    let pose = &face.pose;
    let turned = pose.yaw.abs() / 12.0 + pose.pitch.abs() / 20.0 + pose.roll.abs() / 15.0;
    let findings = facts.findings();
    let spoilt = findings.iter().filter(|finding| {
        !matches!(
            finding,
            FaceFinding::Off | FaceFinding::Small | FaceFinding::Large | FaceFinding::Turned
        )
    });
    turned + 1.5 * spoilt.count() as f32 - (face.sharpness * 5.0).min(0.5)
}

/// The best frames of each stretch so far.
pub(super) struct Best {
    kept: Vec<(Stretch, Vec<Candidate>)>,
}

impl Best {
    pub(super) fn new(stretches: &[Stretch]) -> Self {
        Self {
            kept: stretches.iter().map(|of| (*of, Vec::new())).collect(),
        }
    }

    /// Whether a frame of this time would belong anywhere: copying it costs.
    pub(super) fn takes(&self, at_ms: u32) -> bool {
        self.kept
            .iter()
            .any(|(of, _)| (of.from_ms..of.until_ms).contains(&at_ms))
    }

    pub(super) fn take(&mut self, candidate: Candidate) {
        let at = candidate.at_ms;
        let of = |(of, _): &&mut (Stretch, Vec<Candidate>)| (of.from_ms..of.until_ms).contains(&at);
        if let Some((_, kept)) = self.kept.iter_mut().find(of) {
            kept.push(candidate);
            kept.sort_by(|one, other| one.blemish.total_cmp(&other.blemish));
            kept.truncate(CANDIDATES);
        }
    }

    /// Of each stretch the frame of the best quality; the earlier of equal ones.
    pub(super) fn finish(self) -> Vec<(Moment, Rating, Candidate)> {
        let best = |(of, mut kept): (Stretch, Vec<Candidate>)| {
            kept.sort_by_key(|candidate| candidate.at_ms);
            let rated = kept.into_iter().map(|one| (one.rating(), one));
            let better = |other: &Rating, best: &Rating| other.quality() > best.quality();
            let best = rated.reduce(|best, other| {
                if better(&other.0, &best.0) {
                    other
                } else {
                    best
                }
            });
            best.map(|(rating, candidate)| (of.moment, rating, candidate))
        };
        self.kept.into_iter().filter_map(best).collect()
    }
}
