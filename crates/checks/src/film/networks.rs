//! The networks that find faces, and the text that says what a look was made by.

use crate::program::Program;
use aws_lc_rs::digest::{SHA256, digest};
use sceau_vision::face::{FaceFault, FaceModels};

/// The decoders with their versions, as `Cargo.lock` has them: a test compares.
const DECODERS: [(&str, &str); 3] = [
    ("openh264", "0.9.9"),
    ("opus-pure", "0.2.2"),
    ("symphonia-codec-aac", "0.6.1"),
];

/// The two networks as files, known to be what they should.
pub struct FaceNetworks {
    detection: Vec<u8>,
    landmarks: Vec<u8>,
    /// The first eight digits of each one's SHA-256.
    names: [String; 2],
}

impl core::fmt::Debug for FaceNetworks {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "FaceNetworks({})", self.names.join(" "))
    }
}

impl FaceNetworks {
    /// Takes `face_detection.onnx` and `face_landmarks.onnx`, as `tools/models` writes them.
    ///
    /// # Errors
    /// [`FaceFault::NotTheModel`] when the bytes are something else.
    pub fn new(detection: Vec<u8>, landmarks: Vec<u8>) -> Result<Self, FaceFault> {
        FaceModels::load(&detection, &landmarks)?;
        let names = [&detection, &landmarks].map(|bytes| name_of(bytes));
        Ok(Self {
            detection,
            landmarks,
            names,
        })
    }

    pub(crate) const fn names(&self) -> &[String; 2] {
        &self.names
    }

    pub(crate) fn bytes(&self) -> (&[u8], &[u8]) {
        (&self.detection, &self.landmarks)
    }
}

/// The first eight digits of a network's SHA-256: what reports name it by.
pub(crate) fn name_of(bytes: &[u8]) -> String {
    let digest = digest(&SHA256, bytes);
    let first = digest.as_ref().iter().take(4);
    first.map(|byte| format!("{byte:02x}")).collect()
}

/// The program, the decoders and the networks.
pub(super) fn version(program: &Program, networks: Option<&FaceNetworks>) -> String {
    let mut parts = vec![program.to_string()];
    parts.extend(DECODERS.map(|(name, version)| format!("{name} {version}")));
    if let Some([detection, landmarks]) = networks.map(|networks| &networks.names) {
        parts.push(format!("face_detection {detection}"));
        parts.push(format!("face_landmarks {landmarks}"));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::DECODERS;

    #[test]
    fn the_decoders_that_are_named_are_those_that_are_built() {
        let lock = include_str!("../../../../Cargo.lock");
        for (name, version) in DECODERS {
            let wanted = format!("name = \"{name}\"\nversion = \"{version}\"");
            assert!(lock.contains(&wanted), "{name}");
        }
    }
}
