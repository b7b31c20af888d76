//! The bytes of evidence, decrypted for the operator who holds the case. Never a download.

use super::session::Operator;
use crate::Site;
use crate::extract::id;
use crate::problem::Refused;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use sceau_domain::examination::Moment;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::ports::{ByteStream, PartAsked, Place};
use sceau_service::review::{AuthenticatedOperator, EvidenceFile, open_evidence};

pub(crate) async fn main(
    State(site): State<Site>,
    Operator(by): Operator,
    Path((case, evidence)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    serve(&site, &by, [&case, &evidence], EvidenceFile::Main, &headers).await
}

pub(crate) async fn clip(
    State(site): State<Site>,
    Operator(by): Operator,
    Path((case, evidence)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    serve(&site, &by, [&case, &evidence], EvidenceFile::Clip, &headers).await
}

pub(crate) async fn portrait(
    State(site): State<Site>,
    Operator(by): Operator,
    Path((case, evidence)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    serve(
        &site,
        &by,
        [&case, &evidence],
        EvidenceFile::Portrait,
        &headers,
    )
    .await
}

pub(crate) async fn frame(
    State(site): State<Site>,
    Operator(by): Operator,
    Path((case, evidence, moment)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let known = Moment::ALL.into_iter().find(|one| one.as_str() == moment);
    let file = EvidenceFile::Frame(known.ok_or(Failure::from(Refusal::NotFound))?);
    serve(&site, &by, [&case, &evidence], file, &headers).await
}

/// Evidence is bounded (50 MB), and authenticated to its last byte before any of it is shown. A player asks for parts
/// to seek: of these, the length of the whole and each piece are authenticated before they leave.
async fn serve(
    site: &Site,
    by: &AuthenticatedOperator,
    [case, evidence]: [&str; 2],
    file: EvidenceFile,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let range = headers
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok());
    let asked = range.and_then(read_range);
    let opened = open_evidence(&site.world, by, id(case)?, id(evidence)?, file, asked).await?;
    let common = [
        (header::CONTENT_TYPE, opened.media_type),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::CONTENT_DISPOSITION, "inline".to_owned()),
    ];
    Ok(match opened.place {
        Some(place) => {
            let Place { part, length } = place;
            let range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            let placed = [
                (header::CONTENT_RANGE, range),
                (header::CONTENT_LENGTH, (part.end - part.start).to_string()),
            ];
            let body = while_it_is_read(opened.bytes).await?;
            (StatusCode::PARTIAL_CONTENT, common, placed, body).into_response()
        }
        None => {
            let pieces: Vec<Bytes> = opened.bytes.try_collect().await.map_err(Failure::from)?;
            (common, Bytes::from(pieces.concat())).into_response()
        }
    })
}

/// A body that is opened as far as somebody reads. Its beginning is opened at once, so that a piece that is lost is
/// said with its reason; one that is found later can only cut the answer off.
async fn while_it_is_read(mut bytes: ByteStream) -> Result<Body, Failure> {
    let first = bytes.try_next().await?;
    let rest = bytes.inspect_err(|why| {
        tracing::error!(%why, "a sealed object is lost: evidence cannot be shown");
    });
    Ok(Body::from_stream(stream::iter(first.map(Ok)).chain(rest)))
}

/// One range of RFC 9110 §14.1.2, `bytes=first-last`; anything else is answered whole.
fn read_range(range: &str) -> Option<PartAsked> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let last = match last {
        "" => None,
        last => Some(last.parse().ok()?),
    };
    let first = first.parse().ok()?;
    Some(PartAsked { first, last })
}

#[cfg(test)]
mod tests {
    use super::{PartAsked, read_range};

    #[test]
    fn of_ranges_only_one_with_a_beginning_is_read() {
        let asked = |first, last| Some(PartAsked { first, last });
        assert_eq!(read_range("bytes=0-"), asked(0, None));
        assert_eq!(read_range("bytes=2-99"), asked(2, Some(99)));
        for other in ["lines=0-", "bytes=-5", "bytes=0-1,4-5", "bytes=", ""] {
            assert_eq!(read_range(other), None, "{other}");
        }
    }
}
