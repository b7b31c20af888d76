//! Writes a film of bars that move and a tone that beats, to try players on:
//! `cargo run -p sceau-capture --example synthetic_film -- film.mp4 10` (seconds, 30 frames each).

use core::time::Duration;
use sceau_capture::recorder::{Film, VideoSettings};
use sceau_capture::{Frame, SoundChunk, Yuv420};
use std::io;
use std::sync::Arc;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or(io::ErrorKind::InvalidInput)?;
    let seconds: u16 = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(10);
    let mut film = Film::new(VideoSettings::FACE, true, Vec::new()).map_err(io::Error::other)?;
    for number in 0..seconds * 30 {
        let at = Duration::from_secs(1) * u32::from(number) / 30;
        let frame = Frame::of_yuv(Arc::new(bar_at(number)), at);
        film.frame(&frame).map_err(io::Error::other)?;
        film.sound(beat(number, at)).map_err(io::Error::other)?;
    }
    std::fs::write(path, film.finish().map_err(io::Error::other)?.sink)
}

/// A white bar on grey that crosses the picture in ten seconds.
fn bar_at(number: u16) -> Yuv420 {
    let (width, height) = (1280_u16, 720_u16);
    let left = number * 4 % width;
    let row: Vec<u8> = (0..width)
        .map(|x| {
            if (left..left + 80).contains(&x) {
                220
            } else {
                90
            }
        })
        .collect();
    let mut planes = row.repeat(height.into());
    planes.resize(planes.len() * 3 / 2, 128);
    Yuv420 {
        width,
        height,
        planes,
    }
}

/// A tone in every second half of a second.
fn beat(number: u16, at: Duration) -> SoundChunk {
    let loud = if number / 15 % 2 == 1 { 90 } else { 0 };
    SoundChunk {
        samples: (0..1_600_i16).map(|n| (n % 160 - 80) * loud).collect(),
        rate: 48_000,
        at,
    }
}
