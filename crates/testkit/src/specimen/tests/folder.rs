//! Folders of fixtures.

use std::fs;

use super::super::camera::{Condition, SIZE};
use super::super::face::{Mode, Script, Third};
use super::super::{person, set};
use super::{TODAY, fonts};

#[test]
fn the_same_seed_writes_the_same_bytes_and_another_seed_another_person() {
    let fonts = fonts();
    let script = Script::usual(&[4], Mode::Paper, Third::ShowDocument).expect("digits");
    let clip = set::ClipOptions {
        size: (160, 90),
        fps: 2,
        ..set::ClipOptions::default()
    };
    let folders = [42, 42, 43].map(|seed| {
        let folder = tempfile::tempdir().expect("a folder");
        let who = person(seed, TODAY);
        set::write_documents(folder.path(), &who, &fonts).expect("documents");
        set::write_face(folder.path(), &who, &fonts, &script, &clip).expect("clip");
        set::write_qr(folder.path(), "SPECIMEN", seed).expect("code");
        folder
    });
    let bytes = |index: usize, path: &str| fs::read(folders[index].path().join(path)).expect(path);
    for path in [
        "person.toml",
        "documents/cni2021/recto.png",
        "documents/passeport/recto.png",
        "media/face.mjpeg",
        "media/face.wav",
        "frames/qr/07.jpg",
    ] {
        assert_eq!(bytes(0, path), bytes(1, path), "{path}");
        assert_ne!(bytes(0, path), bytes(2, path), "{path}");
    }
}

#[test]
fn the_frames_of_a_side_lie_in_one_folder_per_condition() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = image::RgbImage::from_pixel(400, 252, image::Rgb([200, 210, 220]));
    set::write_side(folder.path(), &small, 1).expect("written");
    for condition in Condition::ALL {
        let path = folder.path().join(condition.slug());
        let count = fs::read_dir(&path).expect("a folder per condition").count();
        assert_eq!(count, set::frame_count(condition) as usize);
        let first = image::open(path.join("00.jpg")).expect("a JPEG file");
        assert_eq!((first.width(), first.height()), SIZE);
    }
}
