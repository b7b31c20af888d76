//! The recorder at 720p and 30 frames: what a frame costs, and whether memory stays the same however
//! long a film is. The peer encodes the same planes with libx264 at the same bit rate.

use super::{Findings, Setting};
use core::time::Duration;
use sceau_benches::{Row, Times, run_peer, time};
use sceau_capture::recorder::{Film, VideoSettings};
use sceau_capture::sealed::{CaptureKey, GrowingFile, SealedFolder};
use sceau_capture::{Frame, SoundChunk, Yuv420};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

const CASE: &str = "recorder/720p30";
const WIDTH: u16 = 1280;
const HEIGHT: u16 = 720;
/// Different pictures; the film repeats them.
const PICTURES: u16 = 30;
/// The short film that is timed, and the long one over which memory is watched: two minutes.
const TIMED: u32 = 300;
const LONG: u32 = 3_600;

pub(crate) fn run(setting: &Setting) -> Findings {
    let pictures: Vec<Arc<Yuv420>> = (0..PICTURES).map(|n| Arc::new(picture(n))).collect();
    let mut findings = Findings::default();
    let folder = setting.folder.join("recorder");
    if let Err(error) = measure(&pictures, &folder, &mut findings.rows) {
        findings.missing.push(format!("sceau recorder: {error}"));
    }
    let planes = folder.join("planes.yuv");
    match (&setting.python, write_planes(&pictures, &planes)) {
        (None, _) => findings.missing.push("x264: no Python".into()),
        (_, Err(error)) => findings.missing.push(format!("x264: {error}")),
        (Some(python), Ok(())) => {
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/x264.py");
            let peer = run_peer(python, &script, &planes);
            findings.rows.extend(peer.rows);
            findings.missing.extend(peer.missing);
        }
    }
    findings
}

fn measure(pictures: &[Arc<Yuv420>], folder: &Path, rows: &mut Vec<Row>) -> io::Result<()> {
    let key = CaptureKey::from_bytes([7; 32]);
    let sealed = SealedFolder::open(folder.join("sealed")).map_err(io::Error::other)?;
    let file = |name: char| -> io::Result<GrowingFile> {
        let handle = name
            .to_string()
            .repeat(32)
            .parse()
            .map_err(io::Error::other)?;
        sealed.delete(&handle).map_err(io::Error::other)?;
        sealed.record(&handle, &key).map_err(io::Error::other)
    };
    let mut times = Times::default();
    let written = record(pictures, TIMED, file('a')?, &mut times, |_| ())?;
    rows.extend(times.rows(CASE, "sceau"));
    rows.push(bytes_a_second(written, TIMED));

    let (mut early, mut late) = (None, None);
    record(
        pictures,
        LONG,
        file('b')?,
        &mut Times::default(),
        |number| {
            if number == TIMED {
                early = resident_mib();
            } else if number == LONG - 1 {
                late = resident_mib();
            }
        },
    )?;
    for (metric, value) in [("rss after 10 s", early), ("rss after 120 s", late)] {
        rows.extend(value.map(|value| Row::new(CASE, "sceau", metric, "MiB", value)));
    }
    fs::remove_dir_all(folder.join("sealed"))
}

/// Records on this thread, with a voice; every frame is timed, encoding, sealing and writing together.
fn record(
    pictures: &[Arc<Yuv420>],
    frames: u32,
    file: GrowingFile,
    times: &mut Times,
    mut watch: impl FnMut(u32),
) -> io::Result<u64> {
    let mut film = Film::new(VideoSettings::FACE, true, file).map_err(io::Error::other)?;
    for (number, picture) in (0..frames).zip(pictures.iter().cycle()) {
        let at = Duration::from_secs(1) * number / 30;
        let frame = Frame::of_yuv(Arc::clone(picture), at);
        let (done, took) = time(|| film.frame(&frame));
        done.map_err(io::Error::other)?;
        times.push(took);
        film.sound(voice(at)).map_err(io::Error::other)?;
        watch(number);
    }
    let ended = film.finish().map_err(io::Error::other)?;
    let sealed = ended.sink.finish().map_err(io::Error::other)?;
    Ok(sealed.length)
}

fn bytes_a_second(bytes: u64, frames: u32) -> Row {
    let seconds = f64::from(frames) / 30.0;
    Row::new(CASE, "sceau", "file", "kB/s", bytes as f64 / 1e3 / seconds)
}

/// A soft scene with a bright disc that crosses it: neither still nor noise.
fn picture(number: u16) -> Yuv420 {
    let centre = (200 + i32::from(number) * 28, 360);
    let luma = |x: i32, y: i32| {
        let distance = (x - centre.0).pow(2) + (y - centre.1).pow(2);
        let ground = 60 + x / 16 + y / 12 + (x * 7 + y * 13) % 9;
        u8::try_from(if distance < 150 * 150 {
            ground + 70
        } else {
            ground
        })
        .unwrap_or(235)
    };
    let (width, height) = (i32::from(WIDTH), i32::from(HEIGHT));
    let mut planes: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| luma(x, y)))
        .collect();
    planes.resize(planes.len() * 3 / 2, 128);
    Yuv420 {
        width: WIDTH,
        height: HEIGHT,
        planes,
    }
}

fn voice(at: Duration) -> SoundChunk {
    let wave = |n: i16| (n % 160 - 80) * 60;
    SoundChunk {
        samples: (0..1_600).map(wave).collect(),
        rate: 48_000,
        at,
    }
}

/// Memory this process holds; only Linux says so in a file.
fn resident_mib() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib / 1024.0)
}

fn write_planes(pictures: &[Arc<Yuv420>], file: &Path) -> io::Result<()> {
    let mut file = io::BufWriter::new(fs::File::create(file)?);
    for picture in pictures {
        file.write_all(&picture.planes)?;
    }
    file.flush()
}
