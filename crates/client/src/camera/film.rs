//! A film that the webview records and pushes, with the prompts that were shown meanwhile.

use core::time::Duration;
use sceau_capture::media::{Container, FilmAssembly, MediaFault, PushedFilm};
use sceau_wire::error::{ErrorCode, Problem};

/// What arrives while the webview records.
#[derive(Default)]
pub(super) struct Arriving {
    assembly: FilmAssembly,
    film: Option<PushedFilm>,
    started: Duration,
    prompts: Vec<Duration>,
}

impl Arriving {
    pub(super) fn new(started: Duration) -> Self {
        Self {
            started,
            ..Self::default()
        }
    }

    pub(super) fn prompt(&mut self, now: Duration) {
        self.prompts.push(now.saturating_sub(self.started));
    }

    pub(super) fn push(&mut self, bytes: &[u8], is_last: bool) -> Result<(), Problem> {
        let offset = self.assembly.offset();
        self.assembly.push(offset, bytes).map_err(media_problem)?;
        if is_last {
            let whole = core::mem::take(&mut self.assembly);
            self.film = Some(whole.finish().map_err(media_problem)?);
        }
        Ok(())
    }

    /// The film, once its last piece came, and the prompts.
    pub(super) fn finish(self) -> Result<(PushedFilm, Vec<Duration>), Problem> {
        let film = self.film.ok_or(Problem::new(ErrorCode::CaptureUnknown))?;
        Ok((film, self.prompts))
    }
}

pub(super) const fn media_type(container: Container) -> &'static str {
    match container {
        Container::Mp4 => "video/mp4",
        Container::WebM => "video/webm",
    }
}

const fn media_problem(fault: MediaFault) -> Problem {
    Problem::new(match fault {
        MediaFault::TooHeavy => ErrorCode::FileTooBig,
        MediaFault::OutOfOrder | MediaFault::NotAFilm => ErrorCode::FileNotAVideo,
        MediaFault::Damaged => ErrorCode::FileDamaged,
    })
}
