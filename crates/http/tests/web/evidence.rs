//! Files that an app or a stranger sends, and their way by tus.

use crate::app::App;
use crate::scene::Answer;
use axum::body::Body;
use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, Rgb, RgbImage};
use sceau_service::crypto::{sha256, to_hex};
use std::io::Cursor;

/// A JPEG that a camera could have given.
pub(crate) fn picture() -> Vec<u8> {
    drawn(800, 600, ImageFormat::Jpeg)
}

pub(crate) fn drawn(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let shade = |at: u32| u8::try_from(at % 256).unwrap();
    let picture = RgbImage::from_fn(width, height, |x, y| {
        Rgb([shade(x), shade(y), shade(x * y)])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The smallest MP4 with a picture track of fifteen seconds.
pub(crate) fn film() -> Vec<u8> {
    let header = atom(b"mvhd", &numbers(&[0, 0, 0, 1000, 15_000]));
    let media = [
        atom(b"mdhd", &numbers(&[0, 0, 0, 1000, 0])),
        atom(b"hdlr", &[numbers(&[0, 0]).as_slice(), b"vide"].concat()),
    ]
    .concat();
    let track = [
        atom(b"tkhd", &numbers(&[0, 0, 0, 1])),
        atom(b"mdia", &media),
    ]
    .concat();
    let movie = [header, atom(b"trak", &track)].concat();
    [
        atom(b"ftyp", b"isom\0\0\0\0"),
        atom(b"moov", &movie),
        atom(b"mdat", b"data"),
    ]
    .concat()
}

fn atom(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len() + 8).unwrap();
    [&size.to_be_bytes(), kind.as_slice(), body].concat()
}

fn numbers(values: &[u32]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_be_bytes())
        .collect()
}

/// A PNG whose header says 50,000 × 50,000 and that holds one grey pixel.
pub(crate) fn png_that_boasts() -> Vec<u8> {
    let mut png = drawn(1, 1, ImageFormat::Png);
    // IHDR is always first: length, name, width, height, five more bytes, then its checksum.
    png[16..20].copy_from_slice(&50_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&50_000_u32.to_be_bytes());
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png
}

/// The checksum of PNG chunks (ISO 3309), bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let rest = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(sum & 1))
        })
    });
    !rest
}

impl App<'_> {
    /// Announces an upload: its length and its hash.
    pub(crate) async fn announce(&self, size: usize, hash: &[u8; 32], media_type: &str) -> Answer {
        let metadata = format!(
            "sha256 {},media_type {}",
            STANDARD.encode(to_hex(hash)),
            STANDARD.encode(media_type)
        );
        let request = self
            .request(Method::POST, "/api/v1/uploads")
            .header("tus-resumable", "1.0.0")
            .header("upload-length", size)
            .header("upload-metadata", metadata)
            .body(Body::empty());
        self.scene.call(request.unwrap()).await
    }

    /// Begins an upload and gives its address.
    pub(crate) async fn begin_upload(&self, bytes: &[u8], media_type: &str) -> String {
        let begun = self.announce(bytes.len(), &sha256(bytes), media_type).await;
        assert_eq!(begun.status, 201, "{}", begun.text());
        begun.header("location").to_owned()
    }

    pub(crate) async fn append(&self, address: &str, offset: usize, piece: &[u8]) -> Answer {
        self.append_body(address, offset, Body::from(piece.to_vec()))
            .await
    }

    pub(crate) async fn append_body(&self, address: &str, offset: usize, body: Body) -> Answer {
        let request = self
            .request(Method::PATCH, address)
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", offset)
            .header("content-type", "application/offset+octet-stream")
            .body(body);
        self.scene.call(request.unwrap()).await
    }

    /// Where an upload goes on.
    pub(crate) async fn offset(&self, address: &str) -> usize {
        let looked = self.tus(Method::HEAD, address).await;
        assert_eq!(looked.status, 200);
        looked.header("upload-offset").parse().unwrap()
    }

    /// A tus request without a body.
    pub(crate) async fn tus(&self, method: Method, address: &str) -> Answer {
        let request = self
            .request(method, address)
            .header("tus-resumable", "1.0.0")
            .body(Body::empty());
        self.scene.call(request.unwrap()).await
    }

    /// Uploads everything at once and gives the upload's name.
    pub(crate) async fn upload(&self, bytes: &[u8], media_type: &str) -> String {
        let address = self.begin_upload(bytes, media_type).await;
        let answer = self.append(&address, 0, bytes).await;
        assert_eq!(answer.status, 204, "{}", answer.text());
        assert_eq!(answer.header("upload-offset"), bytes.len().to_string());
        name_of(&address)
    }
}

/// The name that an address ends with.
pub(crate) fn name_of(address: &str) -> String {
    address.rsplit('/').next().unwrap().to_owned()
}
