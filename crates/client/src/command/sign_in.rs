//! Signing in by a code received by e-mail.

use super::Answer;
use super::another_account::ask_first;
use crate::App;
use crate::app::blocking;
use crate::ports::SecretName;
use crate::remote::Call;
use sceau_domain::private::Secret as Guarded;
use sceau_wire::account::{SessionView, SignInCodeRequest, SignInRequest, SignInView};
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{AtStake, AwaitedSignInView, CodeArgs, EmailArgs, SignedInView};
use std::sync::Arc;

/// Sends a code to an address; the same address again asks for another code.
///
/// # Errors
/// `email.invalid`, `code.too_soon`, `code.exhausted`, or the network's.
pub async fn request_sign_in_code(app: &App, args: EmailArgs) -> Answer<SignInView> {
    let request = SignInCodeRequest {
        email: args.email.clone(),
        language: args.language,
    };
    let answer: Answer<SignInView> = app
        .remote
        .send(Call::post("api/v1/sign-in/code"), Some(&request))
        .await;
    if let Ok(view) = &answer {
        let awaited = AwaitedSignInView {
            email: args.email,
            sent: view.clone(),
        };
        await_code(app, Some(awaited)).await;
    }
    answer
}

/// Remembers the sign-in whose code is awaited, so that a code in the mailbox can be typed after a restart too: it
/// opens nothing without that code. A disk that refuses keeps nobody from signing in now.
async fn await_code(app: &App, awaited: Option<AwaitedSignInView>) {
    let text = awaited.as_ref().map(serde_json::to_string).transpose();
    app.memory().sign_in = awaited;
    let (file, random) = (Arc::clone(&app.awaited), Arc::clone(&app.ports.random));
    let kept = blocking(move || match text {
        Ok(Some(text)) => file.write(random.as_ref(), &text),
        _ => file.erase(),
    });
    if !matches!(kept.await, Ok(Ok(()))) {
        tracing::warn!("the sign-in under way is not kept between two runs");
    }
}

impl App {
    /// The sign-in whose code may still be typed. One whose time is over names somebody for nothing: it is forgotten.
    pub(super) async fn awaited_sign_in(&self) -> Option<AwaitedSignInView> {
        let awaited = self.memory().sign_in.clone()?;
        if self.ports.calendar.now() <= awaited.sent.expires_at {
            return Some(awaited);
        }
        await_code(self, None).await;
        None
    }
}

/// Gives the code received. The session's token is kept here and never given to a screen.
///
/// # Errors
/// `code.wrong`, `code.expired`, `code.exhausted`, `code.unknown`, `account.another`, `storage.failed`, the network's.
pub async fn sign_in(app: &App, args: CodeArgs) -> Answer<SignedInView> {
    let request = {
        let memory = app.memory();
        let pending = memory
            .sign_in
            .as_ref()
            .ok_or(Problem::new(ErrorCode::CodeUnknown))?;
        SignInRequest {
            sign_in: pending.sent.sign_in.clone(),
            code: args.code,
            handoff: memory
                .handoff
                .clone()
                .filter(|_| memory.handoff_is_confirmed),
        }
    };
    let session: SessionView = app
        .remote
        .send(Call::post("api/v1/sign-in"), Some(&request))
        .await?;
    keep_session(app, session).await
}

/// Keeps a session that was just opened, unless that would cost another account the identity, or the recovery, that
/// hangs on this device's key: that one waits for [`replace_account`](super::replace_account).
///
/// # Errors
/// `account.another`, `storage.failed`.
pub(super) async fn keep_session(app: &App, session: SessionView) -> Answer<SignedInView> {
    {
        // What led here is used up, whatever comes of it.
        let mut memory = app.memory();
        memory.handoff = None;
        memory.handoff_is_confirmed = false;
    }
    await_code(app, None).await;
    if app.holds_for_another(&session.account) {
        ask_first(app, session).await;
        return Err(Problem::new(ErrorCode::AccountAnother));
    }
    take_session(app, session).await
}

/// Keeps a session, and forgets whoever else was here before. What the same account was typing, or left on its way,
/// goes on.
///
/// # Errors
/// `storage.failed`.
pub(super) async fn take_session(app: &App, session: SessionView) -> Answer<SignedInView> {
    app.unmark_erasure().await?;
    let is_another = app.receive_account(&session.account).await?;
    let is_another_person = core::mem::take(&mut app.memory().is_erased) || is_another;
    let token = Guarded::new(session.token.reveal().as_bytes().to_vec());
    app.keep_secret(SecretName::Session, token).await?;
    let has_secret_code = {
        let mut memory = app.memory();
        memory.token = Some(session.token);
        memory.is_unlocked = false;
        memory.journey = None;
        memory.device.is_some()
    };
    if !has_secret_code {
        // What hung on an earlier session alone went with it.
        app.note_stake(AtStake::Nothing).await;
    }
    app.bell.notify_one();
    Ok(SignedInView {
        email_masked: session.email_masked,
        needs_trusted_device: session.needs_trusted_device,
        has_secret_code,
        is_another_person,
    })
}
