//! What one picture showed of a zone.

use super::alphabet::{SIGNS, column_of};
use crate::document::Quad;
use sceau_domain::document::mrz::{MrzFormat, MrzPlace, MrzReading, parse_zone};
use sceau_domain::private::Personal;

/// How likely each of the 37 signs is at one place, as natural logarithms, in the alphabet's order.
pub(super) type Evidence = [f32; SIGNS.len()];

/// One character of a zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ZoneSign {
    /// The character: the likeliest of those its column may hold.
    pub sign: char,
    /// How likely it is, 0 to 1.
    pub confidence: f32,
    /// The next likeliest.
    pub second: char,
    /// How likely that is, 0 to 1.
    pub second_confidence: f32,
    /// The likeliest by the pixels alone. Another than `sign` only where the column's class decided.
    pub as_seen: char,
}

/// A zone as one picture showed it. `Debug` prints nothing of what it says.
#[derive(Clone, Debug)]
pub struct ZoneSight {
    pub(super) format: MrzFormat,
    pub(super) quad: Quad,
    pub(super) signs: Personal<Vec<Vec<ZoneSign>>>,
    pub(super) evidence: Personal<Vec<Vec<Evidence>>>,
    pub(super) confidence: f32,
}

impl ZoneSight {
    /// The format, guessed by lines, length and first letters.
    pub const fn format(&self) -> MrzFormat {
        self.format
    }

    /// Where the zone is, in pixels of the picture: its first corner is where reading begins, the
    /// others follow clockwise as the text is read.
    pub const fn quad(&self) -> &Quad {
        &self.quad
    }

    /// The characters, line by line, as many as the format says.
    pub const fn signs(&self) -> &Personal<Vec<Vec<ZoneSign>>> {
        &self.signs
    }

    /// The mean of the characters' confidences, 0 to 1.
    pub const fn confidence(&self) -> f32 {
        self.confidence
    }

    /// The lines as text, by what the columns may hold.
    pub fn lines(&self) -> Personal<Vec<String>> {
        Personal::new(text_of(self.signs.reveal(), |sign| sign.sign))
    }

    /// The lines as the pixels alone say. To be parsed: the parser notes what it repairs.
    pub fn lines_as_seen(&self) -> Personal<Vec<String>> {
        Personal::new(text_of(self.signs.reveal(), |sign| sign.as_seen))
    }

    /// Where the pixels do not show a character beyond doubt, from the top left.
    pub fn weak(&self) -> Vec<MrzPlace> {
        weak_places(self.evidence.reveal(), self.format)
    }

    /// The fields, from the lines as seen, with every repair, every finding and what is weak.
    pub fn reading(&self) -> MrzReading {
        let lines = self.lines_as_seen();
        let lines: Vec<&str> = lines.reveal().iter().map(String::as_str).collect();
        parse_zone(self.format, &lines).with_weak(self.weak())
    }
}

pub(super) fn text_of(signs: &[Vec<ZoneSign>], pick: impl Fn(&ZoneSign) -> char) -> Vec<String> {
    signs
        .iter()
        .map(|line| line.iter().map(&pick).collect())
        .collect()
}

/// Part of the belief that a column may hold a sign its class does not admit: documents differ.
const FOREIGN: f32 = 0.03;

/// The character that evidence and layout speak for.
pub(super) fn decide(evidence: &Evidence, format: MrzFormat, place: (usize, usize)) -> ZoneSign {
    let class = format.signs_at(place.0, place.1);
    let weigh = |(index, log): (usize, &f32)| {
        let admitted = class.is_none_or(|class| class.admits(SIGNS[index]));
        log.exp() * if admitted { 1.0 } else { FOREIGN }
    };
    let weights: Vec<f32> = evidence.iter().enumerate().map(weigh).collect();
    let sum: f32 = weights.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    let (first, second) = two_best(&weights);
    let (seen, _) = two_best(evidence);
    // What stays for the class "none" keeps the belief below one.
    let seen_at_all = evidence.iter().map(|log| log.exp()).sum::<f32>().min(1.0);
    ZoneSign {
        sign: SIGNS[first],
        confidence: weights[first] / sum * seen_at_all,
        second: SIGNS[second],
        second_confidence: weights[second] / sum * seen_at_all,
        as_seen: SIGNS[seen],
    }
}

/// From this belief on a character is not doubtful.
const PLAIN: f32 = 0.9;

/// Whether a character is beyond doubt: its column may hold what the pixels say. Where a check digit covers
/// it, a zero that may be an `O` is plain among digits; elsewhere the pixels alone must say it.
fn is_plain(evidence: &Evidence, format: MrzFormat, place: (usize, usize)) -> bool {
    let sign = decide(evidence, format, place);
    let says = || most_likely(evidence).1 >= PLAIN.ln();
    sign.sign == sign.as_seen
        && sign.confidence >= PLAIN
        && (format.is_checked(place.0, place.1) || says())
}

/// The characters that are not beyond doubt.
pub(super) fn weak_places(evidence: &[Vec<Evidence>], format: MrzFormat) -> Vec<MrzPlace> {
    let lines = evidence.iter().enumerate();
    let places = lines.flat_map(|(line, evidence)| {
        let places = evidence.iter().enumerate();
        places.map(move |(column, evidence)| ((line, column), evidence))
    });
    let weak = places.filter(|(at, evidence)| !is_plain(evidence, format, *at));
    weak.map(|(at, _)| at).collect()
}

/// The likeliest sign's place in the alphabet, and its logarithm.
pub(super) fn most_likely(evidence: &Evidence) -> (usize, f32) {
    let (first, _) = two_best(evidence);
    (first, evidence[first])
}

/// The places of the largest and the next largest value.
fn two_best(values: &[f32]) -> (usize, usize) {
    let mut best = (0, column_of('0'));
    for (index, value) in values.iter().enumerate().skip(1) {
        if *value > values[best.0] {
            best = (index, best.0);
        } else if *value > values[best.1] {
            best.1 = index;
        }
    }
    best
}
