//! Somebody with an active identity, and the app that answers for them.

use super::TestWorld;
use crate::samples;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use jiff::{SignedDuration, Timestamp};
use sceau_domain::deed::{Deed, DeedStatement};
use sceau_domain::document::DocumentKind;
use sceau_domain::id::{AccountId, CaseId, DeviceId, IdentityId};
use sceau_domain::login::{ApprovalStatement, Decision, MatchNumber};
use sceau_domain::phone::PhoneNumber;
use sceau_domain::private::{Personal, Secret};
use sceau_service::account::Authenticated;
use sceau_service::login::GivenAnswer;
use sceau_service::person::{GivenProof, draw_deed_nonce};
use sceau_service::ports::World;
use sceau_service::records::{Account, Device, Identity, KeyProtection, LoginRecord, Session};

/// A person with an app.
pub struct Holder {
    /// Signed in, on the device that activated the identity.
    pub by: Authenticated,
    /// The device's key.
    pub key: EcdsaKeyPair,
}

impl TestWorld {
    /// Somebody with an active identity, reachable under a French mobile number; `name` tells people
    /// apart.
    ///
    /// # Panics
    /// When the number is none, or the store fails.
    pub async fn holder(&self, name: u8, phone: &str, protection: KeyProtection) -> Holder {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let now = self.world.clock.now();
        let account = Account {
            id: AccountId::from_bytes([name; 16]),
            email: Personal::new(format!("personne{name}@exemple.test")),
            phone: Some(PhoneNumber::parse_mobile(phone).expect("a mobile number")),
            language: "fr".to_owned(),
            created_at: now,
        };
        let device = device_of(name, &account, &key, protection, now);
        let identity = Identity {
            id: IdentityId::from_bytes([name; 16]),
            account: account.id,
            case: CaseId::from_bytes([name; 16]),
            declaration: samples::declaration(DocumentKind::IdentityCard),
            birthplace: samples::birthplace(),
            device: device.id,
            active_since: now,
            blocked_at: None,
            unblocked_at: None,
            recovery: None,
        };
        let session = Session {
            token_hash: [name; 32],
            account: account.id,
            device: Some(device.id),
            created_at: now,
            expires_at: now
                .saturating_add(SignedDuration::from_hours(24))
                .expect("a day later"),
        };
        let mut tx = self.world.store.begin().await.expect("a turn");
        tx.put_account(&account).await.expect("written");
        tx.put_device(&device).await.expect("written");
        tx.put_identity(&identity).await.expect("written");
        tx.put_session(&session).await.expect("written");
        tx.commit().await.expect("a commit");
        Holder {
            by: Authenticated {
                account,
                device: Some(device),
                session,
            },
            key,
        }
    }
}

fn device_of(
    name: u8,
    account: &Account,
    key: &EcdsaKeyPair,
    protection: KeyProtection,
    now: Timestamp,
) -> Device {
    Device {
        id: DeviceId::from_bytes([name; 16]),
        account: account.id,
        name: "Téléphone".to_owned(),
        platform: "android".to_owned(),
        public_key: key.public_key().as_ref().to_vec(),
        protection,
        unlock_hash: [1; 32],
        unlock_share: Secret::new(vec![2; 32]),
        wrong_tries: 0,
        blocked_until: None,
        created_at: now,
        revoked_at: None,
    }
}

impl Holder {
    /// A deed confirmed with the secret code: the server's nonce, signed.
    ///
    /// # Panics
    /// When no nonce is drawn: nobody's identity is active on this device.
    pub async fn confirms(&self, world: &World, deed: Deed<'_>) -> GivenProof {
        let drawn = draw_deed_nonce(world, &self.by).await.expect("a nonce");
        let device = self.by.device.as_ref().expect("a device");
        let statement = DeedStatement {
            deed,
            device: device.id,
            nonce: drawn.nonce.reveal(),
        };
        let signature = self
            .key
            .sign(&SystemRandom::new(), &statement.to_bytes())
            .expect("a signature");
        GivenProof {
            signature: signature.as_ref().to_vec(),
            nonce: drawn.nonce,
        }
    }

    /// What the app sends: the answer with the device's signature.
    ///
    /// # Panics
    /// Never: the key signs.
    pub fn signs(
        &self,
        request: &LoginRecord,
        decision: Decision,
        number: Option<u8>,
    ) -> GivenAnswer {
        let statement = ApprovalStatement {
            request: request.request.id,
            service: &request.service,
            level: &request.level,
            decision,
            number: number.and_then(MatchNumber::new),
            nonce: request.nonce.reveal(),
        };
        let signature = self
            .key
            .sign(&SystemRandom::new(), &statement.to_bytes())
            .expect("a signature");
        GivenAnswer {
            request: request.request.id,
            decision,
            number,
            signature: Some(signature.as_ref().to_vec()),
        }
    }
}
