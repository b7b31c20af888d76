//! What reading costs, counted in what the networks are asked, never in time.

use super::*;
use crate::mrz::cut::STRIP_PITCH;
use core::time::Duration;
use image::imageops::{FilterType, flip_horizontal, grayscale, overlay, resize};
use image::{GrayImage, Luma as Grey};
use sceau_domain::document::mrz::MrzFormat;
use sceau_testkit::specimen::{Fonts, Kind, Style, mrz, person};

fn enough() -> Duration {
    Duration::from_secs(60)
}

/// A zone alone on plain paper, `pitch` pixels a character, and its lines.
fn strip(kind: Kind, pitch: f32) -> (GrayImage, Vec<String>) {
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let lines = mrz::lines(&who, kind).unwrap();
    let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
    let picture = mrz::picture(&texts, Style::OcrB, &Fonts::from_system().unwrap()).unwrap();
    let picture = grayscale(&picture);
    // 1200 pixels across 85.6 mm, a character is 2.54 mm wide.
    let factor = pitch / (1200.0 / 85.6 * 2.54);
    let size = [picture.width(), picture.height()]
        .map(|side| crate::document::cast::pixels(side as f32 * factor));
    (
        resize(&picture, size[0], size[1], FilterType::Triangle),
        lines,
    )
}

/// A grey table of 1280 × 720 with these pictures on it.
fn table(papers: &[(&GrayImage, i64, i64)]) -> Luma {
    let mut table = GrayImage::from_pixel(1280, 720, Grey([120]));
    for (paper, left, top) in papers {
        overlay(&mut table, *paper, *left, *top);
    }
    luma(&table)
}

fn luma(picture: &GrayImage) -> Luma {
    let (width, height) = picture.dimensions();
    Luma::new(width, height, picture.as_raw().clone()).unwrap()
}

/// The columns that reading this strip takes, and those of reading all its lines once without any room. It is
/// looked for once, and every character is right.
fn columns_of_strip(nets: &Nets, kind: Kind) -> (usize, usize) {
    let (picture, lines) = strip(kind, 14.0);
    let picture = luma(&picture);
    let mut search = Search::new(nets, picture.view());
    let sight = search.read(&enough).unwrap();
    assert_eq!(sight.lines().reveal(), &lines, "{kind:?}");
    assert_eq!(search.runs.pictures, 1, "{kind:?}");
    let once = MrzFormat::of(kind).width() * lines.len() * STRIP_PITCH;
    (search.runs.columns, once)
}

#[test]
fn an_easy_strip_is_looked_at_once_and_its_lines_read_less_than_three_and_a_half_times() {
    let nets = Nets::built_in().unwrap();
    for kind in Kind::ALL {
        let (columns, once) = columns_of_strip(&nets, kind);
        assert!(
            2 * columns < 7 * once,
            "{kind:?}: {columns}, once is {once}"
        );
    }
}

#[test]
fn lines_whose_width_the_length_tells_are_read_once_with_their_room_and_hardly_more() {
    let nets = Nets::built_in().unwrap();
    let (columns, once) = columns_of_strip(&nets, Kind::IdentityCard);
    assert!(2 * columns < 3 * once, "{columns}, once is {once}");
}

#[test]
fn a_glance_that_leaves_a_digit_wrong_gives_nothing() {
    // The same characters, but for one: no check digit agrees any more.
    let (mut lines, fonts) = (strip(Kind::Passport, 14.0).1, Fonts::from_system().unwrap());
    let at = lines[1].len() - 1;
    let other = if lines[1].ends_with('0') { "1" } else { "0" };
    lines[1].replace_range(at.., other);
    let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
    let picture = luma(&grayscale(
        &mrz::picture(&texts, Style::OcrB, &fonts).unwrap(),
    ));
    let nets = Nets::built_in().unwrap();
    let mut search = Search::new(&nets, picture.view());
    assert!(search.glance().is_none());
    // The whole search says what is printed all the same.
    let mut search = Search::new(&nets, picture.view());
    let sight = search.read(&enough).unwrap();
    assert_eq!(sight.lines().reveal(), &lines);
    assert_eq!(search.runs.pictures, 2);
    // A line each way up tells how the rows run: they are not read with much room first.
    let once = 2 * lines[0].len() * STRIP_PITCH;
    assert!(search.runs.columns < 5 * once, "{}", search.runs.columns);
}

#[test]
fn a_table_full_of_mirrored_zones_does_not_cost_without_end() {
    let nets = Nets::built_in().unwrap();
    let papers = Kind::ALL.map(|kind| flip_horizontal(&strip(kind, 13.0).0));
    let places = [(20, 20), (660, 60), (40, 300), (600, 500)];
    let laid: Vec<_> = papers
        .iter()
        .zip(places)
        .map(|(paper, (left, top))| (paper, left, top))
        .collect();
    let picture = table(&laid);
    let mut search = Search::new(&nets, picture.view());
    search.read(&enough);
    let columns = search.runs.columns;
    assert!(columns < MOST_COLUMNS, "{columns}");
}

/// Where the zone of a passport's strip is, from end to end.
fn seen_passport(search: &mut Search<'_>) -> Place {
    let attempt = search.glance().unwrap();
    let line = &attempt.stands[0];
    let mut place = attempt.rows.place.about((line[0].s + line[43].s) / 2.0);
    (place.from, place.to) = (-22.0, 22.0);
    place
}

#[test]
fn two_lines_that_were_seen_too_short_are_read_to_their_end() {
    let nets = Nets::built_in().unwrap();
    let (picture, lines) = strip(Kind::Passport, 14.0);
    let picture = luma(&picture);
    let mut search = Search::new(&nets, picture.view());
    for (from, to) in [(-22.0, 14.0), (-14.0, 22.0)] {
        let mut place = seen_passport(&mut search);
        (place.from, place.to) = (from, to);
        let attempt = search.read_rounds(&place, 2, LITTLE_ROOM).unwrap();
        let sight = attempt.into_sight();
        assert_eq!(sight.lines().reveal(), &lines, "{from} to {to}");
    }
}

#[test]
fn the_glance_counts_where_only_its_digits_agree_and_only_for_the_same_zone() {
    let nets = Nets::built_in().unwrap();
    let (picture, lines) = strip(Kind::Passport, 14.0);
    let picture = luma(&picture);
    let mut search = Search::new(&nets, picture.view());
    let place = seen_passport(&mut search);
    let mut read = || search.read_rounds(&place, 2, LITTLE_ROOM).unwrap();
    let (glanced, other, good) = (read(), read(), read());
    // The last digit is misread.
    let misread = |attempt: Attempt| {
        let mut evidence = attempt.evidence.clone();
        evidence[1][43].rotate_left(1);
        attempt.saying(evidence)
    };
    let misread = [misread(read()), misread(read())];
    assert!(glanced.agrees() && misread.iter().all(|attempt| !attempt.agrees()));
    let text = |attempt: Attempt| attempt.into_sight().lines().into_inner();
    let [same, elsewhere] = misread;

    search.glanced = Some(glanced);
    assert_eq!(text(search.or_glanced(same)), lines);

    let mut moved = other;
    moved.rows.place = moved.rows.place.about(3.0);
    search.glanced = Some(moved);
    assert_ne!(text(search.or_glanced(elsewhere)), lines);

    search.glanced = None;
    assert_eq!(text(search.or_glanced(good)), lines);
}
