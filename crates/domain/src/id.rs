//! Identifiers: 128 random bits behind a type per thing, so that a letter is never taken for a case.

use crate::random::Random;
use core::fmt;
use core::str::FromStr;

/// A text is not an identifier: 32 lower-case hexadecimal digits were expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Makes a fresh identifier from 128 random bits.
            pub fn make_random(random: &dyn Random) -> Self {
                let mut bytes = [0; 16];
                random.fill(&mut bytes);
                Self(bytes)
            }

            /// Takes the 16 bytes as they are, for stores and tests.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                parse_hex(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// An account: an e-mail address and its devices.
    AccountId,
    /// A case (dossier): one attempt to be proofed.
    CaseId,
    /// A device of an account, with its key.
    DeviceId,
    /// One piece of evidence: a document image, a document clip or a face video.
    EvidenceId,
    /// An identity: what an accepted case gives.
    IdentityId,
    /// An electronic registered letter.
    LetterId,
    /// One event of a letter.
    LetterEventId,
    /// A login request shown in the app.
    LoginRequestId,
    /// A visitor's passage through the identity provider's pages for one service.
    InteractionId,
    /// A computer handing over to a phone.
    HandoffId,
    /// A challenge drawn for one face video.
    ChallengeId,
    /// A sign-in by a code received by e-mail.
    SignInId,
    /// An upload in progress.
    UploadId,
    /// An operator.
    OperatorId,
    /// A decision of an operator.
    DecisionId,
    /// A message waiting to leave: a mail or an SMS.
    MessageId,
}

/// Every row and every audit entry writes identifiers: at once, not byte by byte through the formatter.
fn write_hex(bytes: [u8; 16], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = [0; 32];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    f.write_str(core::str::from_utf8(&digits).map_err(|_| fmt::Error)?)
}

fn parse_hex(text: &str) -> Result<[u8; 16], NotAnId> {
    let digits = text.as_bytes();
    if digits.len() != 32 {
        return Err(NotAnId);
    }
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = (hex_value(pair[0])? << 4) | hex_value(pair[1])?;
    }
    Ok(bytes)
}

fn hex_value(digit: u8) -> Result<u8, NotAnId> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(NotAnId),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_survives_being_written_and_read() {
        let id = CaseId::from_bytes([0x0f; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        let each = CaseId::from_bytes(0x0123_4567_89ab_cdef_0010_2030_fedc_ba98_u128.to_be_bytes());
        assert_eq!(each.to_string(), "0123456789abcdef00102030fedcba98");
        assert_eq!("0F".repeat(16).parse::<CaseId>(), Err(NotAnId));
        assert_eq!("é".repeat(16).parse::<CaseId>(), Err(NotAnId));
    }
}
