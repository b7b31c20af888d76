//! Forgets this device's session, key, captures and entries.

use super::Answer;
use crate::App;
use crate::app::storage_failed;
use crate::ports::SecretName;
use crate::remote::Call;
use sceau_wire::host::Nothing;

/// Signs out. Without a network the device forgets all the same; the server's session then ends by
/// itself.
///
/// # Errors
/// `storage.failed`.
pub async fn sign_out(app: &App, _: Nothing) -> Answer<Nothing> {
    if let Ok(token) = app.token() {
        let call = Call::delete("api/v1/session").with_token(&token);
        let ended: Answer<Nothing> = app.remote.send(call, None::<&()>).await;
        if let Err(problem) = ended {
            tracing::info!(
                code = problem.code.as_str(),
                "signed out on this device only"
            );
        }
    }
    app.forget_everything().await?;
    Ok(Nothing {})
}

impl App {
    /// Forgets the person on this device, and that an erasure was asked for.
    pub(crate) async fn forget_everything(&self) -> Answer<()> {
        self.forget_person().await?;
        self.unmark_erasure().await
    }

    /// Forgets the person on this device: session, key, captures, entries. What one of them refuses
    /// keeps none of the others.
    pub(crate) async fn forget_person(&self) -> Answer<()> {
        self.memory().forget_person();
        self.cameras.close_any();
        let session = self.erase_secret(SecretName::Session).await;
        let key = self.erase_secret(SecretName::DeviceKey).await;
        session
            .and(key)
            .and(self.forget_holder())
            .and(self.awaited.erase().map_err(|_| storage_failed()))
            .and(self.forget_entries())
            .and(self.forget_captures())
    }

    /// Throws away every capture, sent or not.
    pub(crate) fn forget_captures(&self) -> Answer<()> {
        self.queue.remove(None)?;
        self.captures.keep_only(&[]).map_err(|_| storage_failed())
    }
}
