//! Visible electronic seals (2D-Doc, version 04) of invented people, signed by a test authority.
//!
//! Its key is derived from a sentence in this file: everybody has it, it proves nothing, and no list but
//! that of a demonstration may hold it. Its name, `ZZ00`, is no country's.

mod text;

use datamatrix::{DataMatrix, SymbolList};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use sceau_service::crypto::sha256;

use super::person::SpecimenPerson;
use super::{Kind, SpecimenError};

pub use text::{message, with_signature};

/// The test authority, as seals name it.
pub const AUTHORITY: &str = "ZZ00";
/// Its certificate, as seals name it.
pub const CERTIFICATE: &str = "0001";
/// A certificate that no list has.
pub const UNLISTED: &str = "0002";
/// Its certificate: X.509, P-256, valid from 2014 to 2049.
pub const CERTIFICATE_PEM: &str = include_str!("authority.pem");

/// What the key is derived from.
const SENTENCE: &[u8] =
    b"Sceau: the key of the test authority for visible seals, which everybody knows";
/// What a stranger's key is derived from.
const OTHER_SENTENCE: &[u8] = b"Sceau: the key of somebody who is no authority at all";

/// Whether a specimen bears a seal, and which.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SealPrint {
    /// None: the place is left empty.
    #[default]
    Absent,
    /// Signed by the test authority.
    Signed,
    /// In the name of the test authority, signed with another key.
    Forged,
    /// Signed by the test authority under a certificate that no list has.
    Unlisted,
}

/// What the symbol on this document of this person holds. `None` where it bears none: a passport has no
/// place for it.
#[must_use]
pub fn content(person: &SpecimenPerson, kind: Kind) -> Option<Vec<u8>> {
    if kind == Kind::Passport {
        return None;
    }
    let (certificate, sentence) = match person.seal {
        SealPrint::Absent => return None,
        SealPrint::Signed => (CERTIFICATE, SENTENCE),
        SealPrint::Forged => (CERTIFICATE, OTHER_SENTENCE),
        SealPrint::Unlisted => (UNLISTED, SENTENCE),
    };
    let message = message(person, kind, certificate);
    let signature = signed(&message, sentence);
    Some(with_signature(&message, &signature))
}

/// A signature of the test authority over these bytes: r and s, always the same for the same bytes
/// (RFC 6979).
#[must_use]
pub fn sign(message: &[u8]) -> Vec<u8> {
    signed(message, SENTENCE)
}

fn signed(message: &[u8], sentence: &[u8]) -> Vec<u8> {
    // A hash that is no scalar of the curve has a chance of 2⁻³²; these two are.
    let Ok(key) = SigningKey::from_slice(&sha256(sentence)) else {
        return Vec::new();
    };
    let signature: Signature = key.sign(message);
    signature.to_bytes().to_vec()
}

/// The list that knows the test authority, as the server's configuration reads it.
#[must_use]
pub fn list() -> String {
    format!(
        "# The test authority of the specimens: everybody has its key. For demonstrations only.\n\
         [[certificates]]\nauthority = \"{AUTHORITY}\"\ncertificate = \"{CERTIFICATE}\"\n\
         signer = \"Autorité d'essai, sans valeur\"\npem = '''\n{CERTIFICATE_PEM}'''\n"
    )
}

/// The dark modules of a square symbol that holds `content`, as column and row, and how many modules a
/// side has, without its quiet zone.
///
/// # Errors
/// [`SpecimenError::SealTooLong`].
pub fn symbol(content: &[u8]) -> Result<(usize, Vec<(usize, usize)>), SpecimenError> {
    let squares = SymbolList::default().enforce_square();
    let code = DataMatrix::encode(content, squares).map_err(|_| SpecimenError::SealTooLong)?;
    let bitmap = code.bitmap();
    Ok((bitmap.width(), bitmap.pixels().collect()))
}
