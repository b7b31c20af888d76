//! What a person is told of a picture of their document before they send it.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use sceau_capture::{Finding, StillOrigin, still_of_file};
use sceau_domain::document::{DocumentKind, Side};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::{Fonts, card, person};
use sceau_vision::jpeg::{self, Rgb};

/// What is found on the front of this kind of document, or on its photocopy in black and white.
fn told(kind: DocumentKind, is_copy: bool) -> Vec<Finding> {
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let mut sheet = card::render(&who, kind, Side::Front, &Fonts::from_system().unwrap()).unwrap();
    if is_copy {
        for pixel in sheet.pixels_mut() {
            pixel.0 = [pixel.0[1]; 3];
        }
    }
    let scene = Scene::new(7, SIZE);
    let frame = scene.shot(&scene.subject(&sheet), Condition::Good, 0);
    let picture = Rgb {
        width: frame.width().try_into().unwrap(),
        height: frame.height().try_into().unwrap(),
        pixels: frame.into_raw(),
    };
    let jpeg = jpeg::encode(&picture, 88).unwrap();
    let still = still_of_file(&jpeg, StillOrigin::Camera).unwrap();
    still.examined_as(kind, Side::Front).findings
}

#[test]
fn whoever_photographs_a_copy_in_black_and_white_is_asked_for_the_document_itself() {
    for kind in DocumentKind::ALL {
        assert_eq!(told(kind, false), [], "{kind:?}");
        assert_eq!(told(kind, true), [Finding::Screen], "{kind:?}");
    }
}

#[test]
fn a_picture_without_a_document_says_so_before_anything_else() {
    let table = Scene::new(7, SIZE);
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let fonts = Fonts::from_system().unwrap();
    let sheet = card::render(&who, DocumentKind::IdentityCard, Side::Front, &fonts).unwrap();
    let frame = table.shot(&table.subject(&sheet), Condition::None, 0);
    let picture = Rgb {
        width: frame.width().try_into().unwrap(),
        height: frame.height().try_into().unwrap(),
        pixels: frame.into_raw(),
    };
    let jpeg = jpeg::encode(&picture, 88).unwrap();
    let still = still_of_file(&jpeg, StillOrigin::Imported).unwrap();
    let told = still.examined_as(DocumentKind::IdentityCard, Side::Front);
    assert_eq!(told.findings.first(), Some(&Finding::NoDocument));
}
