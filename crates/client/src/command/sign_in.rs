//! Signing in by a code received by e-mail.

use super::Answer;
use crate::App;
use crate::memory::PendingSignIn;
use crate::ports::SecretName;
use crate::remote::Call;
use sceau_domain::private::Secret as Guarded;
use sceau_wire::account::{SessionView, SignInCodeRequest, SignInRequest, SignInView};
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{CodeArgs, EmailArgs, SignedInView};

/// Sends a code to an address; the same address again asks for another code of the same sign-in.
///
/// # Errors
/// `email.invalid`, `code.too_soon`, `code.exhausted`, or the network's.
pub async fn request_sign_in_code(app: &App, args: EmailArgs) -> Answer<SignInView> {
    let request = SignInCodeRequest {
        email: args.email,
        language: args.language,
    };
    let answer: Answer<SignInView> = app
        .remote
        .send(Call::post("api/v1/sign-in/code"), Some(&request))
        .await;
    let mut memory = app.memory();
    match &answer {
        Ok(view) => {
            memory.sign_in = Some(PendingSignIn {
                id: view.sign_in.clone(),
            });
        }
        // The server forgot it: the next try begins a new one.
        Err(problem) if problem.code == ErrorCode::CodeUnknown => memory.sign_in = None,
        Err(_) => {}
    }
    answer
}

/// Gives the code received. The session's token is kept here and never given to a screen.
///
/// # Errors
/// `code.wrong`, `code.expired`, `code.exhausted`, `code.unknown`, `storage.failed`, the network's.
pub async fn sign_in(app: &App, args: CodeArgs) -> Answer<SignedInView> {
    let request = {
        let memory = app.memory();
        let pending = memory
            .sign_in
            .as_ref()
            .ok_or(Problem::new(ErrorCode::CodeUnknown))?;
        SignInRequest {
            sign_in: pending.id.clone(),
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

/// Keeps a session that was just opened, and forgets whoever was here before.
pub(super) async fn keep_session(app: &App, session: SessionView) -> Answer<SignedInView> {
    let token = Guarded::new(session.token.reveal().as_bytes().to_vec());
    app.keep_secret(SecretName::Session, token).await?;
    // Whoever signs in now may be somebody else.
    app.forget_entries()?;
    app.unmark_erasure().await?;
    {
        let mut memory = app.memory();
        memory.token = Some(session.token);
        memory.is_unlocked = false;
        memory.sign_in = None;
        memory.handoff = None;
        memory.handoff_is_confirmed = false;
        memory.journey = None;
    }
    app.bell.notify_one();
    Ok(SignedInView {
        email_masked: session.email_masked,
        needs_trusted_device: session.needs_trusted_device,
    })
}
