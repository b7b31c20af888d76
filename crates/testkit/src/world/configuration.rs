//! The configuration of a test installation.

use jiff::SignedDuration;
use sceau_domain::otp::OtpPolicy;
use sceau_domain::private::Secret;
use sceau_oidc::acr::Acr;
use sceau_oidc::client::{Authentication, Client, ClientKeys, Profile, UserinfoForm};
use sceau_oidc::secret::SecretHash;
use sceau_service::configuration::{
    Configuration, ConsentText, HELP_PAGE, LoginPolicy, RetentionPolicy, ReviewPolicy,
};
use sceau_service::crypto::sha256;
use sceau_service::records::ConsentPurpose;
use std::collections::BTreeMap;

/// The id of the one registered client.
pub const DEMO_CLIENT: &str = "demo-broker";
/// Its secret, which protects nothing.
pub const DEMO_CLIENT_SECRET: &str = "demo-broker-secret-of-a-test-installation";

/// The version of every consent text.
const TEXT_VERSION: &str = "2026-11";

const BASE: &str = "https://sceau.test/";

/// A test installation at `https://sceau.test/`, with the defaults that the papers give.
///
/// # Panics
/// Never: the address is a constant.
pub fn configuration() -> Configuration {
    Configuration {
        name: "Sceau (essai)".to_owned(),
        base_url: BASE.parse().expect("an address"),
        help_url: format!("{BASE}{HELP_PAGE}"),
        contact: Some("aide@sceau.test".to_owned()),
        mailbox_url: None,
        is_test: true,
        email_code: OtpPolicy::default(),
        sms_code: OtpPolicy::default(),
        sms_codes_per_day: 1_000,
        session_life: SignedDuration::from_hours(24 * 30),
        secret_code_tries: 5,
        secret_code_rest: SignedDuration::from_mins(15),
        letter_link_life: SignedDuration::from_hours(24),
        notice_resend_after: SignedDuration::from_mins(1),
        photos_per_case: 20,
        videos_per_case: 5,
        picture_limit: 10_000_000,
        video_limit: 50_000_000,
        upload_life: SignedDuration::from_hours(24),
        upload_allowed: true,
        assignment_life: SignedDuration::from_mins(10),
        operator_session_life: SignedDuration::from_hours(8),
        handoff_code_life: SignedDuration::from_mins(1),
        handoff_life: SignedDuration::from_mins(60),
        recovery_delay: SignedDuration::from_hours(72),
        retention: RetentionPolicy::default(),
        texts: [
            (
                ConsentPurpose::Identity,
                "l'identité numérique",
                "the digital identity",
            ),
            (
                ConsentPurpose::LetterService,
                "le service de lettre recommandée",
                "the letter service",
            ),
            (
                ConsentPurpose::LetterReceipt,
                "la réception électronique",
                "electronic receipt",
            ),
            (
                ConsentPurpose::FaceVideo,
                "la vidéo du visage",
                "the face video",
            ),
        ]
        .map(|(purpose, french, english)| consent_text(purpose, french, english))
        .into(),
        other_texts: Vec::new(),
        clients: BTreeMap::from([(DEMO_CLIENT.to_owned(), demo_client())]),
        subject_salt: Secret::new(vec![5; 32]),
        login: LoginPolicy::default(),
        review: ReviewPolicy::default(),
    }
}

/// A text to consent to, about a subject named in French and in English.
pub fn consent_text(purpose: ConsentPurpose, french: &str, english: &str) -> ConsentText {
    let body = [
        format!("Conditions d'essai de {french}. Elles n'engagent personne."),
        format!("Test terms of {english}. They bind nobody."),
    ];
    ConsentText {
        purpose,
        version: TEXT_VERSION.to_owned(),
        hash: sha256(body.concat().as_bytes()),
        summary: [
            format!("En bref\u{202f}: {french}."),
            format!("In short: {english}."),
        ],
        body,
    }
}

fn demo_client() -> Client {
    Client {
        id: DEMO_CLIENT.to_owned(),
        name: "Service d'essai".to_owned(),
        profile: Profile::FcPlus,
        redirect_uris: vec!["https://broker.test/callback".to_owned()],
        post_logout_redirect_uris: vec!["https://broker.test/logged-out".to_owned()],
        authentication: Authentication::ClientSecretPost(SecretHash::derive(DEMO_CLIENT_SECRET)),
        acrs: vec![Acr::Eidas2, Acr::Eidas3],
        encryption: None,
        keys: ClientKeys::None,
        sector: "broker.test".to_owned(),
        userinfo: UserinfoForm::Signed,
        offline: false,
        backchannel_logout_uri: None,
        backchannel_logout_session_required: false,
    }
}
