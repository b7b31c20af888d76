//! What capture tests share: a clock that jumps, pictures, folders, a patient wait.
#![expect(dead_code, reason = "each test file uses its part")]

pub(crate) mod cabinet;
pub(crate) mod driver;
pub(crate) mod playing;

use core::sync::atomic::{AtomicU64, Ordering};
use core::time::Duration;
use sceau_capture::Monotonic;
use sceau_domain::random::Random;
use sceau_vision::jpeg::{self, Rgb};
use std::path::Path;
use std::sync::Arc;

/// How long a pull waits.
pub(crate) const PATIENCE: Duration = Duration::from_millis(200);

/// The devices of a scenario in this folder.
#[cfg(feature = "mock")]
pub(crate) fn scripted(
    folder: &Path,
    text: &str,
    clock: Arc<dyn Monotonic>,
) -> sceau_capture::Devices {
    let scenario = Arc::new(sceau_capture::scripted::Scenario::parse(text, folder).unwrap());
    sceau_capture::Devices::new(sceau_capture::SourceChoice::Scripted(scenario), clock)
}

/// So many frames of an open source; fewer when it gives no more.
pub(crate) fn frames(
    source: &mut dyn sceau_capture::FrameSource,
    count: usize,
) -> Vec<sceau_capture::Frame> {
    let mut frames = Vec::new();
    for _ in 0..count * 20 {
        frames.extend(source.next_frame(PATIENCE).unwrap());
        if frames.len() == count {
            break;
        }
    }
    frames
}

/// A clock that only moves when somebody waits.
#[derive(Default)]
pub(crate) struct JumpingClock(AtomicU64);

impl Monotonic for JumpingClock {
    fn elapsed(&self) -> Duration {
        Duration::from_micros(self.0.load(Ordering::SeqCst))
    }

    fn pause(&self, time: Duration) {
        let micros = u64::try_from(time.as_micros()).unwrap();
        self.0.fetch_add(micros, Ordering::SeqCst);
        std::thread::yield_now();
    }
}

/// Seeded bytes (SplitMix64): tests repeat exactly.
pub(crate) struct Seeded(AtomicU64);

impl Seeded {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Random for Seeded {
    fn fill(&self, buffer: &mut [u8]) {
        for byte in buffer {
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            *byte = (z ^ (z >> 31)).to_le_bytes()[3];
        }
    }
}

/// A sheet of print with a bar that stands elsewhere in every picture, so that films move.
pub(crate) fn sheet(width: u16, height: u16, number: u16) -> Rgb {
    let bar = number * 24 % width;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..height {
        for x in 0..width {
            let glyph = (u32::from(x) / 3 * 7919 + u32::from(y) / 24 * 104_729) % 13 < 6;
            let is_ink = (y / 8) % 3 == 1 && glyph;
            let is_bar = x >= bar && x < bar + 12;
            pixels.extend(match (is_bar, is_ink) {
                (true, _) => [30, 90, 200],
                (false, true) => [40, 40, 45],
                (false, false) => [225, 222, 214],
            });
        }
    }
    Rgb {
        width,
        height,
        pixels,
    }
}

pub(crate) fn jpeg_sheet(width: u16, height: u16, number: u16) -> Vec<u8> {
    jpeg::encode(&sheet(width, height, number), 85).unwrap()
}

/// A folder of pictures `00.jpg` to `NN.jpg`.
pub(crate) fn fill_folder(folder: &Path, count: u16, width: u16, height: u16) {
    std::fs::create_dir_all(folder).unwrap();
    for number in 0..count {
        let path = folder.join(format!("{number:02}.jpg"));
        std::fs::write(path, jpeg_sheet(width, height, number)).unwrap();
    }
}

/// A picture of a QR code on paper.
pub(crate) fn code_jpeg(text: &str) -> Vec<u8> {
    let code = qrcode::QrCode::new(text).unwrap();
    let (side, module) = (code.width(), 6);
    let colors = code.to_colors();
    let (width, height) = (640_usize, 480_usize);
    let (left, top) = ((width - side * module) / 2, (height - side * module) / 2);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let column = x
                .checked_sub(left)
                .map(|x| x / module)
                .filter(|column| *column < side);
            let row = y
                .checked_sub(top)
                .map(|y| y / module)
                .filter(|row| *row < side);
            let is_dark = column
                .zip(row)
                .is_some_and(|(column, row)| colors[row * side + column] == qrcode::Color::Dark);
            pixels.extend(if is_dark { [25; 3] } else { [230; 3] });
        }
    }
    jpeg::encode(
        &Rgb {
            width: 640,
            height: 480,
            pixels,
        },
        80,
    )
    .unwrap()
}

/// A film of raw planes: grey that grows by ten with every frame.
pub(crate) fn write_y4m(path: &Path, frames: u8) {
    let mut file = b"YUV4MPEG2 W64 H48 F25:1 Ip A1:1 C420jpeg\n".to_vec();
    for number in 0..frames {
        file.extend(b"FRAME\n");
        file.extend(vec![20 + number * 10; 64 * 48]);
        file.extend(vec![128; 64 * 48 / 2]);
    }
    std::fs::write(path, file).unwrap();
}

/// A film as our own recorder makes it: ten frames a second of a moving sheet, 96 × 64.
pub(crate) fn write_mp4(path: &Path, frames: u16) {
    use sceau_capture::recorder::clip_of_frames;
    use sceau_capture::{Frame, VideoSettings};
    let frames: Vec<Frame> = (0..frames)
        .map(|number| {
            let at = Duration::from_millis(u64::from(number) * 100);
            Frame::of_rgb(Arc::new(sheet(96, 64, number)), at)
        })
        .collect();
    let film = clip_of_frames(&frames, VideoSettings::CLIP).unwrap();
    std::fs::write(path, film.mp4).unwrap();
}

/// Asks again until there is an answer, for at most ten seconds.
pub(crate) fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let answer = (0..1_000).find_map(|_| {
        let answer = ask();
        if answer.is_none() {
            std::thread::sleep(Duration::from_millis(10));
        }
        answer
    });
    assert!(answer.is_some(), "waited ten seconds for {what}");
    answer.unwrap()
}
