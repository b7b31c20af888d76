//! Pixels in, facts out, nothing remembered.

use crate::seal::{Symbol, read_symbol};
use sceau_domain::document::{DocumentKind, Side};
use sceau_domain::private::Personal;
use sceau_service::ports::{Corners, DocumentSeen, PictureMeasures, ZoneFacts};
use sceau_vision::document::{
    Area, COLOURLESS_BELOW, DocumentFacts, DocumentShape, Quad, READING_DPI, Scratch,
    assess_document, colour_spread, rectify_rgb,
};
use sceau_vision::jpeg::Rgb;
use sceau_vision::mrz::{ZoneReader, ZoneSight};
use sceau_vision::qr::unhurried;
use sceau_vision::quality::{Finding, Quality};
use sceau_vision::{LumaView, jpeg};

/// The picture cannot be decoded, or nobody came back from it.
pub(super) const UNREADABLE: &str = "unreadable";
const NO_ZONE: &str = "zone.none";
const ZONE_ON_OTHER_SIDE: &str = "zone.other_side";

/// The findings that are not about light and place.
const OTHERS: [&str; 3] = [UNREADABLE, NO_ZONE, ZONE_ON_OTHER_SIDE];

/// The finding that is called so.
pub(super) fn finding_of(word: &str) -> Option<&'static str> {
    let codes = Finding::ALL.into_iter().map(Finding::code);
    codes.chain(OTHERS).find(|code| *code == word)
}

/// What a look at a side gives: facts, and pixels that nobody has made a file of.
#[derive(Debug, Default, PartialEq)]
pub(super) struct SideLook {
    pub(super) findings: Vec<&'static str>,
    pub(super) document: Option<DocumentSeen>,
    pub(super) zone: Option<ZoneFacts>,
    pub(super) seal: Option<SymbolSeen>,
    /// The document's portrait seen straight from above.
    pub(super) portrait: Option<Rgb>,
    /// Which walls stood around the look.
    pub(super) walls: String,
}

/// What a symbol holds, and where it lies.
#[derive(Debug, PartialEq)]
pub(super) struct SymbolSeen {
    pub(super) content: Personal<Vec<u8>>,
    pub(super) corners: Corners,
}

impl SideLook {
    /// Of a picture that shows nothing, whatever the cause.
    pub(super) fn unreadable() -> Self {
        Self {
            findings: vec![UNREADABLE],
            ..Self::default()
        }
    }
}

/// Looks at a picture of a side.
pub(super) fn look_at_side(
    zones: &ZoneReader,
    picture: &[u8],
    side: Side,
    kind: DocumentKind,
) -> SideLook {
    let Ok(luma) = jpeg::luma(picture) else {
        return SideLook::unreadable();
    };
    let view = luma.view();
    let shape = DocumentShape::of(kind);
    let (mut findings, facts) = measured(view, shape, side);
    let quad = facts.map(|facts| facts.quad);
    let coloured = quad.and_then(|quad| Some((jpeg::rgb(picture).ok()?, quad)));
    let spread = coloured
        .as_ref()
        .and_then(|(colours, quad)| colour_spread(colours, quad, shape));
    if spread.is_some_and(|spread| spread < COLOURLESS_BELOW) {
        findings.push(Finding::Copy.code());
    }
    let is_expected = shape.zone_side() == side;
    let zone = zone_in(zones, view, quad.as_ref(), is_expected);
    match &zone {
        None if is_expected => findings.push(NO_ZONE),
        Some(_) if !is_expected => findings.push(ZONE_ON_OTHER_SIDE),
        _ => {}
    }
    if zone.is_some() {
        // A picture from edge to edge shows no edges to find: the app took this back for the person too.
        findings.retain(|found| *found != Finding::NoDocument.code());
    }
    SideLook {
        findings,
        document: facts.map(|facts| document_seen(view, &facts)),
        zone: zone.map(|sight| zone_facts(view, &sight)),
        seal: symbol_in(view, quad.as_ref().map(|quad| (quad, shape))),
        portrait: coloured.and_then(|(colours, quad)| portrait_of(&colours, &quad, shape, side)),
        walls: String::new(),
    }
}

/// Looks within the document first, then everywhere: a picture from edge to edge shows the finder no
/// edges, and what it takes for the document may be a part of it. On a side that has no zone the document
/// alone is looked at, where one is found: that is where the wrong side shows its zone. No clock is asked: what is
/// read must not hang on what else the machine does.
fn zone_in(
    zones: &ZoneReader,
    view: LumaView<'_>,
    document: Option<&Quad>,
    is_expected: bool,
) -> Option<ZoneSight> {
    let within = document.and_then(|quad| zones.read(view, Some(quad), &unhurried));
    if within.is_some() || (document.is_some() && !is_expected) {
        return within;
    }
    zones.read(view, None, &unhurried)
}

fn symbol_in(view: LumaView<'_>, document: Option<(&Quad, DocumentShape)>) -> Option<SymbolSeen> {
    let Symbol { content, quad } = read_symbol(view, document)?;
    Some(SymbolSeen {
        content,
        corners: corners(view, &quad),
    })
}

/// What may be wrong with the picture, and what was measured of the document. Measured on the document where it
/// is found: a table has no print to be sharp.
fn measured(
    view: LumaView<'_>,
    shape: DocumentShape,
    side: Side,
) -> (Vec<&'static str>, Option<DocumentFacts>) {
    let whole = Quality::of(view).findings();
    let facts = assess_document(view, shape, side, &mut Scratch::default());
    let findings: Vec<Finding> = match &facts {
        Some(facts) => {
            let small = whole.into_iter().filter(|found| *found == Finding::Small);
            facts.findings(side).into_iter().chain(small).collect()
        }
        None => whole.into_iter().chain([Finding::NoDocument]).collect(),
    };
    (findings.into_iter().map(Finding::code).collect(), facts)
}

fn document_seen(view: LumaView<'_>, facts: &DocumentFacts) -> DocumentSeen {
    let whole = |value: f32| (0..=u16::MAX).take_while(|n| f32::from(*n) <= value).last();
    let small = |value: f32| whole(value).and_then(|value| u8::try_from(value).ok());
    DocumentSeen {
        corners: corners(view, &facts.quad),
        measures: Some(PictureMeasures {
            sharpness: facts
                .sharpness
                .and_then(|sharpness| small(sharpness.clamp(0.0, 1.0) * 100.0)),
            brightness: small(facts.brightness).unwrap_or_default(),
            dpi: whole(facts.effective_dpi).unwrap_or_default(),
        }),
    }
}

/// The portrait, cut out of the document seen straight from above: for the eye, beside the film. `None`
/// on a side without one. The finder begins the quadrilateral at the document's own top left where anything
/// tells which way up it lies.
fn portrait_of(colours: &Rgb, quad: &Quad, shape: DocumentShape, side: Side) -> Option<Rgb> {
    let area = shape.portrait_area(side)?;
    let flat = rectify_rgb(colours, quad, shape, READING_DPI)?.picture;
    cut(&flat, area)
}

/// The part of a picture within an area.
fn cut(whole: &Rgb, area: Area) -> Option<Rgb> {
    let (width, height) = (usize::from(whole.width), usize::from(whole.height));
    let place = |share: f32, length: u16| {
        let at = (share.clamp(0.0, 1.0) * f32::from(length)).round();
        (0..=usize::from(length)).rev().find(|n| *n as f32 <= at)
    };
    let (left, right) = (
        place(area.left, whole.width)?,
        place(area.right, whole.width)?,
    );
    let (top, bottom) = (
        place(area.top, whole.height)?,
        place(area.bottom, whole.height)?,
    );
    if left >= right || top >= bottom || right > width || bottom > height {
        return None;
    }
    let rows = whole.pixels.chunks_exact(width * 3).skip(top);
    let pixels = rows
        .take(bottom - top)
        .flat_map(|row| &row[left * 3..right * 3])
        .copied()
        .collect();
    Some(Rgb {
        width: u16::try_from(right - left).ok()?,
        height: u16::try_from(bottom - top).ok()?,
        pixels,
    })
}

fn zone_facts(view: LumaView<'_>, sight: &ZoneSight) -> ZoneFacts {
    ZoneFacts {
        format: sight.format(),
        lines: sight.lines_as_seen(),
        weak: sight.weak(),
        corners: corners(view, sight.quad()),
    }
}

/// As shares of the picture.
fn corners(view: LumaView<'_>, quad: &Quad) -> Corners {
    let (width, height) = (view.width() as f32, view.height() as f32);
    quad.corners
        .map(|corner| [corner.x / width, corner.y / height])
}
