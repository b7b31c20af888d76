//! Captures on this device: sealed files, and what is known of each besides its bytes.

use sceau_capture::media::ArrivingFilm;
use sceau_capture::sealed::{
    CaptureHandle, CaptureKey, GrowingFile, SealFault, Sealed, SealedFolder, SealedReader,
};
use sceau_domain::random::Random;
use sceau_wire::Part;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::evidence::{EvidenceSource, FilmSignature};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// One sealed file and what an upload announces of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Piece {
    /// The sealed file.
    pub(crate) handle: String,
    /// SHA-256 of the plain bytes, hexadecimal.
    pub(crate) sha256: String,
    /// Plain bytes.
    pub(crate) size: u64,
    /// `image/jpeg`, `video/mp4`.
    pub(crate) media_type: String,
}

impl Piece {
    /// What a sealed file announces.
    pub(crate) fn of(file: &Sealed, media_type: &str) -> Self {
        let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            handle: file.handle.to_string(),
            sha256: hexadecimal(&file.sha256),
            size: file.length,
            media_type: media_type.to_owned(),
        }
    }
}

/// What a film says of itself; the challenge is known when it is sent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FilmFacts {
    pub(crate) fps: f32,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) duration_ms: u32,
    pub(crate) prompts_ms: Vec<u32>,
    pub(crate) has_sound: bool,
    pub(crate) signature: Option<FilmSignature>,
}

/// A capture that was taken and not yet thrown away or received.
#[derive(Debug, Clone)]
pub(crate) struct Capture {
    /// Whose it is, as the server names the account; unknown where nobody ever signed in.
    pub(crate) account: Option<String>,
    pub(crate) part: Part,
    pub(crate) source: EvidenceSource,
    pub(crate) main: Piece,
    pub(crate) clip: Option<Piece>,
    pub(crate) film: Option<FilmFacts>,
}

/// The captures of this run, and their files.
pub(crate) struct Captures {
    folder: SealedFolder,
    key: CaptureKey,
    known: Mutex<HashMap<String, Capture>>,
}

impl Captures {
    pub(crate) fn new(folder: SealedFolder, key: CaptureKey) -> Self {
        Self {
            folder,
            key,
            known: Mutex::new(HashMap::new()),
        }
    }

    /// Seals bytes under a fresh handle. Blocks.
    pub(crate) fn seal(
        &self,
        random: &dyn Random,
        bytes: &[u8],
        media_type: &str,
    ) -> Result<Piece, SealFault> {
        let handle = CaptureHandle::make_random(random);
        let file = self.folder.seal(&handle, &self.key, bytes)?;
        Ok(Piece::of(&file, media_type))
    }

    /// Begins a file that grows while this device records. Blocks.
    pub(crate) fn record(&self, random: &dyn Random) -> Result<GrowingFile, SealFault> {
        let handle = CaptureHandle::make_random(random);
        self.folder.record(&handle, &self.key)
    }

    /// Begins a film that a webview pushes. Blocks.
    pub(crate) fn arriving(&self, random: &dyn Random) -> Result<ArrivingFilm, SealFault> {
        let handle = CaptureHandle::make_random(random);
        ArrivingFilm::begin(&self.folder, &handle, &self.key)
    }

    /// Remembers a capture under the handle of its main file, which it gives back.
    pub(crate) fn remember(&self, capture: Capture) -> String {
        let handle = capture.main.handle.clone();
        self.known().insert(handle.clone(), capture);
        handle
    }

    pub(crate) fn get(&self, capture: &str) -> Option<Capture> {
        self.known().get(capture).cloned()
    }

    /// Opens a sealed file. Blocks.
    pub(crate) fn read(&self, handle: &str) -> Result<SealedReader, SealFault> {
        let handle = handle.parse().map_err(|_| SealFault::Missing)?;
        self.folder.read(&handle, &self.key)
    }

    /// Deletes a capture's files and forgets it; deleting twice is no fault. Blocks.
    pub(crate) fn delete(&self, capture: &str, pieces: &[String]) -> Result<(), SealFault> {
        let known = self.known().remove(capture);
        let of_known = known.iter().flat_map(|capture| {
            [Some(&capture.main), capture.clip.as_ref()]
                .into_iter()
                .flatten()
        });
        for handle in of_known.map(|piece| &piece.handle).chain(pieces) {
            if let Ok(handle) = handle.parse() {
                self.folder.delete(&handle)?;
            }
        }
        Ok(())
    }

    /// Deletes every file but these: a capture that was neither sent nor thrown away when the app
    /// ended is taken again, not found again.
    pub(crate) fn keep_only(&self, kept: &[String]) -> Result<(), SealFault> {
        self.known()
            .retain(|_, capture| kept.contains(&capture.main.handle));
        for handle in self.folder.list()? {
            if !kept.contains(&handle.to_string()) {
                self.folder.delete(&handle)?;
            }
        }
        Ok(())
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Capture>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The public code of a sealed file that fails.
pub(crate) const fn seal_problem(fault: SealFault) -> Problem {
    Problem::new(match fault {
        SealFault::NoRoom => ErrorCode::StorageFull,
        SealFault::Disk | SealFault::Exists => ErrorCode::StorageFailed,
        SealFault::Missing | SealFault::Broken => ErrorCode::CaptureUnknown,
    })
}
