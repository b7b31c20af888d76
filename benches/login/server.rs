//! The process that is measured: Sceau's routes over a store on disk, with so many identities.

use crate::Outcome;
use crate::person::{CALLBACK, CLIENT, SECRET, phone, session};
use aws_lc_rs::encoding::AsBigEndian as _;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use core::net::{IpAddr, Ipv4Addr, SocketAddr};
use jiff::{SignedDuration, Timestamp};
use sceau_domain::document::DocumentKind;
use sceau_domain::id::{AccountId, CaseId, DeviceId, IdentityId};
use sceau_domain::phone::PhoneNumber;
use sceau_domain::private::{Personal, Secret};
use sceau_http::{Site, router};
use sceau_oidc::acr::Acr;
use sceau_oidc::client::{Authentication, Client, ClientKeys, Encryption, Profile, UserinfoForm};
use sceau_oidc::encoding::encode_base64url;
use sceau_oidc::jwe::KeyManagement;
use sceau_oidc::keys::{DecryptionKey, Jwks};
use sceau_oidc::secret::SecretHash;
use sceau_service::crypto::sha256;
use sceau_service::ports::{Clock as _, Transaction};
use sceau_service::records::{Account, Device, Identity, KeyProtection, Session};
use sceau_testkit::clock::RunningClock;
use sceau_testkit::samples;
use sceau_testkit::world::TestWorld;
use std::io::Write as _;
use std::sync::Arc;

/// Rows of one transaction while people are made.
const BATCH: u32 = 5_000;

/// Makes the people, prints the address and the apps' key, serves until it is ended.
pub(crate) async fn serve(identities: u32) -> Outcome<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let client = client()?;
    let mut test = TestWorld::with(|configuration| {
        if let Ok(base) = format!("{address}/").parse() {
            configuration.base_url = base;
        }
        // The same few people log in again and again.
        configuration.login.requests_per_hour = u8::MAX;
        configuration.login.waiting_at_once = u8::MAX;
        configuration.clients.insert(CLIENT.to_owned(), client);
    })
    .await;
    test.world.clock = Arc::new(RunningClock);
    let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?;
    let people = People::new(key.public_key().as_ref());
    for first in (0..identities).step_by(BATCH as usize) {
        let mut tx = test.world.store.begin().await?;
        for number in first..(first + BATCH).min(identities) {
            people.add(tx.as_mut(), number).await?;
        }
        tx.commit().await?;
    }
    let scalar = key.private_key().as_be_bytes()?;
    let private = encode_base64url(scalar.as_ref());
    let public = encode_base64url(key.public_key().as_ref());
    writeln!(std::io::stdout(), "{address} {private} {public}")?;
    let site = Site {
        world: test.world.clone().into(),
        console_files: None,
        trusted_proxies: Arc::from([IpAddr::V4(Ipv4Addr::LOCALHOST)]),
    };
    let routes = router(site).into_make_service_with_connect_info::<SocketAddr>();
    // When whoever measures is gone, the store is removed from the disk.
    tokio::select! {
        served = axum::serve(listener, routes) => served?,
        closed = tokio::task::spawn_blocking(wait_for_end) => closed??,
    }
    Ok(())
}

/// Reads the standard input to its end.
fn wait_for_end() -> std::io::Result<()> {
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).map(drop)
}

/// A broker as FranceConnect+ is one: a shared secret, everything encrypted.
fn client() -> Outcome<Client> {
    let opening = [
        DecryptionKey::make_rsa(KeyManagement::RsaOaep256)?,
        DecryptionKey::make_ec(&|bytes: &mut [u8]| {
            let _ = aws_lc_rs::rand::fill(bytes);
        })?,
    ];
    Ok(Client {
        id: CLIENT.to_owned(),
        name: "Banc d'essai".to_owned(),
        profile: Profile::FcPlus,
        redirect_uris: vec![CALLBACK.to_owned()],
        post_logout_redirect_uris: Vec::new(),
        authentication: Authentication::ClientSecretPost(SecretHash::derive(SECRET)),
        acrs: vec![Acr::Eidas2],
        encryption: Some(Encryption {
            id_token: KeyManagement::RsaOaep256,
            userinfo: KeyManagement::EcdhEs,
        }),
        userinfo: UserinfoForm::Signed,
        keys: ClientKeys::Inline(Jwks::of(opening.iter().map(DecryptionKey::public))),
        sector: "bench.test".to_owned(),
        offline: false,
        backchannel_logout_uri: None,
        backchannel_logout_session_required: false,
    })
}

/// What everyone has in common.
struct People {
    public_key: Vec<u8>,
    declaration: sceau_domain::document::Declaration,
    birthplace: sceau_domain::birthplace::Birthplace,
    since: Timestamp,
}

impl People {
    fn new(public_key: &[u8]) -> Self {
        Self {
            public_key: public_key.to_vec(),
            declaration: samples::declaration(DocumentKind::IdentityCard),
            birthplace: samples::birthplace(),
            since: RunningClock.now(),
        }
    }

    async fn add(&self, tx: &mut dyn Transaction, number: u32) -> Outcome<()> {
        let mut name = [0; 16];
        name[..4].copy_from_slice(&number.to_be_bytes());
        let (id, device) = (AccountId::from_bytes(name), DeviceId::from_bytes(name));
        tx.put_account(&Account {
            id,
            email: Personal::new(format!("personne{number}@exemple.test")),
            phone: Some(PhoneNumber::parse_mobile(&phone(number))?),
            language: "fr".to_owned(),
            created_at: self.since,
        })
        .await?;
        tx.put_device(&self.device(device, id)).await?;
        tx.put_identity(&Identity {
            id: IdentityId::from_bytes(name),
            account: id,
            case: CaseId::from_bytes(name),
            declaration: self.declaration.clone(),
            birthplace: self.birthplace.clone(),
            device,
            active_since: self.since,
            blocked_at: None,
            unblocked_at: None,
            recovery: None,
        })
        .await?;
        tx.put_session(&Session {
            token_hash: sha256(session(number).as_bytes()),
            account: id,
            device: Some(device),
            created_at: self.since,
            expires_at: self.since.saturating_add(SignedDuration::from_hours(24))?,
        })
        .await?;
        Ok(())
    }

    fn device(&self, id: DeviceId, account: AccountId) -> Device {
        Device {
            id,
            account,
            name: "Téléphone".to_owned(),
            platform: "android".to_owned(),
            public_key: self.public_key.clone(),
            protection: KeyProtection::Hardware,
            unlock_hash: [1; 32],
            unlock_share: Secret::new(vec![2; 32]),
            wrong_tries: 0,
            blocked_until: None,
            created_at: self.since,
            revoked_at: None,
        }
    }
}
