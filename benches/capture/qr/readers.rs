//! The readers in Rust, each on a thread that can be left behind.

use core::time::Duration;
use sceau_benches::time;
use sceau_vision::{Luma, read_qr};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// A reader that takes longer has read nothing, and its time counts as this.
pub(crate) const CAP: Duration = Duration::from_secs(2);

type Read = fn(&Luma) -> Vec<String>;

/// A reader and its name with its version.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    pub(crate) who: &'static str,
    pub(crate) read: Read,
}

pub(crate) const READERS: [Reader; 4] = [
    Reader {
        who: "sceau",
        read: sceau,
    },
    Reader {
        who: "rqrr 0.11",
        read: rqrr,
    },
    Reader {
        who: "rxing 0.9",
        read: rxing,
    },
    Reader {
        who: "quircs 0.10",
        read: quircs,
    },
];

fn sceau(picture: &Luma) -> Vec<String> {
    let codes = read_qr(picture.view(), &|| CAP).codes;
    codes.into_iter().map(|code| code.text).collect()
}

fn rqrr(picture: &Luma) -> Vec<String> {
    let view = picture.view();
    let (width, height) = (view.width() as usize, view.height() as usize);
    let grey = |x, y| view.pixels()[y * width + x];
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = prepared.detect_grids();
    let texts = grids.iter().filter_map(|grid| grid.decode().ok());
    texts.map(|(_, text)| text).collect()
}

fn rxing(picture: &Luma) -> Vec<String> {
    use rxing::Reader as _;
    let view = picture.view();
    let pixels = view.pixels().to_vec();
    let Ok(source) = rxing::Luma8LuminanceSource::new(pixels, view.width(), view.height()) else {
        return Vec::new();
    };
    let mut bitmap = rxing::BinaryBitmap::new(rxing::common::HybridBinarizer::new(source));
    let hints = rxing::DecodeHints {
        TryHarder: Some(true),
        AlsoInverted: Some(true),
        PossibleFormats: Some([rxing::BarcodeFormat::QR_CODE].into()),
        ..rxing::DecodeHints::default()
    };
    let found = rxing::qrcode::cpp_port::QrReader.decode_with_hints(&mut bitmap, &hints);
    found.map_or_else(|_| Vec::new(), |code| vec![code.getText().to_owned()])
}

fn quircs(picture: &Luma) -> Vec<String> {
    let view = picture.view();
    let (width, height) = (view.width() as usize, view.height() as usize);
    let mut reader = quircs::Quirc::default();
    let codes = reader.identify(width, height, view.pixels());
    codes
        .filter_map(|code| code.ok()?.decode().ok())
        .map(|data| String::from_utf8_lossy(&data.payload).into_owned())
        .collect()
}

/// Where a thread takes pictures, and where it gives texts and its time.
type Started = (SyncSender<Arc<Luma>>, Receiver<(Vec<String>, Duration)>);

/// A thread that reads; left behind and replaced when it hangs or panics.
pub(crate) struct Capped {
    read: Read,
    thread: Option<Started>,
}

impl Capped {
    pub(crate) const fn new(read: Read) -> Self {
        Self { read, thread: None }
    }

    /// The texts, and how long it took.
    pub(crate) fn read(&mut self, picture: &Arc<Luma>) -> (Vec<String>, Duration) {
        let read = self.read;
        let (frames, texts) = self.thread.get_or_insert_with(|| started(read));
        let answer = frames
            .send(Arc::clone(picture))
            .ok()
            .and_then(|()| texts.recv_timeout(CAP).ok());
        answer.unwrap_or_else(|| {
            self.thread = None;
            (Vec::new(), CAP)
        })
    }
}

fn started(read: Read) -> Started {
    let (frames, inbox) = sync_channel::<Arc<Luma>>(1);
    let (outbox, texts) = sync_channel(1);
    std::thread::spawn(move || {
        while let Ok(picture) = inbox.recv() {
            if outbox.send(time(|| read(&picture))).is_err() {
                return;
            }
        }
    });
    (frames, texts)
}
