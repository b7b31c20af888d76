//! An invented person's app: what it sends, and where its journey stands.

use crate::evidence::{film, picture};
use crate::scene::{Answer, Scene};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use axum::body::Body;
use axum::http::{Method, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use core::cell::Cell;
use sceau_domain::login::activation_statement;
use sceau_wire::account::{
    DeviceRequest, DeviceView, HandoffProof, KeyProtection, SessionView, SignInCodeRequest,
    SignInRequest, SignInView,
};
use sceau_wire::configuration::{ConfigurationView, TextPurpose};
use sceau_wire::document::{BirthplaceDraft, DocumentDraft};
use sceau_wire::evidence::{
    ChallengeRequest, ChallengeView, EvidenceRequest, EvidenceSource, VideoFacts,
};
use sceau_wire::journey::{ConsentRequest, JourneyRequest, JourneyView, StateView};
use sceau_wire::{DigitsWay, DocumentKind, Part, Personal, Sex, StateName};
use std::collections::BTreeSet;

pub(crate) const EMAIL: &str = "camille.martin@exemple.fr";
pub(crate) const PHONE: &str = "06 39 98 12 34";
const UNLOCK_PROOF: [u8; 32] = [5; 32];

pub(crate) struct App<'s> {
    pub(crate) scene: &'s Scene,
    pub(crate) token: String,
    pub(crate) key: EcdsaKeyPair,
    pub(crate) device: String,
    acts: Cell<u32>,
}

/// What lies on a device while no server is there.
pub(crate) struct Pocketed {
    token: String,
    key: EcdsaKeyPair,
    device: String,
}

impl Pocketed {
    /// The app meets the server again.
    pub(crate) fn meets(self, scene: &Scene) -> App<'_> {
        App {
            scene,
            token: self.token,
            key: self.key,
            device: self.device,
            // Far from the keys used before.
            acts: Cell::new(1_000),
        }
    }
}

/// Asks for a code by mail.
pub(crate) async fn ask_code(scene: &Scene, email: &str) -> Answer {
    let request = SignInCodeRequest {
        email: email.into(),
        language: "fr".to_owned(),
    };
    scene.post_json("/api/v1/sign-in/code", &request).await
}

/// Gives a code.
pub(crate) async fn give_code(scene: &Scene, sign_in: &str, code: &str) -> Answer {
    let request = SignInRequest {
        sign_in: sign_in.to_owned(),
        code: code.into(),
        handoff: None,
    };
    scene.post_json("/api/v1/sign-in", &request).await
}

impl<'s> App<'s> {
    /// Signs in by mail and binds this device.
    pub(crate) async fn sign_in(scene: &'s Scene) -> Self {
        Self::sign_in_as(scene, EMAIL, None).await
    }

    pub(crate) async fn sign_in_as(
        scene: &'s Scene,
        email: &str,
        handoff: Option<HandoffProof>,
    ) -> Self {
        let mut app = Self::without_device(scene, email, handoff).await;
        let bound: DeviceView = app.bind().await.json();
        app.device = bound.device;
        app
    }

    pub(crate) async fn without_device(
        scene: &'s Scene,
        email: &str,
        handoff: Option<HandoffProof>,
    ) -> Self {
        let asked: SignInView = ask_code(scene, email).await.json();
        let request = SignInRequest {
            sign_in: asked.sign_in,
            code: scene.mailed_code().await.into(),
            handoff,
        };
        let session: SessionView = scene.post_json("/api/v1/sign-in", &request).await.json();
        Self {
            scene,
            token: session.token.reveal().to_owned(),
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap(),
            device: String::new(),
            acts: Cell::new(0),
        }
    }

    /// Another device, signed in by other means and not bound yet.
    pub(crate) fn with_token(scene: &'s Scene, token: &str) -> Self {
        Self {
            scene,
            token: token.to_owned(),
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap(),
            device: String::new(),
            acts: Cell::new(0),
        }
    }

    /// Signs in and walks to a step.
    pub(crate) async fn at(scene: &'s Scene, state: StateName) -> Self {
        let app = Self::sign_in(scene).await;
        app.walk_to(state).await;
        app
    }

    /// What stays on the device when the server goes away.
    pub(crate) fn pocketed(self) -> Pocketed {
        Pocketed {
            token: self.token,
            key: self.key,
            device: self.device,
        }
    }

    pub(crate) async fn bind(&self) -> Answer {
        let request = DeviceRequest {
            name: "Ordinateur Linux".to_owned(),
            platform: "linux".to_owned(),
            public_key: STANDARD.encode(self.key.public_key().as_ref()),
            protection: KeyProtection::Software,
            unlock_proof: STANDARD.encode(UNLOCK_PROOF).into(),
        };
        self.post("/api/v1/device", &request).await
    }

    /// Unlocks this device with what a typed code proves.
    pub(crate) async fn unlock(&self, proof: [u8; 32]) -> Answer {
        let body =
            serde_json::json!({ "device": self.device, "unlock_proof": STANDARD.encode(proof) });
        self.post("/api/v1/device/unlock", &body).await
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", self.token))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).body(Body::empty()).unwrap();
        self.scene.call(request).await
    }

    pub(crate) async fn post(&self, path: &str, body: &impl serde::Serialize) -> Answer {
        let body = Body::from(serde_json::to_vec(body).unwrap());
        let request = self.request(Method::POST, path).body(body).unwrap();
        self.scene.call(request).await
    }

    pub(crate) async fn look(&self) -> JourneyView {
        self.get("/api/v1/journey").await.json()
    }

    /// Sends an event that was never sent before.
    pub(crate) async fn send(&self, event: &JourneyRequest) -> Answer {
        self.acts.set(self.acts.get() + 1);
        self.send_as(&format!("act-{}", self.acts.get()), event)
            .await
    }

    /// Sends an event under a key.
    pub(crate) async fn send_as(&self, key: &str, event: &JourneyRequest) -> Answer {
        let request = self
            .request(Method::POST, "/api/v1/journey")
            .header("idempotency-key", key)
            .body(Body::from(serde_json::to_vec(event).unwrap()))
            .unwrap();
        self.scene.call(request).await
    }

    pub(crate) async fn does(&self, event: &JourneyRequest) -> JourneyView {
        self.send(event).await.json()
    }

    /// Accepts a text as it is published.
    pub(crate) async fn consent(&self, purpose: TextPurpose) -> ConsentRequest {
        let view: ConfigurationView = self.get("/api/v1/configuration").await.json();
        let text = view.texts.into_iter().find(|text| text.purpose == purpose);
        let text = text.unwrap();
        ConsentRequest {
            version: text.version,
            hash: text.hash,
            given: true,
        }
    }

    pub(crate) async fn photograph(&self, part: Part, bytes: &[u8]) -> Answer {
        let upload = self.upload(bytes, "image/jpeg").await;
        let evidence = EvidenceRequest {
            part,
            upload,
            clip: None,
            source: EvidenceSource::Live,
            video: None,
        };
        self.send(&JourneyRequest::AttachEvidence { evidence })
            .await
    }

    /// Films the face for a challenge that was just drawn.
    pub(crate) async fn film(&self, bytes: &[u8]) -> Answer {
        let drawn = self.draw_challenge().await;
        self.film_for(&drawn, bytes).await
    }

    pub(crate) async fn draw_challenge(&self) -> ChallengeView {
        let consent = self.consent(TextPurpose::FaceVideo).await;
        self.post("/api/v1/journey/challenge", &ChallengeRequest { consent })
            .await
            .json()
    }

    pub(crate) async fn film_for(&self, drawn: &ChallengeView, bytes: &[u8]) -> Answer {
        let upload = self.upload(bytes, "video/mp4").await;
        let evidence = EvidenceRequest {
            part: Part::Video,
            upload,
            clip: None,
            source: EvidenceSource::Live,
            video: Some(facts(&drawn.challenge)),
        };
        self.send(&JourneyRequest::AttachEvidence { evidence })
            .await
    }

    /// Signs what the last step asks to be signed.
    pub(crate) fn sign(&self, statement: &[u8]) -> String {
        let signature = self.key.sign(&SystemRandom::new(), statement).unwrap();
        STANDARD.encode(signature.as_ref())
    }

    pub(crate) async fn activation(&self) -> JourneyRequest {
        let StateView::Activation { nonce } = self.look().await.at else {
            panic!("nothing to activate")
        };
        let statement = activation_statement(nonce.reveal(), self.device.parse().unwrap());
        JourneyRequest::Activate {
            signature: self.sign(&statement).into(),
        }
    }

    /// Walks the applicant's path until a state is reached; the operator's part is not here.
    pub(crate) async fn walk_to(&self, goal: StateName) {
        for _ in 0..40 {
            let view = self.look().await;
            if view.at.name() == goal {
                return;
            }
            let answer = Box::pin(self.step_from(&view)).await;
            assert_eq!(answer.status, 200, "{:?}: {}", view.at, answer.text());
        }
        panic!("{goal:?} was not reached");
    }

    async fn step_from(&self, view: &JourneyView) -> Answer {
        use JourneyRequest as R;
        let event = match view.at.name() {
            StateName::Terms => R::AcceptTerms {
                terms: self.consent(TextPurpose::Identity).await,
            },
            StateName::Conditions => R::AnswerConditions {
                adult: true,
                document: true,
            },
            StateName::PhoneNumber => R::GivePhone {
                number: PHONE.into(),
            },
            StateName::PhoneCode => R::ProvePhone {
                code: self.scene.texted_code().await.into(),
            },
            StateName::DocumentOrigin => R::AnswerOrigin { french: true },
            StateName::DocumentChoice | StateName::CaptureChoice => R::ChooseKind {
                kind: DocumentKind::IdentityCard,
            },
            StateName::DocumentData => R::DeclareDocument { document: card() },
            StateName::Birthplace => R::DeclareBirthplace {
                birthplace: born_in("35238"),
            },
            StateName::Review => R::ConfirmDeclaration {},
            StateName::Method | StateName::Identification => R::ChooseMethod { in_person: false },
            StateName::LetterConsent => R::AgreeToLetter {
                terms: self.consent(TextPurpose::LetterService).await,
                receipt: self.consent(TextPurpose::LetterReceipt).await,
            },
            StateName::LetterSent => R::AcceptLetter {
                code: self.scene.letter_code().await.into(),
            },
            StateName::Tasks => R::ChooseTasks {
                way: DigitsWay::Speak,
                movement_is_difficult: false,
            },
            StateName::Photo => return self.photograph(view.missing[0], &picture()).await,
            StateName::FaceVideo => return self.film(&film()).await,
            StateName::Activation => self.activation().await,
            _ => R::Continue {},
        };
        self.send(&event).await
    }
}

/// A new card, valid, of an invented person.
pub(crate) fn card() -> DocumentDraft {
    let text = |text: &str| Some(Personal::from(text));
    DocumentDraft {
        kind: Some(DocumentKind::IdentityCard),
        number: text("X4RTBPFW4"),
        sex: Some(Sex::Female),
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

pub(crate) fn born_in(code: &str) -> BirthplaceDraft {
    BirthplaceDraft::InFrance { code: code.into() }
}

fn facts(challenge: &str) -> VideoFacts {
    VideoFacts {
        challenge: challenge.to_owned(),
        audio_prompt: false,
        fps: 29.7,
        width: 1280,
        height: 720,
        duration_ms: 9_000,
        prompts_ms: vec![1_000, 3_000, 5_000, 7_000],
        has_sound: true,
        signature: None,
    }
}
