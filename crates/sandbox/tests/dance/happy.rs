//! Logins that end where they should.

use sceau_oidc::acr::Acr;
use sceau_oidc::jwe::KeyManagement;
use sceau_sandbox::config::{Config, ProofKind};

use crate::provider::Manner;
use crate::stage::Stage;

async fn log_in(adjust: impl FnOnce(&mut Config)) -> Stage {
    let mut stage = Stage::set(Manner::Correct, adjust).await;
    let page = stage.connect().await;
    assert_eq!(page.h1(), "Choisissez votre fournisseur d’identité");
    let page = stage.choose().await;
    assert_eq!(
        page.h1(),
        "Votre identité est vérifiée",
        "{:?}",
        page.code()
    );
    let page = stage.confirm().await;
    assert_eq!(page.address.path(), "/espace", "{:?}", page.code());
    assert_eq!(page.h1(), "Bonjour Anaïs");
    assert_eq!(page.claim("family_name"), Some("MUNOZ D&#39;ŒUVRE"));
    assert_eq!(page.claim("given_name"), Some("Anaïs Zoé-Lou"));
    assert_eq!(page.claim("preferred_username"), Some("LEFÈVRE"));
    assert_eq!(
        page.claim("birthdate"),
        Some("1er février 1984"),
        "an unknown day becomes 01"
    );
    assert_eq!(page.claim("birthcountry"), Some("99134"));
    assert_eq!(page.claim("birthplace"), None, "born abroad");
    assert_eq!(page.claim("acr"), Some("eidas2"));
    stage
}

#[tokio::test]
async fn a_person_ends_on_the_service_with_the_claims_the_provider_sent() {
    let mut stage = log_in(|_| ()).await;
    let page = stage
        .browser
        .post(&format!("{}/deconnexion", stage.addresses.service))
        .await;
    assert_eq!(page.address.path(), "/deconnecte");
    assert!(
        page.address.query().unwrap().starts_with("state="),
        "came through the broker"
    );
    let page = stage
        .browser
        .get(&format!("{}/espace", stage.addresses.service))
        .await;
    assert_eq!(page.address.path(), "/", "nobody is in any more");
}

#[tokio::test]
async fn the_broker_may_prove_itself_by_a_signed_assertion_and_take_other_encryptions() {
    log_in(|config| config.provider.authentication = ProofKind::PrivateKeyJwt).await;
    log_in(|config| config.provider.encryption = KeyManagement::EcdhEs).await;
    log_in(|config| config.provider.encryption = KeyManagement::RsaOaep).await;
}

#[tokio::test]
async fn a_level_no_provider_reaches_is_said_before_anyone_is_chosen() {
    let mut stage = Stage::set(Manner::Correct, |config| config.service.acr = Acr::Eidas3).await;
    let page = stage.connect().await;
    assert!(page.body.contains("ne peut pas atteindre le niveau"));
    assert_eq!(
        stage.choose().await.code(),
        Some("broker_level_out_of_reach")
    );
    assert_eq!(stage.go_back().await.code(), Some("service_login_refused"));
}

#[tokio::test]
async fn someone_the_register_knows_otherwise_still_gets_in() {
    let mut stage = Stage::set(Manner::Born("Troisrives"), |_| ()).await;
    stage.connect().await;
    assert_eq!(stage.choose().await.h1(), "Votre identité est vérifiée");
}
