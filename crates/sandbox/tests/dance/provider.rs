//! A small identity provider that approves every login at once, or misbehaves on request.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use sceau_oidc::access::{AccessGrant, check_access, read_access_token};
use sceau_oidc::acr::{Acr, Amr};
use sceau_oidc::claims::{Birth, BirthDate, Person, PivotIdentity, Sex};
use sceau_oidc::client::{Client, ClientKeys};
use sceau_oidc::client_auth::authenticate_client;
use sceau_oidc::code::{Authentication, CodeGrant, Lifetimes, make_code};
use sceau_oidc::discovery::{Endpoints, ProviderMetadata};
use sceau_oidc::grant::{Bearer, Mint, TokenResponse, redeem_code};
use sceau_oidc::id_token::seal;
use sceau_oidc::jwe::Recipient;
use sceau_oidc::keys::{DecryptionKey, Jwks, SigningKey};
use sceau_oidc::request::check_authorization_request;
use sceau_oidc::request_error::{Answer, ErrorCode};
use sceau_oidc::token_request::{GrantRequest, read_token_request};
use sceau_oidc::userinfo::make_userinfo;
use sceau_sandbox::world::World;

/// What the provider does differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Manner {
    #[default]
    Correct,
    Cancelled,
    ServerError,
    WithoutState,
    WithOtherState,
    WithoutCode,
    SilentToken,
    RefusedToken,
    ForeignSignature,
    ForeignRecipient,
    OtherNonce,
    WithoutSub,
    Acr(Option<&'static str>),
    WithoutClaim(&'static str),
    WithClaim(&'static str, &'static str),
    Born(&'static str),
}

pub(crate) struct Provider {
    pub(crate) issuer: String,
    pub(crate) world: World,
    pub(crate) manner: Mutex<Manner>,
    pub(crate) broker: Mutex<Option<Client>>,
    pub(crate) key: SigningKey,
    grant: Mutex<Option<(String, CodeGrant)>>,
    access: Mutex<Option<(String, AccessGrant)>>,
}

impl Provider {
    pub(crate) fn new(issuer: String, world: World) -> Self {
        let key = SigningKey::make(&|buffer: &mut [u8]| world.fill(buffer)).unwrap();
        Self {
            issuer,
            world,
            manner: Mutex::default(),
            broker: Mutex::default(),
            key,
            grant: Mutex::default(),
            access: Mutex::default(),
        }
    }

    fn manner(&self) -> Manner {
        *self.manner.lock().unwrap()
    }

    fn client(&self) -> Client {
        self.broker.lock().unwrap().clone().unwrap()
    }

    async fn client_keys(&self) -> Jwks {
        let ClientKeys::Uri(address) = self.client().keys else {
            panic!("keys by address")
        };
        reqwest::get(address).await.unwrap().json().await.unwrap()
    }

    async fn seal<T: serde::Serialize>(&self, claims: &T) -> String {
        let fill = |buffer: &mut [u8]| self.world.fill(buffer);
        let key_management = self.client().encryption.unwrap().id_token;
        let key = if self.manner() == Manner::ForeignRecipient {
            DecryptionKey::make_rsa(key_management).unwrap().public()
        } else {
            self.client_keys()
                .await
                .find_for_encryption(key_management)
                .unwrap()
                .clone()
        };
        let signer = if self.manner() == Manner::ForeignSignature {
            SigningKey::make(&fill).unwrap()
        } else {
            self.key.clone()
        };
        seal(
            claims,
            &signer,
            Some(&Recipient {
                key,
                key_management,
            }),
            &fill,
        )
        .unwrap()
    }

    fn person(&self) -> PivotIdentity {
        let birth_name = match self.manner() {
            Manner::Born(name) => name,
            _ => "Muñoz d’Œuvre",
        };
        PivotIdentity::from_person(&Person {
            given_names: &["Anaïs", "Zoé-Lou"],
            birth_name,
            usage_name: Some("Lefèvre"),
            birthdate: BirthDate::Month(1984, 2),
            sex: Sex::Female,
            birth: Birth::Abroad { country: "99134" },
            email: "anais@exemple.test",
        })
        .unwrap()
    }
}

pub(crate) fn router(provider: Arc<Provider>) -> Router {
    Router::new()
        .route("/.well-known/openid-configuration", get(metadata))
        .route("/oidc/authorize", get(authorize))
        .route("/oidc/token", post(token))
        .route("/oidc/userinfo", get(userinfo))
        .route("/oidc/jwks", get(jwks))
        .with_state(provider)
}

async fn metadata(State(provider): State<Arc<Provider>>) -> Json<ProviderMetadata> {
    let endpoints = Endpoints::of_sceau(&provider.issuer);
    Json(ProviderMetadata::new(
        &provider.issuer,
        endpoints,
        &[Acr::Eidas2],
    ))
}

async fn jwks(State(provider): State<Arc<Provider>>) -> Json<Jwks> {
    let mut published = provider.key.public();
    if provider.manner() == Manner::ForeignSignature {
        published.kid = None;
        published.alg = None;
    }
    Json(Jwks::of([published]))
}

async fn authorize(State(provider): State<Arc<Provider>>, RawQuery(query): RawQuery) -> Redirect {
    let pairs = sceau_sandbox::web::read_pairs(&query.unwrap());
    assert!(
        pairs
            .iter()
            .any(|(key, value)| key == "prompt" && value == "login")
    );
    assert!(
        pairs
            .iter()
            .any(|(key, value)| key == "state" && value.len() == 64)
    );
    let request = check_authorization_request(&pairs, Some(&provider.client())).unwrap();
    let uri = &request.redirect_uri;
    let answer = Answer {
        redirect_uri: uri,
        state: request.state.as_deref(),
        issuer: &provider.issuer,
    };
    let error = match provider.manner() {
        Manner::Cancelled => Some(ErrorCode::AccessDenied),
        Manner::ServerError => Some(ErrorCode::ServerError),
        _ => None,
    };
    if let Some(error) = error {
        return Redirect::to(answer.error(error, "").as_str());
    }
    let authentication = Authentication {
        subject: String::from("sujet-de-demonstration"),
        acr: Acr::Eidas2,
        amr: vec![Amr::Pop, Amr::Pin, Amr::Mfa],
        auth_time: provider.world.now(),
    };
    let fill = |buffer: &mut [u8]| provider.world.fill(buffer);
    let now = provider.world.now();
    let issued = make_code(&request, authentication, Lifetimes::default(), now, &fill);
    let hash = issued.code.derive_hash().as_hex().to_owned();
    *provider.grant.lock().unwrap() = Some((hash, issued.grant));
    let location = match provider.manner() {
        Manner::WithoutState => Answer {
            state: None,
            ..answer
        }
        .code(issued.code.reveal()),
        Manner::WithOtherState => Answer {
            state: Some("other"),
            ..answer
        }
        .code(issued.code.reveal()),
        Manner::WithoutCode => {
            let mut location = uri.clone();
            location
                .query_pairs_mut()
                .append_pair("state", answer.state.unwrap());
            location
        }
        _ => answer.code(issued.code.reveal()),
    };
    Redirect::to(location.as_str())
}

async fn token(State(provider): State<Arc<Provider>>, body: String) -> Response {
    match provider.manner() {
        Manner::SilentToken => tokio::time::sleep(Duration::from_secs(8)).await,
        Manner::RefusedToken => return StatusCode::BAD_REQUEST.into_response(),
        _ => {}
    }
    let request = read_token_request(&sceau_sandbox::web::read_pairs(&body)).unwrap();
    let endpoint = format!("{}/oidc/token", provider.issuer);
    let (keys, now) = (provider.client_keys().await, provider.world.now());
    authenticate_client(
        &request.client,
        &provider.client(),
        &keys,
        &[&endpoint],
        now,
    )
    .unwrap();
    let fill = |buffer: &mut [u8]| provider.world.fill(buffer);
    let (hash, grant) = provider.grant.lock().unwrap().take().unwrap();
    let GrantRequest::Code(code) = request.grant else {
        panic!("not a code");
    };
    assert_eq!(hash, code.code.derive_hash().as_hex());
    let bearer = Bearer {
        client_id: &grant.client_id,
        dpop_key: None,
    };
    let mint = Mint {
        issuer: &provider.issuer,
        lifetimes: Lifetimes::default(),
        profile: provider.client().profile,
        now,
        fill: &fill,
    };
    let redeemed = redeem_code(Some(&grant), &code, bearer, mint).unwrap();
    let token_hash = redeemed.access_token.derive_hash().as_hex().to_owned();
    *provider.access.lock().unwrap() = Some((token_hash, redeemed.access));
    let mut id_token = redeemed.id_token;
    match provider.manner() {
        Manner::Acr(acr) => id_token.acr = acr.map(str::to_owned),
        Manner::OtherNonce => id_token.nonce = Some(String::from("other")),
        Manner::WithoutSub => id_token.sub.clear(),
        _ => {}
    }
    Json(TokenResponse {
        access_token: redeemed.access_token.reveal().to_owned(),
        token_type: String::from("Bearer"),
        expires_in: 60,
        id_token: provider.seal(&id_token).await,
        refresh_token: None,
        scope: None,
    })
    .into_response()
}

async fn userinfo(State(provider): State<Arc<Provider>>, headers: HeaderMap) -> Response {
    let header = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok());
    let bearer = read_access_token(header).unwrap();
    let (hash, grant) = provider.access.lock().unwrap().take().unwrap();
    assert_eq!(hash, bearer.token.derive_hash().as_hex());
    let grant = check_access(Some(&grant), provider.world.now()).unwrap();
    let (issuer, client_id) = (&provider.issuer, &grant.client_id);
    let person = provider.person();
    let mut claims = make_userinfo(&person, &grant.subject, &grant.scopes, issuer, client_id);
    match provider.manner() {
        Manner::WithoutClaim(name) => drop(claims.remove(name)),
        Manner::WithClaim(name, value) => drop(claims.insert(name.to_owned(), value.into())),
        _ => {}
    }
    provider.seal(&claims).await.into_response()
}
