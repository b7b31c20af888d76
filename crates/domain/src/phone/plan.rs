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

/// First digits of mobiles in the plan of nine digits that mainland, overseas departments and
/// Saint-Pierre-et-Miquelon share. The longest that fits decides.
const SHARED: [(&str, Territory); 42] = [
    ("60", Territory::Mainland),
    ("61", Territory::Mainland),
    ("62", Territory::Mainland),
    ("630", Territory::Mainland),
    ("631", Territory::Mainland),
    ("632", Territory::Mainland),
    ("633", Territory::Mainland),
    ("634", Territory::Mainland),
    ("635", Territory::Mainland),
    ("636", Territory::Mainland),
    ("637", Territory::Mainland),
    ("638", Territory::Mainland),
    ("639", Territory::IndianOcean),
    // Reserved for fiction, in the middle of Mayotte's numbers.
    ("63998", Territory::Mainland),
    ("64", Territory::Mainland),
    ("65", Territory::Mainland),
    ("66", Territory::Mainland),
    ("67", Territory::Mainland),
    ("68", Territory::Mainland),
    ("690", Territory::Guadeloupe),
    ("691", Territory::Guadeloupe),
    ("692", Territory::IndianOcean),
    ("693", Territory::IndianOcean),
    ("694", Territory::Guiana),
    ("695", Territory::Mainland),
    ("696", Territory::Martinique),
    ("697", Territory::Martinique),
    ("698", Territory::Mainland),
    ("699", Territory::Mainland),
    ("7084", Territory::SaintPierre),
    ("7085", Territory::SaintPierre),
    ("7090", Territory::Guadeloupe),
    ("7091", Territory::Martinique),
    ("7092", Territory::IndianOcean),
    ("70930", Territory::Guiana),
    ("70931", Territory::Guiana),
    ("70932", Territory::Guiana),
    ("70933", Territory::Guiana),
    ("70935", Territory::IndianOcean),
    ("70936", Territory::IndianOcean),
    ("70937", Territory::IndianOcean),
    ("7", Territory::Mainland),
];

/// First digits after 7 that are not open on the mainland, 0 to 2, unless listed above.
const CLOSED: [&str; 3] = ["70", "71", "72"];

/// First digits of mobiles in the short plans of six or eight digits.
const fn short_mobiles(territory: Territory) -> &'static [&'static str] {
    match territory {
        // Landlines begin with 41, 45 to 47 and 51.
        Territory::SaintPierre => &[
            "2", "3", "40", "42", "43", "44", "48", "49", "50", "52", "53", "54", "55", "56", "57",
            "58", "59", "6", "7", "8", "9",
        ],
        Territory::NewCaledonia => &[
            "5", "7", "80", "81", "82", "83", "84", "85", "86", "87", "89", "9",
        ],
        Territory::Polynesia => &["87", "88", "89"],
        Territory::Wallis => &["72", "82", "83"],
        _ => &[],
    }
}

/// Which territory a nine-digit number of the shared plan belongs to as a mobile.
pub(super) fn shared_mobile(subscriber: &str) -> Option<Territory> {
    let (prefix, owner) = SHARED
        .iter()
        .filter(|(prefix, _)| subscriber.starts_with(prefix))
        .max_by_key(|(prefix, _)| prefix.len())?;
    let closed = prefix.len() == 1 && CLOSED.iter().any(|start| subscriber.starts_with(start));
    (!closed).then_some(*owner)
}

/// Judges the digits that follow a country code.
pub(super) fn judge(
    territory: Territory,
    subscriber: &str,
) -> Result<(Territory, String), PhoneFinding> {
    length(territory, subscriber)?;
    let (owner, mobile_like) = if territory.has_trunk_zero() && subscriber.len() == 9 {
        // « +33 6 92… » is how a number of Réunion is often written: the digits decide.
        (
            shared_mobile(subscriber),
            subscriber.starts_with(['6', '7']),
        )
    } else {
        let starts = short_mobiles(territory);
        let mobile = starts.iter().any(|start| subscriber.starts_with(start));
        (mobile.then_some(territory), false)
    };
    match owner {
        Some(owner) => Ok((owner, subscriber.to_owned())),
        None if mobile_like => Err(PhoneFinding::RangeNotInUse),
        None => Err(PhoneFinding::Landline),
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
