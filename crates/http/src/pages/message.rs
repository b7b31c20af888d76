//! A page that says one thing and offers the way on: every error of these pages ends here.

use super::page::Page;
use crate::Site;
use crate::problem::{Refused, publish};
use askama::Template;
use axum::extract::{FromRequestParts as _, Request};
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use sceau_service::failure::Failure;
use sceau_wire::error::{ErrorCode, Problem};

/// Where one may go from here.
pub(crate) struct Action {
    pub(crate) label: String,
    pub(crate) address: String,
    pub(crate) is_first: bool,
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    page: Page,
    title: String,
    lines: Vec<String>,
    actions: Vec<Action>,
    code: Option<&'static str>,
}

/// Renders a template; one that does not render is our fault and says so.
pub(crate) fn render(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page did not render");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Says one thing.
pub(crate) fn say(page: Page, title: String, lines: Vec<String>, actions: Vec<Action>) -> Response {
    render(&MessagePage {
        page,
        title,
        lines,
        actions,
        code: None,
    })
}

/// Says why a page cannot be shown, and what to do. `back` is the way on that fits the place.
pub(crate) fn refuse(page: Page, failure: Failure, back: Action) -> Response {
    refuse_as(page, &publish(failure), back)
}

/// Shows what came of a look or an act, or says why nothing did, with the way back to the start.
pub(crate) fn show_or_refuse<T>(
    page: Page,
    outcome: Result<T, Failure>,
    show: impl FnOnce(Page, T) -> Response,
) -> Response {
    match outcome {
        Ok(came) => show(page, came),
        Err(failure) => {
            let back = home(&page);
            refuse(page, failure, back)
        }
    }
}

fn refuse_as(page: Page, problem: &Problem, back: Action) -> Response {
    let (title, line) = words(&page, problem.code);
    let template = MessagePage {
        title,
        lines: vec![line],
        actions: vec![back],
        code: Some(problem.code.as_str()),
        page,
    };
    (status_of(problem), render(&template)).into_response()
}

/// The status that a problem's code stands for.
pub(super) fn status_of(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.code.status()).unwrap_or(StatusCode::BAD_REQUEST)
}

/// The codes that these pages can meet; the others share the last words.
pub(super) fn words(page: &Page, code: ErrorCode) -> (String, String) {
    let say = |fr_title: &str, en_title: &str, fr: &str, en: &str| {
        (page.say(fr_title, en_title), page.say(fr, en))
    };
    match code {
        ErrorCode::LetterLinkUnknown => say(
            "Ce lien n'est plus valable",
            "This link is no longer good",
            "Un lien plus récent l'a peut-être remplacé : ouvrez le dernier e-mail reçu, ou demandez un nouveau lien.",
            "A newer link may have replaced it: open the newest e-mail, or ask for a new link.",
        ),
        ErrorCode::LetterLinkExpired => say(
            "Ce lien a expiré",
            "This link has expired",
            "Un lien est valable un jour. Demandez-en un nouveau : la date limite de réponse ne change pas.",
            "A link is good for a day. Ask for a new one: the deadline does not move.",
        ),
        ErrorCode::LetterAnswered => say(
            "Cette lettre a déjà reçu une réponse",
            "This letter was already answered",
            "Continuez dans l'application : rien n'est perdu.",
            "Go on in the app: nothing is lost.",
        ),
        ErrorCode::LetterOver => say(
            "Cette lettre n'attend plus de réponse",
            "This letter awaits no answer any more",
            "Le délai de réponse est passé, ou le dossier a pris fin. Ouvrez l'application : elle dit où en est votre dossier.",
            "The time to answer is over, or the file ended. Open the app: it says where your file stands.",
        ),
        ErrorCode::LoginExpired => say(
            "Cette page a expiré",
            "This page has expired",
            "Une page de connexion est valable cinq minutes. Recommencez depuis le service.",
            "A login page is good for five minutes. Begin again from the service.",
        ),
        ErrorCode::LoginAnswered => say(
            "Cette demande a déjà reçu une réponse",
            "This request was already answered",
            "Revenez au service : s'il ne vous a pas reconnu, recommencez.",
            "Go back to the service: if it did not recognise you, begin again.",
        ),
        ErrorCode::TooManyRequests => say(
            "Trop de demandes",
            "Too many requests",
            "Beaucoup de demandes viennent de votre réseau. Attendez une minute, puis recommencez.",
            "Many requests come from your network. Wait a minute, then begin again.",
        ),
        ErrorCode::NotFound => say(
            "Cette page n'existe pas, ou plus",
            "This page does not exist, or no longer",
            "Recommencez depuis le service que vous voulez utiliser.",
            "Begin again from the service that you want to use.",
        ),
        _ => say(
            "Quelque chose n'a pas fonctionné",
            "Something did not work",
            "Ce n'est pas de votre fait. Réessayez dans quelques minutes : rien n'est perdu.",
            "It is not your doing. Try again in a few minutes: nothing is lost.",
        ),
    }
}

/// The way back to the start.
pub(crate) fn home(page: &Page) -> Action {
    Action {
        label: page.say("Aller à l'accueil", "Go to the start"),
        address: "/".into(),
        is_first: true,
    }
}

/// The installation's help, as a way on beside what was said.
pub(crate) fn help(page: &Page) -> Action {
    Action {
        label: page.say("Obtenir de l'aide", "Get help"),
        address: page.help_url.clone(),
        is_first: false,
    }
}

/// Nothing at this address: a page for people, a problem for apps.
pub(crate) async fn nowhere(page: Page, at: Uri) -> Response {
    if at.path().starts_with("/api/") {
        return Refused::from(ErrorCode::NotFound).into_response();
    }
    let back = home(&page);
    refuse_as(page, &Problem::new(ErrorCode::NotFound), back)
}

/// Refuses a request to a page before its route is reached.
pub(crate) async fn turn_away(site: &Site, request: Request, problem: &Problem) -> Response {
    let (mut parts, _) = request.into_parts();
    match Page::from_request_parts(&mut parts, site).await {
        Ok(page) => {
            let back = home(&page);
            refuse_as(page, problem, back)
        }
        Err(never) => match never {},
    }
}
