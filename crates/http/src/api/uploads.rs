//! Resumable uploads: tus 1.0 (core, creation, termination), so that a foreign client works too.
//!
//! Source: <https://tus.io/protocols/resumable-upload>, version 1.0.0. An offset is acknowledged once
//! its bytes are on the disk, encrypted.

use crate::Site;
use crate::extract::{Caller, id};
use crate::problem::Refused;
use crate::views::from_hex;
use axum::Router;
use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::BytesMut;
use futures_util::StreamExt as _;
use sceau_domain::id::UploadId;
use sceau_service::account::Authenticated;
use sceau_service::proofing::{
    AnnouncedUpload, UploadStanding, append_upload, begin_upload, discard_upload, upload_offset,
};
use sceau_wire::error::ErrorCode;

const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const METADATA: &str = "upload-metadata";
/// What is gathered before it goes to the disk. A body may be as long as the upload: what came before
/// a cut is kept, piece by piece.
const PIECE: usize = 256 * 1024;

pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/uploads", post(begin).options(describe))
        .route(
            "/uploads/{upload}",
            axum::routing::head(look)
                .patch(append)
                .delete(discard)
                .options(describe),
        )
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(speak_version))
}

/// Every answer names the version; another version is refused (tus, "Tus-Resumable").
async fn speak_version(request: Request, next: Next) -> Response {
    let is_other = request
        .headers()
        .get(&RESUMABLE)
        .map_or(request.method() != axum::http::Method::OPTIONS, |value| {
            value != VERSION
        });
    let mut answer = if is_other {
        (
            StatusCode::PRECONDITION_FAILED,
            [(HeaderName::from_static("tus-version"), VERSION)],
        )
            .into_response()
    } else {
        next.run(request).await
    };
    answer.headers_mut().insert(RESUMABLE, VERSION);
    answer
}

async fn describe(State(site): State<Site>) -> Response {
    let limit = site
        .world
        .configuration
        .video_limit
        .max(site.world.configuration.picture_limit);
    (
        StatusCode::NO_CONTENT,
        [
            ("tus-version", "1.0.0".to_owned()),
            (
                "tus-extension",
                "creation,termination,expiration".to_owned(),
            ),
            ("tus-max-size", limit.to_string()),
        ],
    )
        .into_response()
}

async fn begin(
    State(site): State<Site>,
    Caller(by): Caller,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let size = number(&headers, &LENGTH)?;
    let metadata = headers
        .get(METADATA)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let sha256 = from_hex(&described(metadata, "sha256")?)?;
    let media_type = described(metadata, "media_type")?;
    let announced = AnnouncedUpload {
        size,
        sha256,
        media_type,
    };
    let begun = begin_upload(&site.world, &by, &announced).await?;
    let location = format!("/api/v1/uploads/{}", begun.upload.id);
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, location)],
        offsets(&begun),
    )
        .into_response())
}

async fn look(
    State(site): State<Site>,
    Caller(by): Caller,
    Path(upload): Path<String>,
) -> Result<Response, Refused> {
    let standing = upload_offset(&site.world, &by, id(&upload)?).await?;
    Ok((StatusCode::OK, offsets(&standing)).into_response())
}

async fn append(
    State(site): State<Site>,
    Caller(by): Caller,
    Path(upload): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let is_piece = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value == "application/offset+octet-stream");
    if !is_piece {
        return Err(ErrorCode::RequestMalformed.into());
    }
    let writing = Writing {
        site: &site,
        by: &by,
        upload: id(&upload)?,
    };
    let standing = writing
        .take(number(&headers, &OFFSET)?, body.into_data_stream())
        .await?;
    Ok((StatusCode::NO_CONTENT, offsets(&standing)).into_response())
}

/// An upload that is being appended to.
struct Writing<'w> {
    site: &'w Site,
    by: &'w Authenticated,
    upload: UploadId,
}

impl Writing<'_> {
    /// Writes a body as it arrives. A line that is cut, or falls silent, ends it, after what arrived is on the disk.
    async fn take(&self, offset: u64, mut body: BodyDataStream) -> Result<UploadStanding, Refused> {
        // Refuses a wrong offset before any byte is read.
        let mut standing = self.append(offset, Bytes::new()).await?;
        let mut gathered = BytesMut::new();
        while let Some(arrived) = body.next().await {
            let Ok(arrived) = arrived else {
                self.append(standing.offset, gathered.freeze()).await?;
                return Err(ErrorCode::RequestMalformed.into());
            };
            gathered.extend_from_slice(&arrived);
            if gathered.len() >= PIECE {
                standing = self
                    .append(standing.offset, gathered.split().freeze())
                    .await?;
            }
        }
        self.append(standing.offset, gathered.freeze()).await
    }

    async fn append(&self, offset: u64, piece: Bytes) -> Result<UploadStanding, Refused> {
        Ok(append_upload(&self.site.world, self.by, self.upload, offset, piece).await?)
    }
}

async fn discard(
    State(site): State<Site>,
    Caller(by): Caller,
    Path(upload): Path<String>,
) -> Result<StatusCode, Refused> {
    discard_upload(&site.world, &by, id(&upload)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn offsets(standing: &UploadStanding) -> HeaderMap {
    let expires = standing
        .upload
        .expires_at
        .strftime("%a, %d %b %Y %H:%M:%S GMT")
        .to_string();
    let mut headers = HeaderMap::new();
    headers.insert(OFFSET, HeaderValue::from(standing.offset));
    headers.insert(LENGTH, HeaderValue::from(standing.upload.size));
    if let Ok(expires) = HeaderValue::from_str(&expires) {
        headers.insert(EXPIRES, expires);
    }
    headers
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, Refused> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse().ok())
        .ok_or_else(|| ErrorCode::RequestMalformed.into())
}

/// A value of `Upload-Metadata`: pairs `key base64`, separated by commas.
fn described(metadata: &str, key: &str) -> Result<String, Refused> {
    metadata
        .split(',')
        .filter_map(|pair| pair.trim().split_once(' '))
        .find(|(name, _)| *name == key)
        .and_then(|(_, value)| STANDARD.decode(value.trim()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| ErrorCode::RequestMalformed.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_read_as_tus_writes_it() {
        let metadata = "filename d29ybGQ=, media_type aW1hZ2UvanBlZw==";
        assert_eq!(described(metadata, "media_type").unwrap(), "image/jpeg");
        assert!(described(metadata, "sha256").is_err());
        assert!(described("sha256 %%%", "sha256").is_err());
    }
}
