//! What passes between two processes: a length, a text in JSON, and then the bytes that the text gives the lengths of.
//!
//! Pictures pass as pixels: a file would have to be decoded again by whoever believes nothing.

use sceau_vision::jpeg::Rgb;
use serde::{Deserialize, Serialize};
use std::io::{Error, ErrorKind, Read, Result, Write};

/// Longest text. A film of two minutes has fewer than two thousand looks, of some twenty signs each.
const MOST_TEXT: usize = 256 * 1024;

/// What is said of bytes that are none of ours.
pub(crate) fn odd() -> Error {
    Error::from(ErrorKind::InvalidData)
}

/// Writes a text.
pub(crate) fn send_text(to: &mut impl Write, text: &impl Serialize) -> Result<()> {
    let bytes = serde_json::to_vec(text)?;
    let length = u32::try_from(bytes.len()).map_err(|_| odd())?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(&bytes)
}

/// Reads a text.
pub(crate) fn read_text<T: for<'de> Deserialize<'de>>(from: &mut impl Read) -> Result<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).map_err(|_| odd())?;
    Ok(serde_json::from_slice(&read_part(
        from, length, MOST_TEXT,
    )?)?)
}

/// Reads so many bytes, at most `most`. Memory is taken as they come, not as they are announced.
pub(crate) fn read_part(from: &mut impl Read, length: usize, most: usize) -> Result<Vec<u8>> {
    if length > most {
        return Err(odd());
    }
    let mut bytes = Vec::new();
    let wanted = u64::try_from(length).map_err(|_| odd())?;
    from.take(wanted).read_to_end(&mut bytes)?;
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(ErrorKind::UnexpectedEof.into())
    }
}

/// Writes a picture's pixels; its sides stand in the text.
pub(crate) fn send_picture(to: &mut impl Write, picture: &Rgb) -> Result<()> {
    to.write_all(&picture.pixels)
}

/// Reads a picture of these sides, neither longer than `most_side`.
pub(crate) fn read_picture(
    from: &mut impl Read,
    [width, height]: [u16; 2],
    most_side: u16,
) -> Result<Rgb> {
    if width == 0 || height == 0 || width.max(height) > most_side {
        return Err(odd());
    }
    let length = usize::from(width) * usize::from(height) * 3;
    Ok(Rgb {
        width,
        height,
        pixels: read_part(from, length, length)?,
    })
}

/// Whatever follows the end is an error.
pub(crate) fn read_end(from: &mut impl Read) -> Result<()> {
    if from.read(&mut [0])? == 0 {
        Ok(())
    } else {
        Err(odd())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_arrives_whole_or_not_at_all() {
        let picture = Rgb {
            width: 2,
            height: 1,
            pixels: vec![1, 2, 3, 4, 5, 6],
        };
        let mut sent = Vec::new();
        send_picture(&mut sent, &picture).unwrap();
        let read = |sides, most| read_picture(&mut &*sent, sides, most);
        assert_eq!(read([2, 1], 2).unwrap(), picture);
        for (sides, most) in [([2, 1], 1), ([0, 1], 9), ([2, 0], 9), ([3, 1], 9)] {
            assert!(read(sides, most).is_err(), "{sides:?}, at most {most}");
        }
    }
}
