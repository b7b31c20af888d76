//! How a person proved themselves, true to what happened: their device's key signed (`pop`), their
//! secret code opened it (`pin`), two factors together (`mfa`), and where the key lives.

use crate::records::KeyProtection;
use sceau_oidc::acr::{Acr, Amr};

/// The means of an approval by a device whose key lives there.
pub(super) const fn means_of(protection: KeyProtection) -> [Amr; 4] {
    let key = match protection {
        KeyProtection::Hardware => Amr::Hwk,
        KeyProtection::Software | KeyProtection::SystemKeyStore => Amr::Swk,
    };
    [Amr::Pop, Amr::Pin, Amr::Mfa, key]
}

/// The highest level that an approval by a key kept there reaches. High asks that the means be protected against
/// duplication by a strong attacker (Regulation (EU) 2015/1502, annex, 2.2.1): a file can be copied, hardware cannot.
pub(super) const fn highest_level(protection: KeyProtection) -> Acr {
    match protection {
        KeyProtection::Hardware => Acr::Eidas3,
        KeyProtection::Software | KeyProtection::SystemKeyStore => Acr::Eidas2,
    }
}

/// Whether an approval by a key kept there reaches a level as it is stored; one that nobody here knows is reached
/// by nothing.
pub(super) fn reaches(protection: KeyProtection, level: &str) -> bool {
    Acr::parse(level).is_some_and(|level| level <= highest_level(protection))
}

const ALL: [Amr; 7] = [
    Amr::Pop,
    Amr::Pin,
    Amr::Mfa,
    Amr::Hwk,
    Amr::Swk,
    Amr::Face,
    Amr::Fpt,
];

/// The name under which a means is stored.
pub(super) const fn name_of(means: Amr) -> &'static str {
    match means {
        Amr::Pop => "pop",
        Amr::Pin => "pin",
        Amr::Mfa => "mfa",
        Amr::Hwk => "hwk",
        Amr::Swk => "swk",
        Amr::Face => "face",
        Amr::Fpt => "fpt",
    }
}

/// Reads a stored name.
pub(super) fn read_means(name: &str) -> Option<Amr> {
    ALL.into_iter().find(|means| name_of(*means) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_key_in_hardware_is_said_to_be_in_hardware() {
        assert_eq!(means_of(KeyProtection::Hardware)[3], Amr::Hwk);
        assert_eq!(means_of(KeyProtection::SystemKeyStore)[3], Amr::Swk);
        assert_eq!(means_of(KeyProtection::Software)[3], Amr::Swk);
    }

    #[test]
    fn the_high_level_is_for_keys_in_hardware() {
        assert!(reaches(KeyProtection::Hardware, "eidas3"));
        for copied in [KeyProtection::Software, KeyProtection::SystemKeyStore] {
            assert!(reaches(copied, "eidas2") && !reaches(copied, "eidas3"));
        }
        assert!(!reaches(KeyProtection::Hardware, "gold"));
    }

    #[test]
    fn every_stored_name_reads_back() {
        for means in ALL {
            assert_eq!(read_means(name_of(means)), Some(means));
        }
    }
}
