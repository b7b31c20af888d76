//! Which camera the person chose, for as long as the app runs: another screen opens the same.

use sceau_wire::host::{CameraChoiceView, CameraFacing, CameraPurpose};

/// The cameras chosen so far, by their handles.
#[derive(Default)]
pub(super) struct Choices {
    face: Option<String>,
    held: Option<String>,
    listed: Vec<CameraChoiceView>,
}

impl Choices {
    /// The camera chosen for this purpose.
    pub(super) fn of(&self, purpose: CameraPurpose) -> Option<String> {
        match purpose {
            CameraPurpose::Face => self.face.clone(),
            CameraPurpose::QrCode | CameraPurpose::DocumentFront | CameraPurpose::DocumentBack => {
                self.held.clone()
            }
        }
    }

    /// Remembers a choice for every purpose. Only where one camera looks at the person and another away
    /// from them, as on a tablet, it says nothing of the other purposes.
    pub(super) fn choose(&mut self, purpose: CameraPurpose, camera: &str) {
        let is_for_all = !(self.has(CameraFacing::Front)
            && self.has(CameraFacing::Back)
            && self.looks_one_way(camera));
        let is_face = purpose == CameraPurpose::Face;
        if is_face || is_for_all {
            self.face = Some(camera.to_owned());
        }
        if !is_face || is_for_all {
            self.held = Some(camera.to_owned());
        }
    }

    /// Takes what the machine has, the best for this purpose first, and gives it with the one that opens
    /// first.
    pub(super) fn listed(
        &mut self,
        purpose: CameraPurpose,
        mut cameras: Vec<CameraChoiceView>,
    ) -> Vec<CameraChoiceView> {
        let chosen = self.of(purpose);
        self.listed.clone_from(&cameras);
        // The sort keeps the order of the others.
        cameras.sort_by_key(|camera| Some(&camera.camera) != chosen.as_ref());
        cameras
    }

    fn has(&self, facing: CameraFacing) -> bool {
        self.listed
            .iter()
            .any(|camera| camera.facing == Some(facing))
    }

    fn looks_one_way(&self, camera: &str) -> bool {
        self.listed
            .iter()
            .find(|listed| listed.camera == camera)
            .is_some_and(|listed| listed.facing.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CameraPurpose::{DocumentBack, Face, QrCode};

    fn camera(name: &str, facing: Option<CameraFacing>) -> CameraChoiceView {
        CameraChoiceView {
            camera: name.into(),
            name: name.into(),
            facing,
            width: None,
            height: None,
        }
    }

    /// A machine with these cameras, none of them chosen.
    fn machine(cameras: &[(&str, Option<CameraFacing>)]) -> Choices {
        let mut choices = Choices::default();
        let cameras = cameras.iter().map(|(name, facing)| camera(name, *facing));
        choices.listed(Face, cameras.collect());
        choices
    }

    fn chosen(choices: &Choices) -> [Option<String>; 3] {
        [Face, DocumentBack, QrCode].map(|purpose| choices.of(purpose))
    }

    #[test]
    fn a_camera_chosen_on_one_screen_opens_on_every_other() {
        let mut laptop = machine(&[("built in", Some(CameraFacing::Front)), ("cable", None)]);
        assert_eq!(chosen(&laptop), [None, None, None]);
        laptop.choose(QrCode, "cable");
        for purpose in [Face, DocumentBack, QrCode] {
            assert_eq!(laptop.of(purpose).as_deref(), Some("cable"));
        }
        laptop.choose(Face, "built in");
        assert_eq!(laptop.of(DocumentBack).as_deref(), Some("built in"));
    }

    #[test]
    fn on_a_tablet_the_front_camera_chosen_for_the_face_leaves_documents_to_the_back_one() {
        let (front, back) = (Some(CameraFacing::Front), Some(CameraFacing::Back));
        let mut tablet = machine(&[("user", front), ("world", back), ("cable", None)]);
        tablet.choose(Face, "user");
        assert_eq!(chosen(&tablet), [Some("user".into()), None, None]);
        tablet.choose(DocumentBack, "user");
        assert_eq!(tablet.of(QrCode).as_deref(), Some("user"));
        tablet.choose(QrCode, "cable");
        assert_eq!(tablet.of(Face).as_deref(), Some("cable"));
    }

    #[test]
    fn the_camera_that_opens_is_listed_first_and_the_others_stay_in_their_order() {
        let mut choices = Choices::default();
        choices.choose(Face, "c");
        let cameras = ["a", "b", "c"].map(|name| camera(name, None));
        let names = |choices: &mut Choices| {
            let listed = choices.listed(Face, cameras.to_vec());
            listed
                .into_iter()
                .map(|each| each.camera)
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&mut choices), ["c", "a", "b"]);
        choices.choose(Face, "gone");
        assert_eq!(names(&mut choices), ["a", "b", "c"]);
    }
}
