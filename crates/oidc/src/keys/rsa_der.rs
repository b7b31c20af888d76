//! The numbers of an RSA private key inside PKCS #8 (RFC 5208, RFC 8017 §A.1.2): the crypto
//! library gives and takes DER only, a JWK wants the numbers.

use zeroize::Zeroizing;

/// Big-endian, without leading zeros.
pub(super) struct RsaNumbers {
    pub(super) n: Vec<u8>,
    pub(super) e: Vec<u8>,
    /// d, p, q, dp, dq, qi, in the order of the structure.
    pub(super) secret: [Zeroizing<Vec<u8>>; 6],
}

const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const SEQUENCE: u8 = 0x30;

impl RsaNumbers {
    /// Reads PKCS #8 version 1; `None` for anything else.
    pub(super) fn read(pkcs8: &[u8]) -> Option<Self> {
        let (outer, _) = take(pkcs8, SEQUENCE)?;
        let (_, rest) = take(outer, INTEGER)?;
        let (_, rest) = take(rest, SEQUENCE)?;
        let (octets, _) = take(rest, OCTETS)?;
        let (key, _) = take(octets, SEQUENCE)?;
        let (_, mut rest) = take(key, INTEGER)?;
        let mut next = || {
            let (number, after) = take(rest, INTEGER)?;
            rest = after;
            let zeros = number.iter().take_while(|byte| **byte == 0).count();
            Some(number[zeros..].to_vec())
        };
        let (n, e) = (next()?, next()?);
        let mut secret = || next().map(Zeroizing::new);
        let secret = [
            secret()?,
            secret()?,
            secret()?,
            secret()?,
            secret()?,
            secret()?,
        ];
        Some(Self { n, e, secret })
    }
}

/// Takes one element of this tag: its content, and what follows it.
fn take(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    let (&short, rest) = rest.split_first()?;
    if first != tag {
        return None;
    }
    if short < 0x80 {
        return rest.split_at_checked(usize::from(short));
    }
    let (digits, rest) = rest.split_at_checked(usize::from(short & 0x7F))?;
    if digits.len() > 4 {
        return None;
    }
    let length = digits
        .iter()
        .fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
    rest.split_at_checked(length)
}
