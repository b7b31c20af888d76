//! One capture on its way.

use crate::captures::{Capture, Piece};
use sceau_wire::Part;
use sceau_wire::error::Problem;
use sceau_wire::evidence::{EvidenceRequest, EvidenceSource, VideoFacts};
use sceau_wire::host::{UploadState, UploadView};
use serde::{Deserialize, Serialize};

/// As it is kept between two runs: handles, sizes, hashes; nothing of a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The handle that the screen knows.
    pub(crate) capture: String,
    /// Whose it is: it travels under no other session.
    #[serde(default)]
    pub(crate) account: Option<String>,
    pub(crate) part: Part,
    pub(crate) source: EvidenceSource,
    pub(crate) video: Option<VideoFacts>,
    /// The picture or film, then the clip where there is one.
    pub(crate) pieces: Vec<Travelling>,
    /// Ties the evidence to the case once, however often it is asked.
    pub(crate) key: String,
    /// Why it stopped for good.
    pub(crate) problem: Option<Problem>,
    /// How often it began again because the server had lost its bytes.
    pub(crate) restarts: u8,
    /// Why it waits, as far as this run knows.
    #[serde(skip)]
    pub(crate) waits_for: Option<Problem>,
    /// What the screen is told; after a restart of the app it is on its way again.
    #[serde(skip, default = "sending")]
    pub(crate) state: UploadState,
}

/// One file on its way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Travelling {
    pub(crate) piece: Piece,
    /// Its name at the server, once created.
    pub(crate) upload: Option<String>,
    /// Bytes acknowledged, as far as this run knows: the server is asked after a restart.
    #[serde(skip)]
    pub(crate) sent: u64,
}

const fn sending() -> UploadState {
    UploadState::Sending
}

impl Entry {
    pub(crate) fn new(
        capture: &Capture,
        part: Part,
        video: Option<VideoFacts>,
        key: String,
    ) -> Self {
        let travelling = |piece: &Piece| Travelling {
            piece: piece.clone(),
            upload: None,
            sent: 0,
        };
        Self {
            capture: capture.main.handle.clone(),
            account: capture.account.clone(),
            part,
            source: capture.source,
            video,
            pieces: [Some(&capture.main), capture.clip.as_ref()]
                .into_iter()
                .flatten()
                .map(travelling)
                .collect(),
            key,
            problem: None,
            waits_for: None,
            restarts: 0,
            state: UploadState::Sending,
        }
    }

    /// What ties it to the case; `None` while a file has no name at the server.
    pub(crate) fn request(&self) -> Option<EvidenceRequest> {
        let mut uploads = self.pieces.iter().map(|file| file.upload.clone());
        Some(EvidenceRequest {
            part: self.part,
            upload: uploads.next()??,
            clip: match uploads.next() {
                Some(clip) => Some(clip?),
                None => None,
            },
            source: self.source,
            video: self.video.clone(),
        })
    }

    pub(crate) fn view(&self) -> UploadView {
        UploadView {
            capture: self.capture.clone(),
            part: self.part,
            sent: self.pieces.iter().map(|file| file.sent).sum(),
            size: self.pieces.iter().map(|file| file.piece.size).sum(),
            state: self.state,
            problem: self.problem.clone().or_else(|| self.waits_for.clone()),
        }
    }

    pub(crate) fn handles(&self) -> Vec<String> {
        self.pieces
            .iter()
            .map(|file| file.piece.handle.clone())
            .collect()
    }

    pub(crate) const fn is_over(&self) -> bool {
        matches!(self.state, UploadState::Done | UploadState::Failed)
    }
}
