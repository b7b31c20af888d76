//! The mark of an erasure whose answer may have been lost on the way.
//!
//! An erased account has no session any more: without this mark, the next answer, `session.missing`,
//! would read as « your case is kept, sign in again », and this device would keep its key.

use crate::App;
use crate::app::{blocking, storage_failed};
use crate::files;
use sceau_wire::error::{ErrorCode, Problem};
use std::path::PathBuf;

impl App {
    /// An empty file: it names nobody.
    fn erasure_mark(&self) -> PathBuf {
        self.settings.folder.join("erasure-asked")
    }

    /// Whether an erasure was asked for and its answer never came.
    pub(crate) fn is_erasure_open(&self) -> bool {
        self.erasure_mark().exists()
    }

    /// Notes that an erasure is being asked for, before it is.
    ///
    /// # Errors
    /// `storage.failed`.
    pub(crate) async fn mark_erasure(&self) -> Result<(), Problem> {
        let mark = self.erasure_mark();
        blocking(move || files::write_whole(&mark, &[]))
            .await?
            .map_err(|_| storage_failed())
    }

    /// Forgets the note: the answer came, or somebody signs in.
    ///
    /// # Errors
    /// `storage.failed`.
    pub(crate) async fn unmark_erasure(&self) -> Result<(), Problem> {
        let mark = self.erasure_mark();
        blocking(move || files::delete(&mark))
            .await?
            .map_err(|_| storage_failed())
    }
}

/// Whether the server may have done what was asked although this came back.
pub(crate) const fn may_be_done(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::Offline
            | ErrorCode::AnswerMalformed
            | ErrorCode::Internal
            | ErrorCode::Unavailable
    )
}
