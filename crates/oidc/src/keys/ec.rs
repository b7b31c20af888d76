//! A private P-256 scalar and what follows from it.

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey};
use zeroize::Zeroizing;

use super::{KeyError, KeyMaterial};
use crate::encoding::encode_base64url;

/// 32 bytes, big-endian.
pub(super) type Scalar = Zeroizing<[u8; 32]>;

/// Draws until the bytes are a valid scalar: the first try fails once in 2³².
pub(super) fn make_scalar(fill: crate::Fill<'_>) -> Result<Scalar, KeyError> {
    draw(fill).map(|(scalar, _)| scalar)
}

/// A key that is kept nowhere: for one agreement.
pub(super) fn make_ephemeral(fill: crate::Fill<'_>) -> Result<PrivateKey, KeyError> {
    draw(fill).map(|(_, key)| key)
}

fn draw(fill: crate::Fill<'_>) -> Result<(Scalar, PrivateKey), KeyError> {
    for _ in 0..16 {
        let mut scalar = Scalar::default();
        fill(scalar.as_mut());
        if let Ok(key) = library_key(&scalar) {
            return Ok((scalar, key));
        }
    }
    Err(KeyError::Generation)
}

/// The library's key; refuses zero and values beyond the order of the curve.
pub(super) fn library_key(scalar: &Scalar) -> Result<PrivateKey, KeyError> {
    PrivateKey::from_private_key(&ECDH_P256, scalar.as_ref()).map_err(|_| KeyError::Unusable)
}

/// The public point that belongs to a scalar.
pub(super) fn derive_material(scalar: &Scalar) -> Result<KeyMaterial, KeyError> {
    material_of(&library_key(scalar)?)
}

/// The public point that belongs to a key.
pub(super) fn material_of(key: &PrivateKey) -> Result<KeyMaterial, KeyError> {
    let public = key.compute_public_key().map_err(|_| KeyError::Unusable)?;
    let Some((4, point)) = public
        .as_ref()
        .split_first()
        .map(|(tag, point)| (*tag, point))
    else {
        return Err(KeyError::Unusable);
    };
    let (x, y) = point.split_at_checked(32).ok_or(KeyError::Unusable)?;
    Ok(KeyMaterial::Ec {
        crv: String::from("P-256"),
        x: encode_base64url(x),
        y: encode_base64url(y),
    })
}
