//! A service that asked for it is told when a login ended, whoever ended it.

use crate::scene::{ISSUER, Person, SERVICE, SERVICE_LEFT, SERVICE_TOLD_AT, Scene};
use sceau_domain::deed::Deed;
use sceau_oidc::grant::TokenResponse;
use sceau_oidc::id_token::IdTokenClaims;
use sceau_oidc::jws;
use sceau_oidc::logout_token::{LogoutClaims, check_logout_token};
use sceau_oidc::parameters::pairs;
use sceau_oidc::token_error::TokenError;
use sceau_service::login::{describe_provider, end_session, published_keys, recent_logins};
use sceau_service::person::{block_for, block_identity, erase_account, report_login};
use sceau_service::ports::NotifyFailure;

impl Scene {
    /// What the service was told, believed as a service should.
    fn told(&self) -> Vec<LogoutClaims> {
        let (keys, now) = (published_keys(&self.world), self.test.now().as_second());
        let believe = |(address, token): (String, String)| {
            assert_eq!(address, SERVICE_TOLD_AT);
            check_logout_token(&token, ISSUER, SERVICE, &keys, now).unwrap()
        };
        self.test.logouts.all().into_iter().map(believe).collect()
    }

    fn id_of(&self, tokens: &TokenResponse) -> IdTokenClaims {
        jws::verify(&tokens.id_token, &published_keys(&self.world)).unwrap()
    }

    /// Someone logs in to the service; the service asks for claims again later.
    async fn one_login(&self, person: &Person) -> IdTokenClaims {
        let tokens = self.logged_in(person, &self.new_key()).await;
        self.seconds(1);
        self.id_of(&tokens)
    }
}

#[tokio::test]
async fn a_blocked_identity_ends_every_login_at_its_service_which_knows_whose_and_which() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let (first, second) = (
        scene.one_login(&maelys).await,
        scene.one_login(&maelys).await,
    );
    assert_eq!(first.sub, second.sub);
    assert_ne!(first.sid, second.sid);
    block_identity(&scene.world, &maelys.by).await.unwrap();
    assert_eq!(scene.told(), [], "what is to be told leaves after the deed");
    let done = scene.test.run_jobs().await;
    assert_eq!(done.services_told, 2);
    let told = scene.told();
    assert_eq!(told.len(), 2);
    assert_ne!(told[0].jti, told[1].jti);
    for (said, login) in told.iter().zip([&first, &second]) {
        assert_eq!((&said.sub, &said.sid), (&login.sub, &login.sid));
    }
    block_for(&scene.world, "personne1@exemple.test")
        .await
        .unwrap();
    assert_eq!(scene.test.run_jobs().await.services_told, 0, "told once");
}

#[tokio::test]
async fn a_reported_login_ends_alone() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let kept = scene.one_login(&maelys).await;
    let key = scene.new_key();
    let tokens = scene.logged_in(&maelys, &key).await;
    let reported = scene.id_of(&tokens);
    let newest = recent_logins(&scene.world, &maelys.by, 1).await.unwrap()[0].login;
    report_login(&scene.world, &maelys.by, newest, false)
        .await
        .unwrap();
    scene.test.run_jobs().await;
    let told = scene.told();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].sid, reported.sid);
    assert_ne!(told[0].sid, kept.sid);
    let refresh = tokens.refresh_token.unwrap();
    let late = scene.refresh(&refresh, &key).await;
    assert!(matches!(late, Err(TokenError::UnknownRefreshToken)));
}

#[tokio::test]
async fn an_erased_identity_is_told_though_nothing_of_it_is_left() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let login = scene.one_login(&maelys).await;
    let proof = maelys.confirms(&scene.world, Deed::Erase).await;
    erase_account(&scene.world, &maelys.by, &proof)
        .await
        .unwrap();
    scene.test.run_jobs().await;
    let told = scene.told();
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0].sub, &told[0].sid), (&login.sub, &login.sid));
}

#[tokio::test]
async fn whoever_logs_out_at_the_service_ends_what_the_login_gave() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let key = scene.new_key();
    let tokens = scene.logged_in(&maelys, &key).await;
    let asked = pairs([
        ("id_token_hint", &tokens.id_token),
        ("post_logout_redirect_uri", SERVICE_LEFT),
    ]);
    let logout = end_session(&scene.world, &asked).await.unwrap();
    assert_eq!(logout.return_to.unwrap().as_str(), SERVICE_LEFT);
    scene.test.run_jobs().await;
    assert_eq!(scene.told()[0].sid, scene.id_of(&tokens).sid);
    let refresh = tokens.refresh_token.unwrap();
    let late = scene.refresh(&refresh, &key).await;
    assert!(matches!(late, Err(TokenError::UnknownRefreshToken)));
    end_session(&scene.world, &asked).await.unwrap();
    assert_eq!(scene.test.run_jobs().await.services_told, 0, "told once");
}

#[tokio::test]
async fn a_service_that_does_not_answer_is_tried_a_few_times_and_given_up() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    scene.one_login(&maelys).await;
    block_identity(&scene.world, &maelys.by).await.unwrap();
    let silence = &scene.test.logouts;
    silence.fail_with(Some(NotifyFailure::Passing));
    scene.test.run_jobs().await;
    silence.fail_with(None);
    assert_eq!(scene.test.run_jobs().await.services_told, 0, "not yet");
    scene.seconds(21);
    assert_eq!(scene.test.run_jobs().await.services_told, 1);
    assert_eq!(scene.told().len(), 1, "the token is made when it leaves");
}

#[tokio::test]
async fn after_eight_silences_or_one_no_a_service_is_left_alone() {
    for (answer, most) in [(NotifyFailure::Passing, 8), (NotifyFailure::Refused, 1)] {
        let scene = Scene::open().await;
        let maelys = scene.maelys().await;
        scene.one_login(&maelys).await;
        block_identity(&scene.world, &maelys.by).await.unwrap();
        scene.test.logouts.fail_with(Some(answer));
        let mut tries = 0;
        while !scene.kinds().await.contains(&"service.not_told".to_owned()) {
            scene.test.run_jobs().await;
            tries += 1;
            scene.minutes(60);
            assert!(tries <= most);
        }
        assert_eq!(tries, most);
    }
}

#[tokio::test]
async fn discovery_says_that_services_are_told() {
    let scene = Scene::open().await;
    let strict = describe_provider(&scene.world).strict.unwrap();
    assert!(strict.backchannel_logout_supported && strict.backchannel_logout_session_supported);
}
