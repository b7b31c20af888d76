//! A picture that leaves a letter in doubt, and the frames around it that do not.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use core::time::Duration;
use image::RgbImage;
use sceau_capture::{
    Frame, Monotonic, Rotation, StillOrigin, StillZone, ZoneScan, still_of_file, zone_of_still,
};
use sceau_domain::document::mrz::MrzReading;
use sceau_domain::document::{DocumentKind, Side};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::{Fonts, card, mrz, person};
use sceau_vision::jpeg;
use sceau_vision::mrz::ZoneReader;
use sceau_vision::qr::unhurried;

const CARD: DocumentKind = DocumentKind::IdentityCard;

/// A clock of a machine on which nothing takes time.
struct Standing;

impl Monotonic for Standing {
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn pause(&self, _: Duration) {}
}

fn encoded(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 88)
        .encode_image(picture)
        .unwrap();
    bytes
}

/// The middle of the first character of the zone's third line.
fn first_of_last_line(reader: &ZoneReader, picture: &RgbImage) -> (f32, f32) {
    let luma = jpeg::luma(&encoded(picture)).unwrap();
    let sight = reader.read(luma.view(), None, &unhurried).unwrap();
    let [from, along, _, down] = sight.quad().corners;
    let at = |from: f32, along: f32, down: f32| {
        from + (along - from) * 0.5 / 30.0 + (down - from) * 2.5 / 3.0
    };
    (at(from.x, along.x, down.x), at(from.y, along.y, down.y))
}

/// The picture with a grey spot there.
fn spotted(mut picture: RgbImage, (x, y): (f32, f32), radius: i32) -> RgbImage {
    for (column, row, pixel) in picture.enumerate_pixels_mut() {
        let (dx, dy) = (column as f32 - x, row as f32 - y);
        if dx.hypot(dy) < radius as f32 {
            pixel.0 = [150; 3];
        }
    }
    picture
}

#[test]
fn a_letter_that_one_picture_leaves_in_doubt_is_told_by_the_frames_around_it() {
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let sheet = card::render(&who, CARD, Side::Back, &Fonts::from_system().unwrap()).unwrap();
    let scene = Scene::new(42, SIZE);
    let subject = scene.subject(&sheet);
    let seen = |index| scene.shot(&subject, Condition::Good, index);
    let frame = |index: u32| {
        let at = Duration::from_millis(150) * index;
        Frame::of_jpeg(encoded(&seen(index)).into(), at, Rotation::None).unwrap()
    };
    let beside: Vec<Frame> = (1..4).map(frame).collect();
    let reader = ZoneScan::reader().unwrap();
    let read = |picture: &RgbImage, beside: &[Frame]| -> Option<MrzReading> {
        let still = still_of_file(&encoded(picture), StillOrigin::Camera).unwrap();
        match zone_of_still(&reader, &still, beside, (CARD, Side::Back), &Standing) {
            StillZone::Read(reading) => Some(*reading),
            StillZone::NotHere | StillZone::Unread => None,
        }
    };
    // As small a spot over the name's first letter as it takes for that not to be plain to see.
    let letter = first_of_last_line(&reader, &seen(0));
    let spotted = (1..16).map(|radius| spotted(seen(0), letter, radius));
    let doubted = spotted.into_iter().find(|picture| {
        let alone = read(picture, &[]);
        alone.is_some_and(|alone| alone.is_surname_unsure())
    });
    let counted = read(&doubted.unwrap(), &beside).unwrap();
    assert!(!counted.is_surname_unsure());
    let lines = mrz::lines(&who, CARD).unwrap();
    let surname = lines[2].split("<<").next();
    assert_eq!(counted.surname(), surname);
}
