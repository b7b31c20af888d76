//! Whose things are on this device, and what hangs on the key that it keeps.
//!
//! A computer is used by more than one person: what one of them left on its way must not go out under the session
//! of the next. The account is known by a name that says nothing of anybody.

use crate::App;
use crate::app::{blocking, storage_failed};
use crate::files;
use crate::ports::SecretName;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::AtStake;
use sceau_wire::journey::{JourneyView, StateView};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// As it is kept between two runs, longer than a session: until the person signs out or another signs in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Holder {
    /// The account's name at the server; unknown before the first sign-in.
    pub(crate) account: Option<String>,
    /// What is lost once the device key is.
    pub(crate) at_stake: AtStake,
}

impl Holder {
    pub(crate) fn read(folder: &Path) -> Self {
        files::read_json(&file_in(folder)).unwrap_or_default()
    }
}

fn file_in(folder: &Path) -> PathBuf {
    folder.join("account.json")
}

/// What hangs on the device that reads this journey: only the device that holds the identity is shown it active.
fn stake_of(view: &JourneyView) -> AtStake {
    if matches!(view.at, StateView::Active) {
        AtStake::Identity
    } else if view.recovery.is_some() {
        AtStake::Recovery
    } else {
        AtStake::Nothing
    }
}

impl App {
    /// Whether an identity or a recovery hangs on this device's key that signing in as `account` would end.
    pub(crate) fn holds_for_another(&self, account: &str) -> bool {
        let memory = self.memory();
        let holder = &memory.holder;
        let is_another = holder.account.as_deref().is_some_and(|it| it != account);
        is_another && holder.at_stake != AtStake::Nothing
    }

    /// Makes room for an account that is about to be signed in, and tells whether another one was here. What that
    /// one left is thrown away before anything of the new session is kept: what it was typing, its captures, sent or
    /// not, its session, its key. Killed on the way, this device is signed out.
    ///
    /// # Errors
    /// `storage.failed`.
    pub(crate) async fn receive_account(&self, account: &str) -> Result<bool, Problem> {
        let before = self.memory().holder.account.clone();
        if before.as_deref() == Some(account) {
            return Ok(false);
        }
        self.forget_entries()?;
        self.forget_captures()?;
        self.erase_secret(SecretName::Session).await?;
        if before.is_some() {
            self.erase_secret(SecretName::DeviceKey).await?;
        }
        {
            let mut memory = self.memory();
            memory.token = None;
            if before.is_some() {
                memory.device = None;
                memory.session_key = None;
            }
        }
        self.keep_holder(Holder {
            account: Some(account.to_owned()),
            at_stake: AtStake::Nothing,
        })
        .await?;
        Ok(before.is_some())
    }

    /// Keeps what the server just said of the journey, and what that puts at stake here.
    pub(crate) async fn note_journey(&self, view: &JourneyView) {
        self.memory().journey = Some(view.clone());
        self.note_stake(stake_of(view)).await;
    }

    /// Keeps what hangs on this device's key. A disk that refuses is told: the next answer tries again.
    pub(crate) async fn note_stake(&self, at_stake: AtStake) {
        let holder = self.memory().holder.clone();
        if holder.at_stake == at_stake {
            return;
        }
        if let Err(problem) = self.keep_holder(Holder { at_stake, ..holder }).await {
            tracing::warn!(code = problem.code.as_str(), "what is at stake is not kept");
        }
    }

    /// An answer that says that the identity is another device's: nothing of it hangs on this one.
    pub(crate) async fn note_refusal(&self, problem: &Problem) {
        if problem.code == ErrorCode::DeviceNotTrusted {
            self.note_stake(AtStake::Nothing).await;
        }
    }

    async fn keep_holder(&self, holder: Holder) -> Result<(), Problem> {
        let (file, kept) = (file_in(&self.settings.folder), holder.clone());
        blocking(move || files::write_json(&file, &kept)).await??;
        self.memory().holder = holder;
        Ok(())
    }

    /// Forgets whose things were here.
    pub(crate) fn forget_holder(&self) -> Result<(), Problem> {
        files::delete(&file_in(&self.settings.folder)).map_err(|_| storage_failed())
    }
}
