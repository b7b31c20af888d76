//! What was being typed and is not sent yet: kept between two runs, given back once unlocked.

use super::Answer;
use crate::App;
use crate::app::{blocking, storage_failed};
use sceau_wire::Personal;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{EntriesArgs, EntriesView, Nothing};
use std::sync::Arc;

/// More than this, in bytes, is no form of ours.
const MOST: usize = 65_536;

/// Keeps the entries in place of those before.
///
/// # Errors
/// `session.missing` before signing in; `request.malformed` over 64 KiB; `storage.failed`.
pub async fn keep_entries(app: &App, args: EntriesArgs) -> Answer<Nothing> {
    app.check_unlocked()?;
    let text = args.entries;
    if text.reveal().len() > MOST {
        return Err(Problem::new(ErrorCode::RequestMalformed));
    }
    let (file, random) = (Arc::clone(&app.entries), Arc::clone(&app.ports.random));
    blocking(move || file.write(random.as_ref(), text.reveal()))
        .await?
        .map_err(|_| storage_failed())?;
    Ok(Nothing {})
}

/// Gives them back.
///
/// # Errors
/// `session.missing` before the secret code was typed: a phone that was found shows nobody's name.
pub async fn recall_entries(app: &App, _: Nothing) -> Answer<EntriesView> {
    app.check_unlocked()?;
    let file = Arc::clone(&app.entries);
    let kept = blocking(move || file.read()).await?;
    Ok(EntriesView {
        entries: kept.map(|text| Personal::from(text.reveal().as_str())),
    })
}

impl App {
    fn check_unlocked(&self) -> Answer<()> {
        let memory = self.memory();
        if memory.token.is_some() && memory.is_unlocked {
            Ok(())
        } else {
            Err(Problem::new(ErrorCode::SessionMissing))
        }
    }

    /// Forgets what was being typed. Blocks for a moment.
    pub(crate) fn forget_entries(&self) -> Answer<()> {
        self.entries.erase().map_err(|_| storage_failed())
    }
}
