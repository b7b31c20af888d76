//! How near faces lie, as an operator reads it.

use sceau_domain::examination::{FAR_BELOW, FaceScore, FacesCompared, FrameScore, NEAR_FROM};
use sceau_service::examination::{FacesExamined, FacesSeen};
use sceau_service::records::FacePair;
use sceau_wire::console::{ExaminedFacesView, FacesScoreView, FrameScoreView};

/// Whether the faces were compared, and what came of it.
pub(super) fn examined(faces: &FacesExamined) -> ExaminedFacesView {
    let nothing = |outcome: &str| ExaminedFacesView {
        outcome: outcome.to_owned(),
        score: None,
        made_by: None,
        at: None,
    };
    match faces {
        FacesExamined::NotInstalled => nothing("not_installed"),
        FacesExamined::NoPortrait => nothing("no_portrait"),
        FacesExamined::Waiting => nothing("waiting"),
        FacesExamined::Done(seen) => done(seen),
    }
}

fn done(seen: &FacesSeen) -> ExaminedFacesView {
    let compared = seen.compared.reveal();
    ExaminedFacesView {
        outcome: match compared {
            FacesCompared::Scores(_) => "compared",
            FacesCompared::None(reason) => reason.as_str(),
        }
        .to_owned(),
        score: match compared {
            FacesCompared::Scores(frames) => compared
                .middle()
                .map(|middle| score(&seen.pair, middle, frames)),
            FacesCompared::None(_) => None,
        },
        made_by: Some(seen.made_by.clone()),
        at: Some(seen.at),
    }
}

fn score(pair: &FacePair, middle: FrameScore, frames: &[FrameScore]) -> FacesScoreView {
    FacesScoreView {
        value: share(middle.score),
        band: middle.score.band().as_str().to_owned(),
        near_from: share(NEAR_FROM),
        far_below: share(FAR_BELOW),
        portrait: pair.portrait.to_string(),
        film: pair.film.to_string(),
        moment: middle.moment.as_str().to_owned(),
        frames: frames
            .iter()
            .map(|frame| FrameScoreView {
                moment: frame.moment.as_str().to_owned(),
                value: share(frame.score),
            })
            .collect(),
    }
}

fn share(score: FaceScore) -> f32 {
    f32::from(score.thousandths()) / 1_000.0
}
