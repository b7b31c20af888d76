//! The four documents of a person: numbers and dates in the form each kind has.

use jiff::Span;
use jiff::civil::{Date, date};

use sceau_domain::document::{DocumentKind as Kind, Side};

use super::random::Dice;

/// The folder name of a kind in the fixtures, as scenarios write it.
#[must_use]
pub fn kind_folder(kind: Kind) -> &'static str {
    match kind {
        Kind::IdentityCard => "cni2021",
        Kind::OldIdentityCard => "cni1995",
        Kind::Passport => "passeport",
        Kind::ResidencePermit => "titre-de-sejour",
    }
}

/// The folder name of a side in the fixtures.
#[must_use]
pub fn side_folder(side: Side) -> &'static str {
    match side {
        Side::Front => "recto",
        Side::Back => "verso",
    }
}

/// Width and height in millimetres.
pub(super) fn millimetres(kind: Kind) -> (f32, f32) {
    let (width, height) = kind.size_hundredths_mm();
    (width as f32 / 100.0, height as f32 / 100.0)
}

/// Number and dates of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Document number in the pattern of its kind.
    pub number: String,
    /// Date of issue.
    pub issued: Date,
    /// **Printed** date of expiry: for an old card issued before 2014 the real one is 5 years later.
    pub expires: Date,
}

/// One document of each kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Papers {
    /// Card since 2021, 10 years.
    pub new_card: Paper,
    /// Laminated card, printed for 10 or 15 years.
    pub old_card: Paper,
    /// Passport, 10 years.
    pub passport: Paper,
    /// Residence permit, 10 years.
    pub permit: Paper,
}

impl Papers {
    /// Papers valid on `today` for an adult born on `born`.
    pub(super) fn from_seed(seed: u64, today: Date, born: Date, department: &str) -> Self {
        let mut dice = Dice::new(seed, "papers");
        let new_card = ten_years(&mut dice, today, date(2021, 8, 2), |dice| {
            format!("{}{}{}", dice.letters(1), dice.digits(1), code(dice, 7))
        });
        let passport = ten_years(&mut dice, today, date(2013, 1, 2), |dice| {
            format!("{}{}{}", dice.digits(2), dice.letters(2), dice.digits(5))
        });
        let permit = ten_years(&mut dice, today, date(2020, 3, 2), |dice| code(dice, 9));
        let old_card = old_card(&mut dice, today, born, department);
        Self {
            new_card,
            old_card,
            passport,
            permit,
        }
    }

    /// The paper of this kind.
    #[must_use]
    pub fn of(&self, kind: Kind) -> &Paper {
        match kind {
            Kind::IdentityCard => &self.new_card,
            Kind::OldIdentityCard => &self.old_card,
            Kind::Passport => &self.passport,
            Kind::ResidencePermit => &self.permit,
        }
    }

    /// The same papers, all moved back so that even the longest rule ended them before `today`.
    #[must_use]
    pub fn expired(&self, today: Date) -> Self {
        let back = |paper: &Paper| {
            let expires = today.saturating_sub(Span::new().days(40));
            Paper {
                number: paper.number.clone(),
                issued: expires.saturating_sub(Span::new().years(10)),
                expires,
            }
        };
        let mut old_card = self.old_card.clone();
        old_card.issued = date(2009, 5, 11);
        old_card.expires = date(2019, 5, 10);
        old_card.number.replace_range(..4, "0905");
        Self {
            new_card: back(&self.new_card),
            old_card,
            passport: back(&self.passport),
            permit: back(&self.permit),
        }
    }
}

fn code(dice: &mut Dice, count: usize) -> String {
    (0..count)
        .map(|_| {
            if dice.chance(0.5) {
                dice.letters(1)
            } else {
                dice.digits(1)
            }
        })
        .collect()
}

/// A document printed for ten years, issued 6 months to 4½ years ago, never before `earliest`.
fn ten_years(
    dice: &mut Dice,
    today: Date,
    earliest: Date,
    number: impl FnOnce(&mut Dice) -> String,
) -> Paper {
    let days = 180 + i64::try_from(dice.below(1_460)).unwrap_or(0);
    let issued = today.saturating_sub(Span::new().days(days)).max(earliest);
    Paper {
        number: number(dice),
        issued,
        expires: end(issued, 10),
    }
}

/// Issued 2012–2013 for 10 printed years (the extension keeps it valid) or 2014–2019 for 15.
fn old_card(dice: &mut Dice, today: Date, born: Date, department: &str) -> Paper {
    let adult_since = born.saturating_add(Span::new().years(18));
    let extended = dice.chance(0.5);
    let month = i8::try_from(dice.below(12) + 1).unwrap_or(1);
    let day = i8::try_from(dice.below(28) + 1).unwrap_or(1);
    let sequence = dice.digits(5);
    let late = i16::try_from(dice.below(6)).unwrap_or(0);
    let early = date(2013, month, day);
    let still_valid = end(early, 15) >= today && early >= adult_since;
    let (issued, years) = if extended && still_valid {
        (early, 10)
    } else {
        (date(2014 + late, month, day), 15)
    };
    let number = format!(
        "{:02}{:02}{department}{sequence}",
        issued.year().rem_euclid(100),
        issued.month()
    );
    Paper {
        number,
        issued,
        expires: end(issued, years),
    }
}

/// The last day of a document valid for `years` from its issue.
fn end(issued: Date, years: i64) -> Date {
    issued
        .saturating_add(Span::new().years(years))
        .saturating_sub(Span::new().days(1))
}
