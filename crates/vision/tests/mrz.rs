//! Zones are read whichever way a document is held, and nothing else is ever accepted for one.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
#[path = "support/papers.rs"]
mod papers;
mod support;

use core::time::Duration;
use image::RgbImage;
use image::imageops::{
    FilterType, crop_imm, flip_horizontal, overlay, resize, rotate90, rotate180, rotate270,
};
use papers::{grey, papers, somebody};
use sceau_domain::document::mrz::MrzFormat;
use sceau_domain::document::{DocumentKind, Side};
use sceau_testkit::specimen::camera::Condition;
use sceau_testkit::specimen::{Style, card, mrz};
use sceau_vision::Luma;
use sceau_vision::mrz::{Votes, ZoneReader, ZoneSight};
use support::{Numbers, drawn};

fn enough() -> Duration {
    Duration::from_secs(60)
}

fn see(picture: &Luma) -> Option<ZoneSight> {
    ZoneReader::new()
        .unwrap()
        .read(picture.view(), None, &enough)
}

/// The side with the zone, flat, and its lines.
fn flat(kind: DocumentKind) -> (RgbImage, Vec<String>) {
    let (who, fonts) = somebody();
    let picture = card::render(&who, kind, kind.mrz_side(), &fonts).unwrap();
    (picture, mrz::lines(&who, kind).unwrap())
}

fn says(sight: Option<&ZoneSight>, lines: &[String]) -> bool {
    sight.is_some_and(|sight| sight.lines().reveal() == lines)
}

/// What three such pictures would be accepted as.
fn accepted(pictures: &[Luma]) -> Option<Vec<String>> {
    let reader = ZoneReader::new().unwrap();
    let mut votes = Votes::new();
    for picture in pictures {
        if let Some(sight) = reader.read(picture.view(), None, &enough) {
            votes.add(&sight);
        }
    }
    Some(votes.accepted()?.lines.into_inner())
}

#[test]
fn every_kind_of_document_is_read_whichever_way_it_lies() {
    for kind in DocumentKind::ALL {
        let (picture, lines) = flat(kind);
        let turns: [RgbImage; 4] = [
            picture.clone(),
            rotate90(&picture),
            rotate180(&picture),
            rotate270(&picture),
        ];
        for (quarter, turned) in turns.iter().enumerate() {
            let sight = see(&grey(turned));
            assert!(
                says(sight.as_ref(), &lines),
                "{kind:?} turned {quarter} × 90°"
            );
            let sight = sight.unwrap();
            assert_eq!(sight.format(), MrzFormat::of(kind));
            assert!(sight.reading().findings().is_empty());
            // The text begins at the first corner: the long side runs as the document lies.
            let [a, b] = [sight.quad().corners[0], sight.quad().corners[1]];
            let along = [(1, 0), (0, 1), (-1, 0), (0, -1)][quarter];
            assert!((b.x - a.x) * along.0 as f32 + (b.y - a.y) * along.1 as f32 > 500.0);
        }
    }
}

#[test]
fn cards_of_the_second_size_and_visas_are_told_apart() {
    let (_, fonts) = somebody();
    let cases = [
        (
            MrzFormat::Td2,
            [
                "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
                "D231458907UTO7408122F1204159<<<<<<<6",
            ],
        ),
        (
            MrzFormat::MrvA,
            [
                "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
            ],
        ),
        (
            MrzFormat::MrvB,
            [
                "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
                "L8988901C4XXX4009078F9612109<<<<<<<<",
            ],
        ),
    ];
    for (format, lines) in cases {
        let picture = grey(&mrz::picture(&lines, Style::OcrB, &fonts).unwrap());
        let sight = see(&picture).unwrap();
        assert_eq!(sight.format(), format);
        assert_eq!(sight.lines().reveal().as_slice(), lines);
    }
}

#[test]
fn a_mirrored_zone_is_never_accepted() {
    for kind in DocumentKind::ALL {
        let (picture, _) = flat(kind);
        let mirrored = grey(&flip_horizontal(&picture));
        assert_eq!(
            accepted(&[mirrored.clone(), mirrored.clone(), mirrored]),
            None,
            "{kind:?}"
        );
    }
}

#[test]
fn a_zone_cut_in_the_middle_of_its_lines_is_never_accepted() {
    for kind in DocumentKind::ALL {
        let (picture, _) = flat(kind);
        let (width, height) = picture.dimensions();
        let left = crop_imm(&picture, 0, 0, width * 3 / 5, height).to_image();
        let right = crop_imm(&picture, width * 2 / 5, 0, width * 3 / 5, height).to_image();
        let upper = crop_imm(&picture, 0, 0, width, height - 90).to_image();
        for (name, part) in [("left", left), ("right", right), ("upper", upper)] {
            let part = grey(&part);
            assert_eq!(
                accepted(&[part.clone(), part.clone(), part]),
                None,
                "{kind:?} {name}"
            );
        }
    }
}

#[test]
fn sides_without_a_zone_and_empty_tables_have_none() {
    let reader = ZoneReader::new().unwrap();
    for paper in papers() {
        let empty = paper.shot(Condition::None, 0);
        assert!(reader.read(empty.view(), None, &enough).is_none());
        if paper.side != paper.kind.mrz_side() {
            let frame = paper.shot(Condition::Good, 0);
            assert!(
                reader.read(frame.view(), None, &enough).is_none(),
                "{:?}",
                paper.kind
            );
        }
    }
}

#[test]
fn of_two_zones_one_is_read_and_never_a_mixture() {
    let (one, first) = flat(DocumentKind::IdentityCard);
    let (other, second) = flat(DocumentKind::OldIdentityCard);
    let mut table = RgbImage::from_pixel(1400, 1900, image::Rgb([90, 96, 104]));
    overlay(&mut table, &one, 80, 60);
    overlay(
        &mut table,
        &resize(&other, 1200, 846, FilterType::Triangle),
        90,
        960,
    );
    let sight = see(&grey(&table));
    assert!(says(sight.as_ref(), &first) || says(sight.as_ref(), &second));
}

#[test]
fn a_zone_in_another_font_is_never_accepted() {
    let (who, fonts) = somebody();
    for kind in DocumentKind::ALL {
        let lines = mrz::lines(&who, kind).unwrap();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let picture = grey(&mrz::picture(&lines, Style::Serif, &fonts).unwrap());
        assert_eq!(
            accepted(&[picture.clone(), picture.clone(), picture]),
            None,
            "{kind:?}"
        );
    }
}

#[test]
fn three_frames_of_a_camera_are_enough() {
    for paper in papers()
        .iter()
        .filter(|paper| paper.side == paper.kind.mrz_side())
    {
        let (who, _) = somebody();
        let frames: Vec<Luma> = (0..3)
            .map(|number| paper.shot(Condition::Good, number))
            .collect();
        let lines = mrz::lines(&who, paper.kind).unwrap();
        assert_eq!(accepted(&frames), Some(lines), "{:?}", paper.kind);
    }
}

#[test]
fn another_card_starts_the_count_afresh() {
    let reader = ZoneReader::new().unwrap();
    let mut votes = Votes::new();
    for kind in [DocumentKind::IdentityCard, DocumentKind::ResidencePermit] {
        let sight = reader
            .read(grey(&flat(kind).0).view(), None, &enough)
            .unwrap();
        votes.add(&sight);
        assert_eq!(votes.sights(), 1, "{kind:?}");
    }
}

#[test]
fn a_document_known_to_lie_elsewhere_is_looked_for_there_only() {
    let papers = papers();
    let paper = papers
        .iter()
        .find(|paper| (paper.kind, paper.side) == (DocumentKind::Passport, Side::Front))
        .unwrap();
    let frame = paper.shot(Condition::Good, 1);
    let facts = paper.facts(&frame).unwrap();
    let reader = ZoneReader::new().unwrap();
    let there = reader
        .read(frame.view(), Some(&facts.quad), &enough)
        .unwrap();
    let anywhere = reader.read(frame.view(), None, &enough).unwrap();
    assert_eq!(there.lines(), anywhere.lines());
    for (one, other) in there.quad().corners.iter().zip(anywhere.quad().corners) {
        assert!(one.distance(other) < 6.0, "{one:?} {other:?}");
        assert!(facts.quad.contains(*one));
    }
}

#[test]
fn pictures_of_hostile_sizes_harm_nothing() {
    let mut numbers = Numbers(9);
    let mut noise = |width, height| drawn(width, height, |_, _| numbers.next().to_le_bytes()[0]);
    assert!(Luma::new(0, 0, Vec::new()).is_err());
    let reader = ZoneReader::new().unwrap();
    for (width, height) in [
        (1, 1),
        (2, 3),
        (8000, 10),
        (10, 8000),
        (8000, 1),
        (700, 2),
        (15, 15),
        (4000, 3000),
    ] {
        let picture = noise(width, height);
        assert!(
            reader.read(picture.view(), None, &enough).is_none(),
            "{width} × {height}"
        );
    }
}

#[test]
fn no_time_is_taken_when_none_is_left() {
    let (picture, _) = flat(DocumentKind::Passport);
    let sight = ZoneReader::new()
        .unwrap()
        .read(grey(&picture).view(), None, &|| Duration::ZERO);
    assert!(sight.is_none());
}

#[test]
fn printing_a_sight_or_an_accepted_zone_says_nothing_of_the_person() {
    let (picture, lines) = flat(DocumentKind::Passport);
    let sight = see(&grey(&picture)).unwrap();
    let mut votes = Votes::new();
    votes.add(&sight);
    let printed = format!("{sight:?} {votes:?} {:?}", votes.accepted());
    assert!(!printed.contains(&lines[1][..9]) && !printed.contains("FRA"));
}
