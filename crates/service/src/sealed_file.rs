//! A file that the installation sealed: what it says, the key, and the same again as a JWS of the key's (RFC 7515).
//! It is verified without the installation.

use crate::failure::Failure;
use sceau_oidc::jws::{sign_typed, verify_typed};
use sceau_oidc::keys::{Jwks, PublicJwk, SigningKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A sealed file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SealedFile<T> {
    /// What it says, to be read as it is.
    #[serde(flatten)]
    pub said: T,
    /// The key that sealed it. A reader compares it with the one that the installation publishes.
    pub key: PublicJwk,
    /// What it says again, as a JWS of the key's.
    pub seal: String,
}

/// Why a sealed file is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealedFileFault {
    /// Something else.
    #[error("this is no sealed file of that kind")]
    SomethingElse,
    /// The key in it is none of those that are trusted.
    #[error("it was sealed by another key")]
    OtherKey,
    /// The seal is not the key's, or is one for another purpose.
    #[error("the seal is not of its key")]
    Seal,
    /// What can be read is not what was sealed.
    #[error("it was changed after it was sealed")]
    Changed,
}

/// Seals a file. `seal_type` is the JWS's type: what is signed for another purpose is no such file.
///
/// # Errors
/// [`Failure::Inconsistent`] with a key that cannot sign.
pub(crate) fn seal<T: Serialize>(
    said: T,
    seal_type: &str,
    key: &SigningKey,
) -> Result<SealedFile<T>, Failure> {
    let seal = sign_typed(&said, seal_type, key)
        .map_err(|_| Failure::Inconsistent("a file could not be sealed"))?;
    Ok(SealedFile {
        said,
        key: key.public(),
        seal,
    })
}

/// Reads a sealed file against the keys that its reader trusts; the key that sealed it comes back with it.
///
/// # Errors
/// [`SealedFileFault`], the first thing found wrong.
pub(crate) fn open<T>(
    file: &[u8],
    seal_type: &str,
    trusted: &Jwks,
) -> Result<(T, PublicJwk), SealedFileFault>
where
    T: DeserializeOwned + PartialEq,
{
    let file: SealedFile<T> =
        serde_json::from_slice(file).map_err(|_| SealedFileFault::SomethingElse)?;
    let mut known = trusted.keys.iter();
    let key = known
        .find(|known| known.material == file.key.material)
        .ok_or(SealedFileFault::OtherKey)?;
    let sealed: T = verify_typed(&file.seal, seal_type, &Jwks::of([key.clone()]))
        .map_err(|_| SealedFileFault::Seal)?;
    if sealed == file.said {
        Ok((sealed, key.clone()))
    } else {
        Err(SealedFileFault::Changed)
    }
}
