//! Our own codes among all that a camera or a link may bring.

use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{CodeKind, SeenCodeView};
use url::Url;

/// Reads a QR code or a followed link: `{server}/continuer/…`, `{server}/approuver/…`, `sceau://handoff/…`,
/// `sceau://login/…`, `sceau://letter/…`. Anything else is not ours.
pub(crate) fn recognise(server: &Url, text: &str) -> Option<SeenCodeView> {
    let (kind, token) = of_our_scheme(text).or_else(|| of_server(server, text))?;
    is_token(token).then(|| SeenCodeView {
        kind,
        code: token.into(),
    })
}

/// The code inside what was typed, scanned or followed, when it is of this kind: a link gives its
/// token, typed characters stay as they are.
///
/// # Errors
/// `foreign` for a link that is not ours; for one of ours of another kind, what it is for.
pub(crate) fn code_of(
    server: &Url,
    text: &str,
    kind: CodeKind,
    foreign: ErrorCode,
) -> Result<String, Problem> {
    let text = text.trim();
    if !text.contains("://") {
        return Ok(text.to_owned());
    }
    let seen = recognise(server, text).ok_or(Problem::new(foreign))?;
    if seen.kind == kind {
        return Ok(seen.code.reveal().to_owned());
    }
    Err(Problem::new(match seen.kind {
        CodeKind::Handoff => ErrorCode::CodeForComputer,
        CodeKind::Login => ErrorCode::CodeForLogin,
        CodeKind::Letter => ErrorCode::CodeForLetter,
    }))
}

fn of_our_scheme(text: &str) -> Option<(CodeKind, &str)> {
    let (word, token) = text.strip_prefix("sceau://")?.split_once('/')?;
    let kind = match word {
        "handoff" => CodeKind::Handoff,
        "login" => CodeKind::Login,
        "letter" => CodeKind::Letter,
        _ => return None,
    };
    Some((kind, token))
}

fn of_server<'a>(server: &Url, text: &'a str) -> Option<(CodeKind, &'a str)> {
    // Compared as text from the first character on: an address that merely contains ours, or hides
    // it behind a user name, never matches.
    let (word, token) = text.strip_prefix(server.as_str())?.split_once('/')?;
    let kind = match word {
        "continuer" => CodeKind::Handoff,
        "approuver" => CodeKind::Login,
        _ => return None,
    };
    Some((kind, token))
}

fn is_token(token: &str) -> bool {
    (6..=200).contains(&token.len())
        && token
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(CodeKind, String)> {
        let server = Url::parse("https://id.example/").unwrap();
        recognise(&server, text).map(|seen| (seen.kind, seen.code.reveal().to_owned()))
    }

    #[test]
    fn our_codes_are_told_by_their_purpose() {
        for (text, kind) in [
            (
                "https://id.example/continuer/abc_DEF-123",
                CodeKind::Handoff,
            ),
            ("https://id.example/approuver/abc_DEF-123", CodeKind::Login),
            ("sceau://handoff/abc_DEF-123", CodeKind::Handoff),
            ("sceau://login/abc_DEF-123", CodeKind::Login),
            ("sceau://letter/abc_DEF-123", CodeKind::Letter),
        ] {
            assert_eq!(read(text), Some((kind, "abc_DEF-123".into())), "{text}");
        }
    }

    #[test]
    fn addresses_that_look_like_ours_are_foreign() {
        for text in [
            "https://id.example.evil.test/continuer/abcdef12",
            "https://id.example@evil.test/continuer/abcdef12",
            "http://id.example/continuer/abcdef12",
            "https://evil.test/?https://id.example/continuer/abcdef12",
            "https://id.example/continuer/abc/../../admin",
            "https://id.example/x/abcdef12",
            "sceau://handoff/",
            "sceau://handoff/abc def 12",
            "WIFI:S:cafe;T:WPA;P:secret;;",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn typed_characters_stay_and_a_link_of_another_kind_is_told_what_it_is_for() {
        let server = Url::parse("https://id.example/").unwrap();
        let given = |text| {
            code_of(&server, text, CodeKind::Handoff, ErrorCode::HandoffForeign)
                .map_err(|problem| problem.code)
        };
        assert_eq!(given(" 7KQ4 M2XD "), Ok("7KQ4 M2XD".into()));
        assert_eq!(given("sceau://handoff/abcdef12"), Ok("abcdef12".into()));
        for (text, code) in [
            ("sceau://login/abcdef12", ErrorCode::CodeForLogin),
            (
                "https://id.example/approuver/abcdef12",
                ErrorCode::CodeForLogin,
            ),
            ("sceau://letter/abcdef12", ErrorCode::CodeForLetter),
            ("https://menu.example/table", ErrorCode::HandoffForeign),
        ] {
            assert_eq!(given(text), Err(code), "{text}");
        }
        let login = |text| code_of(&server, text, CodeKind::Login, ErrorCode::QrForeign);
        let refused = login("sceau://handoff/abcdef12").unwrap_err();
        assert_eq!(refused.code, ErrorCode::CodeForComputer);
    }
}
