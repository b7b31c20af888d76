//! A picture and a film, and their way to the server by tus.

use crate::line::{Line, send};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::{StreamExt as _, stream};
use image::{ImageFormat, Rgb, RgbImage};
use reqwest::{Body, RequestBuilder};
use sceau_service::crypto::{sha256, to_hex};
use std::io::{self, Cursor};
use std::time::Duration;

/// A picture of about a megabyte, so that the middle of its upload is a moment.
pub(crate) fn picture() -> Vec<u8> {
    let shade = |at: u32| u8::try_from(at % 256).unwrap();
    let noise = |x: u32, y: u32| (x * 2_654_435 + y * 40_503) ^ (x * y);
    let picture = RgbImage::from_fn(1280, 960, |x, y| {
        Rgb([shade(noise(x, y)), shade(noise(y, x)), shade(x ^ y)])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// A film of fifteen seconds, as far as its boxes tell.
pub(crate) fn film() -> Vec<u8> {
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
    let header = atom(b"mvhd", &numbers(&[0, 0, 0, 1000, 15_000]));
    [
        atom(b"ftyp", b"isom\0\0\0\0"),
        atom(b"moov", &[header, atom(b"trak", &track)].concat()),
        atom(b"mdat", &[7; 300_000]),
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

impl Line {
    /// Uploads everything and gives the upload's name.
    pub(crate) async fn upload(&mut self, bytes: &[u8], media_type: &str, is_cut: bool) -> String {
        let metadata = format!(
            "sha256 {},media_type {}",
            STANDARD.encode(to_hex(&sha256(bytes))),
            STANDARD.encode(media_type)
        );
        let begin = self
            .client
            .post(self.at("/api/v1/uploads"))
            .header("tus-resumable", "1.0.0")
            .header("upload-length", bytes.len())
            .header("upload-metadata", metadata);
        let begun = self.act(begin).await;
        assert_eq!(begun.status, 201, "{begun:?}");
        let path = begun.location.clone();
        if is_cut {
            self.cut(&path, bytes).await;
        }
        let offset = self.offset(&path).await;
        let sent = self.patch(&path, offset, bytes[offset..].to_vec().into());
        let reply = self.act(sent).await;
        // Sent again after the server had it all: the offset says so.
        if reply.status != 204 {
            assert!(reply.was_killed, "{reply:?}");
            let offset = self.offset(&path).await;
            let rest = self.patch(&path, offset, bytes[offset..].to_vec().into());
            assert_eq!(
                send(rest.bearer_auth(&self.token)).await.unwrap().status,
                204
            );
        }
        assert_eq!(self.offset(&path).await, bytes.len());
        path.rsplit('/').next().unwrap().to_owned()
    }

    /// A third arrives and is acknowledged; of the rest a part is on its way when the server dies.
    async fn cut(&mut self, path: &str, bytes: &[u8]) {
        let third = bytes.len() / 3;
        let first = self.patch(path, 0, bytes[..third].to_vec().into());
        let reply = send(first.bearer_auth(&self.token)).await.unwrap();
        assert_eq!(reply.status, 204, "{reply:?}");
        let part = bytes[third..bytes.len() * 6 / 10].to_vec();
        let stalled = stream::iter([Ok::<_, io::Error>(part)]).chain(stream::pending());
        let rest = self.patch(path, third, Body::wrap_stream(stalled));
        let sending = send(rest.bearer_auth(&self.token));
        assert!(
            tokio::time::timeout(Duration::from_millis(400), sending)
                .await
                .is_err()
        );
        self.die_and_rise().await;
        let kept = self.offset(path).await;
        assert!(
            (third..=bytes.len() * 6 / 10).contains(&kept),
            "{kept} of {third} acknowledged"
        );
    }

    async fn offset(&self, path: &str) -> usize {
        let look = self
            .client
            .head(self.at(path))
            .header("tus-resumable", "1.0.0");
        let answer = look.bearer_auth(&self.token).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.headers()["upload-offset"]
            .to_str()
            .unwrap()
            .parse()
            .unwrap()
    }

    fn patch(&self, path: &str, offset: usize, body: Body) -> RequestBuilder {
        self.client
            .patch(self.at(path))
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", offset)
            .header("content-type", "application/offset+octet-stream")
            .body(body)
    }
}
