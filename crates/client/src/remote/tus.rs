//! Resumable uploads: the tus protocol 1.0, core with creation and termination.

use super::answer::{is_own, problem_of};
use super::{Remote, malformed, offline};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Method, Response};
use sceau_wire::Secret;
use sceau_wire::error::{ErrorCode, Problem};

const UPLOADS: &str = "api/v1/uploads";

/// What an upload announces.
pub(crate) struct Announced<'a> {
    /// Bytes in all.
    pub(crate) size: u64,
    /// SHA-256, hexadecimal.
    pub(crate) sha256: &'a str,
    /// For example `image/jpeg`.
    pub(crate) media_type: &'a str,
}

impl Remote {
    /// Creates an upload and gives its name at the server.
    pub(crate) async fn create_upload(
        &self,
        token: &Secret,
        announced: &Announced<'_>,
    ) -> Result<String, Problem> {
        let metadata = format!(
            "sha256 {},media_type {}",
            STANDARD.encode(announced.sha256),
            STANDARD.encode(announced.media_type),
        );
        #[cfg(feature = "mock")]
        self.network.pass().await?;
        let answer = self
            .request(Method::POST, UPLOADS, Some(token))?
            .header("tus-resumable", "1.0.0")
            .header("upload-length", announced.size)
            .header("upload-metadata", metadata)
            .send()
            .await
            .map_err(|fault| offline(&fault))?;
        let answer = accepted(answer).await?;
        let location = header(&answer, "location").unwrap_or_default();
        // Only the last part is taken: the next requests go to our server whatever this says.
        let name = location.rsplit('/').next().unwrap_or_default();
        if is_name(name) {
            Ok(name.to_owned())
        } else {
            Err(answer_malformed())
        }
    }

    /// How many bytes the server holds.
    pub(crate) async fn upload_offset(&self, token: &Secret, upload: &str) -> Result<u64, Problem> {
        #[cfg(feature = "mock")]
        self.network.pass().await?;
        let answer = self
            .request(Method::HEAD, &path_of(upload)?, Some(token))?
            .header("tus-resumable", "1.0.0")
            .send()
            .await
            .map_err(|fault| offline(&fault))?;
        offset_of(&accepted(answer).await.map_err(unknown_upload)?)
    }

    /// Sends a piece; gives the bytes that the server then holds.
    pub(crate) async fn send_piece(
        &self,
        token: &Secret,
        upload: &str,
        offset: u64,
        piece: Vec<u8>,
    ) -> Result<u64, Problem> {
        #[cfg(feature = "mock")]
        self.network.carry(piece.len()).await?;
        let answer = self
            .request(Method::PATCH, &path_of(upload)?, Some(token))?
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", offset)
            .header("content-type", "application/offset+octet-stream")
            .body(piece)
            .send()
            .await
            .map_err(|fault| offline(&fault))?;
        offset_of(&accepted(answer).await.map_err(unknown_upload)?)
    }

    /// Gives an upload up.
    pub(crate) async fn delete_upload(&self, token: &Secret, upload: &str) -> Result<(), Problem> {
        let answer = self
            .request(Method::DELETE, &path_of(upload)?, Some(token))?
            .header("tus-resumable", "1.0.0")
            .send()
            .await
            .map_err(|fault| offline(&fault))?;
        accepted(answer).await.map(|_| ())
    }

    /// Where the scenario cuts an upload.
    #[cfg(feature = "mock")]
    pub(crate) fn is_cut_at(&self, sent: u64, size: u64) -> bool {
        self.network.is_cut_at(sent, size)
    }
}

async fn accepted(answer: Response) -> Result<Response, Problem> {
    let (status, is_own) = (answer.status(), is_own(answer.headers()));
    if status.is_success() {
        return Ok(answer);
    }
    let bytes = answer.bytes().await.map_err(|fault| offline(&fault))?;
    Err(problem_of(status, is_own, &bytes))
}

/// An upload's address that is not found is an upload that must begin again.
fn unknown_upload(problem: Problem) -> Problem {
    if problem.code == ErrorCode::NotFound {
        Problem::new(ErrorCode::UploadUnknown)
    } else {
        problem
    }
}

fn offset_of(answer: &Response) -> Result<u64, Problem> {
    header(answer, "upload-offset")
        .and_then(|text| text.parse().ok())
        .ok_or_else(answer_malformed)
}

fn header(answer: &Response, name: &str) -> Option<String> {
    Some(answer.headers().get(name)?.to_str().ok()?.to_owned())
}

fn path_of(upload: &str) -> Result<String, Problem> {
    if is_name(upload) {
        Ok(format!("{UPLOADS}/{upload}"))
    } else {
        Err(malformed())
    }
}

fn is_name(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

const fn answer_malformed() -> Problem {
    Problem::new(ErrorCode::AnswerMalformed)
}
