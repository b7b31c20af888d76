//! The networks, and frames of the drawn clip.

use sceau_testkit::specimen::face::{Mode, Script, Studio, Third};
use sceau_testkit::specimen::{SpecimenPerson, person};
use sceau_vision::face::{FaceFacts, FaceModels, FaceReader};
use sceau_vision::jpeg::Rgb;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// Enough to coach by, and four times faster than 720p.
const SIZE: (u16, u16) = (640, 360);

static MODELS: LazyLock<Option<Arc<FaceModels>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/models");
    let read = |name: &str| std::fs::read(folder.join(name)).ok();
    let files = read("face_detection.onnx").zip(read("face_landmarks.onnx"));
    let Some((detection, landmarks)) = files else {
        // Past the test runner, which shows nothing that a passing test prints.
        let words = b"not run: models missing (`./dev test` fetches them into target/models)\n";
        std::io::stderr().write_all(words).unwrap();
        return None;
    };
    Some(Arc::new(FaceModels::load(&detection, &landmarks).unwrap()))
});

/// A reader, or nothing when the networks were not fetched; that is printed.
pub(crate) fn reader() -> Option<FaceReader> {
    MODELS.clone().map(FaceReader::new)
}

/// The clip of one person.
pub(crate) struct Clip {
    who: SpecimenPerson,
    pub(crate) script: Script,
}

impl Clip {
    pub(crate) fn of(seed: u64, third: Third) -> Self {
        Self {
            who: person(seed, jiff::civil::date(2026, 1, 1)),
            script: Script::usual(&[3, 7, 0], Mode::Speak, third).unwrap(),
        }
    }

    /// Frames from `from` to `to` (seconds), `fps` a second.
    pub(crate) fn frames(&self, from: f32, to: f32, fps: f32) -> Vec<Rgb> {
        let studio = Studio::new(&self.who, (SIZE.0.into(), SIZE.1.into()), None).unwrap();
        let moments = (0_u16..).map(|frame| from + f32::from(frame) / fps);
        let frame = |second: f32| Rgb {
            width: SIZE.0,
            height: SIZE.1,
            pixels: studio.picture(&self.script, second).into_raw(),
        };
        moments
            .take_while(|&second| second < to)
            .map(frame)
            .collect()
    }

    pub(crate) fn frame(&self, second: f32) -> Rgb {
        self.frames(second, second + 0.01, 15.0).remove(0)
    }
}

/// A moment of the clip of person 42 with the eyes open and the head nearly straight.
pub(crate) fn straight() -> Rgb {
    Clip::of(42, Third::Nothing).frame(3.2)
}

/// A picture whose pixel at `x`, `y` is that of `picture` where `from` says, black outside.
pub(crate) fn warped(picture: &Rgb, from: impl Fn(f32, f32) -> (f32, f32)) -> Rgb {
    let (width, height) = (usize::from(picture.width), usize::from(picture.height));
    let mut pixels = Vec::with_capacity(width * height * 3);
    for y in 0..picture.height {
        for x in 0..picture.width {
            let (x, y) = from(f32::from(x), f32::from(y));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "places of a small test picture"
            )]
            let at = (x >= 0.0 && y >= 0.0).then_some((x as usize, y as usize));
            let inside = at.filter(|&(x, y)| x < width && y < height);
            match inside {
                Some((x, y)) => pixels.extend(&picture.pixels[(y * width + x) * 3..][..3]),
                None => pixels.extend([0; 3]),
            }
        }
    }
    Rgb { pixels, ..*picture }
}

/// The same picture with other tones; `tone` is given the column and a part of a colour.
pub(crate) fn toned(picture: &Rgb, tone: impl Fn(usize, u8) -> f32) -> Rgb {
    let width = usize::from(picture.width);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a byte on the line itself"
    )]
    let pixels = picture
        .pixels
        .iter()
        .enumerate()
        .map(|(at, &part)| tone(at / 3 % width, part).clamp(0.0, 255.0) as u8);
    Rgb {
        pixels: pixels.collect(),
        ..*picture
    }
}

/// The same picture as a head that moves sideways by so many pixels leaves it.
pub(crate) fn smeared(picture: &Rgb, reach: usize) -> Rgb {
    let width = usize::from(picture.width) * 3;
    let smear = |row: &[u8]| -> Vec<u8> {
        let mean = |at: usize| {
            let parts =
                (0..reach).map(|step| u32::from(row[(at + step * 3).min(width - 3 + at % 3)]));
            u8::try_from(parts.sum::<u32>() / u32::try_from(reach).unwrap()).unwrap()
        };
        (0..width).map(mean).collect()
    };
    Rgb {
        pixels: picture.pixels.chunks_exact(width).flat_map(smear).collect(),
        ..*picture
    }
}

/// The codes of what stands in the way in a picture by itself.
pub(crate) fn codes(reader: &mut FaceReader, picture: &Rgb) -> Vec<&'static str> {
    let facts: FaceFacts = reader.read_still(picture).unwrap();
    facts
        .findings()
        .iter()
        .map(|finding| finding.code())
        .collect()
}
