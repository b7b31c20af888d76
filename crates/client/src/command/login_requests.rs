//! Login requests that wait.

use super::Answer;
use crate::App;
use crate::links::code_of;
use crate::remote::Call;
use sceau_wire::Secret;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{CodeArgs, CodeKind, Nothing};
use sceau_wire::login::{LoginRequestView, LoginRequestsView, OpenLoginRequest};

/// Those that wait for this account. Their nonces stay here.
///
/// # Errors
/// `session.missing`, the network's.
pub async fn list_login_requests(app: &App, _: Nothing) -> Answer<LoginRequestsView> {
    let mut view: LoginRequestsView = app
        .ask(Call::get("api/v1/login-requests"), None::<&()>)
        .await?;
    app.memory().login_requests.clone_from(&view.requests);
    view.requests.iter_mut().for_each(hide_nonce);
    Ok(view)
}

/// Opens the request of a code scanned or followed, and binds it to this account.
///
/// # Errors
/// `qr.foreign`, `code.for_…` for another of our codes, `login.expired`, `login.answered`, the network's.
pub async fn open_login_request(app: &App, args: CodeArgs) -> Answer<LoginRequestView> {
    let code = code_of(
        &app.settings.server,
        args.code.reveal(),
        CodeKind::Login,
        ErrorCode::QrForeign,
    )?;
    let request = OpenLoginRequest { code: code.into() };
    let mut view: LoginRequestView = app
        .ask(Call::post("api/v1/login-requests/open"), Some(&request))
        .await?;
    {
        let mut memory = app.memory();
        memory
            .login_requests
            .retain(|other| other.request != view.request);
        memory.login_requests.push(view.clone());
    }
    hide_nonce(&mut view);
    Ok(view)
}

fn hide_nonce(view: &mut LoginRequestView) {
    view.nonce = Secret::default();
}
