//! The queue, on disk at every change that matters.

use super::Entry;
use crate::files;
use sceau_wire::error::Problem;
use sceau_wire::host::{UploadState, UploadView};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Captures on their way, oldest first.
pub(crate) struct Queue {
    file: PathBuf,
    entries: Mutex<Vec<Entry>>,
}

impl Queue {
    /// Reads what was on its way when the app ended. What had been refused for good is not taken up again: no screen
    /// shows it any more, and its files are to go.
    pub(crate) fn open(file: PathBuf) -> Self {
        let mut entries: Vec<Entry> = files::read_json(&file).unwrap_or_default();
        entries.retain(|entry| entry.problem.is_none());
        Self {
            file,
            entries: Mutex::new(entries),
        }
    }

    /// Adds a capture; the same one again is the one that already travels. One that failed may be
    /// tried again.
    pub(crate) fn add(&self, entry: Entry) -> Result<UploadView, Problem> {
        let mut entries = self.entries();
        if let Some(same) = entries.iter().find(|other| other.capture == entry.capture)
            && same.state != UploadState::Failed
        {
            return Ok(same.view());
        }
        entries.retain(|other| other.capture != entry.capture);
        let view = entry.view();
        entries.push(entry);
        self.save(&entries)?;
        Ok(view)
    }

    /// The first that is not over.
    pub(crate) fn next(&self) -> Option<Entry> {
        self.entries()
            .iter()
            .find(|entry| !entry.is_over())
            .cloned()
    }

    pub(crate) fn get(&self, capture: &str) -> Option<Entry> {
        self.entries()
            .iter()
            .find(|entry| entry.capture == capture)
            .cloned()
    }

    /// Changes one and keeps it. False when it was thrown away meanwhile.
    pub(crate) fn change(
        &self,
        capture: &str,
        change: impl FnOnce(&mut Entry),
    ) -> Result<bool, Problem> {
        let mut entries = self.entries();
        let Some(entry) = entries.iter_mut().find(|entry| entry.capture == capture) else {
            return Ok(false);
        };
        change(entry);
        self.save(&entries)?;
        Ok(true)
    }

    /// Notes progress, in memory only: the server is asked again after a restart.
    pub(crate) fn progress(&self, capture: &str, change: impl FnOnce(&mut Entry)) -> bool {
        let mut entries = self.entries();
        let found = entries.iter_mut().find(|entry| entry.capture == capture);
        found.map(change).is_some()
    }

    /// Takes one out, or all of them.
    pub(crate) fn remove(&self, capture: Option<&str>) -> Result<Vec<Entry>, Problem> {
        let mut entries = self.entries();
        let is_meant = |entry: &Entry| capture.is_none_or(|capture| entry.capture == capture);
        let (removed, kept) = entries.drain(..).partition(is_meant);
        *entries = kept;
        self.save(&entries)?;
        Ok(removed)
    }

    pub(crate) fn views(&self) -> Vec<UploadView> {
        self.entries().iter().map(Entry::view).collect()
    }

    /// The sealed files still needed.
    pub(crate) fn handles(&self) -> Vec<String> {
        self.entries().iter().flat_map(Entry::handles).collect()
    }

    fn save(&self, entries: &[Entry]) -> Result<(), Problem> {
        // One that arrived is the journey's to tell after a restart.
        let kept: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.state != UploadState::Done)
            .collect();
        files::write_json(&self.file, &kept)
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
