//! A document's own colours are told from the light's, and a copy in black and white has none.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use image::{DynamicImage, RgbImage};
use sceau_domain::document::{DocumentKind, Side};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::{Fonts, card, person};
use sceau_vision::document::{
    COLOURLESS_BELOW, DocumentShape, Scratch, assess_document, colour_spread,
};
use sceau_vision::jpeg::{self, Rgb};

/// Shares of red, green and blue that reach the sensor: daylight, a bulb, shade under a blue sky.
const LIGHTS: [[f32; 3]; 3] = [[1.0, 1.0, 1.0], [1.0, 0.86, 0.62], [0.74, 0.87, 1.0]];

/// The frame under this light, as it comes out of a JPEG.
fn under(frame: &RgbImage, light: [f32; 3]) -> Rgb {
    let mut lit = frame.clone();
    for pixel in lit.pixels_mut() {
        pixel.0 = [0, 1, 2].map(|n| {
            let value = (f32::from(pixel.0[n]) * light[n]).round();
            (0..=255)
                .rev()
                .find(|level| f32::from(*level) <= value)
                .unwrap()
        });
    }
    let picture = Rgb {
        width: lit.width().try_into().unwrap(),
        height: lit.height().try_into().unwrap(),
        pixels: lit.into_raw(),
    };
    jpeg::rgb(&jpeg::encode(&picture, 82).unwrap()).unwrap()
}

/// A side of a document, and its photocopy in black and white, on the same table.
struct Pair {
    name: String,
    side: Side,
    shape: DocumentShape,
    scene: Scene,
    own: RgbImage,
    copy: RgbImage,
}

fn pairs() -> Vec<Pair> {
    let (who, fonts) = (
        person(11, jiff::civil::date(2026, 11, 2)),
        Fonts::from_system().unwrap(),
    );
    let sides = DocumentKind::ALL
        .into_iter()
        .flat_map(|kind| kind.sides().iter().map(move |&side| (kind, side)));
    sides
        .zip(0..)
        .map(|((kind, side), rank)| {
            let own = card::render(&who, kind, side, &fonts).unwrap();
            let grey = DynamicImage::from(own.clone()).to_luma8();
            Pair {
                name: format!("{kind:?} {side:?}"),
                side,
                shape: DocumentShape::of(kind),
                scene: Scene::new(700 + rank, SIZE),
                copy: DynamicImage::from(grey).to_rgb8(),
                own,
            }
        })
        .collect()
}

impl Pair {
    /// The spread of the document, and of its copy.
    fn spreads(&self, condition: Condition, index: u32, light: [f32; 3]) -> [Option<f32>; 2] {
        [&self.own, &self.copy].map(|sheet| {
            let frame = self
                .scene
                .shot(&self.scene.subject(sheet), condition, index);
            let picture = under(&frame, light);
            let luma = jpeg::luma(&jpeg::encode(&picture, 82).unwrap()).unwrap();
            let facts =
                assess_document(luma.view(), self.shape, self.side, &mut Scratch::default());
            colour_spread(&picture, &facts.unwrap().quad, self.shape)
        })
    }
}

#[test]
fn every_document_shows_its_colours_under_every_light_and_no_copy_does() {
    for pair in pairs() {
        for light in LIGHTS {
            for index in 0..2 {
                let [own, copy] = pair.spreads(Condition::Good, index, light);
                let name = format!("{} {light:?} {index}: {own:?} {copy:?}", pair.name);
                assert!(own.unwrap() > COLOURLESS_BELOW, "{name}");
                assert!(copy.unwrap() < COLOURLESS_BELOW, "{name}");
            }
        }
    }
}

#[test]
fn neither_a_reflection_nor_a_blur_nor_distance_makes_one_of_the_other() {
    for pair in pairs() {
        for condition in [Condition::Glare, Condition::Blur, Condition::Far] {
            let [own, copy] = pair.spreads(condition, 0, LIGHTS[0]);
            let name = format!("{} {condition:?}: {own:?} {copy:?}", pair.name);
            assert!(own.is_none_or(|own| own > COLOURLESS_BELOW), "{name}");
            assert!(copy.is_none_or(|copy| copy < COLOURLESS_BELOW), "{name}");
        }
    }
}

#[test]
fn in_the_dark_nothing_is_said_of_colours() {
    for pair in pairs() {
        let told = pair.spreads(Condition::Dark, 0, LIGHTS[0]);
        assert_eq!(told, [None, None], "{}", pair.name);
    }
}
