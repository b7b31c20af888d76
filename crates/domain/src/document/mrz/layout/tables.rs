//! The tables themselves.

use super::{Cell, Check, MrzField, MrzSigns};
use core::ops::Range;

const fn cell(field: MrzField, line: usize, columns: Range<usize>, class: MrzSigns) -> Cell {
    Cell {
        field,
        line,
        columns,
        class,
    }
}

const fn check(
    field: MrzField,
    (line, column): (usize, usize),
    over: &'static [(usize, Range<usize>)],
) -> Check {
    Check {
        field,
        line,
        column,
        over,
    }
}

pub(super) const TD1: &[Cell] = &[
    cell(MrzField::DocumentCode, 0, 0..2, MrzSigns::Letters),
    cell(MrzField::Issuer, 0, 2..5, MrzSigns::Letters),
    cell(MrzField::Number, 0, 5..14, MrzSigns::Any),
    cell(MrzField::Optional1, 0, 15..30, MrzSigns::Any),
    cell(MrzField::BirthDate, 1, 0..6, MrzSigns::Digits),
    cell(MrzField::Sex, 1, 7..8, MrzSigns::Sex),
    cell(MrzField::ExpiryDate, 1, 8..14, MrzSigns::Digits),
    cell(MrzField::Nationality, 1, 15..18, MrzSigns::Letters),
    cell(MrzField::Optional2, 1, 18..29, MrzSigns::Any),
    cell(MrzField::Names, 2, 0..30, MrzSigns::Letters),
];

pub(super) const TD1_CHECKS: &[Check] = &[
    check(MrzField::Number, (0, 14), &[(0, 5..14)]),
    check(MrzField::BirthDate, (1, 6), &[(1, 0..6)]),
    check(MrzField::ExpiryDate, (1, 14), &[(1, 8..14)]),
    check(
        MrzField::Composite,
        (1, 29),
        &[(0, 5..30), (1, 0..7), (1, 8..15), (1, 18..29)],
    ),
];

pub(super) const TD2: &[Cell] = &[
    cell(MrzField::DocumentCode, 0, 0..2, MrzSigns::Letters),
    cell(MrzField::Issuer, 0, 2..5, MrzSigns::Letters),
    cell(MrzField::Names, 0, 5..36, MrzSigns::Letters),
    cell(MrzField::Number, 1, 0..9, MrzSigns::Any),
    cell(MrzField::Nationality, 1, 10..13, MrzSigns::Letters),
    cell(MrzField::BirthDate, 1, 13..19, MrzSigns::Digits),
    cell(MrzField::Sex, 1, 20..21, MrzSigns::Sex),
    cell(MrzField::ExpiryDate, 1, 21..27, MrzSigns::Digits),
    cell(MrzField::Optional1, 1, 28..35, MrzSigns::Any),
];

pub(super) const TD2_CHECKS: &[Check] = &[
    check(MrzField::Number, (1, 9), &[(1, 0..9)]),
    check(MrzField::BirthDate, (1, 19), &[(1, 13..19)]),
    check(MrzField::ExpiryDate, (1, 27), &[(1, 21..27)]),
    check(
        MrzField::Composite,
        (1, 35),
        &[(1, 0..10), (1, 13..20), (1, 21..35)],
    ),
];

pub(super) const TD3: &[Cell] = &[
    cell(MrzField::DocumentCode, 0, 0..2, MrzSigns::Letters),
    cell(MrzField::Issuer, 0, 2..5, MrzSigns::Letters),
    cell(MrzField::Names, 0, 5..44, MrzSigns::Letters),
    cell(MrzField::Number, 1, 0..9, MrzSigns::Any),
    cell(MrzField::Nationality, 1, 10..13, MrzSigns::Letters),
    cell(MrzField::BirthDate, 1, 13..19, MrzSigns::Digits),
    cell(MrzField::Sex, 1, 20..21, MrzSigns::Sex),
    cell(MrzField::ExpiryDate, 1, 21..27, MrzSigns::Digits),
    cell(MrzField::Optional1, 1, 28..42, MrzSigns::Any),
];

pub(super) const TD3_CHECKS: &[Check] = &[
    check(MrzField::Number, (1, 9), &[(1, 0..9)]),
    check(MrzField::BirthDate, (1, 19), &[(1, 13..19)]),
    check(MrzField::ExpiryDate, (1, 27), &[(1, 21..27)]),
    check(MrzField::Optional1, (1, 42), &[(1, 28..42)]),
    check(
        MrzField::Composite,
        (1, 43),
        &[(1, 0..10), (1, 13..20), (1, 21..43)],
    ),
];

pub(super) const MRV_A: &[Cell] = &[
    cell(MrzField::DocumentCode, 0, 0..2, MrzSigns::Letters),
    cell(MrzField::Issuer, 0, 2..5, MrzSigns::Letters),
    cell(MrzField::Names, 0, 5..44, MrzSigns::Letters),
    cell(MrzField::Number, 1, 0..9, MrzSigns::Any),
    cell(MrzField::Nationality, 1, 10..13, MrzSigns::Letters),
    cell(MrzField::BirthDate, 1, 13..19, MrzSigns::Digits),
    cell(MrzField::Sex, 1, 20..21, MrzSigns::Sex),
    cell(MrzField::ExpiryDate, 1, 21..27, MrzSigns::Digits),
    cell(MrzField::Optional1, 1, 28..44, MrzSigns::Any),
];

pub(super) const MRV_B: &[Cell] = &[
    cell(MrzField::DocumentCode, 0, 0..2, MrzSigns::Letters),
    cell(MrzField::Issuer, 0, 2..5, MrzSigns::Letters),
    cell(MrzField::Names, 0, 5..36, MrzSigns::Letters),
    cell(MrzField::Number, 1, 0..9, MrzSigns::Any),
    cell(MrzField::Nationality, 1, 10..13, MrzSigns::Letters),
    cell(MrzField::BirthDate, 1, 13..19, MrzSigns::Digits),
    cell(MrzField::Sex, 1, 20..21, MrzSigns::Sex),
    cell(MrzField::ExpiryDate, 1, 21..27, MrzSigns::Digits),
    cell(MrzField::Optional1, 1, 28..36, MrzSigns::Any),
];

/// Both visas have the same three: neither has one over the whole.
pub(super) const VISA_CHECKS: &[Check] = &[
    check(MrzField::Number, (1, 9), &[(1, 0..9)]),
    check(MrzField::BirthDate, (1, 19), &[(1, 13..19)]),
    check(MrzField::ExpiryDate, (1, 27), &[(1, 21..27)]),
];

pub(super) const OLD_CARD: &[Cell] = &[
    cell(MrzField::DocumentCode, 0, 0..2, MrzSigns::Letters),
    cell(MrzField::Issuer, 0, 2..5, MrzSigns::Letters),
    cell(MrzField::Surname, 0, 5..30, MrzSigns::Letters),
    cell(MrzField::Office, 0, 30..36, MrzSigns::Any),
    cell(MrzField::Number, 1, 0..4, MrzSigns::Digits),
    cell(MrzField::Number, 1, 4..7, MrzSigns::Any),
    cell(MrzField::Number, 1, 7..12, MrzSigns::Digits),
    cell(MrzField::GivenNames, 1, 13..27, MrzSigns::Letters),
    cell(MrzField::BirthDate, 1, 27..33, MrzSigns::Digits),
    cell(MrzField::Sex, 1, 34..35, MrzSigns::Sex),
];

pub(super) const OLD_CARD_CHECKS: &[Check] = &[
    check(MrzField::Number, (1, 12), &[(1, 0..12)]),
    check(MrzField::BirthDate, (1, 33), &[(1, 27..33)]),
    check(MrzField::Composite, (1, 35), &[(0, 0..36), (1, 0..35)]),
];
