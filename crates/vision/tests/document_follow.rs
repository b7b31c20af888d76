//! A document is followed from frame to frame, let go when it is not there any more, and never kept
//! against what a search of the whole frame finds.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
#[path = "support/papers.rs"]
mod papers;
mod support;

use papers::{Paper, papers};
use sceau_domain::document::Side;
use sceau_testkit::specimen::camera::Condition;
use sceau_vision::Luma;
use sceau_vision::document::{
    DocumentFollower, DocumentShape, Quad, Scratch, Sighting, assess_document,
};
use support::drawn;

fn follower(paper: &Paper) -> DocumentFollower {
    DocumentFollower::new(paper.shape(), paper.side)
}

/// The frame moved to the right and down, its edge pixels drawn out.
fn moved(frame: &Luma, right: u32, down: u32) -> Luma {
    let view = frame.view();
    drawn(view.width(), view.height(), |x, y| {
        let (x, y) = (x.saturating_sub(right), y.saturating_sub(down));
        view.pixels()[(y * view.width() + x) as usize]
    })
}

fn farthest(one: &Quad, other: &Quad) -> f32 {
    let pairs = one.corners.iter().zip(&other.corners);
    pairs.fold(0.0, |most, (a, b)| most.max(a.distance(*b)))
}

#[test]
fn a_document_moved_slowly_is_followed_to_the_same_corners_that_a_search_finds() {
    for paper in papers() {
        let shot = paper.shot(Condition::Good, 0);
        let mut follower = follower(paper);
        for step in 0..12 {
            let frame = moved(&shot, step * 5, step * 3);
            let followed = follower.look(frame.view()).facts.unwrap();
            let searched = paper.facts(&frame).unwrap();
            let apart = farthest(&followed.quad, &searched.quad);
            assert!(apart < 1.0, "{:?} {step}: {apart}", paper.kind);
            assert_eq!(followed.seen_side, searched.seen_side);
        }
        let looks = follower.looks();
        assert_eq!(looks.searched + looks.followed, 12);
        assert!(looks.followed >= 7, "{:?}: {looks:?}", paper.kind);
    }
}

#[test]
fn a_searched_frame_has_the_facts_of_a_frame_by_itself() {
    let paper = &papers()[0];
    let mut follower = follower(paper);
    let conditions = [Condition::Good, Condition::Far, Condition::Glare];
    for (condition, index) in conditions.into_iter().zip(0..) {
        let frame = paper.shot(condition, index);
        let sighting = follower.search(frame.view());
        assert!(sighting.is_searched);
        assert_eq!(sighting.facts, paper.facts(&frame));
    }
}

#[test]
fn a_document_taken_away_is_gone_in_the_same_frame() {
    for paper in papers() {
        let mut follower = follower(paper);
        for index in 0..3 {
            follower.look(paper.shot(Condition::Good, index).view());
        }
        assert!(follower.looks().followed > 0, "{:?}", paper.kind);
        let empty = paper.shot(Condition::None, 0);
        let gone = Sighting {
            facts: None,
            is_searched: true,
        };
        assert_eq!(follower.look(empty.view()), gone, "{:?}", paper.kind);
    }
}

#[test]
fn a_document_pushed_out_of_the_frame_is_cut_in_the_same_frame() {
    let paper = &papers()[0];
    let shot = paper.shot(Condition::Good, 0);
    let mut follower = follower(paper);
    for _ in 0..3 {
        follower.look(shot.view());
    }
    let right = paper.facts(&shot).unwrap().quad.corners[1].x;
    let mut step = 0;
    while step < 1_280 {
        let sighting = follower.look(moved(&shot, step, 0).view());
        let is_out = right + step as f32 > 1_290.0;
        if is_out {
            assert!(sighting.is_searched, "moved by {step}");
            return;
        }
        step += 12;
    }
    panic!("it never left the frame");
}

/// A card with print, 1.586 to 1, `width` pixels wide.
#[derive(Clone, Copy)]
struct Card {
    left: u32,
    top: u32,
    width: u32,
}

/// Cards on a dark table.
fn table(cards: &[Card]) -> Luma {
    drawn(1_280, 720, |x, y| {
        let on = cards.iter().find_map(|card| {
            let (across, down) = (x.checked_sub(card.left)?, y.checked_sub(card.top)?);
            let height = card.width * 1_000 / 1_586;
            (across < card.width && down < height).then(|| {
                let margin = card.width / 12;
                let is_print = (margin..card.width - margin).contains(&across)
                    && (margin..height - margin).contains(&down)
                    && down % 24 < 10
                    && (across * 7 + down / 24 * 13) % 29 < 15;
                if is_print { 40 } else { 215 }
            })
        });
        on.unwrap_or(70)
    })
}

const SMALL: Card = Card {
    left: 40,
    top: 300,
    width: 360,
};
const LARGE: Card = Card {
    left: 470,
    top: 120,
    width: 760,
};

#[test]
fn a_worse_quadrilateral_is_dropped_at_the_next_search() {
    let (alone, both) = (table(&[SMALL]), table(&[SMALL, LARGE]));
    let centre = |sighting: Sighting| sighting.facts.unwrap().quad.centre().x;
    let wanted = assess_document(
        both.view(),
        DocumentShape::Id1,
        Side::Front,
        &mut Scratch::default(),
    );
    assert!(wanted.unwrap().quad.centre().x > 640.0);
    let mut follower = DocumentFollower::new(DocumentShape::Id1, Side::Front);
    for _ in 0..2 {
        assert!(centre(follower.look(alone.view())) < 400.0);
    }
    let seen: Vec<_> = (0..5).map(|_| follower.look(both.view())).collect();
    let search = seen.iter().position(|sighting| sighting.is_searched);
    assert_eq!(search, Some(3), "three frames are followed");
    assert!(centre(seen[2]) < 400.0 && centre(seen[3]) > 640.0);
    assert!(centre(seen[4]) > 640.0, "and it stays dropped");
}

#[test]
fn what_was_found_elsewhere_is_searched_once_more_before_it_is_followed() {
    let mut follower = DocumentFollower::new(DocumentShape::Id1, Side::Front);
    let frames = [
        &[SMALL][..],
        &[LARGE],
        &[SMALL],
        &[LARGE],
        &[LARGE],
        &[LARGE],
    ];
    let searched = frames.map(|cards| follower.look(table(cards).view()).is_searched);
    assert_eq!(searched, [true, true, true, true, true, false]);
}

#[test]
fn a_camera_that_changes_its_size_is_searched() {
    let mut follower = DocumentFollower::new(DocumentShape::Id1, Side::Front);
    let frame = table(&[LARGE]);
    for _ in 0..3 {
        follower.look(frame.view());
    }
    assert_eq!(follower.looks().followed, 1);
    assert!(follower.look(frame.view().halved().view()).is_searched);
}
