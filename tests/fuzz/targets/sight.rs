//! Any grey picture looked at for a document and its machine-readable zone: nothing, or characters of a format with
//! beliefs that are beliefs, at a place that is one.
#![no_main]

mod grey;

use libfuzzer_sys::fuzz_target;
use sceau_domain::document::Side;
use sceau_domain::document::mrz::parse_zone;
use sceau_vision::document::{DocumentShape, Quad, Scratch, assess_document};
use sceau_vision::mrz::{Votes, ZoneReader, ZoneSight};
use sceau_vision::qr::unhurried;
use std::sync::LazyLock;

static READER: LazyLock<ZoneReader> = LazyLock::new(|| ZoneReader::new().unwrap());

/// A zone is some four hundred pixels wide: more than a byte says.
const STEP: usize = 4;

fuzz_target!(|bytes: &[u8]| {
    let Some(picture) = grey::grey(bytes, STEP) else {
        return;
    };
    let view = picture.view();
    let shape = DocumentShape::ALL[bytes.len() % 3];
    let facts = assess_document(view, shape, Side::Back, &mut Scratch::default());
    if let Some(facts) = facts {
        assert_place(&facts.quad);
        assert!(
            facts
                .sharpness
                .is_none_or(|sharpness| sharpness.is_finite() && sharpness >= 0.0)
        );
        let shares = [facts.hidden, Some(facts.glare.document)];
        assert!(shares.into_iter().flatten().all(is_share));
        let within = READER.read(view, Some(&facts.quad), &unhurried);
        within.iter().for_each(assert_sight);
    }
    let everywhere = READER.read(view, None, &unhurried);
    everywhere.iter().for_each(assert_sight);
});

fn assert_sight(sight: &ZoneSight) {
    assert_place(sight.quad());
    assert!(is_share(sight.confidence()));
    let format = sight.format();
    let signs = sight.signs().reveal();
    assert_eq!(signs.len(), format.lines());
    for line in signs {
        assert_eq!(line.len(), format.width());
        assert!(line.iter().all(|sign| is_share(sign.confidence)
            && is_share(sign.second_confidence)
            && sign.sign != sign.second));
    }
    let is_inside = |place: &(usize, usize)| place.0 < format.lines() && place.1 < format.width();
    assert!(sight.weak().iter().all(is_inside));
    let _ = sight.reading();
    assert_counted(sight);
}

/// However often one picture is counted, what is taken is what was seen, and reads without a finding.
fn assert_counted(sight: &ZoneSight) {
    let mut votes = Votes::new();
    for _ in 0..3 {
        votes.add(sight);
    }
    assert_eq!(votes.sights(), 3);
    if let Some(zone) = votes.accepted() {
        assert_eq!(zone.lines, sight.lines_as_seen());
        let lines: Vec<&str> = zone.lines.reveal().iter().map(String::as_str).collect();
        assert!(parse_zone(zone.format, &lines).findings().is_empty());
    }
}

fn assert_place(quad: &Quad) {
    let is_finite =
        |corner: &sceau_vision::document::Point| corner.x.is_finite() && corner.y.is_finite();
    assert!(quad.corners.iter().all(is_finite));
}

fn is_share(value: f32) -> bool {
    (0.0..=1.0).contains(&value)
}
