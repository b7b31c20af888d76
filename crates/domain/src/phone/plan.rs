//! The French numbering plan, as far as mobiles go.

use super::PhoneFinding;

/// A territory with its own country code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Territory {
    /// European France.
    Mainland,
    /// Réunion and Mayotte.
    IndianOcean,
    /// Guadeloupe, Saint-Martin, Saint-Barthélemy.
    Guadeloupe,
    /// French Guiana.
    Guiana,
    /// Martinique.
    Martinique,
    /// Saint-Pierre-et-Miquelon.
    SaintPierre,
    /// New Caledonia.
    NewCaledonia,
    /// French Polynesia.
    Polynesia,
    /// Wallis and Futuna.
    Wallis,
}

impl Territory {
    pub(super) const ALL: [Self; 9] = [
        Self::Mainland,
        Self::IndianOcean,
        Self::Guadeloupe,
        Self::Guiana,
        Self::Martinique,
        Self::SaintPierre,
        Self::NewCaledonia,
        Self::Polynesia,
        Self::Wallis,
    ];

    /// The country code, without plus.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Mainland => "33",
            Self::IndianOcean => "262",
            Self::Guadeloupe => "590",
            Self::Guiana => "594",
            Self::Martinique => "596",
            Self::SaintPierre => "508",
            Self::NewCaledonia => "687",
            Self::Polynesia => "689",
            Self::Wallis => "681",
        }
    }

    /// Whether national numbers begin with a 0 that the international form drops. Those
    /// territories share one plan: the first of nine digits alone tell which one it is.
    pub(super) const fn has_trunk_zero(self) -> bool {
        matches!(
            self,
            Self::Mainland
                | Self::IndianOcean
                | Self::Guadeloupe
                | Self::Guiana
                | Self::Martinique
                | Self::SaintPierre
        )
    }

    /// Digits after the country code. Saint-Pierre has six-digit numbers and nine-digit ones.
    const fn lengths(self) -> &'static [usize] {
        match self {
            Self::SaintPierre => &[6, 9],
            Self::NewCaledonia | Self::Wallis => &[6],
            Self::Polynesia => &[8],
            _ => &[9],
        }
    }
}

/// The first digits of mobiles, longest first where they overlap.
const MOBILES: [(Territory, &[&str]); 9] = [
    (
        // 06 39 98 is reserved for fiction; the rest of 06 39 is Mayotte.
        Territory::Mainland,
        &[
            "63998", "60", "61", "62", "630", "631", "632", "633", "634", "635", "636", "637",
            "638", "64", "65", "66", "67", "68", "695", "698", "699", "73", "74", "75", "76", "77",
            "78", "79",
        ],
    ),
    (
        Territory::IndianOcean,
        &["639", "692", "693", "7092", "70935", "70936", "70937"],
    ),
    (Territory::Guadeloupe, &["690", "691", "7090"]),
    (
        Territory::Guiana,
        &["694", "70930", "70931", "70932", "70933"],
    ),
    (Territory::Martinique, &["696", "697", "7091"]),
    (Territory::SaintPierre, &["7084", "7085"]),
    (
        Territory::NewCaledonia,
        &[
            "5", "7", "80", "82", "83", "84", "85", "86", "87", "89", "9",
        ],
    ),
    (Territory::Polynesia, &["87", "88", "89"]),
    (Territory::Wallis, &["72", "82", "83"]),
];

/// Six-digit mobiles of Saint-Pierre-et-Miquelon. The plan does not tell them from landlines,
/// which begin with 41, 43 and 50, by anything else.
const SAINT_PIERRE_SHORT_LANDLINES: [&str; 5] = ["40", "41", "43", "50", "51"];

/// Which territory a nine-digit number of the shared plan belongs to as a mobile.
pub(super) fn shared_mobile(subscriber: &str) -> Option<Territory> {
    let owner = |territory: Territory| {
        let prefixes = MOBILES.iter().find(|(owner, _)| *owner == territory)?.1;
        prefixes
            .iter()
            .filter(|prefix| subscriber.starts_with(**prefix))
            .map(|p| p.len())
            .max()
    };
    Territory::ALL
        .into_iter()
        .filter(|territory| territory.has_trunk_zero())
        .filter_map(|territory| owner(territory).map(|length| (length, territory)))
        .max_by_key(|(length, _)| *length)
        .map(|(_, territory)| territory)
}

/// Judges the digits that follow a country code.
pub(super) fn judge(
    territory: Territory,
    subscriber: &str,
) -> Result<(Territory, String), PhoneFinding> {
    length(territory, subscriber)?;
    if territory.has_trunk_zero() && subscriber.len() == 9 {
        // « +33 6 92… » is how a number of Réunion is often written: the digits decide.
        return match shared_mobile(subscriber) {
            Some(owner) => Ok((owner, subscriber.to_owned())),
            None if subscriber.starts_with(['6', '7']) => Err(PhoneFinding::RangeNotInUse),
            None => Err(PhoneFinding::Landline),
        };
    }
    let mobile = match territory {
        Territory::SaintPierre => {
            !subscriber.starts_with(['0', '1', '7', '8'])
                && !SAINT_PIERRE_SHORT_LANDLINES
                    .iter()
                    .any(|start| subscriber.starts_with(start))
        }
        _ => MOBILES
            .iter()
            .filter(|(owner, _)| *owner == territory)
            .any(|(_, starts)| starts.iter().any(|start| subscriber.starts_with(start))),
    };
    if mobile {
        Ok((territory, subscriber.to_owned()))
    } else {
        Err(PhoneFinding::Landline)
    }
}

fn length(territory: Territory, subscriber: &str) -> Result<(), PhoneFinding> {
    let lengths = territory.lengths();
    if lengths.contains(&subscriber.len()) {
        return Ok(());
    }
    if lengths.iter().all(|length| subscriber.len() > *length) {
        Err(PhoneFinding::TooLong)
    } else {
        Err(PhoneFinding::TooShort)
    }
}
