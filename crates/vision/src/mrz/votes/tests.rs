//! What is accepted, told with sights made by hand.

use super::*;
use crate::document::Quad;

const PASSPORT: [&str; 2] = [
    "P<FRAMARTIN<<MAELYS<GAELLE<MARIE<<<<<<<<<<<<",
    "12AB345673FRA9007138F3002119<<<<<<<<<<<<<<02",
];
const OLD_CARD: [&str; 2] = [
    "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02",
    "1710GVA123451ROBERTA<<<<<<<9112311F2",
];

/// Signs with this belief in each; half of the rest speaks for none.
fn evidence(lines: &[String], belief: f32) -> Vec<Vec<Evidence>> {
    let other = (1.0 - belief) / 2.0 / (SIGNS.len() - 1) as f32;
    let of_sign = |sign: char| {
        let mut evidence = [other.max(1e-9).ln(); SIGNS.len()];
        evidence[column_of(sign)] = belief.ln();
        evidence
    };
    let line = |line: &String| line.chars().map(of_sign).collect();
    lines.iter().map(line).collect()
}

fn sight_of(format: MrzFormat, evidence: Vec<Vec<Evidence>>) -> ZoneSight {
    let line = |(line, places): (usize, &Vec<Evidence>)| {
        let places = places.iter().enumerate();
        places
            .map(|(column, evidence)| decide(evidence, format, (line, column)))
            .collect()
    };
    ZoneSight {
        format,
        quad: Quad::of_frame(1280, 720),
        signs: Personal::new(evidence.iter().enumerate().map(line).collect()),
        evidence: Personal::new(evidence),
        confidence: 0.97,
    }
}

/// A sight of these lines, with other signs at some places: line, column, sign, belief in it.
fn sight(format: MrzFormat, lines: &[&str], changes: &[(usize, usize, char, f32)]) -> ZoneSight {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let mut all = evidence(&lines, 0.97);
    for (line, column, sign, belief) in changes {
        all[*line][*column] = evidence(&[sign.to_string()], *belief)[0][0];
    }
    sight_of(format, all)
}

fn passport(changes: &[(usize, usize, char, f32)]) -> ZoneSight {
    sight(MrzFormat::Td3, &PASSPORT, changes)
}

fn many(sight: ZoneSight, count: usize) -> Vec<ZoneSight> {
    core::iter::repeat_n(sight, count).collect()
}

fn taken(sights: &[ZoneSight]) -> Option<Vec<String>> {
    let mut votes = Votes::new();
    sights.iter().for_each(|sight| votes.add(sight));
    votes.accepted().map(|zone| zone.lines.into_inner())
}

#[test]
fn two_pictures_that_agree_are_taken_and_one_alone_never_is() {
    let sure = passport(&[]);
    assert_eq!(taken(core::slice::from_ref(&sure)), None);
    assert_eq!(
        taken(&[sure.clone(), sure]),
        Some(PASSPORT.map(str::to_owned).to_vec())
    );
}

#[test]
fn an_empty_place_is_no_character_however_often_it_is_empty() {
    // Of what little speaks for a sign at all, most speaks for filling.
    let mut sight = passport(&[]);
    let mut lines = sight.evidence.into_inner();
    lines[0][43] = evidence(&["<".to_owned()], 0.97)[0][0].map(|log| log - 4.0);
    sight = sight_of(MrzFormat::Td3, lines);
    assert_eq!(taken(&many(sight, 5)), None);
}

#[test]
fn a_first_letter_misread_in_every_picture_makes_no_passport() {
    let misread = passport(&[(0, 0, 'R', 0.99)]);
    assert_eq!(taken(&many(misread, 5)), None);
}

#[test]
fn a_letter_of_a_name_seen_two_ways_waits_for_more_pictures() {
    let right = passport(&[]);
    let burnt = passport(&[(0, 7, '<', 0.95)]);
    let lines = Some(PASSPORT.map(str::to_owned).to_vec());
    assert_eq!(taken(&[burnt.clone(), burnt.clone(), right.clone()]), None);
    assert_eq!(taken(&[burnt.clone(), right.clone(), right.clone()]), None);
    assert_eq!(taken(&[burnt, right.clone(), right.clone(), right]), lines);
}

#[test]
fn a_letter_of_a_name_that_only_one_picture_shows_is_not_taken() {
    let dim = passport(&[(0, 7, 'R', 0.6)]);
    let bright = passport(&[(0, 7, 'R', 0.99)]);
    assert_eq!(taken(&[dim.clone(), dim.clone(), bright.clone()]), None);
    assert!(taken(&[dim, bright.clone(), bright]).is_some());
}

#[test]
fn letters_that_check_digits_take_for_each_other_need_agreement() {
    // `B` counts as 11, `L` as 21: no digit tells them apart.
    let right = passport(&[]);
    let misread = passport(&[(1, 3, 'L', 0.95)]);
    assert!(is_blind('B', 'L') && !is_blind('B', '8'));
    assert_eq!(taken(&[misread.clone(), misread, right.clone()]), None);
    assert!(taken(&[right.clone(), right]).is_some());
}

#[test]
fn a_sex_left_open_needs_three_pictures() {
    let open = passport(&[(1, 20, '<', 0.97)]);
    assert_eq!(taken(&many(open.clone(), 2)), None);
    assert!(taken(&many(open, 3)).is_some());
}

#[test]
fn a_zone_is_not_taken_while_another_is_seen_as_often() {
    let (one, other) = (passport(&[]), sight(MrzFormat::OldCard, &OLD_CARD, &[]));
    let old = Some(OLD_CARD.map(str::to_owned).to_vec());
    let mut sights = vec![one; 2];
    sights.extend(vec![other.clone(); 2]);
    assert_eq!(taken(&sights), None);
    // Another card, put before the camera for good, comes through.
    sights.extend(vec![other; 2]);
    assert_eq!(taken(&sights), old);
}

#[test]
fn a_line_that_slipped_by_one_column_is_not_taken() {
    let slipped = format!("{}<", &PASSPORT[0][1..]);
    let sight = sight(MrzFormat::Td3, &[slipped.as_str(), PASSPORT[1]], &[]);
    assert_eq!(taken(&many(sight, 5)), None);
}
