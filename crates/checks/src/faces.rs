//! How near the face of a portrait and those of a film's frames lie (ADR 21).
//!
//! Every picture that comes here was written by our own encoder, in this process: the portrait when it was cut
//! out, the frames when they came back from the process that decoded the film. The decoder is Rust. Nothing of a
//! stranger's bytes is left.

use crate::film::{FaceNetworks, name_of};
use crate::program::Program;
use sceau_domain::examination::{FaceScore, FacesCompared, FrameScore, NoScore};
use sceau_service::ports::{FaceComparer, FacePicture};
use sceau_vision::face::{
    Face, FaceFault, FaceFeatures, FaceModels, FaceReader, LikenessModel, is_blurred, is_small,
};
use sceau_vision::jpeg::{self, Rgb};
use std::sync::Arc;

/// The three networks that a comparison takes, known to be what they should.
#[derive(Debug)]
struct Networks {
    finding: FaceNetworks,
    likeness: Vec<u8>,
    /// The first eight digits of the third one's SHA-256.
    name: String,
}

/// Compares the faces of a portrait and of a film, where it has the networks.
#[derive(Debug, Default)]
pub struct PortraitComparer {
    networks: Option<Networks>,
    program: Program,
}

impl PortraitComparer {
    /// Compares nothing.
    pub const fn without() -> Self {
        Self {
            networks: None,
            program: Program::of_no_source(),
        }
    }

    /// The same, naming the source it was built from.
    #[must_use]
    pub fn built_from(mut self, source: &'static str) -> Self {
        self.program = Program::built_from(source);
        self
    }

    /// Takes the networks that find faces, and `face_likeness.onnx` as `tools/models` writes it.
    ///
    /// # Errors
    /// [`FaceFault::NotTheModel`] when the bytes are something else.
    pub fn new(finding: FaceNetworks, likeness: Vec<u8>) -> Result<Self, FaceFault> {
        LikenessModel::load(&likeness)?;
        let name = name_of(&likeness);
        let networks = Some(Networks {
            finding,
            likeness,
            name,
        });
        Ok(Self {
            networks,
            ..Self::without()
        })
    }
}

impl FaceComparer for PortraitComparer {
    fn version(&self) -> Option<String> {
        let networks = self.networks.as_ref()?;
        let [detection, landmarks] = networks.finding.names();
        Some(format!(
            "{}, face_detection {detection}, face_landmarks {landmarks}, face_likeness {}",
            self.program, networks.name,
        ))
    }

    fn compare_faces(&self, portrait: &[u8], frames: &[FacePicture]) -> FacesCompared {
        let Some(networks) = &self.networks else {
            return FacesCompared::None(NoScore::Failed);
        };
        compared(networks, portrait, frames).unwrap_or_else(FacesCompared::None)
    }
}

/// The networks are loaded for each comparison and dropped after it: there is one for each case, and the
/// memory of a server is for people.
fn compared(
    networks: &Networks,
    portrait: &[u8],
    frames: &[FacePicture],
) -> Result<FacesCompared, NoScore> {
    let failed = |_: FaceFault| NoScore::Failed;
    let (detection, landmarks) = networks.finding.bytes();
    let finding = Arc::new(FaceModels::load(detection, landmarks).map_err(failed)?);
    let model = LikenessModel::load(&networks.likeness).map_err(failed)?;
    let (picture, face) = seen(&finding, portrait)?.ok_or(NoScore::PortraitUnseen)?;
    if is_small(&face) {
        return Err(NoScore::PortraitSmall);
    }
    if is_blurred(&face) {
        return Err(NoScore::PortraitBlurred);
    }
    let features = model.features(&picture, &face).map_err(failed)?;
    let mut scores = Vec::new();
    for (moment, jpeg) in frames {
        if let Some(score) = score_of(&finding, &model, &features, jpeg.reveal())? {
            scores.push(FrameScore {
                moment: *moment,
                score,
            });
        }
    }
    Ok(FacesCompared::of_frames(scores))
}

/// `None` for a frame whose face is turned away, small or blurred: it would say less than the others.
fn score_of(
    finding: &Arc<FaceModels>,
    model: &LikenessModel,
    portrait: &FaceFeatures,
    frame: &[u8],
) -> Result<Option<FaceScore>, NoScore> {
    let Some((picture, face)) = seen(finding, frame)? else {
        return Ok(None);
    };
    if !face.looks_straight() || is_small(&face) || is_blurred(&face) {
        return Ok(None);
    }
    let features = model
        .features(&picture, &face)
        .map_err(|_| NoScore::Failed)?;
    let score = FaceScore::of_cosine(portrait.likeness(&features));
    score.map(Some).ok_or(NoScore::Failed)
}

/// The picture with its main face, where it has one.
fn seen(finding: &Arc<FaceModels>, jpeg: &[u8]) -> Result<Option<(Rgb, Face)>, NoScore> {
    let Ok(picture) = jpeg::rgb(jpeg) else {
        return Ok(None);
    };
    let mut reader = FaceReader::new(Arc::clone(finding));
    let facts = reader.read_still(&picture).map_err(|_| NoScore::Failed)?;
    Ok(facts.main.map(|face| (picture, face)))
}
