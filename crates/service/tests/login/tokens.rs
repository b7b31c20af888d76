//! The code, the tokens, the claims: as the broker meets them.

use crate::scene::{BROKER, CALLBACK, MAELYS, NONCE, Scene};
use core::time::Duration;
use sceau_domain::id::IdentityId;
use sceau_oidc::acr::Amr;
use sceau_oidc::claims::check_as_broker;
use sceau_oidc::client_auth::{AssertionFault, make_assertion};
use sceau_oidc::grant::TokenResponse;
use sceau_oidc::id_token::{IdTokenClaims, Trust, open_id_token};
use sceau_oidc::relying_party::{Proof, token_form};
use sceau_oidc::secret::Secret;
use sceau_oidc::token_error::TokenError;
use sceau_oidc::userinfo::open_userinfo;
use sceau_service::login::{
    ClientRequest, GivenClaims, TokenFailure, UserinfoFailure, UserinfoRequest, describe_provider,
    end_session, give_tokens, issuer, published_keys, userinfo,
};
use sceau_service::ports::World;
use sceau_service::records::KeyProtection;

type Form = Vec<(String, String)>;

impl Scene {
    fn assertion(&self) -> String {
        let fill = |bytes: &mut [u8]| self.world.random.fill(bytes);
        let now = self.test.now().as_second();
        make_assertion(BROKER, &issuer(&self.world), &self.signing, now, &fill).unwrap()
    }

    /// What the broker posts to the token endpoint.
    fn form(&self, code: &str, redirect_uri: &str) -> Form {
        let proof = Proof::Assertion(Secret::new(self.assertion()));
        let code = Secret::new(code.to_owned());
        let form = token_form(BROKER, redirect_uri, &code, &proof, None);
        form.into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    pub(crate) async fn exchange(&self, code: &str) -> Result<TokenResponse, TokenFailure> {
        exchange(&self.world, &self.form(code, CALLBACK)).await
    }

    fn open_id(&self, token: &str) -> IdTokenClaims {
        let (keys, issuer) = (published_keys(&self.world), issuer(&self.world));
        let trust = Trust {
            issuer: &issuer,
            client_id: BROKER,
            provider_keys: &keys,
            decryption_keys: &self.opening,
        };
        open_id_token(token, &trust, NONCE, self.test.now().as_second(), 0).unwrap()
    }
}

const fn posted(form: &Form) -> ClientRequest<'_> {
    ClientRequest {
        form: form.as_slice(),
        has_authorization_header: false,
        proofs: &[],
    }
}

async fn exchange(world: &World, form: &Form) -> Result<TokenResponse, TokenFailure> {
    give_tokens(world, &posted(form)).await
}

pub(crate) fn refused(outcome: Result<TokenResponse, TokenFailure>) -> TokenError {
    match outcome {
        Err(TokenFailure::Refused(error)) => error,
        Err(TokenFailure::Failed(failure)) => panic!("{failure:?}"),
        Ok(_) => panic!("tokens were given"),
    }
}

async fn claims(world: &World, token: &str) -> Result<String, UserinfoFailure> {
    let authorization = format!("Bearer {token}");
    match userinfo(world, &shown(Some(&authorization))).await? {
        GivenClaims::Sealed(jwt) => Ok(jwt),
        GivenClaims::Plain(_) => panic!("in the clear"),
    }
}

const fn shown(authorization: Option<&str>) -> UserinfoRequest<'_> {
    UserinfoRequest {
        method: "GET",
        authorization,
        proofs: &[],
    }
}

#[tokio::test]
async fn a_person_logs_in_and_the_broker_reads_their_claims_in_the_published_form() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let code = scene.code_for(&maelys, MAELYS).await;
    scene.seconds(2);
    let tokens = scene.exchange(&code).await.unwrap();
    assert_eq!(
        (tokens.token_type.as_str(), tokens.expires_in),
        ("Bearer", 60)
    );
    assert_eq!(tokens.id_token.split('.').count(), 5, "encrypted");
    let id = scene.open_id(&tokens.id_token);
    assert_eq!(id.acr.as_deref(), Some("eidas2"));
    assert_eq!(id.amr, [Amr::Pop, Amr::Pin, Amr::Mfa, Amr::Swk]);
    let now = scene.test.now().as_second();
    assert_eq!(
        (id.auth_time, id.iat, id.exp),
        (Some(now - 2), now, now + 60)
    );
    assert_ne!(id.sub, IdentityId::from_bytes([1; 16]).to_string());

    let answer = claims(&scene.world, &tokens.access_token).await.unwrap();
    let (keys, issuer) = (published_keys(&scene.world), issuer(&scene.world));
    let trust = Trust {
        issuer: &issuer,
        client_id: BROKER,
        provider_keys: &keys,
        decryption_keys: &scene.opening,
    };
    let given = open_userinfo(&answer, &trust, &id.sub).unwrap();
    let identity = check_as_broker(&given).unwrap();
    assert_eq!(identity.family_name, "MARTIN");
    assert_eq!(identity.given_name, "Maëlys-Gaëlle Marie");
    assert_eq!(identity.preferred_username.as_deref(), Some("LE GOFF"));
    assert_eq!(
        (identity.birthdate.as_str(), identity.gender.as_str()),
        ("1990-07-13", "female")
    );
    assert_eq!(
        (identity.birthplace.as_str(), identity.birthcountry.as_str()),
        ("59350", "99100")
    );
    assert_eq!(identity.email, "personne1@exemple.test");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_who_present_a_code_at_the_same_time_one_gets_tokens() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let code = scene.code_for(&maelys, MAELYS).await;
    let tries: Vec<_> = (0..50)
        .map(|_| {
            let (world, form) = (scene.world.clone(), scene.form(&code, CALLBACK));
            tokio::spawn(async move { exchange(&world, &form).await })
        })
        .collect();
    let mut given = 0;
    for tried in tries {
        match tried.await.unwrap() {
            Ok(_) => given += 1,
            other => assert_eq!(refused(other), TokenError::UnknownCode),
        }
    }
    assert_eq!(given, 1);
}

#[tokio::test]
async fn a_code_is_good_for_thirty_seconds_and_for_the_address_it_was_sent_to() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let code = scene.code_for(&maelys, MAELYS).await;
    scene.seconds(31);
    assert_eq!(
        refused(scene.exchange(&code).await),
        TokenError::ExpiredCode
    );
    assert_eq!(
        refused(scene.exchange(&code).await),
        TokenError::UnknownCode,
        "it was spent"
    );
    let code = scene.code_for(&maelys, MAELYS).await;
    let elsewhere = scene.form(&code, "https://aiguilleur.test/autre");
    let other = exchange(&scene.world, &elsewhere).await;
    assert_eq!(refused(other), TokenError::OtherRedirectUri);
}

#[tokio::test]
async fn only_the_broker_redeems_and_each_assertion_works_once() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let code = scene.code_for(&maelys, MAELYS).await;
    let form = scene.form(&code, CALLBACK);
    let basic = give_tokens(
        &scene.world,
        &ClientRequest {
            has_authorization_header: true,
            ..posted(&form)
        },
    )
    .await;
    assert_eq!(refused(basic), TokenError::WrongMethod);
    let mut forged = form.clone();
    for (name, value) in &mut forged {
        if name == "client_assertion" {
            value.truncate(value.len() - 4);
            value.push_str("AAAA");
        }
    }
    let error = refused(exchange(&scene.world, &forged).await);
    assert_eq!(error, TokenError::BadAssertion(AssertionFault::Signature));
    assert!(
        exchange(&scene.world, &form).await.is_ok(),
        "nothing was spent"
    );
    let error = refused(exchange(&scene.world, &form).await);
    assert_eq!(error, TokenError::BadAssertion(AssertionFault::Identifier));
}

#[tokio::test]
async fn a_code_in_the_hands_of_another_client_is_worth_nothing_and_spent() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let code = scene.code_for(&maelys, MAELYS).await;
    let secret = Secret::new(sceau_testkit::world::DEMO_CLIENT_SECRET.to_owned());
    let form = token_form(
        sceau_testkit::world::DEMO_CLIENT,
        CALLBACK,
        &Secret::new(code.clone()),
        &Proof::Secret(secret),
        None,
    );
    let form: Form = form
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let error = refused(exchange(&scene.world, &form).await);
    assert_eq!(error, TokenError::CodeOfAnotherClient);
    assert_eq!(
        refused(scene.exchange(&code).await),
        TokenError::UnknownCode
    );
}

#[tokio::test]
async fn an_access_token_is_good_once_and_for_a_minute() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let code = scene.code_for(&maelys, MAELYS).await;
    let first = scene.exchange(&code).await.unwrap().access_token;
    assert!(claims(&scene.world, &first).await.is_ok());
    let again = claims(&scene.world, &first).await;
    assert!(matches!(again, Err(UserinfoFailure::Refused(_))));
    let code = scene.code_for(&maelys, MAELYS).await;
    let second = scene.exchange(&code).await.unwrap().access_token;
    scene.seconds(61);
    let late = claims(&scene.world, &second).await;
    assert!(matches!(late, Err(UserinfoFailure::Refused(_))));
    let mut tx = scene.world.store.read().await.unwrap();
    let told = tx.audit_after(0, u32::MAX).await.unwrap();
    let given = told.iter().filter(|row| row.kind == "claims.given");
    assert_eq!(given.count(), 1, "what was refused was not given");
    drop(tx);
    let missing = userinfo(&scene.world, &shown(None)).await;
    assert!(matches!(missing, Err(UserinfoFailure::Refused(_))));
}

#[tokio::test]
async fn whoever_guesses_at_tokens_takes_no_writers_turn() {
    let scene = Scene::open().await;
    let writer = scene.world.store.begin().await.unwrap();
    let guess = tokio::time::timeout(Duration::from_secs(5), claims(&scene.world, "devine")).await;
    drop(writer);
    let refused = guess.expect("answered while somebody writes");
    assert!(matches!(refused, Err(UserinfoFailure::Refused(_))));
}

#[tokio::test]
async fn a_key_in_hardware_is_said_so_and_a_subject_stays_the_same() {
    let scene = Scene::open().await;
    let other = scene
        .person(2, "06 39 98 02 02", KeyProtection::Hardware)
        .await;
    let mut subjects = Vec::new();
    for _ in 0..2 {
        let code = scene.code_for(&other, "+33 6 39 98 02 02").await;
        let tokens = scene.exchange(&code).await.unwrap();
        let id = scene.open_id(&tokens.id_token);
        assert!(id.amr.contains(&Amr::Hwk) && !id.amr.contains(&Amr::Swk));
        subjects.push(id.sub);
    }
    assert_eq!(subjects[0], subjects[1]);
}

#[tokio::test]
async fn the_provider_says_what_it_does_and_a_logout_returns_where_registered() {
    let scene = Scene::open().await;
    let metadata = describe_provider(&scene.world);
    assert_eq!(metadata.issuer, "https://sceau.test");
    assert_eq!(metadata.acr_values_supported, ["eidas2", "eidas3"]);
    assert_eq!(
        published_keys(&scene.world).keys.len(),
        2,
        "current and next"
    );
    let leave = async |to: &str| {
        let pairs = [("post_logout_redirect_uri", to), ("state", "s")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        end_session(&scene.world, &pairs).await
    };
    let back = leave("https://aiguilleur.test/parti")
        .await
        .unwrap()
        .return_to
        .unwrap();
    assert_eq!(back.as_str(), "https://aiguilleur.test/parti?state=s");
    assert!(leave("https://pirate.test/").await.is_err());
}

#[tokio::test]
async fn signing_keys_move_on_by_themselves_and_no_token_is_lost() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let code = scene.code_for(&maelys, MAELYS).await;
    let cached = published_keys(&scene.world);
    let token = scene.exchange(&code).await.unwrap().id_token;
    assert_eq!(scene.test.run_jobs().await.keys_rotated, 0, "young");
    scene.minutes(90 * 24 * 60);
    assert_eq!(scene.test.run_jobs().await.keys_rotated, 1);
    assert_eq!(scene.test.run_jobs().await.keys_rotated, 0, "once");
    let published = published_keys(&scene.world);
    assert_eq!(published.keys.len(), 3, "current, next, previous");
    assert_eq!(published.keys[0], cached.keys[1], "known beforehand");
    assert!(published.keys.contains(&cached.keys[0]), "still believed");
    assert_eq!(token.split('.').count(), 5);
    assert!(scene.kinds().await.contains(&"keys.rotated".to_owned()));
}
