//! Looks at evidence and says what is there.

use crate::failure::Failure;
use sceau_domain::document::DocumentKind;
use sceau_domain::document::mrz::{MrzFormat, MrzPlace};
use sceau_domain::journey::Part;
use sceau_domain::private::Personal;
use sceau_domain::seal::SealOutcome;

/// Four corners, clockwise from the top left of the thing itself, as shares of the picture's width and
/// height: 0 to 1, a little outside where it is cut.
pub type Corners = [[f32; 2]; 4];

/// What was seen on a picture of a side of a document. Facts; nobody is judged by them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SideFacts {
    /// What may be wrong with the picture, as stable codes: `blur`, `glare.zone`, `cut`, `screen`, …
    pub findings: Vec<String>,
    /// Where the document lies, where it was found.
    pub document: Option<DocumentSeen>,
    /// The machine-readable zone, where one was read.
    pub zone: Option<ZoneFacts>,
    /// The visible electronic seal, where one was read.
    pub seal: Option<SealFacts>,
    /// The document's portrait seen straight from above, JPEG, where its side was found.
    pub portrait: Option<Personal<Vec<u8>>>,
    /// What kept the look apart, in words of the adapter: part of what the facts were made by.
    pub walls: String,
}

/// Where the document lies on a picture, and how good a picture of it this is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DocumentSeen {
    /// Its corners.
    pub corners: Corners,
    /// What was measured of it; `None` in examinations from before measures were kept.
    pub measures: Option<PictureMeasures>,
}

/// The measures behind findings such as `blur` and `dark`: they say how far from a finding a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureMeasures {
    /// Sharpness of the print, 0 (smeared) to 100 (edges between two pixels); `None` where nothing is printed.
    pub sharpness: Option<u8>,
    /// Mean brightness of the document, 0 (black) to 255 (white).
    pub brightness: u8,
    /// Dots per inch that the picture has across the document.
    pub dpi: u16,
}

/// A machine-readable zone, as read.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneFacts {
    /// Its format, told by its lines.
    pub format: MrzFormat,
    /// Its lines, as recognised: nothing is repaired here.
    pub lines: Personal<Vec<String>>,
    /// Where a character was not plain to see.
    pub weak: Vec<MrzPlace>,
    /// Where it lies.
    pub corners: Corners,
}

/// A visible electronic seal, as read and as its signature was held against the list of certificates.
#[derive(Debug, Clone, PartialEq)]
pub struct SealFacts {
    /// The bytes that the symbol holds.
    pub content: Personal<Vec<u8>>,
    /// Where it lies.
    pub corners: Corners,
    /// What became of the signature.
    pub outcome: SealOutcome,
    /// Who signed, as the list names them; where the list has the certificate.
    pub signer: Option<String>,
}

/// Looks at evidence, within limits of time and memory. It takes tens to hundreds of milliseconds: call
/// it off the runtime.
pub trait Examiner: Send + Sync {
    /// What the facts are made by, with versions: facts of the same text and the same bytes are equal.
    fn version(&self) -> String;

    /// Looks at a picture of a side. A picture that cannot be decoded, or brings down whoever decodes it time and
    /// again, has the finding `unreadable`; it is never an error.
    ///
    /// # Errors
    /// [`Failure`] when nobody could look: nothing is said of the picture then, and it is looked at another time.
    fn examine_side(
        &self,
        picture: &[u8],
        part: Part,
        kind: DocumentKind,
    ) -> Result<SideFacts, Failure>;
}
