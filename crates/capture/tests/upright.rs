//! A phone held upright, whose webview pushes small JPEG frames: they are enough to guide and to read.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use core::time::Duration;
use sceau_capture::guidance::{Guide, Subject};
use sceau_capture::{Frame, Rotation, ZoneScan};
use sceau_domain::document::DocumentKind;
use sceau_testkit::specimen::camera::{Condition, Scene};
use sceau_testkit::specimen::{Fonts, card, mrz, person};
use sceau_vision::jpeg::{self, Rgb};
use sceau_vision::mrz::Votes;

/// What the webview pushes of a camera of 1080 × 1920, at its own quality.
const PUSHED: (u32, u32) = (720, 1280);
const QUALITY: u8 = 85;
const EVERY: Duration = Duration::from_millis(120);

/// The side with the zone, held well before an upright phone, and the lines of its zone.
fn held(kind: DocumentKind, frames: u32) -> (Vec<Frame>, Vec<String>) {
    let fonts = Fonts::from_system().unwrap();
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let picture = card::render(&who, kind, kind.mrz_side(), &fonts).unwrap();
    let scene = Scene::new(42, PUSHED);
    let subject = scene.subject(&picture);
    let frame = |index| {
        let shot = scene.shot(&subject, Condition::Good, index);
        let rgb = Rgb {
            width: u16::try_from(shot.width()).unwrap(),
            height: u16::try_from(shot.height()).unwrap(),
            pixels: shot.into_raw(),
        };
        let pushed = jpeg::encode(&rgb, QUALITY).unwrap();
        Frame::of_jpeg(pushed.into(), EVERY * index, Rotation::None).unwrap()
    };
    (
        (0..frames).map(frame).collect(),
        mrz::lines(&who, kind).unwrap(),
    )
}

#[test]
fn a_document_held_before_an_upright_phone_takes_itself() {
    for kind in DocumentKind::ALL {
        let (frames, _) = held(kind, 12);
        let mut guide = Guide::of(Subject::Document(kind, kind.mrz_side()));
        let advice = frames.iter().map(|frame| guide.look(frame).unwrap());
        let advice: Vec<_> = advice.collect();
        assert!(
            advice.iter().any(|each| each.progress >= 1.0),
            "{kind:?}: {:?}",
            advice
                .iter()
                .map(|each| each.hint.code())
                .collect::<Vec<_>>()
        );
    }
}

#[test]
fn its_zone_is_read_from_the_frames_of_an_upright_phone() {
    let reader = ZoneScan::reader().unwrap();
    for kind in DocumentKind::ALL {
        let (frames, lines) = held(kind, 12);
        let mut votes = Votes::new();
        let read = frames.iter().find_map(|frame| {
            let luma = frame.luma().unwrap();
            let sight = reader.read(luma.view(), None, &|| Duration::from_secs(5))?;
            votes.add(&sight);
            votes.accepted()
        });
        let read = read.map(|zone| zone.lines.into_inner());
        assert_eq!(read.as_ref(), Some(&lines), "{kind:?}");
    }
}
