//! A RIFF/WAVE file in memory.

use super::super::num;
use super::RATE;

/// 16-bit PCM, mono, 48 kHz.
#[must_use]
pub fn to_wav(samples: &[f32]) -> Vec<u8> {
    let data = num::header_length(samples.len() * 2);
    let mut file = Vec::with_capacity(samples.len() * 2 + 44);
    file.extend(b"RIFF");
    file.extend((data + 36).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * 2).to_le_bytes());
    file.extend(2_u16.to_le_bytes());
    file.extend(16_u16.to_le_bytes());
    file.extend(b"data");
    file.extend(data.to_le_bytes());
    for value in samples {
        file.extend(num::sample(*value).to_le_bytes());
    }
    file
}
