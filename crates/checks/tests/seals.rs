//! Visible electronic seals on pictures of drawn documents, of invented people.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{rotate90, rotate180, rotate270};
use sceau_checks::{PictureExaminer, TrustList, TrustedCertificate};
use sceau_domain::document::{DocumentKind, Side};
use sceau_domain::journey::Part;
use sceau_domain::seal::SealOutcome;
use sceau_service::ports::{Examiner as _, SealFacts};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::seal::{self, SealPrint};
use sceau_testkit::specimen::{Fonts, SpecimenPerson, card, person};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);
const KINDS: [DocumentKind; 3] = [
    DocumentKind::IdentityCard,
    DocumentKind::OldIdentityCard,
    DocumentKind::ResidencePermit,
];

fn examiner() -> PictureExaminer {
    let listed = TrustedCertificate::of_certificate(
        seal::AUTHORITY,
        seal::CERTIFICATE,
        seal::CERTIFICATE_PEM,
    );
    let list = TrustList::new([listed.unwrap().named("Autorité d'essai")]).unwrap();
    PictureExaminer::here().unwrap().trusting(list)
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 88)
        .encode_image(picture)
        .unwrap();
    bytes
}

fn holder(seed: u64, print: SealPrint) -> SpecimenPerson {
    let mut who = person(seed, TODAY);
    who.seal = print;
    who
}

fn back(who: &SpecimenPerson, kind: DocumentKind) -> RgbImage {
    card::render(who, kind, Side::Back, &Fonts::from_system().unwrap()).unwrap()
}

fn frame(who: &SpecimenPerson, kind: DocumentKind, scene: u64, condition: Condition) -> RgbImage {
    let scene = Scene::new(scene, SIZE);
    scene.shot(&scene.subject(&back(who, kind)), condition, 0)
}

fn seal_in(picture: &RgbImage, kind: DocumentKind) -> Option<SealFacts> {
    examiner()
        .examine_side(&jpeg(picture), Part::Back, kind)
        .unwrap()
        .seal
}

#[test]
fn the_seal_of_every_card_is_read_and_its_signature_verified() {
    for kind in KINDS {
        let who = holder(21, SealPrint::Signed);
        let found = seal_in(&frame(&who, kind, 7, Condition::Good), kind);
        let found = found.unwrap_or_else(|| panic!("{kind:?}: no seal was read"));
        assert_eq!(Some(found.content.into_inner()), seal::content(&who, kind));
        assert_eq!(found.outcome, SealOutcome::Verified);
        assert_eq!(found.signer.as_deref(), Some("Autorité d'essai"));
        let [across, down] = [0, 1].map(|axis| {
            let values = found.corners.map(|corner| corner[axis]);
            values.iter().sum::<f32>() / 4.0
        });
        assert!((0.5..0.95).contains(&across), "{kind:?}: {across}");
        assert!((0.1..0.8).contains(&down), "{kind:?}: {down}");
    }
}

#[test]
fn a_seal_of_another_key_and_one_of_an_unlisted_certificate_are_said() {
    let kind = DocumentKind::ResidencePermit;
    for (print, expected) in [
        (SealPrint::Forged, SealOutcome::Wrong),
        (SealPrint::Unlisted, SealOutcome::NotListed),
    ] {
        let found = seal_in(&frame(&holder(21, print), kind, 7, Condition::Good), kind);
        assert_eq!(found.unwrap().outcome, expected);
    }
    let untrusting = PictureExaminer::here().unwrap();
    let picture = jpeg(&frame(
        &holder(21, SealPrint::Signed),
        kind,
        7,
        Condition::Good,
    ));
    let facts = untrusting.examine_side(&picture, Part::Back, kind).unwrap();
    assert_eq!(facts.seal.unwrap().outcome, SealOutcome::NotListed);
}

#[test]
fn a_card_without_a_seal_has_none() {
    for kind in KINDS {
        let who = holder(21, SealPrint::Absent);
        assert_eq!(
            seal_in(&frame(&who, kind, 7, Condition::Good), kind),
            None,
            "{kind:?}"
        );
        let empty = frame(&who, kind, 7, Condition::None);
        assert_eq!(seal_in(&empty, kind), None);
    }
}

#[test]
fn a_picture_from_edge_to_edge_is_read_whichever_way_it_lies() {
    let kind = DocumentKind::IdentityCard;
    let flat = back(&holder(22, SealPrint::Signed), kind);
    for (name, picture) in [
        ("upright", flat.clone()),
        ("right", rotate90(&flat)),
        ("upside down", rotate180(&flat)),
        ("left", rotate270(&flat)),
    ] {
        let found = seal_in(&picture, kind).unwrap_or_else(|| panic!("{name}: no seal was read"));
        assert_eq!(found.outcome, SealOutcome::Verified, "{name}");
    }
}

#[test]
fn a_symbol_that_is_no_2d_doc_is_said_to_be_of_another_layout() {
    let kind = DocumentKind::IdentityCard;
    let (modules, dark) = seal::symbol(b"UN AUTRE CACHET QUE CELUI QUI EST LU ICI").unwrap();
    let side = u32::try_from(modules).unwrap() + 4;
    let mut stamp = RgbImage::from_pixel(side, side, image::Rgb([250; 3]));
    for (column, row) in dark {
        let place = [column, row].map(|at| u32::try_from(at).unwrap() + 2);
        stamp.put_pixel(place[0], place[1], image::Rgb([20; 3]));
    }
    let large = image::imageops::resize(
        &stamp,
        side * 7,
        side * 7,
        image::imageops::FilterType::Nearest,
    );
    let mut flat = back(&holder(23, SealPrint::Absent), kind);
    image::imageops::overlay(&mut flat, &large, 840, 40);
    let scene = Scene::new(7, SIZE);
    let found = seal_in(&scene.shot(&scene.subject(&flat), Condition::Good, 0), kind).unwrap();
    assert_eq!(
        (found.outcome, found.signer),
        (SealOutcome::OtherLayout, None)
    );
}

/// Two people, three cards, two tables, two pictures of each.
#[test]
fn nearly_every_good_picture_of_a_seal_is_read() {
    let (mut read, mut shown) = (0_u32, 0_u32);
    for seed in [31, 32] {
        let who = holder(seed, SealPrint::Signed);
        for kind in KINDS {
            let flat = back(&who, kind);
            for table in [3, 9] {
                let scene = Scene::new(table, SIZE);
                let subject = scene.subject(&flat);
                for index in [0, 5] {
                    let picture = scene.shot(&subject, Condition::Good, index);
                    shown += 1;
                    read += u32::from(seal_in(&picture, kind).is_some());
                }
            }
        }
    }
    assert!(read * 100 >= shown * 90, "{read} of {shown} were read");
}
