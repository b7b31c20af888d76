//! Which way a camera looks. macOS tells it through the camera library; elsewhere the names that
//! makers give do.

use crate::source::CameraUse;

/// Which way a camera looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facing {
    /// At the person before the screen.
    Front,
    /// Away from the screen.
    Back,
    /// Sees infrared: for signing in to the computer, useless to people. Never taken by itself.
    Infrared,
    /// Nobody says; a camera on a cable looks where it is turned.
    Unknown,
}

impl Facing {
    /// The stable code for the interface: `front`, `back`, `infrared`, `unknown`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
            Self::Infrared => "infrared",
            Self::Unknown => "unknown",
        }
    }

    /// What the system tells of it, else what its name says.
    pub(super) fn of(name: &str, description: &str) -> Self {
        // AVFoundation's position, as nokhwa writes it before the lens: « …, Front f2.4 ».
        let is_at = |position: &str| description.contains(&format!(", {position} f"));
        match Self::of_name(name) {
            Self::Infrared => Self::Infrared,
            _ if is_at("Front") => Self::Front,
            _ if is_at("Back") => Self::Back,
            by_name => by_name,
        }
    }

    /// Reads a name, in the words of makers and of the two languages of the interface.
    fn of_name(name: &str) -> Self {
        let name = name.to_lowercase();
        let words: Vec<&str> = name.split(|sign: char| !sign.is_alphanumeric()).collect();
        let says = |wanted: &[&str]| wanted.iter().any(|one| words.contains(one));
        // Infrared first: « Integrated IR Camera » is both.
        if says(&["ir", "infrared", "infrarouge", "hello", "depth", "tof"]) {
            Self::Infrared
        } else if says(&["back", "rear", "world", "arrière", "dorsale"]) {
            Self::Back
        } else if says(&[
            "front",
            "user",
            "integrated",
            "facetime",
            "avant",
            "frontale",
            "intégrée",
        ]) {
            Self::Front
        } else {
            Self::Unknown
        }
    }

    /// How well it suits a use; less is better.
    pub(super) const fn rank(self, purpose: CameraUse) -> u8 {
        match (purpose, self) {
            (_, Self::Infrared) => 3,
            (CameraUse::Face, Self::Front) => 0,
            (CameraUse::Face, Self::Back) => 2,
            (CameraUse::Face, Self::Unknown) => 1,
            // Documents and codes: any camera can be held towards them, the back one best.
            (_, Self::Back) => 0,
            (_, Self::Front | Self::Unknown) => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makers_names_say_which_way_a_camera_looks() {
        for (name, facing) in [
            ("Integrated Camera: Integrated C", Facing::Front),
            ("Integrated IR Camera", Facing::Infrared),
            ("Surface Camera Front", Facing::Front),
            ("Microsoft Camera Rear", Facing::Back),
            ("FaceTime HD Camera", Facing::Front),
            ("Intel(R) RealSense(TM) Depth Camera 455", Facing::Infrared),
            ("Caméra arrière", Facing::Back),
            ("HD Pro Webcam C920", Facing::Unknown),
            ("Mirror Backdrop Cam", Facing::Unknown),
            ("vivid", Facing::Unknown),
        ] {
            assert_eq!(Facing::of_name(name), facing, "{name}");
        }
    }

    #[test]
    fn what_the_system_tells_comes_before_the_name() {
        let mac = "Apple Inc.: Iris - BuiltInWideAngleCamera, Back f1.8";
        assert_eq!(Facing::of("Desk camera", mac), Facing::Back);
        assert_eq!(Facing::of("Front camera", mac), Facing::Back);
        let linux = "Video4Linux Device @ /dev/video0";
        assert_eq!(Facing::of("Integrated Camera", linux), Facing::Front);
        assert_eq!(Facing::of("HD Webcam", linux), Facing::Unknown);
    }

    #[test]
    fn the_face_wants_the_front_and_documents_the_back_and_nobody_infrared() {
        let best = |purpose| {
            [
                Facing::Infrared,
                Facing::Unknown,
                Facing::Front,
                Facing::Back,
            ]
            .into_iter()
            .min_by_key(|facing| facing.rank(purpose))
        };
        assert_eq!(best(CameraUse::Face), Some(Facing::Front));
        assert_eq!(best(CameraUse::DocumentFront), Some(Facing::Back));
        assert_eq!(best(CameraUse::Code), Some(Facing::Back));
    }
}
