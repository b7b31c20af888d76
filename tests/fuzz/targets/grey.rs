//! Bytes as a grey picture: the first is its width, the rest its pixels.

use sceau_vision::Luma;

/// The picture that these bytes are, `step` pixels wide for each unit of the first. A last row that is not whole is
/// left out; `None` where not even one is.
pub fn grey(bytes: &[u8], step: usize) -> Option<Luma> {
    let (&width, pixels) = bytes.split_first()?;
    let width = usize::from(width).max(1) * step;
    let height = pixels.len() / width;
    let whole = pixels.get(..width * height)?;
    Luma::new(
        width.try_into().ok()?,
        height.try_into().ok()?,
        whole.to_vec(),
    )
    .ok()
}
