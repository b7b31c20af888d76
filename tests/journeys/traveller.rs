//! An invented person who goes on, whatever happens to the server.

use crate::house::House;
use crate::line::{Line, Reply};
use crate::media::{film, picture};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::RequestBuilder;
use sceau_domain::login::activation_statement;
use sceau_service::crypto::sha256;
use sceau_wire::account::{DeviceView, SessionView, SignInView};
use sceau_wire::configuration::{ConfigurationView, TextPurpose};
use sceau_wire::console::CaseView;
use sceau_wire::evidence::ChallengeView;
use sceau_wire::identity::IdentityView;
use sceau_wire::journey::{JourneyView, StateView};
use sceau_wire::{Part, StateName};
use serde_json::{Value, json};
use std::time::Duration;

pub(crate) struct Traveller {
    line: Line,
    key: EcdsaKeyPair,
    device: String,
    has_been_cut: bool,
}

impl Traveller {
    pub(crate) fn new(line: Line) -> Self {
        Self {
            line,
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap(),
            device: String::new(),
            has_been_cut: false,
        }
    }

    pub(crate) fn into_house(self) -> House {
        self.line.house
    }

    async fn post(&mut self, path: &str, body: &Value) -> Reply {
        let request = self.line.client.post(self.line.at(path)).json(body);
        self.line.act(request).await
    }

    /// Signs in and binds the device. A code that was used under a killed server is asked for anew.
    pub(crate) async fn sign_in(&mut self) {
        loop {
            let asked = self.ask_code().await;
            let code = self.line.house.message("mail", six_digits).await;
            let given = json!({ "sign_in": asked.sign_in, "code": code });
            let reply = self.post("/api/v1/sign-in", &given).await;
            if reply.status.is_success() {
                let session: SessionView = reply.json();
                session.token.reveal().clone_into(&mut self.line.token);
                break;
            }
            assert!(reply.was_killed, "{reply:?}");
            assert_eq!(reply.code().as_deref(), Some("code.unknown"));
        }
        let device = json!({
            "name": "Ordinateur Linux",
            "platform": "linux",
            "public_key": STANDARD.encode(self.key.public_key().as_ref()),
            "protection": "software",
            "unlock_proof": STANDARD.encode([5; 32]),
        });
        let bound: DeviceView = self.post("/api/v1/device", &device).await.json();
        self.device = bound.device;
    }

    async fn ask_code(&mut self) -> SignInView {
        let request = json!({ "email": "camille.martin@exemple.fr", "language": "fr" });
        loop {
            let reply = self.post("/api/v1/sign-in/code", &request).await;
            if reply.status.is_success() {
                return reply.json();
            }
            // The first request was heard; its mail left. Only the wait is left to us.
            assert_eq!(reply.code().as_deref(), Some("code.too_soon"), "{reply:?}");
            tokio::time::sleep(Duration::from_secs(5)).await;
        }
    }

    async fn look(&self) -> JourneyView {
        self.line.get("/api/v1/journey").await
    }

    pub(crate) async fn identity(&self) -> IdentityView {
        self.line.get("/api/v1/identity").await
    }

    /// Walks on until a state is reached. Each answer is compared with what the server says next.
    pub(crate) async fn walk_to(&mut self, goal: StateName) {
        for _ in 0..40 {
            let view = self.look().await;
            if view.at.name() == goal {
                return;
            }
            let event = self.event_from(&view).await;
            let key = self.line.fresh_key();
            let request: RequestBuilder = self
                .line
                .client
                .post(self.line.at("/api/v1/journey"))
                .header("idempotency-key", key)
                .json(&event);
            let reply = self.line.act(request).await;
            let after: JourneyView = reply.json();
            if let Some(before) = &reply.before {
                let before: JourneyView = serde_json::from_slice(before).unwrap();
                assert_eq!(
                    before.at.name(),
                    after.at.name(),
                    "what was acknowledged holds"
                );
            }
            assert_eq!(self.look().await.at.name(), after.at.name());
        }
        panic!("{goal:?} was not reached");
    }

    async fn event_from(&mut self, view: &JourneyView) -> Value {
        match view.at.name() {
            StateName::Terms => {
                json!({ "do": "accept_terms", "terms": self.consent(TextPurpose::Identity).await })
            }
            StateName::Conditions => {
                json!({ "do": "answer_conditions", "adult": true, "document": true })
            }
            StateName::PhoneNumber => json!({ "do": "give_phone", "number": "06 39 98 12 34" }),
            StateName::PhoneCode => {
                let code = self.line.house.message("sms", code_of_sms).await;
                json!({ "do": "prove_phone", "code": code })
            }
            StateName::DocumentOrigin => json!({ "do": "answer_origin", "french": true }),
            StateName::DocumentChoice | StateName::CaptureChoice => {
                json!({ "do": "choose_kind", "kind": "identity_card" })
            }
            StateName::DocumentData => json!({ "do": "declare_document", "document": card() }),
            StateName::Birthplace => {
                let place = json!({ "where": "in_france", "code": "35238" });
                json!({ "do": "declare_birthplace", "birthplace": place })
            }
            StateName::Review => json!({ "do": "confirm_declaration" }),
            StateName::Method | StateName::Identification => {
                json!({ "do": "choose_method", "in_person": false })
            }
            StateName::LetterConsent => json!({
                "do": "agree_to_letter",
                "terms": self.consent(TextPurpose::LetterService).await,
                "receipt": self.consent(TextPurpose::LetterReceipt).await,
            }),
            StateName::LetterSent => {
                let code = self.line.house.message("mail", letter_code).await;
                json!({ "do": "accept_letter", "code": code })
            }
            StateName::Tasks => {
                json!({ "do": "choose_tasks", "way": "speak", "movement_is_difficult": false })
            }
            StateName::Photo => self.photograph(view.missing[0]).await,
            StateName::FaceVideo => self.film().await,
            StateName::Activation => self.activation(view),
            _ => json!({ "do": "continue" }),
        }
    }

    async fn consent(&self, purpose: TextPurpose) -> Value {
        let view: ConfigurationView = self.line.get("/api/v1/configuration").await;
        let text = view
            .texts
            .into_iter()
            .find(|text| text.purpose == purpose)
            .unwrap();
        json!({ "version": text.version, "hash": text.hash, "given": true })
    }

    async fn photograph(&mut self, part: Part) -> Value {
        let is_cut = !core::mem::replace(&mut self.has_been_cut, true);
        let upload = self.line.upload(&picture(), "image/jpeg", is_cut).await;
        let evidence = json!({ "part": part, "upload": upload, "source": "live" });
        json!({ "do": "attach_evidence", "evidence": evidence })
    }

    async fn film(&mut self) -> Value {
        let consent = json!({ "consent": self.consent(TextPurpose::FaceVideo).await });
        let drawn: ChallengeView = self
            .post("/api/v1/journey/challenge", &consent)
            .await
            .json();
        let upload = self.line.upload(&film(), "video/mp4", false).await;
        let video = json!({
            "challenge": drawn.challenge,
            "audio_prompt": false,
            "fps": 29.7,
            "width": 1280,
            "height": 720,
            "duration_ms": 9_000,
            "prompts_ms": [1_000, 3_000, 5_000, 7_000],
            "has_sound": true,
        });
        let evidence = json!({
            "part": "video", "upload": upload, "source": "live", "video": video
        });
        json!({ "do": "attach_evidence", "evidence": evidence })
    }

    fn activation(&self, view: &JourneyView) -> Value {
        let StateView::Activation { nonce } = &view.at else {
            panic!("nothing to activate")
        };
        let statement = activation_statement(nonce.reveal(), self.device.parse().unwrap());
        let signature = self.key.sign(&SystemRandom::new(), &statement).unwrap();
        json!({ "do": "activate", "signature": STANDARD.encode(signature.as_ref()) })
    }

    /// An operator takes the case, looks at the video and approves, on the same unsteady line.
    pub(crate) async fn is_approved_by(&mut self, key: &str) {
        let signed_in = self.console("/sign-in", "", &json!({ "key": key })).await;
        let cookie = signed_in.cookie.split(';').next().unwrap().to_owned();
        let case: CaseView = self
            .console("/assignment", &cookie, &json!(null))
            .await
            .json();
        let video = case
            .evidence
            .iter()
            .find(|piece| piece.part == Part::Video)
            .unwrap();
        let path = format!(
            "/api/console/v1/cases/{}/evidence/{}",
            case.case, video.evidence
        );
        let look = self
            .line
            .client
            .get(self.line.at(&path))
            .header("cookie", &cookie);
        let bytes = self.line.act(look).await.body;
        assert_eq!(
            sha256(&bytes),
            sha256(&film()),
            "evidence survives byte for byte"
        );
        let decision = json!({
            "checklist": vec!["yes"; 11], "verdict": "approve", "reasons": []
        });
        let path = format!("/cases/{}/decision", case.case);
        let decided = self.console(&path, &cookie, &decision).await;
        let was_taken = decided.was_killed && decided.code().as_deref() == Some("case.decided");
        assert!(decided.status.is_success() || was_taken, "{decided:?}");
    }

    async fn console(&mut self, path: &str, cookie: &str, body: &Value) -> Reply {
        let path = self.line.at(&format!("/api/console/v1{path}"));
        let request = self.line.client.post(path).header("x-sceau-console", "1");
        self.line
            .act(request.header("cookie", cookie).json(body))
            .await
    }
}

fn six_digits(line: &str) -> Option<String> {
    let is_code = line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| line.to_owned())
}

fn letter_code(line: &str) -> Option<String> {
    let is_code = line.len() == 6
        && line
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_code.then(|| line.to_owned())
}

/// The last line: `@domain #code`.
fn code_of_sms(line: &str) -> Option<String> {
    let (_, code) = line.split_once('#')?;
    line.starts_with('@').then(|| code.to_owned())
}

fn card() -> Value {
    json!({
        "kind": "identity_card",
        "number": "X4RTBPFW4",
        "sex": "female",
        "given_names": "Camille, Marie",
        "birth_name": "Martin",
        "birth_date": "1990-07-13",
        "issue_date": "2022-02-12",
        "expiry_date": "2032-02-11",
    })
}
