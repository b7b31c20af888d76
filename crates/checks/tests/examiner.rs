//! What the examiner sees on drawn documents of invented people.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, RgbImage, imageops};
use sceau_checks::{PictureExaminer, TrustList, TrustedCertificate};
use sceau_domain::document::{DocumentKind, Side};
use sceau_domain::journey::Part;
use sceau_service::ports::{Examiner as _, SideFacts};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::{Fonts, SpecimenPerson, Style, card, mrz, person, seal};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 88)
        .encode_image(picture)
        .unwrap();
    bytes
}

fn seen(who: &SpecimenPerson, kind: DocumentKind, side: Side, condition: Condition) -> SideFacts {
    let fonts = Fonts::from_system().unwrap();
    let document = card::render(who, kind, side, &fonts).unwrap();
    looked_at(&document, kind, side, condition)
}

fn looked_at(
    document: &RgbImage,
    kind: DocumentKind,
    side: Side,
    condition: Condition,
) -> SideFacts {
    let scene = Scene::new(7, SIZE);
    let frame = scene.shot(&scene.subject(document), condition, 0);
    let part = match side {
        Side::Front => Part::Front,
        Side::Back => Part::Back,
    };
    PictureExaminer::here()
        .unwrap()
        .examine_side(&jpeg(&frame), part, kind)
        .unwrap()
}

#[test]
fn the_zone_of_every_document_is_read_where_it_is() {
    let who = person(11, TODAY);
    for (kind, side) in [
        (DocumentKind::IdentityCard, Side::Back),
        (DocumentKind::OldIdentityCard, Side::Front),
        (DocumentKind::Passport, Side::Front),
        (DocumentKind::ResidencePermit, Side::Back),
    ] {
        let facts = seen(&who, kind, side, Condition::Good);
        let zone = facts.zone.unwrap_or_else(|| panic!("{kind:?} has no zone"));
        assert_eq!(
            zone.lines.reveal(),
            &mrz::lines(&who, kind).unwrap(),
            "{kind:?}"
        );
        let heights = zone.corners.map(|[_, y]| y);
        assert!(
            heights.iter().all(|y| (0.3..1.0).contains(y)),
            "{kind:?}: {heights:?}"
        );
        let measures = facts.document.and_then(|seen| seen.measures).unwrap();
        assert!(
            measures.sharpness > Some(40) && measures.dpi > 150 && measures.brightness > 100,
            "{kind:?}: {measures:?}"
        );
        assert_eq!(facts.findings, Vec::<String>::new(), "{kind:?}");
    }
}

#[test]
fn a_side_without_its_zone_and_a_picture_without_a_document_are_said() {
    let who = person(12, TODAY);
    let has = |facts: &SideFacts, code: &str| facts.findings.iter().any(|found| found == code);
    let front = seen(
        &who,
        DocumentKind::IdentityCard,
        Side::Front,
        Condition::Good,
    );
    assert!(front.zone.is_none() && !has(&front, "zone.none"));
    let empty = seen(&who, DocumentKind::Passport, Side::Front, Condition::None);
    assert!(empty.zone.is_none() && has(&empty, "zone.none") && has(&empty, "document.none"));
    let dark = seen(
        &who,
        DocumentKind::IdentityCard,
        Side::Front,
        Condition::Dark,
    );
    assert!(has(&dark, "dark"));
}

#[test]
fn a_picture_from_edge_to_edge_whose_zone_is_read_shows_a_document() {
    let (who, fonts) = (person(12, TODAY), Fonts::from_system().unwrap());
    let kind = DocumentKind::Passport;
    let page = card::render(&who, kind, Side::Front, &fonts).unwrap();
    let (width, height) = page.dimensions();
    let (beside, lower) = (width / 50, height * 3 / 5);
    let (across, down) = (width - 2 * beside, height * 3 / 8);
    let near = imageops::crop_imm(&page, beside, lower, across, down).to_image();
    let facts = PictureExaminer::here()
        .unwrap()
        .examine_side(&jpeg(&near), Part::Front, kind)
        .unwrap();
    assert!(facts.document.is_none(), "no edge is found");
    assert_eq!(
        facts.zone.unwrap().lines.reveal(),
        &mrz::lines(&who, kind).unwrap()
    );
    assert!(
        !facts.findings.contains(&"document.none".to_owned()),
        "{:?}",
        facts.findings
    );
}

#[test]
fn the_zone_of_another_document_beside_it_is_none_of_a_side_that_has_none() {
    let (who, fonts) = (person(12, TODAY), Fonts::from_system().unwrap());
    let kind = DocumentKind::IdentityCard;
    let front = card::render(&who, kind, Side::Front, &fonts).unwrap();
    let lines = mrz::lines(&person(11, TODAY), kind).unwrap();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let zone = mrz::picture(&lines, Style::OcrB, &fonts).unwrap();
    let mut table = RgbImage::from_pixel(1_700, 1_700, image::Rgb([60, 70, 80]));
    imageops::overlay(&mut table, &front, 200, 150);
    imageops::overlay(&mut table, &zone, 200, 1_300);
    let examiner = PictureExaminer::here().unwrap();
    let facts = examiner
        .examine_side(&jpeg(&table), Part::Front, kind)
        .unwrap();
    assert!(facts.document.is_some() && facts.zone.is_none());
    // The same table as a picture of the side that has a zone: it is looked for everywhere.
    let facts = examiner
        .examine_side(&jpeg(&table), Part::Back, kind)
        .unwrap();
    assert_eq!(facts.zone.unwrap().lines.reveal(), &lines);
}

#[test]
fn a_report_names_the_networks_and_the_list_that_it_was_made_with() {
    let examiner = PictureExaminer::here().unwrap();
    let version = examiner.version();
    let mut parts = version.split(", ");
    assert!(parts.next().unwrap().starts_with("sceau-checks "));
    let networks = parts
        .next()
        .unwrap()
        .strip_prefix("zone_reader 2/")
        .unwrap();
    assert!(networks.len() == 16 && networks.bytes().all(|sign| sign.is_ascii_hexdigit()));
    assert_eq!(parts.next(), Some("seals none"));
    let named = |name: &str, signer: &str| {
        let pem = seal::CERTIFICATE_PEM;
        let listed = TrustedCertificate::of_certificate(seal::AUTHORITY, name, pem).unwrap();
        listed.named(signer)
    };
    let with = |list: [TrustedCertificate; 2]| {
        let list = TrustList::new(list).unwrap();
        PictureExaminer::here().unwrap().trusting(list).version()
    };
    let (one, other) = (named("0001", "Autorité"), named("0002", "Autorité"));
    let both = with([one.clone(), other.clone()]);
    assert_ne!(both, version);
    assert_eq!(with([other, one.clone()]), both, "in whatever order");
    assert_ne!(with([one, named("0002", "Une autre")]), both);
}

#[test]
fn a_photocopy_in_black_and_white_is_read_all_the_same_and_told() {
    let (who, fonts) = (person(11, TODAY), Fonts::from_system().unwrap());
    for kind in DocumentKind::ALL {
        for &side in kind.sides() {
            let own = card::render(&who, kind, side, &fonts).unwrap();
            let copy = DynamicImage::from(DynamicImage::from(own).to_luma8()).to_rgb8();
            let facts = looked_at(&copy, kind, side, Condition::Good);
            assert_eq!(facts.findings, ["copy"], "{kind:?} {side:?}");
        }
    }
}

#[test]
fn bytes_that_are_no_picture_are_unreadable_and_nothing_more() {
    let examiner = PictureExaminer::here().unwrap();
    for bytes in [&b""[..], b"une image", &[0xFF, 0xD8, 0xFF, 0xE0, 0, 2]] {
        let facts = examiner
            .examine_side(bytes, Part::Front, DocumentKind::Passport)
            .unwrap();
        assert_eq!(facts.findings, ["unreadable"]);
        assert!(facts.zone.is_none() && facts.document.is_none());
    }
}

#[test]
fn the_portrait_is_cut_out_of_the_side_that_bears_it() {
    let who = person(13, TODAY);
    for kind in DocumentKind::ALL {
        let front = seen(&who, kind, Side::Front, Condition::Good);
        let portrait = front.portrait.unwrap_or_else(|| panic!("{kind:?}"));
        let picture = image::load_from_memory(portrait.reveal()).unwrap();
        assert!(
            picture.width() > 200 && picture.height() > picture.width(),
            "{kind:?}: {}×{}",
            picture.width(),
            picture.height()
        );
    }
    let back = seen(
        &who,
        DocumentKind::IdentityCard,
        Side::Back,
        Condition::Good,
    );
    assert!(back.portrait.is_none());
}
