//! Camera bytes to preview and luma: our way against nokhwa's colours and another JPEG of them.
//!
//! One 720p picture of print with a sensor's noise, in the three forms that cameras give. The peer
//! does what nokhwa's own examples do: decode to colours, make them grey, encode them for the screen.
//! Beside them the form in which a webview's camera pushes it, from the text of the command on.

use crate::{Findings, Setting};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use core::cell::RefCell;
use core::time::Duration;
use sceau_benches::{Row, Times, time};
use sceau_capture::guarded::{Layout, RawPicture, frame_of};
use sceau_capture::{
    Frame, FramePusher, FrameSource, Monotonic, PushedSource, Rotation, SystemMonotonic,
};
use sceau_vision::jpeg::{self, Rgb};
use sceau_wire::host::PushFrameArgs;
use serde::Deserialize;
use std::sync::Arc;

const WIDTH: u16 = 1280;
const HEIGHT: u16 = 720;
/// What the screen is given at most.
const PREVIEW: u16 = 640;
const RUNS: usize = 200;
const WARM: usize = 10;
const SEED: u64 = 20_260_302;

/// Measures every format.
pub(crate) fn run(_: &Setting) -> Findings {
    let mut found = Findings::default();
    let picture = scene(SEED);
    for (name, layout, bytes) in [
        (
            "mjpeg",
            Layout::Jpeg,
            jpeg::encode(&picture, 88).unwrap_or_default(),
        ),
        ("yuyv", Layout::Yuyv, yuyv_of(&picture)),
        ("nv12", Layout::Nv12, nv12_of(&picture)),
    ] {
        let case = format!("frame_path/{name}");
        let raw = RawPicture {
            bytes: &bytes,
            layout,
            width: WIDTH.into(),
            height: HEIGHT.into(),
            rotation: Rotation::None,
        };
        measure(&mut found, &case, "sceau", || ours(raw));
        peer(&mut found, &case, layout, &bytes);
    }
    pushed_frames(&mut found, &picture);
    found
}

/// The quality at which a webview encodes its frames (`webviewCamera.ts`).
const PUSHED_QUALITY: u8 = 85;

/// What a frame of a webview's camera costs the host, and how much crosses to it.
fn pushed_frames(found: &mut Findings, picture: &Rgb) {
    const CASE: &str = "frame_path/pushed";
    let jpeg = jpeg::encode(picture, PUSHED_QUALITY).unwrap_or_default();
    let command = serde_json::json!({
        "session": "0123456789abcdef0123456789abcdef",
        "jpeg": STANDARD.encode(jpeg),
        "at_ms": 0,
    })
    .to_string();
    let clock: Arc<dyn Monotonic> = Arc::new(SystemMonotonic::start());
    let (pusher, source) = sceau_capture::pushed(clock);
    let source = RefCell::new(source);
    if source.borrow_mut().open().is_err() {
        found.missing.push(format!("sceau: {CASE} does not open"));
        return;
    }
    let crossing = command.len() as f64 / 1e3;
    found
        .rows
        .push(Row::new(CASE, "sceau", "crossing", "kB", crossing));
    measure(found, CASE, "sceau", || {
        arrived(&command, &pusher, &mut source.borrow_mut())
    });
}

/// From the command's text, read as the shell reads it, to what the session does with the frame.
fn arrived(command: &str, pusher: &FramePusher, source: &mut PushedSource) -> Option<usize> {
    let body: serde_json::Value = serde_json::from_str(command).ok()?;
    let args = PushFrameArgs::deserialize(&body).ok()?;
    pusher.push_base64(&args.jpeg, Rotation::None, None).ok()?;
    looked_at(&source.next_frame(Duration::ZERO).ok()??)
}

/// What the session does with every frame it shows and looks at.
fn ours(raw: RawPicture<'_>) -> Option<usize> {
    looked_at(&frame_of(raw, Duration::ZERO)?)
}

fn looked_at(frame: &Frame) -> Option<usize> {
    let preview = frame.preview_jpeg(PREVIEW).ok()?;
    let luma = frame.luma().ok()?;
    Some(preview.len() + luma.view().pixels().len())
}

/// Times of single frames, and the processor's time of one: on a shared machine only that compares.
fn measure(found: &mut Findings, case: &str, who: &str, work: impl Fn() -> Option<usize>) {
    let mut times = Times::default();
    let mut begun = None;
    // The first runs find nothing in the caches.
    for run in 0..RUNS + WARM {
        if run == WARM {
            begun = on_core();
        }
        let (done, took) = time(&work);
        let Some(done) = done else {
            found.missing.push(format!("{who}: {case} failed"));
            return;
        };
        core::hint::black_box(done);
        if run >= WARM {
            times.push(took);
        }
    }
    found.rows.extend(times.rows(case, who));
    if let (Some(begun), Some(ended)) = (begun, on_core()) {
        let value = (ended - begun).as_secs_f64() * 1e3 / RUNS as f64;
        found
            .rows
            .push(Row::new(case, who, "core", "core-ms", value));
    }
}

/// The time this thread spent on a processor (proc(5), the first number of `schedstat`).
fn on_core() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanos = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanos))
}

#[cfg(feature = "nokhwa-peer")]
fn peer(found: &mut Findings, case: &str, layout: Layout, bytes: &[u8]) {
    let who = "nokhwa-core 0.1 to RGB, image 0.25 to JPEG";
    measure(found, case, who, || theirs(layout, bytes));
}

#[cfg(feature = "nokhwa-peer")]
fn theirs(layout: Layout, bytes: &[u8]) -> Option<usize> {
    use image::codecs::jpeg::JpegEncoder;
    use nokhwa_core::pixel_format::RgbFormat;
    use nokhwa_core::types::{FrameFormat, Resolution};
    let format = match layout {
        Layout::Jpeg => FrameFormat::MJPEG,
        Layout::Yuyv => FrameFormat::YUYV,
        Layout::Nv12 => FrameFormat::NV12,
        Layout::Grey => FrameFormat::GRAY,
    };
    let size = Resolution::new(WIDTH.into(), HEIGHT.into());
    let frame = nokhwa_core::buffer::Buffer::new(size, bytes, format);
    let colours = frame.decode_image::<RgbFormat>().ok()?;
    let grey = image::imageops::grayscale(&colours);
    let small = image::imageops::thumbnail(&colours, PREVIEW.into(), 360);
    let mut preview = Vec::new();
    JpegEncoder::new_with_quality(&mut preview, 75)
        .encode_image(&small)
        .ok()?;
    Some(preview.len() + grey.len())
}

#[cfg(not(feature = "nokhwa-peer"))]
fn peer(found: &mut Findings, case: &str, _: Layout, _: &[u8]) {
    let why = "built without the feature nokhwa-peer";
    found.missing.push(format!("nokhwa-core: {case}: {why}"));
}

/// Lines of print on paper under a lamp, with noise.
pub(crate) fn scene(seed: u64) -> Rgb {
    let mut state = seed | 1;
    let mut noise = move || {
        // Xorshift (Marsaglia, 2003): the same noise in every run.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) % 9
    };
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    for y in 0..u32::from(HEIGHT) {
        for x in 0..u32::from(WIDTH) {
            let is_ink = (y / 9) % 3 == 1 && (x / 4 * 7_919 + y / 27 * 104_729) % 13 < 6;
            let lamp = u64::from(x * 40 / u32::from(WIDTH));
            let light = if is_ink { 45 } else { 190 } + lamp + noise();
            for tint in [0, 6, 18] {
                pixels.push(u8::try_from(light - tint).unwrap_or(u8::MAX));
            }
        }
    }
    Rgb {
        width: WIDTH,
        height: HEIGHT,
        pixels,
    }
}

/// Luma and chroma of a pixel in the range of video (ITU-R BT.601).
fn video(pixel: &[u8]) -> [u8; 3] {
    let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(i32::from);
    [
        ((66 * red + 129 * green + 25 * blue) >> 8) + 16,
        ((-38 * red - 74 * green + 112 * blue) >> 8) + 128,
        ((112 * red - 94 * green - 18 * blue) >> 8) + 128,
    ]
    .map(|value| u8::try_from(value).unwrap_or(128))
}

fn yuyv_of(picture: &Rgb) -> Vec<u8> {
    let pairs = picture.pixels.chunks_exact(6);
    pairs
        .flat_map(|pair| {
            let ([one, blue, red], [two, ..]) = (video(&pair[..3]), video(&pair[3..]));
            [one, blue, two, red]
        })
        .collect()
}

fn nv12_of(picture: &Rgb) -> Vec<u8> {
    let luma = picture.pixels.chunks_exact(3).map(|pixel| video(pixel)[0]);
    let rows = picture
        .pixels
        .chunks_exact(usize::from(WIDTH) * 3)
        .step_by(2);
    let chroma = rows.flat_map(|row| {
        row.chunks_exact(6).flat_map(|pair| {
            let [_, blue, red] = video(&pair[..3]);
            [blue, red]
        })
    });
    luma.chain(chroma).collect()
}
