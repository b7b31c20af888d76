use super::*;
use crate::acr::{Acr, Amr};
use crate::client::Authentication as Registered;
use crate::client_auth::{
    AssertionClaims, AssertionFault, UsedAssertion, authenticate_client, make_assertion,
};
use crate::code::{Authentication, CodeChallenge, make_code};
use crate::credentials::{JWT_BEARER, read_client};
use crate::jws;
use crate::keys::Jwks;
use crate::parameters::pairs;
use crate::request::check_authorization_request;
use crate::test_support::{CALLBACK, CLIENT_SECRET, ISSUER, broker, seeded, signing_key};
use crate::token_request::{GrantRequest, read_token_request};

const NOW: UnixSeconds = 1_000;
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const ENDPOINT: &str = "https://sceau.example/oidc/token";

type Spoil = fn(&mut AssertionClaims);

fn grant() -> CodeGrant {
    let asked = pairs([
        ("client_id", "broker"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid email"),
        ("acr_values", "eidas2"),
        ("state", "s"),
        ("nonce", "n"),
    ]);
    let request = check_authorization_request(&asked, Some(&broker())).unwrap();
    let authentication = Authentication {
        subject: String::from("abc"),
        acr: Acr::Eidas2,
        amr: vec![Amr::Pop, Amr::Pin, Amr::Mfa],
        auth_time: 990,
    };
    make_code(
        &request,
        authentication,
        Lifetimes::default(),
        NOW,
        &seeded(1),
    )
    .grant
}

fn form() -> Vec<(String, String)> {
    pairs([
        ("grant_type", "authorization_code"),
        ("code", "the-code"),
        ("redirect_uri", CALLBACK),
        ("client_id", "broker"),
        ("client_secret", CLIENT_SECRET),
    ])
}

fn with(name: &str, value: &str) -> Vec<(String, String)> {
    let mut form: Vec<_> = form().into_iter().filter(|(key, _)| key != name).collect();
    form.push((name.to_owned(), value.to_owned()));
    form
}

const BROKER: Bearer<'static> = Bearer {
    client_id: "broker",
    dpop_key: None,
};

fn mint(now: i64) -> Mint<'static> {
    Mint {
        issuer: ISSUER,
        lifetimes: Lifetimes::default(),
        profile: broker().profile,
        now,
        fill: &|bytes| bytes.fill(7),
    }
}

fn read_code(form: &[(String, String)]) -> Result<CodeRequest, TokenError> {
    match read_token_request(form)?.grant {
        GrantRequest::Code(request) => Ok(request),
        GrantRequest::Refresh(_) => panic!("a refresh"),
    }
}

fn redeem(grant: &CodeGrant, form: &[(String, String)], now: i64) -> Result<Redeemed, TokenError> {
    redeem_code(Some(grant), &read_code(form)?, BROKER, mint(now))
}

#[test]
fn a_code_gives_an_id_token_with_the_nonce_the_level_and_sixty_seconds() {
    let redeemed = redeem(&grant(), &form(), NOW + 30).unwrap();
    assert_eq!(redeemed.id_token.nonce.as_deref(), Some("n"));
    assert_eq!(redeemed.id_token.acr.as_deref(), Some("eidas2"));
    assert_eq!(redeemed.id_token.exp, NOW + 90);
    assert_eq!(redeemed.id_token.auth_time, Some(990));
    assert_eq!(redeemed.access.expires_at, NOW + 90);
    assert_eq!(redeemed.access.scopes.to_text(), "openid email");
}

#[test]
fn a_code_used_twice_late_or_elsewhere_is_refused() {
    let used = CodeGrant {
        used_at: Some(NOW + 1),
        ..grant()
    };
    assert_eq!(
        redeem(&used, &form(), NOW + 2).unwrap_err(),
        TokenError::UsedCode
    );
    assert_eq!(
        redeem(&grant(), &form(), NOW + 31).unwrap_err(),
        TokenError::ExpiredCode
    );
    let others = CodeGrant {
        client_id: String::from("other"),
        ..grant()
    };
    assert_eq!(
        redeem(&others, &form(), NOW).unwrap_err(),
        TokenError::CodeOfAnotherClient
    );
    let elsewhere = with("redirect_uri", "https://broker.example/other");
    assert_eq!(
        redeem(&grant(), &elsewhere, NOW).unwrap_err(),
        TokenError::OtherRedirectUri
    );
    let request = read_code(&form()).unwrap();
    let unknown = redeem_code(None, &request, BROKER, mint(NOW));
    assert_eq!(unknown.unwrap_err(), TokenError::UnknownCode);
}

#[test]
fn an_address_registered_without_a_final_slash_is_still_the_same_address() {
    let redirect_uri = Url::parse("https://broker.example").unwrap();
    let grant = CodeGrant {
        redirect_uri,
        ..grant()
    };
    assert!(redeem(&grant, &with("redirect_uri", "https://broker.example"), NOW).is_ok());
    let relative = with("redirect_uri", "/oidc-callback");
    assert_eq!(
        redeem(&grant, &relative, NOW).unwrap_err(),
        TokenError::OtherRedirectUri
    );
}

#[test]
fn the_verifier_must_fit_the_challenge_and_must_not_come_without_one() {
    let challenged = CodeGrant {
        code_challenge: Some(CodeChallenge::derive(VERIFIER)),
        ..grant()
    };
    assert!(redeem(&challenged, &with("code_verifier", VERIFIER), NOW).is_ok());
    let wrong = with("code_verifier", &VERIFIER.replace('d', "e"));
    for (grant, form) in [
        (&challenged, form()),
        (&challenged, wrong),
        (&grant(), with("code_verifier", VERIFIER)),
    ] {
        assert_eq!(
            redeem(grant, &form, NOW).unwrap_err(),
            TokenError::WrongVerifier
        );
    }
}

#[test]
fn a_code_bound_to_a_key_is_good_with_that_key_only() {
    let bound = CodeGrant {
        dpop_key: Some(String::from("key")),
        ..grant()
    };
    let shown_with = |dpop_key| {
        let bearer = Bearer { dpop_key, ..BROKER };
        redeem_code(
            Some(&bound),
            &read_code(&form()).unwrap(),
            bearer,
            mint(NOW),
        )
    };
    assert!(shown_with(Some("key")).is_ok());
    for other in [None, Some("other")] {
        assert_eq!(
            shown_with(other).unwrap_err(),
            TokenError::BadProof(DpopFault::OtherKey)
        );
    }
}

#[test]
fn tokens_made_again_have_no_nonce_and_open_no_more_than_before() {
    let again = renew_tokens(&grant(), None, mint(NOW + 600)).unwrap();
    assert_eq!(again.id_token.nonce, None);
    assert_eq!(again.id_token.auth_time, Some(990));
    assert_eq!(again.access.scopes.to_text(), "openid email");
    let less = Scopes::parse("openid");
    let narrowed = renew_tokens(&grant(), Some(&less), mint(NOW)).unwrap();
    assert_eq!(narrowed.access.scopes, less);
    let more = Scopes::parse("openid profile");
    assert_eq!(
        renew_tokens(&grant(), Some(&more), mint(NOW)).unwrap_err(),
        TokenError::WiderScope
    );
}

#[test]
fn a_refresh_token_is_read_with_its_client() {
    let form = pairs([
        ("grant_type", "refresh_token"),
        ("refresh_token", "login.secret"),
        ("scope", "openid"),
        ("client_id", "broker"),
        ("client_secret", CLIENT_SECRET),
    ]);
    let request = read_token_request(&form).unwrap();
    assert_eq!(request.client.client_id, "broker");
    let GrantRequest::Refresh(refresh) = request.grant else {
        panic!("a code");
    };
    assert_eq!(refresh.token.reveal(), "login.secret");
    assert_eq!(refresh.scopes, Some(Scopes::parse("openid")));
}

#[test]
fn a_malformed_request_has_its_code_and_its_status() {
    let cases = [
        (
            with("grant_type", "password"),
            "unsupported_grant_type",
            400,
        ),
        (with("grant_type", ""), "invalid_request", 400),
        (with("code", ""), "invalid_request", 400),
        (
            [form(), pairs([("code", "again")])].concat(),
            "invalid_request",
            400,
        ),
        (with("client_secret", ""), "invalid_client", 401),
        (
            [form(), pairs([("client_assertion", "x")])].concat(),
            "invalid_client",
            401,
        ),
    ];
    for (form, code, status) in cases {
        let error = redeem(&grant(), &form, NOW).unwrap_err();
        assert_eq!((error.code(), error.status()), (code, status), "{error:?}");
        assert_eq!(error.body()["error"], code);
    }
}

#[test]
fn only_the_registered_secret_of_the_client_is_taken() {
    let authenticate = |form: &[(String, String)]| {
        let claimed = read_client(form).unwrap();
        authenticate_client(&claimed, &broker(), &Jwks::default(), &[ISSUER], NOW)
    };
    assert_eq!(authenticate(&form()), Ok(None));
    let wrong = authenticate(&with("client_secret", "guess"));
    assert_eq!(wrong, Err(TokenError::WrongSecret));
    let stranger = authenticate(&with("client_id", "stranger"));
    assert_eq!(stranger, Err(TokenError::UnknownClient));
}

fn assertion_result(assertion: &str) -> Result<Option<UsedAssertion>, TokenError> {
    let mut client = broker();
    client.authentication = Registered::PrivateKeyJwt;
    let form = pairs([
        ("client_assertion_type", JWT_BEARER),
        ("client_assertion", assertion),
    ]);
    let claimed = read_client(&form)?;
    let keys = Jwks::of([signing_key(7).public()]);
    authenticate_client(&claimed, &client, &keys, &[ISSUER, ENDPOINT], NOW)
}

#[test]
fn a_signed_assertion_names_the_client_and_is_remembered_by_its_identifier() {
    let made = make_assertion("broker", ENDPOINT, &signing_key(7), NOW, &seeded(3)).unwrap();
    let used = assertion_result(&made).unwrap().unwrap();
    assert_eq!(used.jti.len(), 32);
    assert_eq!(used.expires_at, NOW + 90);
}

#[test]
fn an_assertion_for_others_by_others_or_out_of_its_time_is_refused() {
    let base = AssertionClaims {
        iss: String::from("broker"),
        sub: String::from("broker"),
        aud: Audience::One(ENDPOINT.to_owned()),
        jti: String::from("j"),
        exp: NOW + 60,
        iat: None,
        nbf: None,
    };
    let cases: [(Spoil, AssertionFault); 6] = [
        (
            |claims| claims.aud = Audience::One(String::from("https://x")),
            AssertionFault::Audience,
        ),
        (
            |claims| claims.iss = String::from("x"),
            AssertionFault::Identity,
        ),
        (|claims| claims.exp = NOW - 31, AssertionFault::Time),
        (|claims| claims.exp = NOW + 3_600, AssertionFault::Time),
        (|claims| claims.nbf = Some(NOW + 31), AssertionFault::Time),
        (|claims| claims.jti.clear(), AssertionFault::Identifier),
    ];
    for (spoil, fault) in cases {
        let mut claims = base.clone();
        spoil(&mut claims);
        let assertion = jws::sign(&claims, &signing_key(7)).unwrap();
        assert_eq!(
            assertion_result(&assertion),
            Err(TokenError::BadAssertion(fault))
        );
    }
    let forged = jws::sign(&base, &signing_key(8)).unwrap();
    let refused = Err(TokenError::BadAssertion(AssertionFault::Signature));
    assert_eq!(assertion_result(&forged), refused);
}
