//! Which camera the person chose and how its pictures are turned: every screen opens the same, after a restart too.

use crate::files;
use sceau_capture::Rotation;
use sceau_wire::host::{CameraChoiceView, CameraFacing, CameraPurpose};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The cameras chosen so far. One that is gone stays chosen: it opens again once it is back.
pub(super) struct Choices {
    file: PathBuf,
    chosen: ChosenRow,
    listed: Vec<CameraChoiceView>,
}

/// What is kept on the device: the cameras' handles.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct ChosenRow {
    face: Option<String>,
    held: Option<String>,
    /// Quarter turns clockwise, by camera, of those whose pictures do not come upright.
    turned: BTreeMap<String, u8>,
}

impl Choices {
    /// Those kept in this file; none when there is no such file.
    pub(super) fn kept_in(file: PathBuf) -> Self {
        Self {
            chosen: files::read_json(&file).unwrap_or_default(),
            file,
            listed: Vec::new(),
        }
    }

    /// The camera chosen for this purpose.
    pub(super) fn of(&self, purpose: CameraPurpose) -> Option<String> {
        match purpose {
            CameraPurpose::Face => self.chosen.face.clone(),
            CameraPurpose::QrCode | CameraPurpose::DocumentFront | CameraPurpose::DocumentBack => {
                self.chosen.held.clone()
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
            self.chosen.face = Some(camera.to_owned());
        }
        if !is_face || is_for_all {
            self.chosen.held = Some(camera.to_owned());
        }
        self.keep();
    }

    /// The cameras whose pictures the person turned.
    pub(super) fn turned(&self) -> impl Iterator<Item = (&str, Rotation)> {
        let turned = self.chosen.turned.iter();
        turned.map(|(camera, quarters)| (camera.as_str(), Rotation::of_quarters(*quarters)))
    }

    /// Remembers how the pictures of a camera are turned.
    pub(super) fn keep_turn(&mut self, camera: String, rotation: Rotation) {
        match rotation {
            Rotation::None => self.chosen.turned.remove(&camera),
            turned => self.chosen.turned.insert(camera, turned.quarters()),
        };
        self.keep();
    }

    fn keep(&self) {
        // A disk that refuses is noted there: the camera opens all the same, until the app ends.
        let _ = files::write_json(&self.file, &self.chosen);
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
    use tempfile::TempDir;

    fn camera(name: &str, facing: Option<CameraFacing>) -> CameraChoiceView {
        CameraChoiceView {
            camera: name.into(),
            name: name.into(),
            facing,
            width: None,
            height: None,
        }
    }

    /// The choices of an app whose files lie in this folder.
    fn choices(folder: &TempDir) -> Choices {
        Choices::kept_in(folder.path().join("cameras.json"))
    }

    /// A machine with these cameras, none of them chosen.
    fn machine(folder: &TempDir, cameras: &[(&str, Option<CameraFacing>)]) -> Choices {
        let mut choices = choices(folder);
        let cameras = cameras.iter().map(|(name, facing)| camera(name, *facing));
        choices.listed(Face, cameras.collect());
        choices
    }

    fn chosen(choices: &Choices) -> [Option<String>; 3] {
        [Face, DocumentBack, QrCode].map(|purpose| choices.of(purpose))
    }

    #[test]
    fn a_camera_chosen_on_one_screen_opens_on_every_other() {
        let folder = TempDir::new().unwrap();
        let cameras = [("built in", Some(CameraFacing::Front)), ("cable", None)];
        let mut laptop = machine(&folder, &cameras);
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
        let folder = TempDir::new().unwrap();
        let mut tablet = machine(
            &folder,
            &[("user", front), ("world", back), ("cable", None)],
        );
        tablet.choose(Face, "user");
        assert_eq!(chosen(&tablet), [Some("user".into()), None, None]);
        tablet.choose(DocumentBack, "user");
        assert_eq!(tablet.of(QrCode).as_deref(), Some("user"));
        tablet.choose(QrCode, "cable");
        assert_eq!(tablet.of(Face).as_deref(), Some("cable"));
    }

    #[test]
    fn the_camera_that_opens_is_listed_first_and_the_others_stay_in_their_order() {
        let folder = TempDir::new().unwrap();
        let mut choices = choices(&folder);
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

    #[test]
    fn a_chosen_camera_opens_after_a_restart_too_and_where_it_is_gone_the_best_one_is_first() {
        let folder = TempDir::new().unwrap();
        choices(&folder).choose(Face, "cable");
        let mut restarted = choices(&folder);
        assert_eq!(restarted.of(DocumentBack).as_deref(), Some("cable"));
        let listed = restarted.listed(Face, vec![camera("built in", None)]);
        assert_eq!(
            listed.first().map(|one| one.name.as_str()),
            Some("built in")
        );
        let back = restarted.listed(
            Face,
            ["built in", "cable"].map(|name| camera(name, None)).into(),
        );
        assert_eq!(back.first().map(|one| one.name.as_str()), Some("cable"));
    }

    #[test]
    fn a_camera_that_hangs_upside_down_is_turned_after_a_restart_too() {
        let folder = TempDir::new().unwrap();
        let mut first = choices(&folder);
        first.keep_turn("on the wall".into(), Rotation::Half);
        first.keep_turn("on its side".into(), Rotation::Left);
        first.keep_turn("on its side".into(), Rotation::None);
        let restarted = choices(&folder);
        let turned: Vec<_> = restarted.turned().collect();
        assert_eq!(turned, [("on the wall", Rotation::Half)]);
    }

    #[test]
    fn what_was_kept_before_pictures_could_be_turned_is_still_read() {
        let folder = TempDir::new().unwrap();
        let kept = r#"{"face":null,"held":"cable"}"#;
        std::fs::write(folder.path().join("cameras.json"), kept).unwrap();
        assert_eq!(choices(&folder).of(QrCode).as_deref(), Some("cable"));
    }

    #[test]
    fn a_damaged_file_chooses_nothing() {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("cameras.json"), "{").unwrap();
        assert_eq!(chosen(&choices(&folder)), [None, None, None]);
    }
}
