//! Several pictures of one zone, counted together.

use super::alphabet::{SIGNS, column_of};
use super::sight::{Evidence, ZoneSight, ZoneSign, decide, most_likely, text_of, weak_places};
use sceau_domain::document::mrz::{MrzFormat, MrzReading, MrzSigns, parse_zone};
use sceau_domain::private::Personal;

/// Least belief in every character that the check digits cover, and in the others (names, which no
/// digit covers), before a zone is accepted.
const SURE_COVERED: f32 = 0.90;
const SURE_ELSEWHERE: f32 = 0.97;
/// From this belief on a picture says a sign by itself.
const SAYS: f32 = 0.8;
/// What no digit covers must be said by so many pictures, and by so many times as many as say
/// something else: two pictures may share one reflection.
const AGREEING: u16 = 2;
const TIMES: u16 = 3;
/// One picture counts at most this much against a sign, as a natural logarithm: a reflection in one
/// frame must not outvote the others.
const LEAST: f32 = -7.0;
/// How much a further picture counts: pictures a moment apart have part of their errors in common.
const WEIGHT: f32 = 0.7;
/// From this share of contradicted characters on, another zone is before the camera.
const OTHER: f32 = 0.12;
/// So many zones are counted beside each other.
const TALLIES: usize = 3;
/// A zone is taken when it was seen oftener than each other one, of which at most so many sights count:
/// a card that replaces another one must come through.
const OUTNUMBERED: u32 = 3;

/// A zone of which every character is sure.
#[derive(Clone, Debug, PartialEq)]
pub struct AcceptedZone {
    /// The format.
    pub format: MrzFormat,
    /// The lines, as long as the format says.
    pub lines: Personal<Vec<String>>,
    /// The fields. It has no findings, and no repairs.
    pub reading: MrzReading,
    /// How many pictures it rests on.
    pub sights: u32,
    /// The least belief in any of its characters, 0 to 1.
    pub confidence: f32,
}

/// Counts the sights of one zone together and says when it is sure.
///
/// Nothing is ever searched for until check digits agree: each character is what the pictures
/// together say most, and the digits only accept or refuse the whole. What no digit covers, or what
/// every digit would take for the same (they count modulo ten: `G` is a `6`, `<` an `A`), rests on two
/// pictures at least and on the form such fields have. Sights that contradict each other are counted
/// apart: one that slipped by a column spoils nothing, and another card put before the camera starts
/// its own count.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    /// The latest first.
    tallies: Vec<Tally>,
}

/// Sights that agree.
#[derive(Clone, Debug)]
struct Tally {
    format: MrzFormat,
    places: Personal<Vec<Vec<Place>>>,
    sights: u32,
}

/// What the sights say of one character.
#[derive(Clone, Debug)]
struct Place {
    /// Sums of logarithms: for each sign, then for none.
    sums: [f32; SIGNS.len() + 1],
    /// How many sights say each sign by themselves.
    says: [u16; SIGNS.len()],
}

impl Votes {
    /// No sight yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many sights agree with the latest, itself counted; 0 before the first.
    pub fn sights(&self) -> u32 {
        self.tallies.first().map_or(0, |tally| tally.sights)
    }

    /// Counts a sight.
    pub fn add(&mut self, sight: &ZoneSight) {
        let known = self
            .tallies
            .iter()
            .position(|tally| tally.agrees_with(sight));
        let tally = match known {
            Some(at) => self.tallies.remove(at).with(sight),
            None => Tally::of(sight),
        };
        self.tallies.insert(0, tally);
        self.tallies.truncate(TALLIES);
    }

    /// The characters by all sights that agree with the latest; `None` before the first.
    pub fn signs(&self) -> Option<Personal<Vec<Vec<ZoneSign>>>> {
        Some(Personal::new(self.tallies.first()?.signs()))
    }

    /// The fields by all sights that agree with the latest, with what is weak all the same; `None` before the
    /// first.
    pub fn reading(&self) -> Option<MrzReading> {
        Some(self.tallies.first()?.reading())
    }

    /// The zone, once every character is sure, no column holds what it cannot, every check digit
    /// agrees, every date and state exists, and no other zone was seen as often. It rests on two
    /// pictures at least: one cannot disagree with itself.
    pub fn accepted(&self) -> Option<AcceptedZone> {
        let outnumbers = |(at, tally): &(usize, &Tally)| {
            let others = self.tallies.iter().enumerate();
            let mut others = others.filter(|(other, _)| other != at);
            others.all(|(_, other)| tally.sights > other.sights.min(OUTNUMBERED))
        };
        let tallies = self.tallies.iter().enumerate().filter(outnumbers);
        tallies.map(|(_, tally)| tally).find_map(Tally::accepted)
    }
}

impl Tally {
    fn of(sight: &ZoneSight) -> Self {
        let line = |line: &Vec<Evidence>| line.iter().map(Place::of).collect();
        Self {
            format: sight.format,
            places: Personal::new(sight.evidence.reveal().iter().map(line).collect()),
            sights: 1,
        }
    }

    fn with(self, sight: &ZoneSight) -> Self {
        let mut places = self.places.into_inner();
        let pairs = places
            .iter_mut()
            .flatten()
            .zip(sight.evidence.reveal().iter().flatten());
        for (place, evidence) in pairs {
            place.add(evidence);
        }
        Self {
            format: self.format,
            places: Personal::new(places),
            sights: self.sights + 1,
        }
    }

    fn signs(&self) -> Vec<Vec<ZoneSign>> {
        let lines = self.places.reveal().iter().enumerate();
        let signs = |(line, places): (usize, &Vec<Place>)| {
            let places = places.iter().enumerate();
            let sign = |(column, place): (usize, &Place)| {
                decide(&place.evidence(), self.format, (line, column))
            };
            places.map(sign).collect()
        };
        lines.map(signs).collect()
    }

    fn reading(&self) -> MrzReading {
        let lines = text_of(&self.signs(), |sign| sign.as_seen);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let places = self.places.reveal().iter();
        let evidence: Vec<Vec<Evidence>> = places
            .map(|line| line.iter().map(Place::evidence).collect())
            .collect();
        parse_zone(self.format, &lines).with_weak(weak_places(&evidence, self.format))
    }

    fn accepted(&self) -> Option<AcceptedZone> {
        if self.sights < u32::from(AGREEING) {
            return None;
        }
        let signs = self.signs();
        let mut least = 1.0_f32;
        for (line, (signs, places)) in signs.iter().zip(self.places.reveal()).enumerate() {
            for (column, (sign, place)) in signs.iter().zip(places).enumerate() {
                if !self.is_sure(sign, place, (line, column)) {
                    return None;
                }
                least = least.min(sign.confidence);
            }
        }
        let lines = text_of(&signs, |sign| sign.as_seen);
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let reading = parse_zone(self.format, &texts);
        let is_whole = reading.findings().is_empty() && reading.repairs().reveal().is_empty();
        (is_whole && reading.doubts().is_empty()).then(|| AcceptedZone {
            format: self.format,
            lines: Personal::new(lines),
            reading,
            sights: self.sights,
            confidence: least,
        })
    }

    fn is_sure(&self, sign: &ZoneSign, place: &Place, (line, column): (usize, usize)) -> bool {
        if self.format.is_checked(line, column) {
            let is_twin = |other| is_blind(sign.as_seen, other);
            sign.confidence >= SURE_COVERED
                && place.share(sign.as_seen, is_twin) >= SURE_ELSEWHERE
                && place
                    .contradicted(sign.as_seen, is_twin)
                    .saturating_mul(TIMES)
                    <= place.said(sign.as_seen)
        } else {
            let said = place.said(sign.as_seen);
            // A sex that a reflection took away looks like one left open, which is rare.
            let class = self.format.signs_at(line, column);
            let is_open = sign.as_seen == '<' && class == Some(MrzSigns::Sex);
            sign.confidence >= SURE_ELSEWHERE
                && said >= AGREEING + u16::from(is_open)
                && place
                    .contradicted(sign.as_seen, |_| true)
                    .saturating_mul(TIMES)
                    <= said
        }
    }

    /// Whether the sight may be of the same zone: few of the characters of which both are sure differ.
    fn agrees_with(&self, sight: &ZoneSight) -> bool {
        let mine = self.signs();
        let pairs = mine
            .iter()
            .flatten()
            .zip(sight.signs.reveal().iter().flatten());
        let (mut sure, mut other) = (0_u32, 0_u32);
        for (mine, theirs) in pairs {
            if mine.confidence > 0.8 && theirs.confidence > 0.8 {
                sure += 1;
                other += u32::from(mine.as_seen != theirs.as_seen);
            }
        }
        self.format == sight.format && other as f32 <= OTHER * sure as f32
    }
}

impl Place {
    fn of(evidence: &Evidence) -> Self {
        let mut place = Self {
            sums: with_none(evidence),
            says: [0; SIGNS.len()],
        };
        place.count(evidence);
        place
    }

    fn add(&mut self, evidence: &Evidence) {
        for (sum, log) in self.sums.iter_mut().zip(with_none(evidence)) {
            *sum += WEIGHT * log.max(LEAST);
        }
        self.count(evidence);
    }

    fn count(&mut self, evidence: &Evidence) {
        let (best, log) = most_likely(evidence);
        if log.exp() >= SAYS {
            self.says[best] = self.says[best].saturating_add(1);
        }
    }

    /// Logarithms of shares; with what speaks for none they add up to one. That part must not be left
    /// out: of an empty place anything is likelier than the rest.
    fn evidence(&self) -> Evidence {
        let most = self.sums.iter().copied().fold(f32::MIN, f32::max);
        let total: f32 = self.sums.iter().map(|sum| (sum - most).exp()).sum();
        core::array::from_fn(|sign| self.sums[sign] - most - total.ln())
    }

    /// The sign's share among itself and the others of a kind.
    fn share(&self, sign: char, is_other: impl Fn(char) -> bool) -> f32 {
        let own = self.sums[column_of(sign)];
        let others = SIGNS.iter().zip(&self.sums);
        let others = others.filter(|(other, _)| **other != sign && is_other(**other));
        1.0 / (1.0 + others.map(|(_, sum)| (sum - own).exp()).sum::<f32>())
    }

    /// How many sights say the sign.
    fn said(&self, sign: char) -> u16 {
        self.says[column_of(sign)]
    }

    /// How many sights say another sign of a kind.
    fn contradicted(&self, sign: char, is_other: impl Fn(char) -> bool) -> u16 {
        let others = SIGNS.iter().zip(self.says);
        let others = others.filter(|(other, _)| **other != sign && is_other(**other));
        others.fold(0, |sum: u16, (_, says)| sum.saturating_add(says))
    }
}

/// Whether check digits count both signs for the same.
fn is_blind(one: char, other: char) -> bool {
    let value = |sign: char| sign.to_digit(36).unwrap_or(0) % 10;
    value(one) == value(other)
}

/// What speaks for each sign, and what is left for none.
fn with_none(evidence: &Evidence) -> [f32; SIGNS.len() + 1] {
    let seen: f32 = evidence.iter().map(|log| log.exp()).sum();
    let none = (1.0 - seen).max(1e-9).ln();
    core::array::from_fn(|sign| evidence.get(sign).copied().unwrap_or(none))
}

#[cfg(test)]
mod tests;
