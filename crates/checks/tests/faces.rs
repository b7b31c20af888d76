//! How near drawn faces lie. A drawing is no photograph: these tests hold the mechanics, not how well the network
//! tells people apart (`tools/models/README.md`).
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use image::imageops::{FilterType, blur, brighten, resize};
use image::{DynamicImage, RgbImage};
use sceau_checks::PortraitComparer;
use sceau_domain::examination::{FacesCompared, Moment, NoScore};
use sceau_domain::private::Personal;
use sceau_service::ports::{FaceComparer as _, FacePicture};
use sceau_testkit::specimen::{person, portrait};
use sceau_testkit::world::comparer_or_not_run;
use std::io::Cursor;

/// The identity photograph of a drawn person.
fn photograph(seed: u64) -> RgbImage {
    let who = person(seed, jiff::civil::date(2026, 1, 1));
    let rgba = portrait::identity_photo(&who.look, 520);
    todo!()
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90);
    picture.write_with_encoder(encoder).unwrap();
    bytes.into_inner()
}
