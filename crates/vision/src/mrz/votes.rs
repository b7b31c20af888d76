//! Several pictures of one zone, counted together.

use super::sight::{Evidence, ZoneSight, ZoneSign, decide, text_of};
use sceau_domain::document::mrz::{MrzFormat, MrzReading, parse_zone};
use sceau_domain::private::Personal;

/// Least belief in every character that the check digits cover, and in the others (names, which no
/// digit covers), before a zone is accepted.
const SURE_COVERED: f32 = 0.90;
const SURE_ELSEWHERE: f32 = 0.97;
/// A single picture must be surer: it cannot disagree with itself.
const SURE_ALONE: f32 = 0.995;
/// One picture counts at most this much against a sign, as a natural logarithm: a reflection in one
/// frame must not outvote the others.
const LEAST: f32 = -7.0;
/// How much a further picture counts: pictures a moment apart have part of their errors in common.
const WEIGHT: f32 = 0.7;
/// From this share of contradicted characters on, another zone is before the camera.
const OTHER: f32 = 0.12;
/// So many zones are counted beside each other.
const TALLIES: usize = 3;

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
/// together say most, and the digits only accept or refuse the whole. Sights that contradict each
/// other are counted apart: one that slipped by a column spoils nothing, and another card put before
/// the camera starts its own count.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    /// The latest first.
    tallies: Vec<Tally>,
}

/// Sights that agree.
#[derive(Clone, Debug)]
struct Tally {
    format: MrzFormat,
    sums: Personal<Vec<Vec<Evidence>>>,
    sights: u32,
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

    /// The zone, once every character is sure, no column holds what it cannot, every check digit
    /// agrees and every date exists.
    pub fn accepted(&self) -> Option<AcceptedZone> {
        self.tallies.iter().find_map(Tally::accepted)
    }
}

impl Tally {
    fn of(sight: &ZoneSight) -> Self {
        Self {
            format: sight.format,
            sums: sight.evidence.clone(),
            sights: 1,
        }
    }

    fn with(self, sight: &ZoneSight) -> Self {
        let mut sums = self.sums.into_inner();
        let pairs = sums
            .iter_mut()
            .flatten()
            .zip(sight.evidence.reveal().iter().flatten());
        for (sums, evidence) in pairs {
            for (sum, log) in sums.iter_mut().zip(evidence) {
                *sum += WEIGHT * log.max(LEAST);
            }
        }
        Self {
            format: self.format,
            sums: Personal::new(sums),
            sights: self.sights + 1,
        }
    }

    fn signs(&self) -> Vec<Vec<ZoneSign>> {
        let lines = self.sums.reveal().iter().enumerate();
        lines
            .map(|(line, sums)| {
                let places = sums.iter().enumerate();
                let decide = |(column, sums)| {
                    let logs = if self.sights > 1 {
                        normalised(sums)
                    } else {
                        *sums
                    };
                    decide(&logs, self.format, (line, column))
                };
                places.map(decide).collect()
            })
            .collect()
    }

    fn accepted(&self) -> Option<AcceptedZone> {
        let signs = self.signs();
        let lines = text_of(&signs, |sign| sign.as_seen);
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let reading = parse_zone(self.format, &texts);
        if !reading.findings().is_empty() || !reading.repairs().reveal().is_empty() {
            return None;
        }
        let mut least = 1.0_f32;
        for (line, signs) in signs.iter().enumerate() {
            for (column, sign) in signs.iter().enumerate() {
                let wanted = match self.sights {
                    1 => SURE_ALONE,
                    _ if self.format.is_checked(line, column) => SURE_COVERED,
                    _ => SURE_ELSEWHERE,
                };
                if sign.confidence < wanted {
                    return None;
                }
                least = least.min(sign.confidence);
            }
        }
        Some(AcceptedZone {
            format: self.format,
            lines: Personal::new(lines),
            reading,
            sights: self.sights,
            confidence: least,
        })
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

/// Sums of logarithms as logarithms of shares that add up to one.
fn normalised(sums: &Evidence) -> Evidence {
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = sums.iter().map(|sum| (sum - most).exp()).sum();
    sums.map(|sum| sum - most - total.ln())
}
