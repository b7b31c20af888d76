//! How many seals are read, by condition and by size: `cargo test -p sceau-checks --test
//! seals_measured -- --ignored --nocapture`. The numbers are in docs/seals.md.
#![expect(
    clippy::unwrap_used,
    reason = "a measure that cannot prepare its pictures fails there"
)]

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, overlay, resize};
use image::{Rgb, RgbImage};
use sceau_checks::PictureExaminer;
use sceau_domain::document::{DocumentKind, Side};
use sceau_domain::journey::Part;
use sceau_service::ports::Examiner as _;
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::seal::{self, SealPrint};
use sceau_testkit::specimen::{Fonts, card, person};
use std::time::{Duration, Instant};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);
const KIND: DocumentKind = DocumentKind::IdentityCard;
const CONDITIONS: [Condition; 6] = [
    Condition::Good,
    Condition::Dark,
    Condition::Glare,
    Condition::Blur,
    Condition::Far,
    Condition::Screen,
];

/// The back of a card with its seal at this size, quiet zone included, in tenths of a millimetre.
fn back(seed: u64, tenths: u32, fonts: &Fonts) -> (RgbImage, Vec<u8>, usize) {
    let mut who = person(seed, TODAY);
    who.seal = SealPrint::Signed;
    let content = seal::content(&who, KIND).unwrap();
    let (modules, dark) = seal::symbol(&content).unwrap();
    let side = u32::try_from(modules).unwrap() + 4;
    let mut stamp = RgbImage::from_pixel(side, side, Rgb([252, 252, 250]));
    for (column, row) in dark {
        let place = [column, row].map(|at| u32::try_from(at).unwrap() + 2);
        stamp.put_pixel(place[0], place[1], Rgb([24, 22, 28]));
    }
    let fine = resize(&stamp, side * 16, side * 16, FilterType::Nearest);
    // A card of 856 tenths of a millimetre is drawn 1200 pixels wide.
    let pixels = tenths * 1_200 / 856;
    let printed = resize(&fine, pixels, pixels, FilterType::Triangle);
    who.seal = SealPrint::Absent;
    let mut flat = card::render(&who, KIND, Side::Back, fonts).unwrap();
    let place = [615_i64, 36].map(|tenths| tenths * 1_200 / 856);
    overlay(&mut flat, &printed, place[0], place[1]);
    (flat, content, modules)
}

#[test]
#[ignore = "a measure, not a promise"]
#[expect(clippy::disallowed_methods, reason = "a measure of time")]
fn how_many_seals_are_read() {
    let examiner = PictureExaminer::here().unwrap();
    let fonts = Fonts::from_system().unwrap();
    println!("| size, mm | modules | condition | read | wrong | median ms |");
    println!("|---|---|---|---|---|---|");
    for tenths in [120, 160, 200] {
        for condition in CONDITIONS {
            let (mut read, mut wrong, mut shown) = (0, 0, 0);
            let mut times: Vec<Duration> = Vec::new();
            let mut side = 0;
            for seed in 100..104 {
                let (flat, content, modules) = back(seed, tenths, &fonts);
                side = modules;
                for table in [2, 5, 8] {
                    let scene = Scene::new(seed * 31 + table, SIZE);
                    let picture = match condition {
                        Condition::Screen => scene.screen_shot(&scene.viewer(&flat), 0),
                        other => scene.shot(&scene.subject(&flat), other, 0),
                    };
                    let mut jpeg = Vec::new();
                    JpegEncoder::new_with_quality(&mut jpeg, 88)
                        .encode_image(&picture)
                        .unwrap();
                    let begin = Instant::now();
                    let found = examiner.examine_side(&jpeg, Part::Back, KIND).unwrap().seal;
                    times.push(begin.elapsed());
                    shown += 1;
                    let is_right = found.as_ref().map(|seal| *seal.content.reveal() == content);
                    read += u32::from(is_right == Some(true));
                    wrong += u32::from(is_right == Some(false));
                }
            }
            times.sort();
            let median = times[times.len() / 2].as_millis();
            println!(
                "| {} | {side} | {} | {read} of {shown} | {wrong} | {median} |",
                f64::from(tenths) / 10.0,
                condition.slug()
            );
        }
    }
}
