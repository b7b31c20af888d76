//! How a person proved themselves, true to what happened: their device's key signed (`pop`), their
//! secret code opened it (`pin`), two factors together (`mfa`), and where the key lives.

use crate::records::KeyProtection;
use sceau_oidc::acr::Amr;

/// The means of an approval by a device whose key lives there.
pub(super) const fn means_of(protection: KeyProtection) -> [Amr; 4] {
    let key = match protection {
        KeyProtection::Hardware => Amr::Hwk,
        KeyProtection::Software | KeyProtection::SystemKeyStore => Amr::Swk,
    };
    [Amr::Pop, Amr::Pin, Amr::Mfa, key]
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
    fn every_stored_name_reads_back() {
        for means in ALL {
            assert_eq!(read_means(name_of(means)), Some(means));
        }
    }
}
