//! A real server on a port of this machine, with three clients and someone who approves what they ask.

use crate::broker::FetchedKeys;
use crate::walker;
use sceau_domain::login::Decision;
use sceau_http::{Site, router};
use sceau_oidc::acr::Acr;
use sceau_oidc::client::{Authentication, Client, ClientKeys, Encryption, Profile, UserinfoForm};
use sceau_oidc::jwe::KeyManagement;
use sceau_oidc::keys::{DecryptionKey, Jwks, PrivateJwk, SigningKey};
use sceau_oidc::secret::SecretHash;
use sceau_sandbox::broker::registration_of_broker;
use sceau_sandbox::config::Config;
use sceau_sandbox::sandbox::Addresses;
use sceau_service::login::{answer_request, list_requests};
use sceau_service::ports::World;
use sceau_service::records::KeyProtection;
use sceau_testkit::clock::RunningClock;
use sceau_testkit::world::{Holder, TestWorld};
use serde::Serialize;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// Whose app approves, and the number that the walker types.
pub(crate) const PHONE: &str = "06 39 98 01 02";
/// Where every client is sent back to; nothing listens there.
pub(crate) const CALLBACK: &str = "http://127.0.0.1:9/retour";
const SECRET: &str = "a-secret-that-protects-a-test-only";

/// As what a client is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The strict profile.
    Strict,
    /// A broker: a shared secret, everything encrypted.
    Broker,
    /// A shared secret, tokens and claims signed only.
    Secret,
    /// A shared secret, claims in plain JSON.
    Plain,
    /// As `Secret`, for a server that listens where it is sent back to.
    Apache,
}

impl Kind {
    const fn id(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Broker => "broker",
            Self::Secret => "secret",
            Self::Plain => "plain",
            Self::Apache => "apache",
        }
    }

    /// As the table says it.
    pub(crate) const fn profile(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Broker => "fc-plus, encrypted",
            Self::Secret | Self::Apache => "fc-plus",
            Self::Plain => "fc-plus, plain JSON",
        }
    }
}

/// What a client needs to know.
#[derive(Serialize)]
pub(crate) struct Facts {
    pub(crate) issuer: String,
    /// Where a browser with a person can be had.
    pub(crate) walker: String,
    pub(crate) client_id: &'static str,
    pub(crate) redirect_uri: String,
    pub(crate) secret: &'static str,
    /// Signs the client's assertions.
    signing: PrivateJwk,
    /// Opens what is encrypted for the client.
    opening: Vec<PrivateJwk>,
}

pub(crate) struct House {
    issuer: String,
    walker: String,
    /// Where Apache is sent back to.
    listening: String,
    /// The sandbox's broker, registered here too.
    pub(crate) broker: Config,
    signing: SigningKey,
    opening: Vec<DecryptionKey>,
    /// Its folder goes with it.
    _test: TestWorld,
}

impl House {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let walkers = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let walker = format!("http://{}", walkers.local_addr().unwrap());
        let listening = format!("http://127.0.0.1:{}/espace/retour", free_port().await);
        let signing = SigningKey::make(&fill).unwrap();
        let opening = vec![
            DecryptionKey::make_rsa(KeyManagement::RsaOaep256).unwrap(),
            DecryptionKey::make_ec(&fill).unwrap(),
        ];
        let opened_by = Jwks::of(opening.iter().map(DecryptionKey::public));
        let signed_by = Jwks::of([signing.public()]);
        let mut broker = Config::default();
        broker.provider.issuer.clone_from(&issuer);
        broker.broker.listen.set_port(free_port().await);
        let mut test = TestWorld::with(|configuration| {
            configuration.base_url = format!("{issuer}/").parse().unwrap();
            for client in [
                client(Kind::Strict, signed_by),
                client(Kind::Broker, opened_by),
                client(Kind::Secret, Jwks::default()),
                client(Kind::Plain, Jwks::default()),
                Client {
                    redirect_uris: vec![listening.clone()],
                    ..client(Kind::Apache, Jwks::default())
                },
                registration_of_broker(&broker, &Addresses::of(&broker)),
            ] {
                configuration.clients.insert(client.id.clone(), client);
            }
        })
        .await;
        test.world.clock = Arc::new(RunningClock);
        test.world.client_keys = Arc::new(FetchedKeys);
        let holder = test.holder(1, PHONE, KeyProtection::Software).await;
        let routes = router(Site {
            world: test.world.clone().into(),
            console_files: None,
            trusted_proxies: Arc::from([]),
        });
        tokio::spawn(async move {
            let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, routes).await.unwrap();
        });
        tokio::spawn(approve_everything(test.world.clone(), holder));
        tokio::spawn(async move {
            axum::serve(walkers, walker::routes()).await.unwrap();
        });
        Self {
            issuer,
            walker,
            listening,
            broker,
            signing,
            opening,
            _test: test,
        }
    }

    pub(crate) fn facts(&self, kind: Kind) -> Facts {
        Facts {
            issuer: self.issuer.clone(),
            walker: self.walker.clone(),
            client_id: kind.id(),
            redirect_uri: match kind {
                Kind::Apache => self.listening.clone(),
                _ => CALLBACK.to_owned(),
            },
            secret: SECRET,
            signing: self.signing.to_jwk(),
            opening: self
                .opening
                .iter()
                .map(|key| key.to_jwk().unwrap())
                .collect(),
        }
    }
}

fn client(kind: Kind, keys: Jwks) -> Client {
    let is_strict = kind == Kind::Strict;
    Client {
        id: kind.id().to_owned(),
        name: "Service d'essai".to_owned(),
        profile: if is_strict {
            Profile::Strict
        } else {
            Profile::FcPlus
        },
        redirect_uris: vec![CALLBACK.to_owned()],
        post_logout_redirect_uris: Vec::new(),
        authentication: if is_strict {
            Authentication::PrivateKeyJwt
        } else {
            Authentication::ClientSecretPost(SecretHash::derive(SECRET))
        },
        acrs: vec![Acr::Eidas2],
        encryption: (kind == Kind::Broker).then_some(Encryption {
            id_token: KeyManagement::RsaOaep256,
            userinfo: KeyManagement::EcdhEs,
        }),
        keys: ClientKeys::Inline(keys),
        sector: "service.test".to_owned(),
        userinfo: if kind == Kind::Plain {
            UserinfoForm::Json
        } else {
            UserinfoForm::Signed
        },
        offline: is_strict,
        backchannel_logout_uri: None,
        backchannel_logout_session_required: false,
    }
}

/// The person's app: answers yes to whatever waits, with the number that the browser shows.
async fn approve_everything(world: World, holder: Holder) {
    loop {
        for request in list_requests(&world, &holder.by).await.unwrap() {
            let number = request.request.number.value();
            let answer = holder.signs(&request, Decision::Approve, Some(number));
            answer_request(&world, &holder.by, &answer).await.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A port that nobody listens on now.
async fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}

fn fill(bytes: &mut [u8]) {
    aws_lc_rs::rand::fill(bytes).unwrap();
}
