//! The bytes of evidence, decrypted for the operator who holds the case. Never a download.

use super::session::Operator;
use crate::Site;
use crate::extract::id;
use crate::problem::Refused;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::TryStreamExt as _;
use sceau_domain::examination::Moment;
use sceau_service::failure::{Failure, Refusal};
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

/// Evidence is bounded (50 MB) and authenticated to its last byte before any of it is shown; a player
/// asks for ranges to seek.
async fn serve(
    site: &Site,
    by: &AuthenticatedOperator,
    [case, evidence]: [&str; 2],
    file: EvidenceFile,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let opened = open_evidence(&site.world, by, id(case)?, id(evidence)?, file).await?;
    let pieces: Vec<Bytes> = opened.bytes.try_collect().await.map_err(Failure::from)?;
    let whole = Bytes::from(pieces.concat());
    let common = [
        (header::CONTENT_TYPE, opened.media_type),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::CONTENT_DISPOSITION, "inline".to_owned()),
    ];
    let range = headers
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok());
    Ok(
        match range.and_then(|range| read_range(range, whole.len())) {
            Some((first, last)) => {
                let place = format!("bytes {first}-{last}/{}", whole.len());
                let part = whole.slice(first..=last);
                (
                    StatusCode::PARTIAL_CONTENT,
                    common,
                    [(header::CONTENT_RANGE, place)],
                    part,
                )
                    .into_response()
            }
            None => (common, whole).into_response(),
        },
    )
}

/// One range of RFC 9110 §14.1.2, `bytes=first-last`; anything else is answered whole.
fn read_range(range: &str, length: usize) -> Option<(usize, usize)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let first: usize = first.parse().ok()?;
    let end = length.checked_sub(1)?;
    let last = if last.is_empty() {
        end
    } else {
        last.parse::<usize>().ok()?.min(end)
    };
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::read_range;

    #[test]
    fn a_range_stays_inside_the_file() {
        assert_eq!(read_range("bytes=0-", 10), Some((0, 9)));
        assert_eq!(read_range("bytes=2-99", 10), Some((2, 9)));
        assert_eq!(read_range("bytes=10-", 10), None);
        assert_eq!(read_range("bytes=0-", 0), None);
        assert_eq!(read_range("lines=0-", 10), None);
    }
}
