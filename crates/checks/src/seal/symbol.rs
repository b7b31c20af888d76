//! Finds and decodes a Data Matrix (ISO/IEC 16022, ECC 200) anywhere in a picture. Finding and error
//! correction are `rxing`'s; this file chooses what it looks at, and bounds it.

use super::within::{Abandoned, within};
use core::time::Duration;
use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::datamatrix::DataMatrixReader;
use rxing::{Binarizer, BinaryBitmap, DecodeHints, Luma8LuminanceSource, Reader as _};
use sceau_domain::private::Personal;
use sceau_vision::document::{DocumentShape, Point, Quad, rectify};
use sceau_vision::{Luma, LumaView};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A symbol that was read.
#[derive(Debug)]
pub struct Symbol {
    /// The bytes that it holds.
    pub content: Personal<Vec<u8>>,
    /// Where it lies, in pixels of the picture.
    pub quad: Quad,
}

/// What a look sees.
#[derive(Clone, Copy)]
enum Sight {
    /// The document from straight above, at this many dots per inch.
    Document(f32),
    /// The whole picture, halved until its longer side has at most so many pixels.
    Picture(u32),
}

/// How a look parts dark from light.
#[derive(Clone, Copy)]
enum Parting {
    /// By the neighbourhood: light that falls unevenly.
    Near,
    /// By one level for all: symbols whose modules are small.
    Whole,
}

/// In this order until one reads a symbol: the document first, where nothing is askew. What one sight shows is
/// worked out once for all its partings.
const LOOKS: [(Sight, &[Parting]); 4] = [
    (Sight::Document(400.0), &[Parting::Near]),
    (Sight::Document(600.0), &[Parting::Near, Parting::Whole]),
    (Sight::Picture(2_048), &[Parting::Near, Parting::Whole]),
    (Sight::Picture(1_024), &[Parting::Near]),
];

/// The most pixels that a look sees: a look's time grows with them and cannot be cut short.
const MOST_PIXELS: u64 = 3_200_000;

/// All looks together: an examination goes on without a seal when it takes longer.
const LIMIT: Duration = Duration::from_secs(10);

/// The most bytes that a symbol can hold (144 × 144 modules, digits).
const MOST_BYTES: usize = 3_116;

/// The first symbol that is read, within the document where its place is known, then in the whole
/// picture. At most six looks of a bounded size each, within ten seconds; `None` when none of them reads
/// one.
pub fn read_symbol(view: LumaView<'_>, document: Option<(&Quad, DocumentShape)>) -> Option<Symbol> {
    let picture: Luma = view.to_owned();
    let document = document.map(|(quad, shape)| (*quad, shape));
    within(LIMIT, move |abandoned: &Abandoned| {
        let document = document.as_ref().map(|(quad, shape)| (quad, *shape));
        LOOKS
            .iter()
            .take_while(|_| !abandoned.is_so())
            .find_map(|(sight, partings)| {
                look(picture.view(), document, *sight, |view| {
                    let partings = partings.iter().take_while(|_| !abandoned.is_so());
                    partings.copied().find_map(|one| decode(view, one))
                })
            })
    })
}

fn look(
    view: LumaView<'_>,
    document: Option<(&Quad, DocumentShape)>,
    sight: Sight,
    decode: impl Fn(LumaView<'_>) -> Option<(Vec<u8>, [Point; 4])>,
) -> Option<Symbol> {
    match sight {
        Sight::Document(dpi) => {
            let (quad, shape) = document?;
            let flat = rectify(view, quad, shape, affordable(shape, dpi))?.picture;
            let (content, corners) = decode(flat.view())?;
            let (width, height) = (flat.view().width() as f32, flat.view().height() as f32);
            let mut seen = corners;
            for corner in &mut seen {
                *corner = quad.place(corner.x / width, corner.y / height)?;
            }
            Some(Symbol {
                content: Personal::new(content),
                quad: clockwise(seen),
            })
        }
        Sight::Picture(side) => {
            let small = view.fitted(side);
            let (content, corners) = decode(small.view())?;
            let scale = view.width() as f32 / small.view().width() as f32;
            let seen = corners.map(|corner| Point::new(corner.x * scale, corner.y * scale));
            Some(Symbol {
                content: Personal::new(content),
                quad: clockwise(seen),
            })
        }
    }
}

/// As many dots per inch, or fewer where the document is so large that a look would see too much.
fn affordable(shape: DocumentShape, dpi: f32) -> f32 {
    let (width, height) = shape.millimetres();
    let most = (MOST_PIXELS as f32 / (width * height)).sqrt() * 25.4;
    // Rounding up both sides must not pass the bound.
    dpi.min(most - 1.0)
}

/// Decodes the symbol in a picture; its corners in pixels of it.
fn decode(view: LumaView<'_>, parting: Parting) -> Option<(Vec<u8>, [Point; 4])> {
    if u64::from(view.width()) * u64::from(view.height()) > MOST_PIXELS {
        return None;
    }
    // The library indexes by what it read: a panic on an odd picture must not end the examination.
    // Nothing of ours is shared with it.
    catch_unwind(AssertUnwindSafe(|| {
        let (width, height) = (view.width(), view.height());
        let source = Luma8LuminanceSource::new(view.pixels().to_vec(), width, height).ok()?;
        match parting {
            Parting::Near => decoded(HybridBinarizer::new(source)),
            Parting::Whole => decoded(GlobalHistogramBinarizer::new(source)),
        }
    }))
    .ok()
    .flatten()
}

fn decoded<B: Binarizer>(binarizer: B) -> Option<(Vec<u8>, [Point; 4])> {
    let hints = DecodeHints {
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let mut bitmap = BinaryBitmap::new(binarizer);
    let found = DataMatrixReader
        .decode_with_hints(&mut bitmap, &hints)
        .ok()?;
    let points: Vec<Point> = found
        .getPoints()
        .iter()
        .map(|point| Point::new(point.x, point.y))
        .collect();
    let content = bytes_of(found.getText())?;
    Some((content, points.try_into().ok()?))
}

/// The library gives text; a symbol holds bytes, of ISO 8859-1 unless it says otherwise.
fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let bytes: Option<Vec<u8>> = text.chars().map(|sign| u8::try_from(sign).ok()).collect();
    let bytes = bytes.unwrap_or_else(|| text.as_bytes().to_vec());
    (1..=MOST_BYTES).contains(&bytes.len()).then_some(bytes)
}

/// The corners in the order of a clock's hand: the library gives them in another.
fn clockwise(corners: [Point; 4]) -> Quad {
    let mut quad = Quad { corners };
    let centre = quad.centre();
    let angle = |point: &Point| (point.y - centre.y).atan2(point.x - centre.x);
    quad.corners.sort_by(|a, b| angle(a).total_cmp(&angle(b)));
    quad
}
