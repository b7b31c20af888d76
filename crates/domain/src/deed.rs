//! Deeds that a person confirms with the secret code on their own page: what the device signs.

use crate::id::DeviceId;
use crate::phone::PhoneNumber;

/// What is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed<'a> {
    /// Another device of the account may not act any more.
    RemoveDevice(DeviceId),
    /// A blocked identity may be used again.
    Unblock,
    /// Requests by number follow this one from now on.
    ChangeNumber(&'a PhoneNumber),
    /// Everything that is known of the person is handed to them.
    Export,
    /// The identity and the account end.
    Erase,
}

/// What a device signs with its key (ECDSA P-256, SHA-256) to confirm a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeedStatement<'a> {
    /// What is confirmed.
    pub deed: Deed<'a>,
    /// The device that signs: the one that holds the identity.
    pub device: DeviceId,
    /// The one-time nonce that the server drew for it.
    pub nonce: &'a str,
}

impl DeedStatement<'_> {
    /// The exact bytes that are signed and verified: one field per line, none of which can hold a line
    /// break; a nonce that does is cut there, on both sides alike.
    pub fn to_bytes(&self) -> Vec<u8> {
        let deed = match self.deed {
            Deed::RemoveDevice(device) => format!("remove_device {device}"),
            Deed::Unblock => "unblock".to_owned(),
            Deed::ChangeNumber(number) => format!("change_number {}", number.e164()),
            Deed::Export => "export".to_owned(),
            Deed::Erase => "erase".to_owned(),
        };
        let nonce = self.nonce.lines().next().unwrap_or("");
        format!("sceau-deed-v1\n{}\n{deed}\n{nonce}\n", self.device).into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn device(byte: u8) -> DeviceId {
        DeviceId::from_bytes([byte; 16])
    }

    fn statement(deed: Deed<'_>, of: u8, nonce: &str) -> Vec<u8> {
        DeedStatement {
            deed,
            device: device(of),
            nonce,
        }
        .to_bytes()
    }

    #[test]
    fn another_deed_device_number_or_nonce_is_another_statement() {
        let read = |text| PhoneNumber::parse_mobile(text).unwrap();
        let (mine, other) = (read("06 12 34 56 78"), read("06 12 34 56 79"));
        let statements = [
            statement(Deed::Erase, 1, "n"),
            statement(Deed::Erase, 2, "n"),
            statement(Deed::Erase, 1, "m"),
            statement(Deed::Export, 1, "n"),
            statement(Deed::Unblock, 1, "n"),
            statement(Deed::RemoveDevice(device(3)), 1, "n"),
            statement(Deed::RemoveDevice(device(4)), 1, "n"),
            statement(Deed::ChangeNumber(&mine), 1, "n"),
            statement(Deed::ChangeNumber(&other), 1, "n"),
        ];
        for (at, one) in statements.iter().enumerate() {
            assert!(!statements[..at].contains(one), "{at}");
        }
    }

    #[test]
    fn a_nonce_with_a_line_break_cannot_add_a_field() {
        assert_eq!(
            statement(Deed::Erase, 1, "n\nunblock"),
            statement(Deed::Erase, 1, "n")
        );
    }
}
