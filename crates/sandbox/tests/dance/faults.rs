//! Logins that must not go through: each has its page, its code and a way back to the service.

use sceau_oidc::parameters::pairs;

use crate::browser::Page;
use crate::provider::Manner;
use crate::stage::Stage;

async fn stops_with(manner: Manner, code: &str, told: &str) {
    let page = stopped(manner, code, told).await;
    assert_eq!(page.code(), Some("service_login_refused"));
}

/// The service's page after a login that stopped at the broker.
async fn stopped(manner: Manner, code: &str, told: &str) -> Page {
    let mut stage = Stage::set(manner, |_| ()).await;
    stage.connect().await;
    let page = stage.choose().await;
    assert_eq!(page.code(), Some(code), "{manner:?}: {}", page.h1());
    assert!(page.body.contains("Retourner au service"));
    let page = stage.go_back().await;
    let service = stage.addresses.service.clone();
    assert!(
        page.address.as_str().starts_with(&service),
        "{manner:?}: {}",
        page.address
    );
    let query = page.address.query().unwrap_or_default();
    assert!(
        query.contains(&format!("error={told}&")),
        "{manner:?}: {query}"
    );
    page
}

#[tokio::test]
async fn a_login_the_person_refused_ends_back_at_the_service() {
    stops_with(Manner::Cancelled, "broker_cancelled", "access_denied").await;
}

#[tokio::test]
async fn answers_that_are_not_the_one_awaited_are_refused() {
    for (manner, code) in [
        (Manner::WithoutState, "broker_state_missing"),
        (Manner::WithOtherState, "broker_state_wrong"),
        (Manner::WithoutCode, "broker_code_missing"),
        (Manner::ServerError, "broker_provider_refused"),
        (Manner::RefusedToken, "broker_token_refused"),
    ] {
        stops_with(manner, code, "server_error").await;
    }
}

#[tokio::test]
async fn tokens_that_are_not_the_provider_s_or_not_for_us_are_refused() {
    for manner in [
        Manner::ForeignSignature,
        Manner::ForeignRecipient,
        Manner::OtherNonce,
    ] {
        stops_with(manner, "broker_id_token", "server_error").await;
    }
    stops_with(Manner::WithoutSub, "broker_sub_missing", "server_error").await;
}

#[tokio::test]
async fn a_level_that_is_missing_low_or_unknown_is_refused() {
    for (acr, code) in [
        (None, "broker_acr_missing"),
        (Some("eidas1"), "broker_acr_low"),
        (Some("eidas3"), "broker_acr_not_allowed"),
        (Some("gold"), "broker_acr_not_allowed"),
    ] {
        stops_with(Manner::Acr(acr), code, "server_error").await;
    }
}

#[tokio::test]
async fn a_claim_missing_or_malformed_is_named_and_not_quoted() {
    for (manner, detail) in [
        (
            Manner::WithoutClaim("birthdate"),
            "birthdate\u{202f}: absent",
        ),
        (
            Manner::WithClaim("gender", "F"),
            "gender\u{202f}: mal formé",
        ),
        (
            Manner::WithClaim("birthdate", "1977-00-03"),
            "birthdate\u{202f}: mal formé",
        ),
        (
            Manner::WithClaim("email", "personne"),
            "email\u{202f}: mal formé",
        ),
    ] {
        let mut stage = Stage::set(manner, |_| ()).await;
        stage.connect().await;
        let page = stage.choose().await;
        assert_eq!(page.code(), Some("broker_claims"));
        assert!(page.body.contains(detail), "{}", page.body);
        assert!(!page.body.contains("1977-00-03") && !page.body.contains("personne"));
    }
}

#[tokio::test]
async fn people_the_register_does_not_admit_do_not_reach_the_service() {
    for (name, code) in [
        ("Quatrevents", "broker_register_not_found"),
        ("Sixfontaines", "broker_register_not_found"),
        ("Sansecho", "broker_register_not_found"),
        ("Martignon", "broker_register_usage_name"),
        ("Feuceleste", "broker_register_deceased"),
    ] {
        let page = stopped(Manner::Born(name), code, "access_denied").await;
        assert_eq!(page.code(), Some("service_not_admitted"), "{name}");
        assert!(page.body.contains("Recommencer donnera la même réponse"));
    }
    for (name, code) in [
        ("Malformet", "broker_register_request"),
        ("Illisible", "broker_register_answer"),
        ("Incomplet", "broker_register_answer"),
        ("Inconnucode", "broker_register_answer"),
    ] {
        stops_with(Manner::Born(name), code, "server_error").await;
    }
}

#[tokio::test]
async fn whoever_the_register_does_not_admit_is_led_to_what_can_be_done_and_nobody_else() {
    let asks = async |manner| {
        let mut stage = Stage::set(manner, |_| ()).await;
        stage.connect().await;
        stage.choose().await.body.contains("/aide#registre\"")
    };
    for name in ["Quatrevents", "Martignon", "Feuceleste"] {
        assert!(asks(Manner::Born(name)).await, "{name}");
    }
    assert!(!asks(Manner::Cancelled).await);
    assert!(!asks(Manner::Born("Illisible")).await);
}

#[tokio::test]
async fn a_name_of_birth_the_register_would_not_write_is_a_bad_question() {
    stops_with(
        Manner::WithClaim("family_name", "Muñoz"),
        "broker_register_request",
        "server_error",
    )
    .await;
}

#[tokio::test]
async fn a_silent_provider_or_register_is_not_waited_for_without_end() {
    let told = "temporarily_unavailable";
    stops_with(Manner::SilentToken, "broker_provider_unreachable", told).await;
    stops_with(
        Manner::Born("Lentemps"),
        "broker_register_unreachable",
        told,
    )
    .await;
}

#[tokio::test]
async fn an_answer_after_the_login_expired_belongs_to_nothing() {
    let mut stage = Stage::set(Manner::Correct, |_| ()).await;
    stage.connect().await;
    stage.choose().await;
    stage.wait(1_801);
    let page = stage.confirm().await;
    assert_eq!(page.code(), Some("broker_no_login"));
    let page = stage
        .browser
        .get(&format!(
            "{}/api/v2/oidc-callback/sceau?code=x&state=y",
            stage.addresses.broker
        ))
        .await;
    assert_eq!(page.code(), Some("broker_no_login"));
}

#[tokio::test]
async fn an_answer_is_taken_once() {
    let mut stage = Stage::set(Manner::Cancelled, |_| ()).await;
    stage.connect().await;
    let answered = stage.choose().await;
    assert_eq!(answered.code(), Some("broker_cancelled"));
    let again = stage.browser.get(answered.address.as_str()).await;
    assert_eq!(again.code(), Some("broker_state_wrong"));
}

#[tokio::test]
async fn a_service_with_another_address_or_a_short_nonce_is_refused() {
    let mut stage = Stage::set(Manner::Correct, |_| ()).await;
    let long = "a".repeat(32);
    let callback = format!("{}/retour", stage.addresses.service);
    let mut asked = pairs([
        ("client_id", "service-demonstration"),
        ("redirect_uri", "http://127.0.0.1:1/evil"),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", &long),
        ("nonce", "short"),
    ]);
    let address = |asked: &[(String, String)]| {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(asked)
            .finish();
        format!("{}/api/v2/authorize?{query}", stage.addresses.broker)
    };
    let (evil, short) = (address(&asked), {
        asked[1].1 = callback;
        address(&asked)
    });
    let page = stage.browser.get(&evil).await;
    assert_eq!(
        page.code(),
        Some("broker_request_refused"),
        "never redirected"
    );
    let page = stage.browser.get(&short).await;
    assert!(
        page.address
            .as_str()
            .contains("/retour?error=invalid_request"),
        "{}",
        page.address
    );
}

#[tokio::test]
async fn a_return_without_login_and_a_code_of_nobody_are_refused() {
    let mut stage = Stage::set(Manner::Correct, |_| ()).await;
    let address = format!("{}/retour?code=x&state=y", stage.addresses.service);
    assert_eq!(
        stage.browser.get(&address).await.code(),
        Some("service_no_login")
    );
    let token = format!("{}/api/v2/token", stage.addresses.broker);
    let refused = reqwest::Client::new()
        .post(&token)
        .body("grant_type=x")
        .send()
        .await
        .unwrap();
    assert_eq!(refused.status(), 400);
    let userinfo = format!("{}/api/v2/userinfo", stage.addresses.broker);
    let refused = reqwest::get(&userinfo).await.unwrap();
    assert_eq!(refused.status(), 401);
    assert_eq!(refused.headers()["www-authenticate"], "Bearer");
}
