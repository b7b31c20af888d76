//! What is measured of a document is what is wrong with the picture, and nothing else.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
#[path = "support/papers.rs"]
mod papers;
mod support;

use papers::{Paper, papers};
use sceau_domain::document::{DocumentKind, Side};
use sceau_testkit::specimen::camera::Condition;
use sceau_vision::Luma;
use sceau_vision::document::{DocumentFacts, Scratch, assess_document};
use sceau_vision::quality::Finding;

/// The words for everything a picture may be blamed for.
fn alarms(paper: &Paper, facts: &DocumentFacts) -> Vec<&'static str> {
    [
        ("side", facts.is_wrong_side(paper.side)),
        ("cut", facts.cut.any()),
        ("far", facts.is_far()),
        ("near", facts.is_near()),
        ("centre", facts.is_off_centre()),
        ("tilt", facts.is_tilted()),
        ("dark", facts.is_dark()),
        ("bright", facts.is_bright()),
        ("glare", facts.has_glare()),
        ("blur", facts.is_blurred()),
        ("fingers", facts.is_hidden()),
        ("screen", facts.is_screen_suspected()),
    ]
    .into_iter()
    .filter_map(|(word, is_raised)| is_raised.then_some(word))
    .collect()
}

/// Two frames of every side under this condition, with their alarms; `none` without a document.
fn alarms_of_all(condition: Condition) -> Vec<(String, Vec<&'static str>)> {
    let mut all = Vec::new();
    for paper in papers() {
        for index in 0..2 {
            let facts = paper.facts(&paper.shot(condition, index));
            let words = facts.map_or(vec!["none"], |facts| alarms(paper, &facts));
            all.push((format!("{:?} {:?} {index}", paper.kind, paper.side), words));
        }
    }
    all
}

fn assert_all(condition: Condition, expected: &[&str]) {
    let all = alarms_of_all(condition);
    assert_eq!(all.len(), 14);
    for (name, words) in all {
        assert_eq!(words, expected, "{condition:?}: {name}");
    }
}

#[test]
fn a_good_picture_raises_no_alarm() {
    assert_all(Condition::Good, &[]);
}

#[test]
fn a_picture_in_the_dark_is_dark_and_nothing_else() {
    assert_all(Condition::Dark, &["dark"]);
}

#[test]
fn a_mirrored_lamp_is_glare_and_nothing_else() {
    assert_all(Condition::Glare, &["glare"]);
}

#[test]
fn a_picture_out_of_focus_or_moved_is_blurred_and_nothing_else() {
    assert_all(Condition::Blur, &["blur"]);
}

#[test]
fn fingers_over_the_machine_readable_zone_are_noticed_and_elsewhere_hide_nothing() {
    for paper in papers() {
        let has_zone = paper.shape().zone_side() == paper.side;
        for index in 0..2 {
            let facts = paper.facts(&paper.shot(Condition::Fingers, index)).unwrap();
            let expected: &[&str] = if has_zone { &["fingers"] } else { &[] };
            assert_eq!(
                alarms(paper, &facts),
                expected,
                "{:?} {:?}",
                paper.kind,
                paper.side
            );
            assert_eq!(
                facts.findings(paper.side).contains(&Finding::Fingers),
                has_zone
            );
        }
    }
}

#[test]
fn a_document_far_away_is_far_and_still_sharp() {
    assert_all(Condition::Far, &["far"]);
}

#[test]
fn a_document_beyond_the_edge_is_cut_there() {
    for paper in papers() {
        for index in 0..2 {
            let facts = paper.facts(&paper.shot(Condition::Cut, index)).unwrap();
            assert!(
                facts.cut.right && !facts.cut.left,
                "{:?} {facts:?}",
                paper.kind
            );
            assert!(!facts.is_wrong_side(paper.side) && !facts.is_screen_suspected());
        }
    }
}

#[test]
fn a_document_on_a_screen_is_suspected() {
    for (name, words) in alarms_of_all(Condition::Screen) {
        assert!(words.contains(&"screen"), "{name}: {words:?}");
    }
}

#[test]
fn a_table_without_a_document_has_none() {
    assert_all(Condition::None, &["none"]);
}

#[test]
fn the_other_side_is_noticed() {
    let papers = papers();
    for paper in papers
        .iter()
        .filter(|paper| paper.kind != DocumentKind::Passport)
    {
        let expected = match paper.side {
            Side::Front => Side::Back,
            Side::Back => Side::Front,
        };
        let frame = paper.shot(Condition::Good, 0);
        let facts = assess_document(
            frame.view(),
            paper.shape(),
            expected,
            &mut Scratch::default(),
        );
        assert!(
            facts.unwrap().is_wrong_side(expected),
            "{:?} {:?}",
            paper.kind,
            paper.side
        );
    }
}

/// The frame turned by a quarter, clockwise.
fn quarter_turn(frame: &Luma) -> Luma {
    let view = frame.view();
    let (width, height) = (view.width(), view.height());
    support::drawn(height, width, |x, y| {
        view.pixels()[((height - 1 - x) * width + y) as usize]
    })
}

#[test]
fn a_document_is_measured_whichever_way_it_lies() {
    let papers = papers();
    for paper in papers.iter().filter(|paper| paper.side == Side::Front) {
        let mut frame = paper.shot(Condition::Good, 0);
        let upright = paper.facts(&frame).unwrap();
        for quarter in 1..4_u8 {
            frame = quarter_turn(&frame);
            let facts = paper.facts(&frame).unwrap();
            let turned =
                (facts.rotation - upright.rotation - 90.0 * f32::from(quarter)).rem_euclid(360.0);
            assert!(
                turned.min(360.0 - turned) < 2.0,
                "{:?}: {facts:?}",
                paper.kind
            );
            assert_eq!(facts.seen_side, Some(Side::Front));
            assert!(facts.is_way_up_known && !facts.is_blurred() && !facts.cut.any());
        }
    }
}

#[test]
fn a_reflection_over_the_zone_one_over_the_portrait_and_one_elsewhere_are_told_apart() {
    let papers = papers();
    let passport = papers
        .iter()
        .find(|paper| paper.kind == DocumentKind::Passport)
        .unwrap();
    let frame = passport.shot(Condition::Good, 0);
    let quad = passport.facts(&frame).unwrap().quad;
    let spot = |across: f32, down: f32, radius: f32| {
        let [a, b, c, d] = quad.corners;
        let middle = a.towards(b, across).towards(d.towards(c, across), down);
        let shiny = support::lit(&frame, |x, y, pixel| {
            let (dx, dy) = (x as f32 - middle.x, y as f32 - middle.y);
            if dx.hypot(dy) < radius { 255 } else { pixel }
        });
        passport.facts(&shiny).unwrap()
    };
    // Where nothing small is printed, only a large one is told.
    for (across, down, radius, expected) in [
        (0.6, 0.91, 22.0, Finding::GlareZone),
        (0.18, 0.5, 22.0, Finding::GlarePortrait),
        (0.6, 0.45, 45.0, Finding::Glare),
    ] {
        let facts = spot(across, down, radius);
        assert_eq!(facts.findings(Side::Front), [expected], "{:?}", facts.glare);
    }
}

#[test]
fn what_was_measured_before_changes_nothing() {
    let papers = papers();
    let mut scratch = Scratch::default();
    let frames = [
        Condition::Good,
        Condition::Far,
        Condition::None,
        Condition::Dark,
    ];
    for paper in papers.iter().take(2) {
        for frame in frames.map(|condition| paper.shot(condition, 0)) {
            let used = assess_document(frame.view(), paper.shape(), paper.side, &mut scratch);
            assert_eq!(used, paper.facts(&frame));
        }
    }
}
