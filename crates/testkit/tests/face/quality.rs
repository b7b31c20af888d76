//! Scores of the standard's measures on the drawn face: each falls when its own cause is made worse.

use crate::stage::{Clip, reader, straight, toned, warped};
use sceau_testkit::specimen::face::{Script, Third, moment};
use sceau_vision::face::FaceQuality;
use sceau_vision::face::quality::Component;
use sceau_vision::jpeg::Rgb;

fn score(picture: &Rgb, component: Component) -> Option<u8> {
    let facts = reader()?.read_still(picture).unwrap();
    let quality = FaceQuality::of(picture, &facts).unwrap();
    Some(quality.get(component).unwrap().score)
}

#[test]
fn a_good_picture_scores_well_on_every_component_but_those_of_its_size() {
    let Some(mut reader) = reader() else { return };
    let picture = straight();
    let facts = reader.read_still(&picture).unwrap();
    let quality = FaceQuality::of(&picture, &facts).unwrap();
    // A preview is small, and a drawn skin has few tones.
    let small = [
        Component::InterEyeDistance,
        Component::HeadSize,
        Component::LuminanceVariance,
    ];
    let weak: Vec<_> = quality
        .measures()
        .iter()
        .filter(|measure| measure.score < 60 && !small.contains(&measure.component))
        .collect();
    assert!(weak.is_empty(), "{weak:?}");
    assert_eq!(quality.measures().len(), 19);
}

/// The second at which the mouth is open widest.
fn widest_mouth(script: &Script) -> f32 {
    let seconds = (0..300_u16).map(|frame| f32::from(frame) / 30.0);
    let mouth = |second: f32| moment(script, 42, second).pose.mouth;
    seconds
        .max_by(|&one, &other| mouth(one).total_cmp(&mouth(other)))
        .unwrap()
}

#[test]
fn each_score_falls_with_its_own_cause() {
    let good = straight();
    let dark = toned(&good, |_, part| f32::from(part) * 0.22);
    let pale = toned(&good, |_, part| f32::from(part) * 0.3 + 200.0);
    let half = toned(&good, |column, part| {
        f32::from(part) * if column < 320 { 0.3 } else { 1.0 }
    });
    let cold = toned(&good, |_, part| f32::from(part));
    let cold = Rgb {
        pixels: cold
            .pixels
            .chunks_exact(3)
            .flat_map(|rgb| [rgb[2], rgb[1], rgb[0]])
            .collect(),
        ..cold
    };
    let clip = Clip::of(42, Third::TurnLeft);
    let turned = clip.frame(clip.script.third_at + 1.4);
    let aside = warped(&good, |x, y| (x - 235.0, y));
    let far = warped(&good, |x, y| {
        ((x - 320.0) * 2.0 + 320.0, (y - 180.0) * 2.0 + 180.0)
    });
    let speaking = clip.frame(widest_mouth(&clip.script));
    for (picture, component) in [
        (&dark, Component::UnderExposurePrevention),
        (&dark, Component::LuminanceMean),
        (&pale, Component::DynamicRange),
        (&half, Component::IlluminationUniformity),
        (&cold, Component::NaturalColour),
        (&turned, Component::HeadPoseYaw),
        (&aside, Component::RightwardCrop),
        (&far, Component::InterEyeDistance),
        (&far, Component::HeadSize),
        (&speaking, Component::MouthClosed),
    ] {
        let (Some(before), Some(after)) = (score(&good, component), score(picture, component))
        else {
            return;
        };
        assert!(after + 5 <= before, "{component:?}: {before} → {after}");
    }
}
