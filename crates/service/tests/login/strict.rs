//! A service of the strict profile: requests pushed, tokens bound to its key.

use crate::scene::{ISSUER, MAELYS, Person, SERVICE, SERVICE_CALLBACK, Scene, browser, query};
use sceau_oidc::access::BearerError;
use sceau_oidc::client_auth::make_assertion;
use sceau_oidc::code::CodeChallenge;
use sceau_oidc::credentials::JWT_BEARER;
use sceau_oidc::dpop::{DpopFault, ProvenRequest, make_proof};
use sceau_oidc::grant::TokenResponse;
use sceau_oidc::id_token::{Trust, open_id_token};
use sceau_oidc::keys::SigningKey;
use sceau_oidc::parameters::pairs;
use sceau_oidc::request_error::{PageError, Refusal, RequestError};
use sceau_oidc::token_error::TokenError;
use sceau_oidc::userinfo::open_userinfo;
use sceau_service::login::{
    BeginFailure, ClientRequest, GivenClaims, TokenFailure, UserinfoFailure, UserinfoRequest,
    begin_interaction, give_phone, give_tokens, introspect_token, published_keys, push_request,
    revoke_token, userinfo,
};

pub(crate) type Form = Vec<(String, String)>;

const VERIFIER: &str = "a-verifier-of-forty-three-characters-or-more-0";

/// What the service asks for.
fn asked() -> Form {
    pairs([
        ("client_id", SERVICE),
        ("redirect_uri", SERVICE_CALLBACK),
        ("response_type", "code"),
        ("scope", "openid email offline_access"),
        ("acr_values", "eidas2"),
        ("code_challenge", CodeChallenge::derive(VERIFIER).as_str()),
        ("code_challenge_method", "S256"),
    ])
}

impl Scene {
    /// A form with the service's assertion for one of our endpoints.
    fn proven(&self, endpoint: &str, form: Form) -> Form {
        let fill = |bytes: &mut [u8]| self.world.random.fill(bytes);
        let (audience, now) = (format!("{ISSUER}/oidc/{endpoint}"), self.now());
        let assertion = make_assertion(SERVICE, &audience, &self.signing, now, &fill).unwrap();
        let credentials = pairs([
            ("client_assertion_type", JWT_BEARER),
            ("client_assertion", &assertion),
        ]);
        [form, credentials].concat()
    }

    fn now(&self) -> i64 {
        self.test.now().as_second()
    }

    pub(crate) fn new_key(&self) -> SigningKey {
        SigningKey::make(&|bytes: &mut [u8]| self.world.random.fill(bytes)).unwrap()
    }

    fn proof(&self, key: &SigningKey, method: &str, endpoint: &str, token: Option<&str>) -> String {
        let request = ProvenRequest {
            method,
            address: &format!("{ISSUER}/oidc/{endpoint}"),
            access_token: token,
        };
        let fill = |bytes: &mut [u8]| self.world.random.fill(bytes);
        make_proof(request, key, self.now(), &fill).unwrap()
    }

    async fn push(&self, form: Form) -> Result<String, TokenError> {
        let form = self.proven("par", form);
        match push_request(&self.world, &posted(&form, &[])).await {
            Ok(pushed) => Ok(pushed.request_uri),
            Err(TokenFailure::Refused(error)) => Err(error),
            Err(TokenFailure::Failed(failure)) => panic!("{failure:?}"),
        }
    }

    async fn begin_pushed(
        &self,
        name: &str,
    ) -> Result<sceau_service::login::InteractionCookie, Refusal> {
        let carried = pairs([("client_id", SERVICE), ("request_uri", name)]);
        match begin_interaction(&self.world, &carried, browser()).await {
            Ok(begun) => Ok(begun.cookie),
            Err(BeginFailure::Refused(refusal)) => Err(refusal),
            Err(BeginFailure::Failed(failure)) => panic!("{failure:?}"),
        }
    }

    /// A login up to the code in the service's hands.
    pub(crate) async fn strict_code(&self, person: &Person) -> String {
        let name = self.push(asked()).await.unwrap();
        let cookie = self.begin_pushed(&name).await.unwrap();
        give_phone(&self.world, &cookie, MAELYS).await.unwrap();
        self.approve(person, &cookie).await;
        let location = self.finish(&cookie).await;
        assert_eq!(query(&location, "iss").as_deref(), Some(ISSUER));
        query(&location, "code").unwrap()
    }

    pub(crate) async fn tokens(
        &self,
        form: Form,
        key: Option<&SigningKey>,
    ) -> Result<TokenResponse, TokenError> {
        let form = self.proven("token", form);
        let proofs: Vec<String> = key
            .map(|key| self.proof(key, "POST", "token", None))
            .into_iter()
            .collect();
        match give_tokens(&self.world, &posted(&form, &proofs)).await {
            Ok(tokens) => Ok(tokens),
            Err(TokenFailure::Refused(error)) => Err(error),
            Err(TokenFailure::Failed(failure)) => panic!("{failure:?}"),
        }
    }

    pub(crate) async fn logged_in(&self, person: &Person, key: &SigningKey) -> TokenResponse {
        let code = self.strict_code(person).await;
        self.tokens(code_form(&code), Some(key)).await.unwrap()
    }

    pub(crate) async fn refresh(
        &self,
        token: &str,
        key: &SigningKey,
    ) -> Result<TokenResponse, TokenError> {
        self.tokens(refresh_form(token), Some(key)).await
    }

    pub(crate) async fn claims(
        &self,
        token: &str,
        key: &SigningKey,
    ) -> Result<String, BearerError> {
        let proofs = [self.proof(key, "GET", "userinfo", Some(token))];
        self.claims_with(&format!("DPoP {token}"), &proofs).await
    }

    async fn claims_with(&self, header: &str, proofs: &[String]) -> Result<String, BearerError> {
        let request = UserinfoRequest {
            method: "GET",
            authorization: Some(header),
            proofs,
        };
        match userinfo(&self.world, &request).await {
            Ok(GivenClaims::Sealed(jwt)) => Ok(jwt),
            Ok(GivenClaims::Plain(_)) => panic!("unsigned"),
            Err(UserinfoFailure::Refused(error)) => Err(error),
            Err(UserinfoFailure::Failed(failure)) => panic!("{failure:?}"),
        }
    }

    pub(crate) async fn is_active(&self, token: &str) -> bool {
        let form = self.proven("introspect", pairs([("token", token)]));
        let worth = introspect_token(&self.world, &posted(&form, &[])).await;
        worth.unwrap().active
    }

    pub(crate) async fn revoke(&self, token: &str) {
        let form = self.proven("revoke", pairs([("token", token)]));
        revoke_token(&self.world, &posted(&form, &[]))
            .await
            .unwrap();
    }
}

pub(crate) const fn posted<'a>(form: &'a Form, proofs: &'a [String]) -> ClientRequest<'a> {
    ClientRequest {
        form: form.as_slice(),
        has_authorization_header: false,
        proofs,
    }
}

pub(crate) fn code_form(code: &str) -> Form {
    pairs([
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", SERVICE_CALLBACK),
        ("code_verifier", VERIFIER),
    ])
}

pub(crate) fn refresh_form(token: &str) -> Form {
    pairs([("grant_type", "refresh_token"), ("refresh_token", token)])
}

#[tokio::test]
async fn a_strict_service_logs_someone_in_and_reads_claims_with_its_key() {
    let scene = Scene::open().await;
    let (maelys, key) = (scene.maelys().await, scene.new_key());
    let tokens = scene.logged_in(&maelys, &key).await;
    assert_eq!(tokens.token_type, "DPoP");
    let keys = published_keys(&scene.world);
    let trust = Trust {
        issuer: ISSUER,
        client_id: SERVICE,
        provider_keys: &keys,
        decryption_keys: &[],
    };
    let claims = scene.claims(&tokens.access_token, &key).await.unwrap();
    let subject =
        sceau_oidc::jws::read_unverified::<sceau_oidc::id_token::IdTokenClaims>(&tokens.id_token)
            .unwrap();
    assert_eq!(subject.nonce, None, "none was sent");
    let given = open_userinfo(&claims, &trust, &subject.sub).unwrap();
    assert_eq!(given["email"], "personne1@exemple.test");
    assert!(given.get("family_name").is_none(), "not asked for");
    assert!(
        scene.claims(&tokens.access_token, &key).await.is_ok(),
        "while it lives"
    );
    scene.seconds(301);
    let late = scene.claims(&tokens.access_token, &key).await;
    assert_eq!(late, Err(BearerError::Invalid));
    assert!(open_id_token(&tokens.id_token, &trust, "", scene.now(), 0).is_err());
}

#[tokio::test]
async fn a_request_that_was_not_pushed_or_whose_name_was_used_begins_nothing() {
    let scene = Scene::open().await;
    let direct = begin_interaction(&scene.world, &asked(), browser()).await;
    let Err(BeginFailure::Refused(Refusal::Redirect { error, .. })) = direct else {
        panic!("it began");
    };
    assert_eq!(error, RequestError::NotPushed);

    let name = scene.push(asked()).await.unwrap();
    scene.begin_pushed(&name).await.unwrap();
    let unknown = Err(Refusal::Page(PageError::UnknownRequestUri));
    let again = scene.begin_pushed(&name).await.map(drop);
    assert_eq!(again, unknown, "once");
    let late = scene.push(asked()).await.unwrap();
    scene.seconds(61);
    assert_eq!(scene.begin_pushed(&late).await.map(drop), unknown);
    let invented = format!("{}devine", sceau_oidc::pushed::URN);
    assert_eq!(scene.begin_pushed(&invented).await.map(drop), unknown);
}

#[tokio::test]
async fn what_would_be_refused_in_the_browser_is_refused_when_pushed() {
    let scene = Scene::open().await;
    let with = |name: &str, value: &str| -> Form {
        let kept = asked().into_iter().filter(|(key, _)| key != name);
        kept.chain(pairs([(name, value)])).collect()
    };
    let cases = [
        (
            with("redirect_uri", "https://pirate.test/"),
            TokenError::BadAddress(PageError::UnregisteredRedirectUri),
        ),
        (
            with("code_challenge", ""),
            TokenError::BadRequest(RequestError::BadCodeChallenge),
        ),
        (
            with("request_uri", "urn:x"),
            TokenError::BadRequest(RequestError::RequestUri),
        ),
    ];
    for (form, error) in cases {
        assert_eq!(scene.push(form).await, Err(error));
    }
    let unproven = push_request(&scene.world, &posted(&asked(), &[])).await;
    assert!(matches!(
        unproven,
        Err(TokenFailure::Refused(TokenError::WrongMethod))
    ));
}

#[tokio::test]
async fn a_stolen_access_token_opens_nothing_without_its_key_and_a_proof_works_once() {
    let scene = Scene::open().await;
    let (maelys, key) = (scene.maelys().await, scene.new_key());
    let tokens = scene.logged_in(&maelys, &key).await;
    let token = tokens.access_token.as_str();
    let alone = scene.claims_with(&format!("Bearer {token}"), &[]).await;
    assert_eq!(alone, Err(BearerError::Invalid));
    let thief = scene.claims(token, &scene.new_key()).await;
    assert_eq!(thief, Err(BearerError::BadProof(DpopFault::OtherKey)));
    let header = format!("DPoP {token}");
    let proof = [scene.proof(&key, "GET", "userinfo", Some(token))];
    assert!(scene.claims_with(&header, &proof).await.is_ok());
    let replayed = scene.claims_with(&header, &proof).await;
    assert_eq!(replayed, Err(BearerError::BadProof(DpopFault::Replayed)));
    let for_another = [scene.proof(&key, "GET", "userinfo", Some("other"))];
    let mixed = scene.claims_with(&header, &for_another).await;
    assert_eq!(mixed, Err(BearerError::BadProof(DpopFault::OtherToken)));
}

#[tokio::test]
async fn tokens_need_a_key_a_verifier_and_the_key_that_the_request_named() {
    let scene = Scene::open().await;
    let (maelys, key) = (scene.maelys().await, scene.new_key());
    let code = scene.strict_code(&maelys).await;
    let keyless = scene.tokens(code_form(&code), None).await;
    assert_eq!(
        keyless.err(),
        Some(TokenError::BadProof(DpopFault::Missing))
    );
    assert!(
        scene.tokens(code_form(&code), Some(&key)).await.is_ok(),
        "nothing was spent"
    );
    let code = scene.strict_code(&maelys).await;
    let without: Form = code_form(&code)
        .into_iter()
        .filter(|(name, _)| name != "code_verifier")
        .collect();
    let downgraded = scene.tokens(without, Some(&key)).await;
    assert_eq!(downgraded.err(), Some(TokenError::WrongVerifier));

    let bound = [asked(), pairs([("dpop_jkt", key.kid())])].concat();
    let name = scene.push(bound).await.unwrap();
    let cookie = scene.begin_pushed(&name).await.unwrap();
    give_phone(&scene.world, &cookie, MAELYS).await.unwrap();
    scene.approve(&maelys, &cookie).await;
    let code = query(&scene.finish(&cookie).await, "code").unwrap();
    let other = scene.tokens(code_form(&code), Some(&scene.new_key())).await;
    assert_eq!(other.err(), Some(TokenError::BadProof(DpopFault::OtherKey)));
}
