//! Pictures of zones, from easy to hard: the same for everyone who is measured.

use image::imageops::{FilterType, blur, resize};
use image::{GrayImage, RgbImage};
use jiff::civil::Date;
use sceau_testkit::specimen::camera::hard::{HardCase, HardScenes};
use sceau_testkit::specimen::{
    Fonts, Kind, SpecimenError, SpecimenPerson, Style, card, mrz, person,
};

/// What makes reading hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// The zone alone on plain paper, cut out at 14 pixels a character: what reading costs without the
    /// search.
    Strip,
    /// The side as it is drawn, at 356 dpi.
    Clean,
    /// The side so small that a character is 9 pixels wide.
    Small,
    /// Out of focus: a bell of 0.2 characters, at 14 pixels a character.
    Blur,
    /// Grain of 30 grey levels, at 14 pixels a character.
    Noise,
    /// Photographed in a frame of 1280 × 720, a lamp mirrored in the document.
    Glare,
    /// Photographed from the side, up to 35°.
    Tilt,
    /// Photographed at any turn, up to 15° from the side.
    Phone,
    /// The same with a sixth of the light, hence noise.
    Dark,
}

impl Case {
    pub(crate) const ALL: [Self; 9] = [
        Self::Strip,
        Self::Clean,
        Self::Small,
        Self::Blur,
        Self::Noise,
        Self::Glare,
        Self::Tilt,
        Self::Phone,
        Self::Dark,
    ];

    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Strip => "strip",
            Self::Clean => "clean",
            Self::Small => "small",
            Self::Blur => "blur",
            Self::Noise => "noise",
            Self::Glare => "glare",
            Self::Tilt => "tilt",
            Self::Phone => "phone",
            Self::Dark => "phone in bad light",
        }
    }

    const fn scene(self) -> Option<HardCase> {
        match self {
            Self::Strip | Self::Clean | Self::Small | Self::Blur | Self::Noise => None,
            Self::Glare => Some(HardCase::Glare),
            Self::Tilt => Some(HardCase::Tilted),
            Self::Phone => Some(HardCase::Turned),
            Self::Dark => Some(HardCase::Dark),
        }
    }
}

/// One document of one person in one case, photographed three times.
pub(crate) struct Shot {
    pub(crate) case: Case,
    pub(crate) kind: Kind,
    pub(crate) seed: u64,
    pub(crate) lines: Vec<String>,
    pub(crate) frames: Vec<GrayImage>,
}

/// One person's documents, drawn once for every case.
pub(crate) struct Wallet<'a> {
    who: SpecimenPerson,
    seed: u64,
    fonts: &'a Fonts,
    scenes: HardScenes,
    /// The sides with zones.
    flats: Vec<(Kind, RgbImage)>,
}

impl<'a> Wallet<'a> {
    /// Draws the documents of the person of this seed.
    pub(crate) fn new(seed: u64, fonts: &'a Fonts, today: Date) -> Result<Self, SpecimenError> {
        let who = person(seed, today);
        let scenes = HardScenes::new(&who, fonts)?;
        let flat = |kind: Kind| {
            Ok::<_, SpecimenError>((kind, card::render(&who, kind, kind.mrz_side(), fonts)?))
        };
        let flats = Kind::ALL
            .into_iter()
            .map(flat)
            .collect::<Result<_, SpecimenError>>()?;
        Ok(Self {
            who,
            seed,
            fonts,
            scenes,
            flats,
        })
    }

    /// Every kind of document in this case.
    pub(crate) fn shots(&self, case: Case) -> Result<Vec<Shot>, SpecimenError> {
        let shot = |kind: Kind| {
            let lines = mrz::lines(&self.who, kind)?;
            let frames = match case.scene() {
                Some(scene) => photographed(&self.scenes, scene, kind, self.seed),
                None => {
                    let flat = self.flat(case, kind, &lines);
                    let frame =
                        |flat| (0..3).map(move |n| flattened(flat, case, self.seed * 3 + n));
                    flat.iter().flat_map(frame).collect()
                }
            };
            Ok(Shot {
                case,
                kind,
                seed: self.seed,
                lines,
                frames,
            })
        };
        Kind::ALL.into_iter().map(shot).collect()
    }

    /// The zone alone, or the side with it.
    fn flat(&self, case: Case, kind: Kind, lines: &[String]) -> Option<RgbImage> {
        if case == Case::Strip {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            return mrz::picture(&lines, Style::OcrB, self.fonts);
        }
        let mut flats = self.flats.iter();
        flats
            .find(|(other, _)| *other == kind)
            .map(|(_, flat)| flat.clone())
    }
}

/// Three frames of the side with the zone; the scenes take turns through all sides.
fn photographed(scenes: &HardScenes, scene: HardCase, kind: Kind, seed: u64) -> Vec<GrayImage> {
    let sides: Vec<_> = Kind::ALL
        .iter()
        .flat_map(|kind| kind.sides().iter().map(move |side| (*kind, *side)))
        .collect();
    let first = sides
        .iter()
        .position(|side| *side == (kind, kind.mrz_side()))
        .unwrap_or(0);
    (0..3)
        .map(|number| {
            let index = u32::try_from(first + number * sides.len()).unwrap_or(0);
            grey(&scenes.scene(scene, index, seed).picture)
        })
        .collect()
}

fn flattened(flat: &RgbImage, case: Case, seed: u64) -> GrayImage {
    // 1200 pixels across 85.6 mm, a character is 2.54 mm wide.
    let pitch = 1200.0 / 85.6 * 2.54;
    let at = |wanted: f32| {
        let size = [flat.width(), flat.height()].map(|side| side as f32 * wanted / pitch);
        grey(&resize(
            flat,
            whole(size[0]),
            whole(size[1]),
            FilterType::Triangle,
        ))
    };
    match case {
        Case::Strip => at(14.0),
        Case::Small => at(9.0),
        Case::Blur => blur(&at(14.0), 2.8),
        Case::Noise => {
            let mut picture = at(14.0);
            let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
            for pixel in picture.iter_mut() {
                // Four even draws together are nearly a bell of 30 grey levels.
                let sum: f32 = (0..4).map(|_| unit(&mut state)).sum();
                *pixel = byte(f32::from(*pixel) + (sum - 2.0) * 52.0);
            }
            picture
        }
        _ => grey(flat),
    }
}

fn unit(state: &mut u64) -> f32 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 40) as f32 / 16_777_216.0
}

fn grey(picture: &RgbImage) -> GrayImage {
    image::imageops::grayscale(picture)
}

#[expect(clippy::cast_possible_truncation, reason = "float casts saturate")]
const fn whole(value: f32) -> u32 {
    value as u32
}

#[expect(clippy::cast_possible_truncation, reason = "float casts saturate")]
const fn byte(value: f32) -> u8 {
    value as u8
}
