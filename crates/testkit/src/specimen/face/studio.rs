//! Turns moments into pictures.

use image::RgbImage;
use image::imageops::{FilterType, resize};
use tiny_skia::{Pixmap, Transform};

use super::super::canvas::Canvas;
use super::super::num;
use super::super::person::SpecimenPerson;
use super::super::portrait;
use super::super::random::Dice;
use super::play::moment;
use super::{Mode, Script, paper, room};

/// The person in their room, ready to be filmed at one size.
pub struct Studio<'a> {
    person: &'a SpecimenPerson,
    room: Pixmap,
    /// The document to hold up, if the script asks for it.
    card: Option<Pixmap>,
    noise: Vec<f32>,
}

impl<'a> Studio<'a> {
    /// Prepares room and noise; `size` in pixels, `None` when it is zero. `document` is what
    /// [`super::Third::ShowDocument`] shows.
    #[must_use]
    pub fn new(
        person: &'a SpecimenPerson,
        size: (u32, u32),
        document: Option<&RgbImage>,
    ) -> Option<Self> {
        let mut dice = Dice::new(person.seed, "film grain");
        Some(Self {
            person,
            room: room::paint(person.seed, size.0, size.1)?,
            card: document.and_then(|document| to_pixmap(document, size.1)),
            noise: (0..65_536).map(|_| 1.2 * dice.normal()).collect(),
        })
    }

    /// The picture at `second` of the script.
    #[must_use]
    pub fn picture(&self, script: &Script, second: f32) -> RgbImage {
        let now = moment(script, self.person.seed, second);
        let (width, height) = (self.room.width() as f32, self.room.height() as f32);
        let mut canvas = Canvas {
            pixmap: self.room.clone(),
            to_pixels: Transform::identity(),
        };
        let unit = height * 0.235;
        let centre = (
            width * 0.5 + now.sway.0 * unit,
            height * 0.44 + now.sway.1 * unit,
        );
        portrait::draw(&mut canvas, &self.person.look, &now.pose, centre, unit);
        canvas.to_pixels = Transform::from_scale(unit, unit).post_translate(centre.0, centre.1);
        if now.sheet > 0.0 && script.mode == Mode::Paper {
            let digits: Vec<u8> = script.digits.iter().map(|spoken| spoken.digit).collect();
            paper::sheet(
                &mut canvas,
                &self.person.look,
                &digits,
                self.person.seed,
                now.sheet,
            );
        }
        if let (Some(card), true) = (&self.card, now.document > 0.0) {
            paper::document(&mut canvas, &self.person.look, card, now.document);
        }
        self.develop(&canvas.pixmap, second)
    }

    /// Dark corners and sensor noise.
    fn develop(&self, pixmap: &Pixmap, second: f32) -> RgbImage {
        let mut dice = Dice::new(self.person.seed ^ u64::from(second.to_bits()), "grain");
        let (width, height) = (pixmap.width(), pixmap.height());
        let mut picture = RgbImage::new(width, height);
        let columns = width as usize;
        let lines = picture.as_mut().chunks_exact_mut(columns * 3);
        for (row, (target, source)) in lines
            .zip(pixmap.data().chunks_exact(columns * 4))
            .enumerate()
        {
            let y = row as f32 / height as f32 - 0.5;
            let mut cursor = dice.below(65_536);
            let pairs = target.chunks_exact_mut(3).zip(source.chunks_exact(4));
            for (column, (after, before)) in pairs.enumerate() {
                let x = column as f32 / width as f32 - 0.5;
                let light = 0.97 - 0.38 * (x * x + y * y);
                for (channel, value) in after.iter_mut().zip(before) {
                    cursor = (cursor + 1) & 0xFFFF;
                    *channel = num::channel(f32::from(*value) * light + self.noise[cursor]);
                }
            }
        }
        picture
    }
}

/// The document at about the size it is seen at, so that its fine lines do not shimmer.
fn to_pixmap(document: &RgbImage, frame_height: u32) -> Option<Pixmap> {
    let width = frame_height * 36 / 100;
    let height = width * document.height() / document.width();
    let picture = &resize(document, width, height, FilterType::Triangle);
    let mut pixmap = Pixmap::new(picture.width(), picture.height())?;
    let pairs = pixmap.data_mut().chunks_exact_mut(4).zip(picture.pixels());
    for (target, source) in pairs {
        target[..3].copy_from_slice(&source.0);
        target[3] = 255;
    }
    Some(pixmap)
}
