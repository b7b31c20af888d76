//! Requests a broker sends with the browser, right and wrong, without a person.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, REFERRER_POLICY, SET_COOKIE,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use sceau_oidc::acr::Acr;
use url::Url;

use super::Checker;
use super::report::{Report, Verdict};
use crate::outgoing::Answer;
use crate::web::read_pairs;

/// How a provider may answer.
#[derive(Clone, Copy)]
enum Expected {
    /// With the beginning of a login.
    Login,
    /// With one of these errors, at the registered address, with the state (Core §3.1.2.6).
    Error(&'static [&'static str]),
    /// With a page of its own, and never with a redirect to the address asked for.
    Page,
    /// With an error or a page: anything but a login.
    NoLogin,
}

/// One request: what is changed of a good one, and what must come of it.
struct Request {
    name: &'static str,
    source: &'static str,
    /// Parameters taken out (no value), or set.
    change: &'static [(&'static str, Option<&'static str>)],
    expected: Expected,
}

const REQUESTS: [Request; 10] = [
    Request {
        name: "request-of-a-broker",
        source: "FranceConnect+",
        change: &[],
        expected: Expected::Login,
    },
    Request {
        name: "request-with-unknown-parameter",
        source: "Core §3.1.2.1",
        change: &[("extra", Some("foobar"))],
        expected: Expected::Login,
    },
    Request {
        name: "request-with-unknown-scope",
        source: "Core §3.1.2.1",
        change: &[("scope", Some("openid profile foobar"))],
        expected: Expected::Login,
    },
    Request {
        name: "client-unknown",
        source: "RFC 6749 §4.1.2.1",
        change: &[("client_id", Some("unknown-to-everyone"))],
        expected: Expected::Page,
    },
    Request {
        name: "redirect-missing",
        source: "Core §3.1.2.1",
        change: &[("redirect_uri", None)],
        expected: Expected::Page,
    },
    Request {
        name: "response-type-missing",
        source: "RFC 6749 §3.1.1",
        change: &[("response_type", None)],
        expected: Expected::Error(&["invalid_request", "unsupported_response_type"]),
    },
    Request {
        name: "response-type-token",
        source: "RFC 9700 §2.1.2",
        change: &[("response_type", Some("token"))],
        expected: Expected::Error(&[
            "unsupported_response_type",
            "unauthorized_client",
            "invalid_request",
        ]),
    },
    Request {
        name: "scope-without-openid",
        source: "Core §3.1.2.1",
        change: &[("scope", Some("profile"))],
        expected: Expected::Error(&["invalid_scope", "invalid_request"]),
    },
    Request {
        name: "prompt-none",
        source: "Core §3.1.2.6",
        change: &[("prompt", Some("none"))],
        expected: Expected::Error(&["login_required", "interaction_required", "invalid_request"]),
    },
    Request {
        name: "request-object-unsigned",
        source: "Core §6.1",
        change: &[("request", Some("eyJhbGciOiJub25lIn0.e30."))],
        expected: Expected::Error(&[
            "request_not_supported",
            "invalid_request_object",
            "invalid_request",
        ]),
    },
];

/// Sends every request.
pub(super) async fn judge(report: &mut Report, checker: &Checker) {
    for request in &REQUESTS {
        let pairs = checker.ask_for_login(request.change);
        let verdict = match checker.visit(&pairs).await {
            Ok(answer) => judge_answer(checker, &pairs, &answer, request.expected),
            Err(silence) => Verdict::Fails(silence.to_string()),
        };
        report.note(request.name, request.source, verdict);
    }
    let level = judge_level(checker).await;
    report.note("level-out-of-reach", "FranceConnect+", level);
    report.note(
        "parameter-twice",
        "RFC 6749 §3.1",
        judge_repetition(checker).await,
    );
    report.note(
        "redirect-look-alikes",
        "RFC 9700 §4.1.3",
        judge_look_alikes(checker).await,
    );
    let page = checker.visit(&checker.ask_for_login(&[])).await;
    let (cookies, headers) = match page {
        Ok(answer) => (
            judge_cookies(checker, &answer),
            judge_headers(checker, &answer).await,
        ),
        Err(silence) => {
            let silent = Verdict::NotRun(silence.to_string());
            (silent.clone(), silent)
        }
    };
    report.note("login-cookies", "RFC 6265bis §5.6", cookies);
    report.note("login-page-headers", "RFC 9700 §4.16", headers);
}

/// Where an answer sends the browser.
fn location_of(answer: &Answer) -> Option<&str> {
    answer.headers.get(LOCATION)?.to_str().ok()
}

/// The parameters of an answer at the registered address; `None` when it leads anywhere else.
fn returned(checker: &Checker, answer: &Answer) -> Option<Vec<(String, String)>> {
    let address = Url::parse(location_of(answer)?).ok()?;
    let home = &checker.callback;
    let is_home = address.origin() == home.origin() && address.path() == home.path();
    // Errors of the implicit flow come behind the mark (Multiple Response Types §5).
    let said = address.query().or(address.fragment());
    is_home.then(|| read_pairs(said.unwrap_or_default()))
}

fn judge_answer(
    checker: &Checker,
    asked: &[(String, String)],
    answer: &Answer,
    expected: Expected,
) -> Verdict {
    let back = returned(checker, answer);
    let status = answer.status;
    match (expected, back) {
        (Expected::Login, None) if status < 400 => {
            Verdict::Holds(format!("a login begins ({status})"))
        }
        (Expected::Login, None) => Verdict::Fails(format!("refused with status {status}")),
        (Expected::Login, Some(pairs)) => {
            Verdict::Fails(format!("sent back: {}", error_of(&pairs)))
        }
        (Expected::Page | Expected::NoLogin, None) if (400..500).contains(&status) => {
            Verdict::Holds(format!("a page ({status})"))
        }
        (Expected::Page, None) => Verdict::Fails(format!("status {status}, not a refusal")),
        (Expected::Page, Some(_)) => Verdict::Fails("redirected to an unproved address".to_owned()),
        (Expected::Error(_) | Expected::NoLogin, None) => {
            Verdict::Fails(format!("status {status}, no error at the client"))
        }
        (Expected::NoLogin, Some(pairs)) => judge_error(checker, asked, &pairs, &[]),
        (Expected::Error(known), Some(pairs)) => judge_error(checker, asked, &pairs, known),
    }
}

/// `known`: the errors that fit; empty when any does.
fn judge_error(
    checker: &Checker,
    asked: &[(String, String)],
    pairs: &[(String, String)],
    known: &[&str],
) -> Verdict {
    let error = error_of(pairs);
    let mut faults = Vec::new();
    if find(pairs, "code").is_some() || find(pairs, "error").is_none() {
        faults.push("not an error".to_owned());
    } else if !known.is_empty() && !known.contains(&error) {
        faults.push(format!("{error} does not fit"));
    }
    if find(pairs, "state") != find(asked, "state") {
        faults.push("the state does not come back".to_owned());
    }
    if checker.says_issuer && find(pairs, "iss") != Some(&checker.issuer) {
        faults.push("iss is announced and missing (RFC 9207 §2)".to_owned());
    }
    Verdict::of(&faults, error)
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let (_, value) = pairs.iter().find(|(key, _)| key == name)?;
    Some(value)
}

/// The error's code, if it is one: foreign text is not printed.
fn error_of(pairs: &[(String, String)]) -> &str {
    let is_plain = |text: &&str| {
        text.len() <= 60
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    find(pairs, "error")
        .filter(is_plain)
        .unwrap_or("no error code")
}

/// A level above what the provider may give this broker: a login would end with too low a one.
async fn judge_level(checker: &Checker) -> Verdict {
    if checker.acrs.contains(&Acr::Eidas3) {
        return Verdict::NotRun("every level is in reach".to_owned());
    }
    let pairs = checker.ask_for_login(&[("acr_values", Some(Acr::Eidas3.as_str()))]);
    match checker.visit(&pairs).await {
        Ok(answer) => judge_answer(checker, &pairs, &answer, Expected::NoLogin),
        Err(silence) => Verdict::Fails(silence.to_string()),
    }
}

async fn judge_repetition(checker: &Checker) -> Verdict {
    let mut pairs = checker.ask_for_login(&[]);
    pairs.push(("scope".to_owned(), "openid".to_owned()));
    match checker.visit(&pairs).await {
        Ok(answer) => judge_answer(checker, &pairs, &answer, Expected::NoLogin),
        Err(silence) => Verdict::Fails(silence.to_string()),
    }
}

/// Addresses that begin, end or read like the registered one: none may be followed or take a login.
fn look_alikes(callback: &str) -> Vec<String> {
    let (scheme, rest) = callback.split_once("://").unwrap_or(("https", callback));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    vec![
        format!("{callback}/"),
        format!("{callback}x"),
        format!("{callback}?a=b"),
        format!("{callback}#a"),
        format!("{callback}%00"),
        format!("{callback}/../other"),
        format!("{scheme}://{host}//{path}"),
        format!("{scheme}://{host}/{}", path.to_uppercase()),
        format!("{scheme}://{host}.evil.test/{path}"),
        format!("{scheme}://evil.test/{path}"),
        format!("{scheme}://{host}@evil.test/{path}"),
        format!("{scheme}://evil.test\\@{host}/{path}"),
        format!("{scheme}://user@{host}/{path}"),
        format!("//{host}/{path}"),
        format!("javascript:alert(1)//{host}/{path}"),
        format!("{scheme}s://{host}/{path}"),
    ]
}

async fn judge_look_alikes(checker: &Checker) -> Verdict {
    let addresses = look_alikes(checker.callback.as_str());
    let mut faults = Vec::new();
    for address in &addresses {
        let mut pairs = checker.ask_for_login(&[("redirect_uri", None)]);
        pairs.push(("redirect_uri".to_owned(), address.clone()));
        match checker.visit(&pairs).await {
            Ok(answer) if (400..500).contains(&answer.status) => {}
            Ok(answer) => faults.push(format!("{address}: status {}", answer.status)),
            Err(silence) => faults.push(format!("{address}: {silence}")),
        }
    }
    Verdict::of(&faults, format!("{} refused on a page", addresses.len()))
}

fn judge_cookies(checker: &Checker, answer: &Answer) -> Verdict {
    let cookies = answer.headers.get_all(SET_COOKIE).iter();
    let cookies: Vec<String> = cookies
        .filter_map(|value| value.to_str().ok())
        .map(str::to_ascii_lowercase)
        .collect();
    let mut faults = Vec::new();
    let is_tls = checker.issuer.starts_with("https://");
    for cookie in &cookies {
        let has = |word: &str| cookie.split(';').any(|part| part.trim().starts_with(word));
        let name = cookie.split('=').next().unwrap_or_default();
        for (word, is_wanted) in [("httponly", true), ("samesite=", true), ("secure", is_tls)] {
            if is_wanted && !has(word) {
                faults.push(format!("{name} without {word}"));
            }
        }
    }
    Verdict::of(&faults, format!("{} set", cookies.len()))
}

/// Looks at the page itself, one redirect further when the login's first answer is one.
async fn judge_headers(checker: &Checker, begun: &Answer) -> Verdict {
    let page = match location_of(begun).map(|to| checker.join(to)) {
        None => begun.clone(),
        Some(_) if returned(checker, begun).is_some() => {
            return Verdict::NotRun("no page is shown".to_owned());
        }
        Some(Some(address)) => match checker.outgoing.get(&address, None).await {
            Ok(page) => page,
            Err(silence) => return Verdict::NotRun(silence.to_string()),
        },
        Some(None) => return Verdict::NotRun("the login leads to no address".to_owned()),
    };
    let text = |name| page.headers.get(name).and_then(|value| value.to_str().ok());
    let mut faults = Vec::new();
    let is_framed = !text(CONTENT_SECURITY_POLICY)
        .is_some_and(|csp| csp.contains("frame-ancestors"))
        && text(X_FRAME_OPTIONS).is_none();
    if is_framed {
        faults.push("may be framed".to_owned());
    }
    if text(X_CONTENT_TYPE_OPTIONS) != Some("nosniff") {
        faults.push("nosniff is missing".to_owned());
    }
    if !text(REFERRER_POLICY)
        .is_some_and(|policy| policy.contains("no-referrer") || policy.contains("origin"))
    {
        faults.push("no referrer policy".to_owned());
    }
    if !text(CACHE_CONTROL).is_some_and(|kept| kept.contains("no-store")) {
        faults.push("may be kept in a cache".to_owned());
    }
    Verdict::of(&faults, "not framed, not sniffed, not kept, no referrer")
}
