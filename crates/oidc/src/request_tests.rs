use super::*;
use crate::client::Profile;
use crate::parameters::pairs;
use crate::test_support::{CALLBACK, ISSUER, SERVICE_CALLBACK, broker, strict_service};

fn asked() -> Vec<(String, String)> {
    pairs([
        ("client_id", "broker"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        (
            "scope",
            "openid profile email preferred_username birthplace birthcountry",
        ),
        ("acr_values", "eidas2"),
        ("prompt", "login"),
        ("state", "5f3e"),
        ("nonce", "a91c"),
    ])
}

fn with(name: &str, value: &str) -> Vec<(String, String)> {
    let mut given = without(name);
    given.push((name.to_owned(), value.to_owned()));
    given
}

fn without(name: &str) -> Vec<(String, String)> {
    asked().into_iter().filter(|(key, _)| key != name).collect()
}

fn refusal(given: &[(String, String)]) -> Refusal {
    check_authorization_request(given, Some(&broker())).unwrap_err()
}

fn redirect_error(given: &[(String, String)]) -> RequestError {
    match refusal(given) {
        Refusal::Redirect { error, .. } => error,
        Refusal::Page(error) => panic!("shown on a page: {error:?}"),
    }
}

#[test]
fn the_broker_s_own_request_is_served_as_it_was_asked() {
    let request = check_authorization_request(&asked(), Some(&broker())).unwrap();
    assert_eq!(request.acr, Acr::Eidas2);
    assert_eq!(request.state.as_deref(), Some("5f3e"));
    assert_eq!(request.nonce.as_deref(), Some("a91c"));
    assert!(request.is_login_forced);
    assert_eq!(request.code_challenge, None);
}

#[test]
fn a_client_or_an_address_in_doubt_is_told_on_a_page_and_never_redirected() {
    let cases = [
        (without("client_id"), PageError::NoClient),
        (with("client_id", "stranger"), PageError::UnknownClient),
        (without("redirect_uri"), PageError::NoRedirectUri),
        (
            with("redirect_uri", "https://evil.example/"),
            PageError::UnregisteredRedirectUri,
        ),
        (
            with("redirect_uri", &format!("{CALLBACK}/")),
            PageError::UnregisteredRedirectUri,
        ),
        (
            with("redirect_uri", &format!("{CALLBACK}?a=b")),
            PageError::UnregisteredRedirectUri,
        ),
        (
            with("redirect_uri", &CALLBACK.to_uppercase()),
            PageError::UnregisteredRedirectUri,
        ),
        (
            [asked(), pairs([("client_id", "broker")])].concat(),
            PageError::NoClient,
        ),
        (
            [asked(), pairs([("redirect_uri", CALLBACK)])].concat(),
            PageError::NoRedirectUri,
        ),
    ];
    for (given, expected) in cases {
        let refusal = refusal(&given);
        assert_eq!(refusal, Refusal::Page(expected));
        assert_eq!(refusal.location(ISSUER), None);
    }
    assert_eq!(
        check_authorization_request(&asked(), None).unwrap_err(),
        Refusal::Page(PageError::UnknownClient)
    );
}

#[test]
fn every_other_fault_goes_back_to_the_client() {
    use RequestError as E;
    let absent = [
        ("response_type", E::MissingResponseType),
        ("state", E::MissingState),
        ("nonce", E::MissingNonce),
        ("scope", E::ScopeWithoutOpenid),
    ];
    for (name, error) in absent {
        assert_eq!(redirect_error(&without(name)), error, "no {name}");
        assert_eq!(redirect_error(&with(name, "")), error, "empty {name}");
    }
    let changed = [
        ("response_type", "id_token", E::UnsupportedResponseType),
        ("response_mode", "fragment", E::UnsupportedResponseMode),
        ("scope", "profile", E::ScopeWithoutOpenid),
        ("prompt", "none", E::LoginRequired),
        ("prompt", "none login", E::BadPrompt),
        ("prompt", "dance", E::BadPrompt),
        ("acr_values", "eidas3", E::AcrOutOfReach),
        ("acr_values", "gold", E::AcrOutOfReach),
        ("request", "e30", E::RequestObject),
        ("request_uri", "urn:x", E::RequestUri),
        ("registration", "{}", E::Registration),
        ("code_challenge", "short", E::BadCodeChallenge),
    ];
    for (name, value, error) in changed {
        assert_eq!(redirect_error(&with(name, value)), error, "{name}={value}");
    }
    let twice = [asked(), pairs([("nonce", "again")])].concat();
    assert_eq!(redirect_error(&twice), E::RepeatedParameter);
}

#[test]
fn each_fault_has_the_error_code_of_its_standard() {
    use RequestError as E;
    for (error, code) in [
        (E::RepeatedParameter, "invalid_request"),
        (E::MissingResponseType, "invalid_request"),
        (E::UnsupportedResponseType, "unsupported_response_type"),
        (E::UnsupportedResponseMode, "invalid_request"),
        (E::MissingState, "invalid_request"),
        (E::MissingNonce, "invalid_request"),
        (E::ScopeWithoutOpenid, "invalid_scope"),
        (E::BadPrompt, "invalid_request"),
        (E::LoginRequired, "login_required"),
        (E::AcrOutOfReach, "unmet_authentication_requirements"),
        (E::BadCodeChallenge, "invalid_request"),
        (E::RequestObject, "request_not_supported"),
        (E::RequestUri, "request_uri_not_supported"),
        (E::Registration, "registration_not_supported"),
    ] {
        assert_eq!(error.code().as_str(), code, "{error:?}");
    }
}

#[test]
fn a_refusal_sent_back_carries_the_error_its_description_and_the_state() {
    let location = refusal(&without("nonce")).location(ISSUER).unwrap();
    assert_eq!(
        location.as_str(),
        format!(
            "{CALLBACK}?error=invalid_request&error_description=nonce+is+missing+or+too+short\
             &state=5f3e&iss=https%3A%2F%2Fsceau.example"
        )
    );
}

#[test]
fn pkce_is_taken_when_given_and_plain_is_refused() {
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let mut given = with("code_challenge", challenge);
    assert_eq!(
        redirect_error(&given),
        RequestError::BadCodeChallenge,
        "no method means plain"
    );
    given.push((String::from("code_challenge_method"), String::from("S256")));
    let request = check_authorization_request(&given, Some(&broker())).unwrap();
    assert!(request.code_challenge.is_some());
    let alone = with("code_challenge_method", "S256");
    assert_eq!(redirect_error(&alone), RequestError::BadCodeChallenge);
}

#[test]
fn a_level_that_is_not_asked_is_the_highest_to_a_broker_and_the_lowest_to_a_strict_service() {
    let mut client = broker();
    for silent in [without("acr_values"), with("acr_values", "gold")] {
        client.acrs = vec![Acr::Eidas2, Acr::Eidas3];
        let request = check_authorization_request(&silent, Some(&client)).unwrap();
        assert_eq!(request.acr, Acr::Eidas3);
        client.acrs = vec![Acr::Eidas2];
        let refused = check_authorization_request(&silent, Some(&client)).unwrap_err();
        assert!(matches!(
            refused,
            Refusal::Redirect {
                error: RequestError::AcrOutOfReach,
                ..
            }
        ));
    }
    client.acrs = vec![Acr::Eidas3];
    let request = check_authorization_request(&asked(), Some(&client)).unwrap();
    assert_eq!(
        request.acr,
        Acr::Eidas3,
        "higher than asked is fine when configured"
    );
    let strict = strict_service();
    let mut silent = strictly_asked();
    silent.retain(|(name, _)| name != "acr_values");
    let request = check_authorization_request(&silent, Some(&strict)).unwrap();
    assert_eq!(request.acr, Acr::Eidas2);
}

#[test]
fn a_service_s_short_state_is_refused_and_the_broker_s_is_of_any_length() {
    let mut service = broker();
    service.profile = Profile::FcPlusService;
    let refused = check_authorization_request(&asked(), Some(&service)).unwrap_err();
    assert!(matches!(
        refused,
        Refusal::Redirect {
            error: RequestError::MissingState,
            ..
        }
    ));
    let long = "f".repeat(4000);
    assert!(check_authorization_request(&with("state", &long), Some(&broker())).is_ok());
}

fn strictly_asked() -> Vec<(String, String)> {
    pairs([
        ("client_id", "service"),
        ("redirect_uri", SERVICE_CALLBACK),
        ("response_type", "code"),
        ("scope", "openid email offline_access"),
        (
            "code_challenge",
            CodeChallenge::derive(&"v".repeat(43)).as_str(),
        ),
        ("code_challenge_method", "S256"),
    ])
}

#[test]
fn a_strict_service_may_leave_out_state_and_nonce_but_not_pkce() {
    let service = strict_service();
    let request = check_authorization_request(&strictly_asked(), Some(&service)).unwrap();
    assert_eq!((&request.state, &request.nonce), (&None, &None));
    assert!(request.is_offline_asked(&service));
    let online = Client {
        offline: false,
        ..strict_service()
    };
    assert!(!request.is_offline_asked(&online), "not registered for it");

    let bare: Vec<_> = strictly_asked()
        .into_iter()
        .filter(|(name, _)| !name.starts_with("code_challenge"))
        .collect();
    let refused = check_authorization_request(&bare, Some(&service)).unwrap_err();
    assert!(matches!(
        refused,
        Refusal::Redirect {
            error: RequestError::MissingCodeChallenge,
            ..
        }
    ));
}

#[test]
fn a_key_that_the_code_is_to_be_bound_to_must_be_a_thumbprint() {
    let ask = |key: &str| {
        let given = [strictly_asked(), pairs([("dpop_jkt", key)])].concat();
        check_authorization_request(&given, Some(&strict_service()))
    };
    let key = crate::test_support::signing_key(7).kid().to_owned();
    assert_eq!(ask(&key).unwrap().dpop_key, Some(key));
    assert!(ask("short").is_err());
}

/// Addresses that look like the registered one: every character left out, doubled or written otherwise,
/// and what is usually tried around it.
fn lookalikes() -> Vec<String> {
    let letters: Vec<char> = CALLBACK.chars().collect();
    let mut made = Vec::new();
    for index in 0..letters.len() {
        let (before, after) = (&letters[..index], &letters[index + 1..]);
        let with = |middle: &str| -> String {
            let (before, after): (String, String) =
                (before.iter().collect(), after.iter().collect());
            format!("{before}{middle}{after}")
        };
        let letter = letters[index];
        made.push(with(""));
        made.push(with(&format!("{letter}{letter}")));
        made.push(with(&format!("%{:02X}", u32::from(letter))));
        let other = if letter.is_ascii_lowercase() {
            letter.to_ascii_uppercase()
        } else {
            '~'
        };
        made.push(with(&other.to_string()));
    }
    for tail in [
        "/",
        "?",
        "#",
        "?x=1",
        "#x",
        "/..",
        "/../sceau",
        " ",
        "\t",
        "\0",
        ".",
        "%00",
        "\\",
    ] {
        made.push(format!("{CALLBACK}{tail}"));
    }
    for (from, to) in [
        ("https://", "http://"),
        ("https://", "https:/"),
        ("https://", "//"),
        ("https://", "https://evil.example@"),
        ("https://", "https://evil.example\\@"),
        ("broker.example", "broker.example:443"),
        ("broker.example", "broker.example."),
        ("broker.example", "broker.example.evil.example"),
        ("broker.example", "evil.example/broker.example"),
        ("broker.example", "brоker.example"),
        ("/api/", "/./api/"),
        ("/api/", "/x/../api/"),
        ("/api/", "//api/"),
    ] {
        made.push(CALLBACK.replacen(from, to, 1));
    }
    made
}

#[test]
fn no_address_but_the_registered_one_is_ever_answered_to() {
    let lookalikes = lookalikes();
    assert!(lookalikes.len() >= 200, "{}", lookalikes.len());
    for address in lookalikes {
        assert_ne!(address, CALLBACK);
        let refused = refusal(&with("redirect_uri", &address));
        let expected = Refusal::Page(PageError::UnregisteredRedirectUri);
        assert_eq!(refused, expected, "{address:?}");
        assert_eq!(refused.location(ISSUER), None);
    }
}
