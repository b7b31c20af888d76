//! A provider with one broker, and Maëlys, whose identity is active on her phone.

use jiff::SignedDuration;
use sceau_domain::login::Decision;
use sceau_oidc::acr::Acr;
use sceau_oidc::client::{Authentication, Client, ClientKeys, Encryption, Profile, UserinfoForm};
use sceau_oidc::jwe::KeyManagement;
use sceau_oidc::keys::{DecryptionKey, Jwks, SigningKey};
use sceau_oidc::parameters::pairs;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::login::{
    Finished, InteractionCookie, LoginState, answer_request, begin_interaction, finish_login,
    give_phone, list_requests, show_login,
};
use sceau_service::ports::{RegisteredClientKeys, World};
use sceau_service::records::{Browser, KeyProtection, LoginRecord};
use sceau_testkit::world::{Holder, TestWorld};
use std::collections::BTreeMap;
use std::sync::Arc;
use url::Url;

pub(crate) const BROKER: &str = "aiguilleur";
pub(crate) const CALLBACK: &str = "https://aiguilleur.test/retour";
pub(crate) const NONCE: &str = "a91c5f3e";
pub(crate) const STATE: &str = "5f3ea91c";
pub(crate) const ISSUER: &str = "https://sceau.test";
pub(crate) const SERVICE: &str = "service-strict";
pub(crate) const SERVICE_CALLBACK: &str = "https://service.test/retour";
pub(crate) const SERVICE_LEFT: &str = "https://service.test/parti";
pub(crate) const SERVICE_TOLD_AT: &str = "https://service.test/fin-de-connexion";
const KEYS_AT: &str = "https://aiguilleur.test/cles";

pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) test: TestWorld,
    /// The broker's keys: they open what is encrypted for it.
    pub(crate) opening: Vec<DecryptionKey>,
    /// The broker's key that signs its assertions.
    pub(crate) signing: SigningKey,
}

/// A person with an app.
pub(crate) type Person = Holder;

pub(crate) fn browser() -> Browser {
    Browser {
        name: "Firefox sur Linux".to_owned(),
        place: "unknown".to_owned(),
    }
}

/// What a broker sends a browser with.
pub(crate) fn asked() -> Vec<(String, String)> {
    pairs([
        ("client_id", BROKER),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        (
            "scope",
            "openid profile email preferred_username birthplace birthcountry",
        ),
        ("acr_values", "eidas2"),
        ("prompt", "login"),
        ("state", STATE),
        ("nonce", NONCE),
    ])
}

/// The same with one parameter changed; an empty value leaves it out.
pub(crate) fn asked_with(name: &str, value: &str) -> Vec<(String, String)> {
    let mut given: Vec<_> = asked().into_iter().filter(|(key, _)| key != name).collect();
    if !value.is_empty() {
        given.push((name.to_owned(), value.to_owned()));
    }
    given
}

fn broker() -> Client {
    Client {
        id: BROKER.to_owned(),
        name: "Aiguilleur d'essai".to_owned(),
        profile: Profile::FcPlus,
        redirect_uris: vec![CALLBACK.to_owned()],
        post_logout_redirect_uris: vec!["https://aiguilleur.test/parti".to_owned()],
        authentication: Authentication::PrivateKeyJwt,
        acrs: vec![Acr::Eidas2],
        encryption: Some(Encryption {
            id_token: KeyManagement::RsaOaep256,
            userinfo: KeyManagement::EcdhEs,
        }),
        keys: ClientKeys::Uri(KEYS_AT.to_owned()),
        sector: "aiguilleur.test".to_owned(),
        userinfo: UserinfoForm::Signed,
        offline: false,
        backchannel_logout_uri: None,
        backchannel_logout_session_required: false,
    }
}

/// A service that asks us without a broker, under the strict rules. Its key is the broker's.
fn service() -> Client {
    Client {
        id: SERVICE.to_owned(),
        name: "Service exigeant".to_owned(),
        profile: Profile::Strict,
        redirect_uris: vec![SERVICE_CALLBACK.to_owned()],
        encryption: None,
        sector: "service.test".to_owned(),
        userinfo: UserinfoForm::Signed,
        offline: true,
        backchannel_logout_uri: Some(SERVICE_TOLD_AT.to_owned()),
        backchannel_logout_session_required: true,
        post_logout_redirect_uris: vec![SERVICE_LEFT.to_owned()],
        ..broker()
    }
}

impl Scene {
    pub(crate) async fn open() -> Self {
        Self::serving(&[Acr::Eidas2]).await
    }

    /// An installation whose broker may be served these levels.
    pub(crate) async fn serving(levels: &[Acr]) -> Self {
        let mut test = TestWorld::with(|configuration| {
            let broker = Client {
                acrs: levels.to_vec(),
                ..broker()
            };
            configuration.clients.insert(BROKER.to_owned(), broker);
            configuration.clients.insert(SERVICE.to_owned(), service());
        })
        .await;
        let random = Arc::clone(&test.world.random);
        let fill = |bytes: &mut [u8]| random.fill(bytes);
        let opening = vec![
            DecryptionKey::make_rsa(KeyManagement::RsaOaep256).unwrap(),
            DecryptionKey::make_ec(&fill).unwrap(),
        ];
        let signing = SigningKey::make(&fill).unwrap();
        let public = opening
            .iter()
            .map(DecryptionKey::public)
            .chain([signing.public()]);
        let at = BTreeMap::from([(KEYS_AT.to_owned(), Jwks::of(public))]);
        test.world.client_keys = Arc::new(RegisteredClientKeys { at });
        Self {
            world: test.world.clone(),
            test,
            opening,
            signing,
        }
    }

    pub(crate) fn seconds(&self, seconds: i64) {
        self.test.advance(SignedDuration::from_secs(seconds));
    }

    pub(crate) fn minutes(&self, minutes: i64) {
        self.seconds(minutes * 60);
    }

    pub(crate) async fn person(&self, name: u8, phone: &str, protection: KeyProtection) -> Person {
        self.test.holder(name, phone, protection).await
    }

    pub(crate) async fn maelys(&self) -> Person {
        self.person(1, MAELYS, KeyProtection::Software).await
    }

    pub(crate) async fn begin(&self) -> InteractionCookie {
        begin_interaction(&self.world, &asked(), browser())
            .await
            .unwrap()
            .cookie
    }

    /// A service sends a browser, a number is typed.
    pub(crate) async fn begin_with(&self, phone: &str) -> InteractionCookie {
        let cookie = self.begin().await;
        give_phone(&self.world, &cookie, phone).await.unwrap();
        cookie
    }

    pub(crate) async fn number(&self, cookie: &InteractionCookie) -> u8 {
        show_login(&self.world, cookie).await.unwrap().number
    }

    pub(crate) async fn state(&self, cookie: &InteractionCookie) -> LoginState {
        show_login(&self.world, cookie).await.unwrap().state
    }

    /// The one request that waits in somebody's app.
    pub(crate) async fn waiting_for(&self, person: &Person) -> LoginRecord {
        let mut waiting = list_requests(&self.world, &person.by).await.unwrap();
        assert_eq!(waiting.len(), 1);
        waiting.remove(0)
    }

    /// Somebody approves what waits in their app, with the browser's number.
    pub(crate) async fn approve(&self, person: &Person, cookie: &InteractionCookie) {
        let request = self.waiting_for(person).await;
        let number = self.number(cookie).await;
        let answer = person.signs(&request, Decision::Approve, Some(number));
        answer_request(&self.world, &person.by, &answer)
            .await
            .unwrap();
    }

    pub(crate) async fn finish(&self, cookie: &InteractionCookie) -> Url {
        match finish_login(&self.world, cookie).await.unwrap() {
            Finished::Redirect(location) => location,
            Finished::NotYet(state) => panic!("not yet: {state:?}"),
        }
    }

    /// A whole login up to the code in the broker's hands.
    pub(crate) async fn code_for(&self, person: &Person, phone: &str) -> String {
        let cookie = self.begin_with(phone).await;
        self.approve(person, &cookie).await;
        query(&self.finish(&cookie).await, "code").unwrap()
    }

    pub(crate) async fn kinds(&self) -> Vec<String> {
        let mut tx = self.world.store.read().await.unwrap();
        tx.audit_after(0, u32::MAX)
            .await
            .unwrap()
            .into_iter()
            .map(|row| row.kind)
            .collect()
    }
}

pub(crate) const MAELYS: &str = "06 39 98 01 02";
pub(crate) const NOBODY: &str = "06 39 98 77 77";

/// Another number than this one.
pub(crate) fn other_than(number: u8) -> u8 {
    if number == 99 { 10 } else { number + 1 }
}

/// A parameter of an address.
pub(crate) fn query(location: &Url, name: &str) -> Option<String> {
    location
        .query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// The refusal of something that was refused.
pub(crate) fn refusal<T>(outcome: Result<T, Failure>) -> Refusal {
    match outcome {
        Err(Failure::Refusal(refusal)) => refusal,
        Err(failure) => panic!("a failure instead of a refusal: {failure:?}"),
        Ok(_) => panic!("it was accepted"),
    }
}
