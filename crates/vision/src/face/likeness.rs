//! How near two faces lie (Zhong et al., 2021, "SFace: Sigmoid-Constrained Hypersphere Loss for Robust Face
//! Recognition"). The network makes 128 numbers of a face; the angle between two such lists is small where
//! the pictures show one person, mostly.
//!
//! What this part deliberately does not know: from where on two faces are called near.

use super::facts::Face;
use super::finding::BLUR_BELOW;
use super::landmarks::Landmarks;
use super::models::FaceFault;
use super::net::Net;
use super::window::Window;
use crate::jpeg::Rgb;
use rten::{ThreadPool, op_registry};
use sceau_domain::private::Secret;
use std::sync::Arc;

/// The side of the square that the network looks at, in pixels.
const SIZE: usize = 112;
/// Where it was taught to find the five points on that square: OpenCV's `alignCrop` for SFace, whose pixels
/// are counted from their middle, half a pixel earlier than here.
const PLACES: [(f32, f32); 5] = [
    (38.7946, 52.1963),
    (74.0318, 52.0014),
    (56.5252, 72.2366),
    (42.0493, 92.8655),
    (71.2299, 92.7041),
];
/// How many numbers stand for a face.
const NUMBERS: usize = 128;
/// A face whose square has a side of fewer pixels would be enlarged by more than half as much again: the
/// network would look at what was made up between them. The eyes then lie 24 pixels apart.
const SMALL_BELOW: f32 = 75.0;

/// SFace, ready to run on one thread. It takes some 40 MB of memory: load it, compare, drop it.
pub struct LikenessModel {
    net: Net<1>,
}

impl LikenessModel {
    /// Reads `face_likeness.onnx` as `tools/models` writes it.
    ///
    /// # Errors
    /// [`FaceFault::NotTheModel`] when the bytes are something else.
    pub fn load(bytes: &[u8]) -> Result<Self, FaceFault> {
        let operators = op_registry!(Add, Cast, Conv, Gemm, Mul, PRelu, Reshape, Sub);
        let pool = Arc::new(ThreadPool::with_num_threads(1));
        let net = Net::load(bytes, SIZE, ["features"], operators, &pool)?;
        Ok(Self { net })
    }

    /// What the network makes of a face.
    ///
    /// # Errors
    /// [`FaceFault::Failed`] when it failed.
    pub fn features(&self, picture: &Rgb, face: &Face) -> Result<FaceFeatures, FaceFault> {
        let window = window_of(&face.landmarks);
        let [numbers] = self.net.run(&window.planes(picture, SIZE, 255.0, 0.0))?;
        if numbers.len() != NUMBERS {
            return Err(FaceFault::Failed);
        }
        Ok(FaceFeatures(Secret::new(numbers)))
    }
}

impl core::fmt::Debug for LikenessModel {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("LikenessModel")
    }
}

/// What the network makes of a face: data by which a person could be told from others. Never kept, never
/// sent: wiped when dropped.
#[derive(Debug, Clone)]
pub struct FaceFeatures(Secret<Vec<f32>>);

impl FaceFeatures {
    /// The cosine of the angle between two: 1 for the same picture, about 0 for most strangers.
    pub fn likeness(&self, other: &Self) -> f32 {
        let (one, other) = (self.0.reveal(), other.0.reveal());
        let product =
            |one: &[f32], other: &[f32]| -> f32 { one.iter().zip(other).map(|(a, b)| a * b).sum() };
        product(one, other) / (product(one, one) * product(other, other)).sqrt()
    }
}

/// Whether a face has too few pixels to be compared.
pub fn is_small(face: &Face) -> bool {
    window_of(&face.landmarks).side < SMALL_BELOW
}

/// Whether a face is not sharp enough to be compared: the bound by which a picture is said to be blurred.
pub fn is_blurred(face: &Face) -> bool {
    face.sharpness < BLUR_BELOW
}

fn window_of(landmarks: &Landmarks) -> Window {
    Window::fitted(&landmarks.five(), &PLACES, SIZE as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// What OpenCV 4.12 (`FaceRecognizerSF`, on the file as it was published) makes of [`pattern`]: the first
    /// eight of 128 numbers, at length one.
    const OPENCV: [f32; 8] = [
        -0.0042, 0.0471, 0.0723, 0.1465, -0.0105, 0.0239, -0.0195, 0.0347,
    ];

    /// A picture that is no face and easy to say, in planes of red, green and blue.
    fn pattern() -> Vec<f32> {
        let light = |colour: usize, at: usize| {
            let (x, y) = (at % SIZE, at / SIZE);
            ((x * 7 + y * 13 + colour * 50 + x * y / 5) % 256) as f32
        };
        (0..3)
            .flat_map(|colour| (0..SIZE * SIZE).map(move |at| light(colour, at)))
            .collect()
    }

    #[test]
    fn the_network_says_what_opencv_says_of_the_same_picture() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/models");
        let Ok(bytes) = std::fs::read(folder.join("face_likeness.onnx")) else {
            println!("not run: models missing");
            return;
        };
        let model = LikenessModel::load(&bytes).unwrap();
        let [numbers] = model.net.run(&pattern()).unwrap();
        assert_eq!(numbers.len(), NUMBERS);
        let length = numbers.iter().map(|one| one * one).sum::<f32>().sqrt();
        for (place, (number, theirs)) in numbers.iter().zip(OPENCV).enumerate() {
            let ours = number / length;
            assert!((ours - theirs).abs() < 0.000_1, "{place}: {ours}, {theirs}");
        }
    }

    #[test]
    fn a_list_of_numbers_is_as_near_to_itself_as_can_be_and_says_nothing_of_itself() {
        let of = |numbers: &[f32]| FaceFeatures(Secret::new(numbers.to_vec()));
        let (one, other) = (of(&[3.0, 4.0]), of(&[-4.0, 3.0]));
        assert!((one.likeness(&one) - 1.0).abs() < 1e-6);
        assert!(one.likeness(&other).abs() < 1e-6);
        assert!(!format!("{one:?}").contains('3'));
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for bytes in [&b""[..], b"onnx", &[8; 4_096]] {
            assert!(LikenessModel::load(bytes).is_err());
        }
    }
}
