//! The language of a page: the one that its visitor chose by the link at its top, else the first of their browser's
//! wishes that there is.

use crate::Site;
use axum::extract::{Request, State};
use axum::http::header::{HeaderValue, LOCATION, SET_COOKIE};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use sceau_service::language::Language;

/// The cookie, and the parameter that sets it.
pub(super) const CHOICE: &str = "langue";

/// A year, in seconds.
const LIFE: u32 = 31_536_000;

/// Keeps the choice of a link in a cookie and shows the same page again, without the parameter.
pub(crate) async fn choose(State(site): State<Site>, request: Request, next: Next) -> Response {
    let chosen = chosen_in(request.uri()).filter(|_| request.method() == Method::GET);
    let Some(language) = chosen else {
        return next.run(request).await;
    };
    let is_secure = site.world.configuration.base_url.scheme() == "https";
    let secure = if is_secure { "; Secure" } else { "" };
    let code = language.as_str();
    let cookie = format!("{CHOICE}={code}; Path=/; Max-Age={LIFE}; SameSite=Lax; HttpOnly{secure}");
    let same_page = without_choice(request.uri());
    let header = |text: &str| HeaderValue::from_str(text).ok();
    match header(&cookie).zip(header(&same_page)) {
        Some((cookie, same_page)) => {
            let headers = [(SET_COOKIE, cookie), (LOCATION, same_page)];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        None => next.run(request).await,
    }
}

fn chosen_in(address: &Uri) -> Option<Language> {
    let pairs = address.query()?.split('&');
    match pairs.filter_map(choice_of).next_back()? {
        "fr" => Some(Language::French),
        "en" => Some(Language::English),
        _ => None,
    }
}

fn choice_of(pair: &str) -> Option<&str> {
    let (name, value) = pair.split_once('=')?;
    (name == CHOICE).then_some(value)
}

/// The rest of a query.
fn rest_of(query: &str) -> String {
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && choice_of(pair).is_none())
        .collect();
    kept.join("&")
}

/// The same page. It is on this server whatever the address looks like: two slashes would name another one.
fn without_choice(address: &Uri) -> String {
    let path = address.path().trim_start_matches(['/', '\\']);
    match rest_of(address.query().unwrap_or_default()) {
        rest if rest.is_empty() => format!("/{path}"),
        rest => format!("/{path}?{rest}"),
    }
}

/// The link to the same page in a language, relative to it.
pub(super) fn link_to(language: Language, address: &Uri) -> String {
    let code = language.as_str();
    match rest_of(address.query().unwrap_or_default()) {
        rest if rest.is_empty() => format!("?{CHOICE}={code}"),
        rest => format!("?{rest}&{CHOICE}={code}"),
    }
}

/// The first wish of an `Accept-Language` header that there is, by weight and then by place; French, the language of
/// the guide, when there is none.
pub(super) fn first_wish(header: &str) -> Language {
    let mut best: Option<(Language, f32)> = None;
    for wish in header.split(',') {
        let mut parts = wish.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let main = tag.split('-').next().unwrap_or_default();
        let language = match main.to_ascii_lowercase().as_str() {
            "fr" => Language::French,
            "en" => Language::English,
            _ => continue,
        };
        let weight = parts.find_map(|part| part.strip_prefix("q="));
        let weight = weight.map_or(1.0, |text| text.parse().unwrap_or(0.0));
        if weight > 0.0 && best.is_none_or(|(_, other)| weight > other) {
            best = Some((language, weight));
        }
    }
    best.map_or(Language::French, |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wish_that_there_is_wins() {
        for (header, language) in [
            ("de,en", Language::English),
            ("de;q=0.9, en;q=0.5, fr;q=0.7", Language::French),
            ("en-GB,fr;q=0.9", Language::English),
            ("fr;q=0, en;q=0.1", Language::English),
            ("de, *", Language::French),
            ("", Language::French),
        ] {
            assert_eq!(first_wish(header), language, "{header}");
        }
    }

    #[test]
    fn a_choice_leads_back_to_the_same_page_and_to_no_other_server() {
        for (address, same) in [
            ("/lettre/abc?langue=en", "/lettre/abc"),
            ("/creer?a=1&langue=fr&b=2", "/creer?a=1&b=2"),
            ("//ailleurs.example/?langue=en", "/ailleurs.example/"),
            ("/\\ailleurs.example?langue=en", "/ailleurs.example"),
        ] {
            let address: Uri = address.parse().unwrap();
            assert!(chosen_in(&address).is_some());
            assert_eq!(without_choice(&address), same);
        }
        let other: Uri = "/creer?langue=de".parse().unwrap();
        assert_eq!(chosen_in(&other), None);
    }
}
