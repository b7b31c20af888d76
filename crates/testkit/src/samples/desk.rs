//! A record of each sort that operators leave.

use super::at;
use super::records::{case_id, hash, operator_id};
use sceau_domain::id::DecisionId;
use sceau_domain::journey::{Part, Request};
use sceau_domain::private::Personal;
use sceau_domain::reason::Reason;
use sceau_service::records::{
    CheckAnswer, DecisionRecord, Operator, OperatorSession, QueueEntry, Verdict,
};

/// An operator.
pub fn operator(number: u8) -> Operator {
    Operator {
        id: operator_id(number),
        name: format!("Opératrice {number}"),
        key_hash: hash(number),
        revoked_at: None,
    }
}

/// A session of operator 1.
pub fn operator_session(number: u8) -> OperatorSession {
    OperatorSession {
        token_hash: hash(number),
        operator: operator_id(1),
        expires_at: at(3600),
    }
}

/// Case `number`, waiting since that second, assigned, with one operator excluded.
pub fn queue_entry(number: u8) -> QueueEntry {
    QueueEntry {
        case: case_id(number),
        since: at(number.into()),
        appeal: true,
        assigned: Some((operator_id(1), at(1800))),
        excluded: vec![operator_id(2)],
    }
}

/// A decision about case 1.
pub fn decision(number: u8) -> DecisionRecord {
    DecisionRecord {
        id: DecisionId::from_bytes([number; 16]),
        case: case_id(1),
        operator: operator_id(1),
        verdict: Verdict::AskAgain,
        reasons: vec![
            Request {
                reason: Reason::DocGlare,
                part: Some(Part::Back),
            },
            Request {
                reason: Reason::Other,
                part: None,
            },
        ],
        checklist: vec![CheckAnswer::Yes, CheckAnswer::No, CheckAnswer::Unsure],
        message: Some(Personal::new(
            "Le verso brille\u{202f}: refaites-le.".to_owned(),
        )),
        note: None,
        at: at(number.into()),
        awaits_second: true,
    }
}
