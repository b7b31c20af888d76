//! A record of each sort that a passage from a service to a login and back leaves.

use super::at;
use super::records::{account_id, device_id, hash, identity_id, interaction_id};
use sceau_domain::id::{HandoffId, LoginRequestId};
use sceau_domain::login::{LoginRequest, MatchNumber, RequestState};
use sceau_domain::private::Secret;
use sceau_service::records::{
    Answered, AuthorizationGrant, Browser, Giver, Handoff, HandoffState, Interaction, LoginRecord,
};

/// A browser.
pub fn browser() -> Browser {
    Browser {
        name: "Firefox sur Linux".to_owned(),
        place: "unknown".to_owned(),
    }
}

/// A passage.
pub fn interaction(number: u8) -> Interaction {
    Interaction {
        id: interaction_id(number),
        cookie_hash: hash(31),
        client: "demo-broker".to_owned(),
        parameters: vec![
            ("scope".to_owned(), "openid profile".to_owned()),
            ("state".to_owned(), "é\"&=\n".to_owned()),
        ],
        service: "Mairie de Fleurville".to_owned(),
        browser: browser(),
        created_at: at(0),
        expires_at: at(300),
        is_finished: false,
    }
}

/// A handoff of passage 1.
///
/// # Panics
/// Never: 42 is a match number.
pub fn handoff(number: u8) -> Handoff {
    Handoff {
        id: HandoffId::from_bytes([number; 16]),
        giver: Giver::Browser {
            cookie_hash: hash(41),
        },
        token_hash: hash(number + 50),
        typed_hash: hash(number + 60),
        code_expires_at: at(60),
        secret_hash: Some(hash(44)),
        number: MatchNumber::new(42).expect("a match number"),
        state: HandoffState::Claimed,
        account: Some(account_id(1)),
        session_hash: None,
        giver_seen_at: None,
        taker_seen_at: None,
        interaction: Some(interaction_id(1)),
        service: Some("Mairie de Fleurville".to_owned()),
        browser: browser(),
        created_at: at(number.into()),
        expires_at: at(600),
    }
}

/// A handoff that account 1 gave from device 1, and that opened a session.
///
/// # Panics
/// Never, as [`handoff`].
pub fn handover(number: u8) -> Handoff {
    Handoff {
        giver: Giver::App {
            account: account_id(1),
            device: device_id(1),
        },
        state: HandoffState::Confirmed,
        session_hash: Some(hash(45)),
        giver_seen_at: Some(at(20)),
        taker_seen_at: Some(at(30)),
        interaction: None,
        service: None,
        ..handoff(number)
    }
}

/// A login request of account 1 in passage 1.
///
/// # Panics
/// Never: 73 is a match number.
pub fn login(number: u8, state: RequestState) -> LoginRecord {
    LoginRecord {
        request: LoginRequest {
            id: LoginRequestId::from_bytes([number; 16]),
            number: MatchNumber::new(73).expect("a match number"),
            expires_at: at(120),
            state,
        },
        interaction: interaction_id(1),
        account: Some(account_id(1)),
        by_number: true,
        service: "Mairie de Fleurville".to_owned(),
        broker: Some("FranceConnect+ d'essai".to_owned()),
        browser: browser(),
        asked_at: at(number.into()),
        claims: vec!["given_name".to_owned(), "birthdate".to_owned()],
        level: "eidas2".to_owned(),
        nonce: Secret::new("ab".repeat(16)),
        code_hash: hash(number + 70),
        code_expires_at: at(60),
        answered: Some(Answered {
            by: device_id(1),
            at: at(30),
        }),
        given_at: Some(at(31)),
        reported_at: Some(at(90)),
    }
}

/// A grant.
pub fn grant() -> AuthorizationGrant {
    AuthorizationGrant {
        client: "demo-broker".to_owned(),
        login: LoginRequestId::from_bytes([1; 16]),
        identity: identity_id(1),
        parameters: vec![("nonce".to_owned(), "n-0S6".to_owned())],
        acr: "eidas2".to_owned(),
        amr: vec!["hwk".to_owned(), "pin".to_owned()],
        auth_time: at(50),
        expires_at: at(110),
        dpop_key: Some("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I".to_owned()),
    }
}
