//! WAV files (RIFF, linear 16-bit samples): the sound of a scenario.

/// A WAV file that is not one of linear 16-bit samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a WAV file of 16-bit samples")]
pub struct NotWav;

/// One channel of 16-bit samples as a WAV file.
pub fn encode(rate: u32, samples: &[i16]) -> Vec<u8> {
    let length = u32::try_from(samples.len() * 2).unwrap_or(u32::MAX - 36);
    let mut file = Vec::with_capacity(samples.len() * 2 + 44);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(length + 36).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    file.extend_from_slice(&16_u32.to_le_bytes());
    for half in [1_u16, 1] {
        file.extend_from_slice(&half.to_le_bytes());
    }
    file.extend_from_slice(&rate.to_le_bytes());
    file.extend_from_slice(&rate.saturating_mul(2).to_le_bytes());
    for half in [2_u16, 16] {
        file.extend_from_slice(&half.to_le_bytes());
    }
    file.extend_from_slice(b"data");
    file.extend_from_slice(&length.to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    file
}

/// The rate and the first channel of a WAV file of 16-bit samples.
///
/// # Errors
/// [`NotWav`] for anything else.
pub fn decode(file: &[u8]) -> Result<(u32, Vec<i16>), NotWav> {
    if file.get(..4) != Some(b"RIFF") || file.get(8..12) != Some(b"WAVE") {
        return Err(NotWav);
    }
    let (mut at, mut format) = (12, None);
    loop {
        let id = file.get(at..at + 4).ok_or(NotWav)?;
        let length = file.get(at + 4..at + 8).and_then(number).ok_or(NotWav)?;
        let body_end = (at + 8).saturating_add(length as usize).min(file.len());
        let body = file.get(at + 8..body_end).ok_or(NotWav)?;
        match (id, format) {
            (b"fmt ", _) => format = Some(format_of(body)?),
            (b"data", Some((rate, channels))) => return Ok((rate, first_channel(body, channels))),
            _ => {}
        }
        // Chunks start at even places.
        at = body_end + (length as usize & 1);
    }
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn format_of(body: &[u8]) -> Result<(u32, usize), NotWav> {
    let half = |at: usize| {
        body.get(at..at + 2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
    };
    let rate = body.get(4..8).and_then(number).ok_or(NotWav)?;
    match (half(0), half(2), half(14)) {
        (Some(1), Some(channels @ 1..=8), Some(16)) if (8_000..=192_000).contains(&rate) => {
            Ok((rate, channels.into()))
        }
        _ => Err(NotWav),
    }
}

fn first_channel(body: &[u8], channels: usize) -> Vec<i16> {
    body.chunks_exact(channels * 2)
        .map(|all| i16::from_le_bytes([all[0], all[1]]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let samples = [0, -1, i16::MAX, i16::MIN];
        assert_eq!(
            decode(&encode(44_100, &samples)),
            Ok((44_100, samples.to_vec()))
        );
    }

    #[test]
    fn cut_off_and_foreign_files_are_refused_or_read_as_far_as_they_go() {
        let file = encode(48_000, &[1, 2, 3]);
        assert_eq!(decode(&file[..46]), Ok((48_000, vec![1])));
        assert!((0..44).all(|length| decode(&file[..length]).is_err()));
        assert_eq!(decode(b"OggS nothing of the kind"), Err(NotWav));
    }
}
