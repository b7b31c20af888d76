//! An invented person with a device, who can be walked to any step.

use crate::scene::Scene;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use bytes::Bytes;
use sceau_domain::challenge::DigitsWay;
use sceau_domain::document::{DeclarationDraft, DocumentKind};
use sceau_domain::id::UploadId;
use sceau_domain::journey::{Event, Method, Part, Request, StateName};
use sceau_domain::login::activation_statement;
use sceau_domain::private::{Personal, Secret};
use sceau_service::account::{self, Authenticated, NewDevice};
use sceau_service::case::{
    self, Asked, By, GivenBirthplace, GivenConsent, PlainStep, Standing, take_event,
};
use sceau_service::crypto::{sha256, to_hex};
use sceau_service::failure::{Failure, Refusal};
use sceau_service::language::Language;
use sceau_service::letter;
use sceau_service::proofing::{
    self, AnnouncedUpload, DrawnChallenge, GivenEvidence, GivenVideo, attach_evidence,
    draw_challenge,
};
use sceau_service::records::{EvidenceSource, KeyProtection};
use std::cell::Cell;
use std::collections::BTreeSet;

pub(crate) const EMAIL: &str = "camille.martin@exemple.fr";
pub(crate) const PHONE: &str = "06 39 98 12 34";
pub(crate) const PICTURE: &[u8] = &[0xff, 0xd8, 1, 2, 3, 0xff, 0xd9];
pub(crate) const VIDEO: &[u8] = b"\0\0\0\x18ftypmp42 some frames";

pub(crate) type Outcome = Result<Standing, Failure>;

pub(crate) struct Person<'s> {
    pub(crate) scene: &'s Scene,
    pub(crate) token: String,
    pub(crate) key: EcdsaKeyPair,
    acts: Cell<u32>,
}

/// What lies on the person's device.
pub(crate) struct App {
    token: String,
    key: EcdsaKeyPair,
    acts: Cell<u32>,
}

impl<'s> Person<'s> {
    /// Signs in by mail and binds a device.
    pub(crate) async fn sign_in(scene: &'s Scene) -> Self {
        let person = Self::sign_in_without_device(scene, EMAIL).await;
        person.bind_device().await.unwrap();
        person
    }

    pub(crate) async fn sign_in_without_device(scene: &'s Scene, email: &str) -> Self {
        let sent = account::request_sign_in_code(&scene.world, email, Language::French)
            .await
            .unwrap();
        let code = scene.mailed_code().await;
        let signed_in = account::sign_in(&scene.world, sent.sign_in, &code)
            .await
            .unwrap();
        Self::with_token(scene, signed_in.token.reveal())
    }

    /// Another device, signed in by other means and not bound yet.
    pub(crate) fn with_token(scene: &'s Scene, token: &str) -> Self {
        Self {
            scene,
            token: token.to_owned(),
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap(),
            acts: Cell::new(0),
        }
    }

    /// Signs in and walks to a step.
    pub(crate) async fn at(scene: &'s Scene, state: StateName) -> Self {
        let person = Self::sign_in(scene).await;
        person.walk_to(state).await;
        person
    }

    /// What the app keeps when the server goes away.
    pub(crate) fn into_app(self) -> App {
        App {
            token: self.token,
            key: self.key,
            acts: self.acts,
        }
    }

    /// The app meets the server again.
    pub(crate) fn from_app(scene: &'s Scene, app: App) -> Self {
        let App { token, key, acts } = app;
        Self {
            scene,
            token,
            key,
            acts,
        }
    }

    pub(crate) fn new_device(&self) -> NewDevice {
        NewDevice {
            name: "Ordinateur Linux".to_owned(),
            platform: "linux".to_owned(),
            public_key: self.key.public_key().as_ref().to_vec(),
            protection: KeyProtection::Software,
            unlock_proof: Secret::new(vec![5; 32]),
        }
    }

    pub(crate) async fn bind_device(&self) -> Result<account::DeviceBound, Failure> {
        account::bind_device(&self.scene.world, &self.me().await, &self.new_device()).await
    }

    pub(crate) async fn me(&self) -> Authenticated {
        account::authenticate(&self.scene.world, &self.token)
            .await
            .unwrap()
    }

    /// A request that was never made before.
    pub(crate) async fn ask(&self) -> Asked {
        self.acts.set(self.acts.get() + 1);
        // Of one account: two devices of it never choose the same key.
        let key = format!("act-{}-{}", &self.token[..8], self.acts.get());
        Asked {
            by: self.me().await,
            request_hash: sha256(key.as_bytes()),
            key,
        }
    }

    pub(crate) async fn look(&self) -> Standing {
        case::view_journey(&self.scene.world, &self.me().await)
            .await
            .unwrap()
    }

    pub(crate) async fn plain(&self, step: PlainStep) -> Outcome {
        case::take_plain_step(&self.scene.world, &self.ask().await, step).await
    }

    /// What an operator's use case does: the event, in a transaction of its own.
    pub(crate) async fn decided(&self, event: Event) -> Standing {
        let case = self.look().await.case;
        let mut tx = self.scene.write().await;
        take_event(&self.scene.world, tx.as_mut(), case, event, By::System)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.look().await
    }

    pub(crate) async fn asked_again(&self, requests: Vec<Request>) -> Standing {
        self.decided(Event::AskedAgain(requests)).await
    }

    /// Uploads bytes in two pieces.
    pub(crate) async fn upload(&self, bytes: &'static [u8], media_type: &str) -> UploadId {
        let (world, me) = (&self.scene.world, self.me().await);
        let announced = AnnouncedUpload {
            size: bytes.len() as u64,
            sha256: sha256(bytes),
            media_type: media_type.to_owned(),
        };
        let upload = proofing::begin_upload(world, &me, &announced)
            .await
            .unwrap()
            .upload
            .id;
        for (offset, piece) in [(0, &bytes[..4]), (4, &bytes[4..])] {
            let piece = Bytes::from_static(piece);
            proofing::append_upload(world, &me, upload, offset, piece)
                .await
                .unwrap();
        }
        upload
    }

    pub(crate) async fn photograph(&self, part: Part) -> Outcome {
        let upload = self.upload(PICTURE, "image/jpeg").await;
        let clip = self.upload(VIDEO, "video/mp4").await;
        let source = EvidenceSource::Live;
        let given = GivenEvidence {
            part,
            upload,
            clip: Some(clip),
            source,
            video: None,
        };
        attach_evidence(&self.scene.world, &self.ask().await, &given).await
    }

    pub(crate) async fn film(&self) -> Outcome {
        let given = self.filmed().await;
        attach_evidence(&self.scene.world, &self.ask().await, &given).await
    }

    pub(crate) async fn draw(&self, consent: &GivenConsent) -> Result<DrawnChallenge, Failure> {
        draw_challenge(&self.scene.world, &self.me().await, consent).await
    }

    /// A face video, uploaded, that answers a fresh challenge.
    pub(crate) async fn filmed(&self) -> GivenEvidence {
        let drawn = self.draw(&consent("vidéo")).await.unwrap();
        let upload = self.upload(VIDEO, "video/mp4").await;
        GivenEvidence {
            part: Part::Video,
            upload,
            clip: None,
            source: EvidenceSource::Live,
            video: Some(GivenVideo {
                challenge: drawn.challenge.id,
                audio_prompt: false,
                fps: 29.7,
                width: 1280,
                height: 720,
                duration_ms: 9_000,
                prompts_ms: vec![1_000, 3_000, 5_000, 7_000],
                has_sound: true,
                signature: None,
            }),
        }
    }

    pub(crate) async fn activate(&self) -> Outcome {
        let standing = self.look().await;
        let nonce = standing.case.activation_nonce.unwrap();
        let device = self.me().await.device.unwrap().id;
        let statement = activation_statement(nonce.reveal(), device);
        let signature = self.key.sign(&SystemRandom::new(), &statement).unwrap();
        case::activate(&self.scene.world, &self.ask().await, signature.as_ref()).await
    }

    /// Walks the whole path until a state is reached.
    pub(crate) async fn walk_to(&self, goal: StateName) {
        for _ in 0..40 {
            let at = self.look().await.view.at;
            if at == goal {
                return;
            }
            if let Err(failure) = Box::pin(self.step_from(at)).await {
                panic!("from {at:?}: {failure}");
            }
        }
        panic!("{goal:?} was not reached");
    }

    async fn step_from(&self, at: StateName) -> Outcome {
        use StateName as S;
        let world = &self.scene.world;
        let way = DigitsWay::Speak;
        match at {
            S::Terms => case::accept_terms(world, &self.ask().await, &consent("identité")).await,
            S::Conditions => case::answer_conditions(world, &self.ask().await, true, true).await,
            S::PhoneNumber => case::give_phone(world, &self.ask().await, PHONE).await,
            S::PhoneCode => {
                let code = self.scene.texted_code().await;
                case::prove_phone(world, &self.ask().await, &code).await
            }
            S::DocumentOrigin => self.plain(PlainStep::AnswerOrigin { french: true }).await,
            S::DocumentChoice | S::CaptureChoice => {
                self.plain(PlainStep::ChooseKind(DocumentKind::IdentityCard))
                    .await
            }
            S::DocumentData => case::declare_document(world, &self.ask().await, card()).await,
            S::Birthplace => {
                case::declare_birthplace(world, &self.ask().await, &born_in("35238")).await
            }
            S::Review => case::confirm_declaration(world, &self.ask().await).await,
            S::Method | S::Identification => {
                case::choose_method(world, &self.ask().await, Method::Online).await
            }
            S::LetterConsent => {
                let (terms, receipt) = (consent("lettre"), consent("réception"));
                case::agree_to_letter(world, &self.ask().await, &terms, &receipt).await
            }
            S::LetterSent => {
                let (_, code) = self.scene.notice().await;
                letter::accept_by_code(world, &self.ask().await, &code).await
            }
            S::Tasks => {
                self.plain(PlainStep::ChooseTasks {
                    way,
                    movement_is_difficult: false,
                })
                .await
            }
            S::Photo => {
                let missing = self.look().await.view.missing;
                self.photograph(missing[0]).await
            }
            S::FaceVideo => self.film().await,
            S::Processing => Ok(self.decided(Event::Approved).await),
            S::Activation => self.activate().await,
            _ => self.plain(PlainStep::Continue).await,
        }
    }
}

pub(crate) fn consent(body: &str) -> GivenConsent {
    let hash = to_hex(&sha256(body.as_bytes()));
    GivenConsent {
        version: "2026-01".to_owned(),
        hash,
        given: true,
    }
}

pub(crate) fn card() -> DeclarationDraft {
    let text = |text: &str| Some(text.to_owned());
    DeclarationDraft {
        kind: None,
        number: text("X4RTBPFW4"),
        sex: text("F"),
        given_names: text("Camille, Marie"),
        birth_name: text("Martin"),
        usage_name: None,
        birth_date: text("1990-07-13"),
        nationality: None,
        issue_date: text("2022-02-12"),
        expiry_date: text("2032-02-11"),
        zone_birth_name: None,
        zone_given_names: None,
        as_read: BTreeSet::new(),
    }
}

pub(crate) fn born_in(code: &str) -> GivenBirthplace {
    GivenBirthplace::InFrance {
        code: Personal::new(code.to_owned()),
    }
}

/// The refusal of something that was refused.
pub(crate) fn refusal<T>(outcome: Result<T, Failure>) -> Refusal {
    match outcome {
        Err(Failure::Refusal(refusal)) => refusal,
        Err(failure) => panic!("a failure instead of a refusal: {failure:?}"),
        Ok(_) => panic!("it was accepted"),
    }
}
