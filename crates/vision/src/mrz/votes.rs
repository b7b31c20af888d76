//! Several pictures of one zone, counted together.

use super::alphabet::SIGNS;
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
/// together say most, and the digits only accept or refuse the whole. Pictures of another zone start
/// the count afresh.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    format: Option<MrzFormat>,
    sums: Personal<Vec<Vec<Evidence>>>,
    sights: u32,
}

impl Votes {
    /// No sight yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many sights agree so far.
    pub const fn sights(&self) -> u32 {
        self.sights
    }

    /// Counts a sight.
    pub fn add(&mut self, sight: &ZoneSight) {
        if self.format != Some(sight.format) || self.contradicts(sight) {
            self.format = Some(sight.format);
            self.sums = Personal::new(Vec::new());
            self.sights = 0;
        }
        let weight = if self.sights == 0 { 1.0 } else { WEIGHT };
        let mut sums = core::mem::take(&mut self.sums).into_inner();
        sums.resize_with(sight.evidence.reveal().len(), Vec::new);
        for (sum, line) in sums.iter_mut().zip(sight.evidence.reveal()) {
            sum.resize(line.len(), [0.0; SIGNS.len()]);
            for (sum, evidence) in sum.iter_mut().zip(line) {
                for (sum, log) in sum.iter_mut().zip(evidence) {
                    *sum += weight * log.max(LEAST);
                }
            }
        }
        self.sums = Personal::new(sums);
        self.sights += 1;
    }

    /// The characters by all sights together; `None` before the first.
    pub fn signs(&self) -> Option<Personal<Vec<Vec<ZoneSign>>>> {
        let format = self.format?;
        let lines = self.sums.reveal().iter().enumerate();
        let signs = lines.map(|(line, sums)| {
            let places = sums.iter().enumerate();
            places
                .map(|(column, sum)| decide(&normalised(sum), format, (line, column)))
                .collect()
        });
        Some(Personal::new(signs.collect()))
    }

    /// The zone, once every character is sure, no column holds what it cannot, every check digit
    /// agrees and every date exists.
    pub fn accepted(&self) -> Option<AcceptedZone> {
        let format = self.format?;
        let signs = self.signs()?;
        let lines = text_of(signs.reveal(), |sign| sign.as_seen);
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let reading = parse_zone(format, &texts);
        if !reading.findings().is_empty() || !reading.repairs().reveal().is_empty() {
            return None;
        }
        let mut least = 1.0_f32;
        for (line, signs) in signs.reveal().iter().enumerate() {
            for (column, sign) in signs.iter().enumerate() {
                let wanted = match self.sights {
                    1 => SURE_ALONE,
                    _ if format.is_checked(line, column) => SURE_COVERED,
                    _ => SURE_ELSEWHERE,
                };
                if sign.confidence < wanted {
                    return None;
                }
                least = least.min(sign.confidence);
            }
        }
        Some(AcceptedZone {
            format,
            lines: Personal::new(lines),
            reading,
            sights: self.sights,
            confidence: least,
        })
    }

    /// Whether the sight is of another zone: many characters of which both are sure differ.
    fn contradicts(&self, sight: &ZoneSight) -> bool {
        let Some(mine) = self.signs() else {
            return false;
        };
        let pairs = mine
            .reveal()
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
        other as f32 > OTHER * sure as f32
    }
}

/// Sums of logarithms as logarithms of shares that add up to one.
fn normalised(sums: &Evidence) -> Evidence {
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = sums.iter().map(|sum| (sum - most).exp()).sum();
    sums.map(|sum| sum - most - total.ln())
}
