//! What was measured of a document in one frame, and from where on each measure is a reason for a
//! hint. Which hint comes first is the guidance loop's to say (`capture`).

use super::geometry::Quad;
use crate::quality::Finding;
use sceau_domain::document::Side;

/// Below this share of the guide the document is too far to be read.
pub const FAR_BELOW: f32 = 0.62;
/// Above this share of the guide it is too near.
pub const NEAR_ABOVE: f32 = 1.12;
/// Farther from the middle than this share of the guide it is off centre.
pub const OFF_CENTRE_ABOVE: f32 = 0.22;
/// Tilted by more degrees than this, print is squeezed.
pub const TILTED_ABOVE: f32 = 28.0;
/// Below this mean brightness (0 to 255) of the document it is dark.
pub const DARK_BELOW: f32 = crate::quality::DARK_BELOW;
/// Above this mean brightness it is washed out.
pub const BRIGHT_ABOVE: f32 = 240.0;
/// Burnt-out share of the document from which on a reflection is worth a word.
pub const GLARE_ABOVE: f32 = 0.006;
/// The same inside the machine-readable zone or the portrait, where less is forgiven.
pub const ZONE_GLARE_ABOVE: f32 = 0.003;
/// Below this sharpness the print is blurred: by a pixel (standard deviation) or a movement of four,
/// at 640 pixels across. Specimens have 0.41 and more when sharp, 0.09 and less when not.
pub const BLUR_BELOW: f32 = 0.2;
/// Above this ripple a screen is suspected. Whole specimens on paper have up to 60, on a screen 110
/// and more.
pub const RIPPLE_ABOVE: f32 = 85.0;

/// Above this share of hidden characters something lies over the machine-readable zone: as a rule, fingers.
pub const HIDDEN_ABOVE: f32 = 0.03;

/// Edges of the frame beyond which the document goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CutEdges {
    /// Beyond the left edge.
    pub left: bool,
    /// Beyond the top edge.
    pub top: bool,
    /// Beyond the right edge.
    pub right: bool,
    /// Beyond the bottom edge.
    pub bottom: bool,
}

impl CutEdges {
    /// Whether any edge cuts the document.
    pub const fn any(self) -> bool {
        self.left || self.top || self.right || self.bottom
    }
}

/// Burnt-out shares of the document, 0 to 1, in patches of about a millimetre.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Glare {
    /// Of the whole document.
    pub document: f32,
    /// Of the machine-readable zone, on the side that has one.
    pub machine_zone: Option<f32>,
    /// Of the portrait, on the side that has one.
    pub portrait: Option<f32>,
}

impl Glare {
    fn is_over_zone(self) -> bool {
        self.machine_zone
            .is_some_and(|share| share > ZONE_GLARE_ABOVE)
    }

    fn is_over_portrait(self) -> bool {
        self.portrait.is_some_and(|share| share > ZONE_GLARE_ABOVE)
    }

    /// Told where it lies; only one that lies over neither place is told as a reflection somewhere.
    fn findings(self) -> [(bool, Finding); 3] {
        let (zone, portrait) = (self.is_over_zone(), self.is_over_portrait());
        let is_elsewhere = self.document > GLARE_ABOVE && !zone && !portrait;
        [
            (zone, Finding::GlareZone),
            (portrait, Finding::GlarePortrait),
            (is_elsewhere, Finding::Glare),
        ]
    }
}

/// Everything measured of a document in one frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DocumentFacts {
    /// Its corners in frame pixels, clockwise from its own top left as far as that is known; of a
    /// cut document, the part inside the frame.
    pub quad: Quad,
    /// How well edges support the corners, 0 to about 1.
    pub confidence: f32,
    /// Its long side by the width of the guide (88 % of the frame, or of what fits its height).
    pub coverage: f32,
    /// From the middle of the frame to its middle, in shares of the guide's width and height:
    /// positive to the right and down.
    pub offset: (f32, f32),
    /// Degrees between its normal and the line of sight, 0 to 90, for a usual focal length.
    pub tilt: f32,
    /// Degrees from level to its top edge, clockwise, -180 to 180.
    pub rotation: f32,
    /// Whether it is known which way up it lies. If not, `quad` may be upside down.
    pub is_way_up_known: bool,
    /// Where the frame cuts it.
    pub cut: CutEdges,
    /// Dots per inch across it.
    pub effective_dpi: f32,
    /// Sharpness of its print: 1 for edges between two pixels, 0 when smeared; `None` where nothing
    /// is printed or it cannot be told. At full resolution or at 640 pixels across, whichever is
    /// coarser.
    pub sharpness: Option<f32>,
    /// Its mean brightness, 0 to 255.
    pub brightness: f32,
    /// Reflections.
    pub glare: Glare,
    /// The side that is seen, when it tells itself apart.
    pub seen_side: Option<Side>,
    /// Share of the machine-readable zone, 0 to 1, that lies hidden under something smooth, on the side that has one and
    /// where two of its lines are seen at least.
    pub hidden: Option<f32>,
    /// How far the strongest ripple stands out, about 8 for paper; a screen has more than
    /// [`RIPPLE_ABOVE`].
    pub ripple: f32,
}

impl DocumentFacts {
    /// Whether the document is too small in the frame to be read.
    pub fn is_far(&self) -> bool {
        self.coverage < FAR_BELOW && !self.cut.any()
    }

    /// Whether it is larger than the guide.
    pub fn is_near(&self) -> bool {
        self.coverage > NEAR_ABOVE
    }

    /// Whether it is away from the middle.
    pub fn is_off_centre(&self) -> bool {
        self.offset.0.abs() > OFF_CENTRE_ABOVE || self.offset.1.abs() > OFF_CENTRE_ABOVE
    }

    /// Whether it is seen too much from the side. Far away the perspective is too faint to tell.
    pub fn is_tilted(&self) -> bool {
        self.tilt > TILTED_ABOVE && !self.is_far()
    }

    /// Whether there is too little light on it.
    pub fn is_dark(&self) -> bool {
        self.brightness < DARK_BELOW
    }

    /// Whether there is too much light on it.
    pub fn is_bright(&self) -> bool {
        self.brightness > BRIGHT_ABOVE
    }

    /// Whether a reflection hides a part.
    pub fn has_glare(&self) -> bool {
        self.glare.findings().iter().any(|(is_so, _)| *is_so)
    }

    /// Whether its print is out of focus or moved.
    pub fn is_blurred(&self) -> bool {
        self.sharpness
            .is_some_and(|sharpness| sharpness < BLUR_BELOW)
    }

    /// Whether fingers, or something else, lie over the machine-readable zone.
    pub fn is_hidden(&self) -> bool {
        // Distance, reflections, blur and screens hide print too, and are told as what they are.
        self.hidden.is_some_and(|share| share > HIDDEN_ABOVE)
            && !self.is_far()
            && !self.has_glare()
            && !self.is_blurred()
            && !self.is_screen_suspected()
    }

    /// Whether plainly the other side is seen.
    pub fn is_wrong_side(&self, expected: Side) -> bool {
        self.seen_side.is_some_and(|seen| seen != expected)
    }

    /// Whether a screen is suspected: a finding for the operator, never a verdict.
    pub fn is_screen_suspected(&self) -> bool {
        // A movement leaves ripples of its own.
        self.ripple > RIPPLE_ABOVE && !self.is_blurred() && !self.cut.any()
    }

    /// What is plainly wrong with it as a picture to keep, for the side that was asked for.
    pub fn findings(&self, expected: Side) -> Vec<Finding> {
        let [zone, portrait, elsewhere] = self.glare.findings();
        [
            (self.is_wrong_side(expected), Finding::Side),
            (self.cut.any(), Finding::Cut),
            (self.is_dark(), Finding::Dark),
            (self.is_bright(), Finding::Bright),
            zone,
            portrait,
            elsewhere,
            (self.is_blurred(), Finding::Blur),
            (self.is_hidden(), Finding::Fingers),
            (self.is_screen_suspected(), Finding::Screen),
        ]
        .into_iter()
        .filter_map(|(is_so, finding)| is_so.then_some(finding))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Point;

    /// A document that fills the frame well, lit so.
    fn lit(brightness: f32) -> DocumentFacts {
        let corner = |x, y| Point { x, y };
        DocumentFacts {
            quad: Quad {
                corners: [
                    corner(80.0, 80.0),
                    corner(560.0, 80.0),
                    corner(560.0, 380.0),
                    corner(80.0, 380.0),
                ],
            },
            confidence: 0.9,
            coverage: 0.9,
            offset: (0.0, 0.0),
            tilt: 2.0,
            rotation: 0.0,
            is_way_up_known: true,
            cut: CutEdges::default(),
            effective_dpi: 320.0,
            sharpness: Some(0.6),
            brightness,
            glare: Glare::default(),
            seen_side: None,
            hidden: None,
            ripple: 8.0,
        }
    }

    #[test]
    fn a_washed_out_picture_is_told_as_one_with_too_much_light() {
        assert_eq!(lit(150.0).findings(Side::Front), []);
        assert_eq!(lit(30.0).findings(Side::Front), [Finding::Dark]);
        assert_eq!(lit(246.0).findings(Side::Front), [Finding::Bright]);
    }
}
