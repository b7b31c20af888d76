//! The port's examiner: pixels in, facts out, nothing remembered.

use crate::seal::{Symbol, TrustList, read_symbol};
use core::time::Duration;
use sceau_domain::document::{DocumentKind, Side};
use sceau_domain::journey::Part;
use sceau_domain::private::Personal;
use sceau_domain::seal::{SealOutcome, parse_seal};
use sceau_service::ports::{
    Corners, DocumentSeen, Examiner, PictureMeasures, SealFacts, SideFacts, ZoneFacts,
};
use sceau_vision::document::{
    COLOURLESS_BELOW, DocumentFacts, DocumentShape, Quad, READING_DPI, Scratch, Zone,
    assess_document, colour_spread, rectify_rgb,
};
use sceau_vision::jpeg::Rgb;
use sceau_vision::mrz::{ZoneFault, ZoneReader, ZoneSight};
use sceau_vision::quality::{Finding, Quality};
use sceau_vision::{LumaView, jpeg};

/// The reader's attempts are bounded by themselves; a job has the time for all of them.
const UNHURRIED: Duration = Duration::from_secs(2);

/// Quality of the portrait's JPEG, 1 to 100: it is looked at enlarged.
const PORTRAIT_QUALITY: u8 = 90;

/// Looks at pictures of documents.
#[derive(Debug)]
pub struct PictureExaminer {
    zones: ZoneReader,
    trusted: TrustList,
}

impl PictureExaminer {
    /// Loads what is needed to read zones. No seal's signature is verified: the list is empty.
    ///
    /// # Errors
    /// [`ZoneFault`] when what is shipped inside is damaged.
    pub fn new() -> Result<Self, ZoneFault> {
        Ok(Self {
            zones: ZoneReader::new()?,
            trusted: TrustList::default(),
        })
    }

    /// The same, holding signatures of seals against this list.
    #[must_use]
    pub fn trusting(mut self, trusted: TrustList) -> Self {
        self.trusted = trusted;
        self
    }
}

impl PictureExaminer {
    /// Looks within the document first, then everywhere: a picture from edge to edge shows the finder no
    /// edges, and what it takes for the document may be a part of it. On a side that has no zone the document
    /// alone is looked at, where one is found: that is where the wrong side shows its zone.
    fn zone_in(
        &self,
        view: LumaView<'_>,
        document: Option<&Quad>,
        is_expected: bool,
    ) -> Option<ZoneSight> {
        let within = document.and_then(|quad| self.zones.read(view, Some(quad), &|| UNHURRIED));
        if within.is_some() || (document.is_some() && !is_expected) {
            return within;
        }
        self.zones.read(view, None, &|| UNHURRIED)
    }

    fn seal_in(
        &self,
        view: LumaView<'_>,
        document: Option<(&Quad, DocumentShape)>,
    ) -> Option<SealFacts> {
        let Symbol { content, quad } = read_symbol(view, document)?;
        let (outcome, signer) = parse_seal(&content)
            .map_or((SealOutcome::OtherLayout, None), |seal| {
                self.trusted.verify(&seal)
            });
        Some(SealFacts {
            content: Personal::new(content),
            corners: corners(view, &quad),
            outcome,
            signer,
        })
    }
}

impl Examiner for PictureExaminer {
    fn version(&self) -> String {
        format!(
            "sceau-checks {}, zone_reader {}, seals {}",
            env!("CARGO_PKG_VERSION"),
            self.zones.version(),
            self.trusted.version(),
        )
    }

    fn examine_side(&self, picture: &[u8], part: Part, kind: DocumentKind) -> SideFacts {
        let Ok(luma) = jpeg::luma(picture) else {
            return SideFacts {
                findings: vec!["unreadable".to_owned()],
                ..SideFacts::default()
            };
        };
        let view = luma.view();
        let shape = DocumentShape::of(kind);
        let (mut findings, facts) = measured(view, shape, side_of(part));
        let quad = facts.map(|facts| facts.quad);
        let coloured = quad.and_then(|quad| Some((jpeg::rgb(picture).ok()?, quad)));
        let spread = coloured
            .as_ref()
            .and_then(|(colours, quad)| colour_spread(colours, quad, shape));
        if spread.is_some_and(|spread| spread < COLOURLESS_BELOW) {
            findings.push(Finding::Copy.code().to_owned());
        }
        let is_expected = shape.zone_side() == side_of(part);
        let zone = self.zone_in(view, quad.as_ref(), is_expected);
        match &zone {
            None if is_expected => findings.push("zone.none".to_owned()),
            Some(_) if !is_expected => findings.push("zone.other_side".to_owned()),
            _ => {}
        }
        SideFacts {
            findings,
            document: facts.map(|facts| document_seen(view, &facts)),
            zone: zone.map(|sight| zone_facts(view, &sight)),
            seal: self.seal_in(view, quad.as_ref().map(|quad| (quad, shape))),
            portrait: coloured
                .and_then(|(colours, quad)| portrait_of(&colours, &quad, shape, side_of(part))),
        }
    }
}

fn side_of(part: Part) -> Side {
    match part {
        Part::Back => Side::Back,
        Part::Front | Part::Video => Side::Front,
    }
}

/// What may be wrong with the picture, and what was measured of the document. Measured on the document where it
/// is found: a table has no print to be sharp.
fn measured(
    view: LumaView<'_>,
    shape: DocumentShape,
    side: Side,
) -> (Vec<String>, Option<DocumentFacts>) {
    let whole = Quality::of(view).findings();
    let facts = assess_document(view, shape, side, &mut Scratch::default());
    let findings: Vec<Finding> = match &facts {
        Some(facts) => {
            let small = whole.into_iter().filter(|found| *found == Finding::Small);
            facts.findings(side).into_iter().chain(small).collect()
        }
        None => whole,
    };
    let mut codes: Vec<String> = findings
        .iter()
        .map(|finding| finding.code().to_owned())
        .collect();
    if facts.is_none() {
        codes.push("document.none".to_owned());
    }
    (codes, facts)
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
fn portrait_of(
    colours: &Rgb,
    quad: &Quad,
    shape: DocumentShape,
    side: Side,
) -> Option<Personal<Vec<u8>>> {
    let zone = shape.portrait_zone(side)?;
    let flat = rectify_rgb(colours, quad, shape, READING_DPI)?.picture;
    let cut = cut(&flat, zone)?;
    jpeg::encode(&cut, PORTRAIT_QUALITY).ok().map(Personal::new)
}

/// The part of a picture within a zone.
fn cut(whole: &Rgb, zone: Zone) -> Option<Rgb> {
    let (width, height) = (usize::from(whole.width), usize::from(whole.height));
    let place = |share: f32, length: u16| {
        let at = (share.clamp(0.0, 1.0) * f32::from(length)).round();
        (0..=usize::from(length)).rev().find(|n| *n as f32 <= at)
    };
    let (left, right) = (
        place(zone.left, whole.width)?,
        place(zone.right, whole.width)?,
    );
    let (top, bottom) = (
        place(zone.top, whole.height)?,
        place(zone.bottom, whole.height)?,
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
        corners: corners(view, sight.quad()),
    }
}

/// As shares of the picture.
fn corners(view: LumaView<'_>, quad: &Quad) -> Corners {
    let (width, height) = (view.width() as f32, view.height() as f32);
    quad.corners
        .map(|corner| [corner.x / width, corner.y / height])
}
