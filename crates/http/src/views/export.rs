//! A person's data as they take it away: what leaves is chosen here, field by field.

use super::{consents, document, evidence, letter};
use sceau_service::crypto::to_hex;
use sceau_service::person::{Export, ExportedCase};
use sceau_service::records::{
    AuditRow, Case, ConsentRecord, DecisionRecord, Device, Evidence, Identity, LetterRecord,
    LoginRecord,
};
use sceau_wire::Personal;
use sceau_wire::export::{
    ExportView, ExportedAccount, ExportedCaseView, ExportedConsent, ExportedDecision,
    ExportedDevice, ExportedEvent, ExportedEvidence, ExportedIdentity, ExportedLetter,
    ExportedLogin, FORMAT, VERSION,
};

/// The whole export.
pub(crate) fn view(installation: &str, export: Export) -> ExportView {
    let Export {
        made_at,
        account,
        identity,
        devices,
        cases,
        logins,
    } = export;
    ExportView {
        format: FORMAT.to_owned(),
        version: VERSION,
        installation: installation.to_owned(),
        made_at,
        account: ExportedAccount {
            email: account.email.reveal().as_str().into(),
            phone: account.phone.as_ref().map(|phone| phone.e164().into()),
            language: account.language,
            created_at: account.created_at,
        },
        devices: devices
            .into_iter()
            .map(|one| device(one, &identity))
            .collect(),
        identity: ExportedIdentity {
            declaration: document::declaration_view(&identity.declaration, &identity.birthplace),
            active_since: identity.active_since,
            blocked_at: identity.blocked_at,
        },
        cases: cases.into_iter().map(case).collect(),
        logins: logins
            .into_iter()
            .map(|(record, outcome)| login(record, outcome))
            .collect(),
    }
}

fn device(device: Device, identity: &Identity) -> ExportedDevice {
    ExportedDevice {
        holds_identity: device.id == identity.device,
        name: device.name,
        platform: device.platform,
        since: device.created_at,
        removed_at: device.revoked_at,
    }
}

fn case(exported: ExportedCase) -> ExportedCaseView {
    let ExportedCase {
        case,
        consents,
        evidence,
        decisions,
        history,
        letter,
    } = exported;
    ExportedCaseView {
        state: case.state.name().into(),
        created_at: case.created_at,
        changed_at: case.changed_at,
        media_erased_on: case.retention.erase_media_at,
        media_erased_at: case.retention.media_erased_at,
        consents: consents.into_iter().map(consent).collect(),
        evidence: evidence.into_iter().map(|one| piece(one, &case)).collect(),
        decisions: decisions
            .into_iter()
            .filter(|decision| !decision.awaits_second)
            .map(decision)
            .collect(),
        history: history.into_iter().map(event).collect(),
        letter: letter.map(|record| letter_of(&record)),
    }
}

fn consent(record: ConsentRecord) -> ExportedConsent {
    ExportedConsent {
        purpose: consents::purpose(record.purpose),
        version: record.consent.version,
        hash: to_hex(&record.consent.hash),
        at: record.consent.at,
    }
}

fn piece(piece: Evidence, case: &Case) -> ExportedEvidence {
    ExportedEvidence {
        part: piece.part.into(),
        source: evidence::source(piece.source),
        media_type: piece.media_type,
        size: piece.size,
        sha256: to_hex(&piece.sha256),
        at: piece.at,
        is_kept: case.retention.media_erased_at.is_none(),
    }
}

/// What the person was told of a decision; the operator's notes and name stay inside.
fn decision(record: DecisionRecord) -> ExportedDecision {
    ExportedDecision {
        verdict: super::review::verdict(record.verdict),
        reasons: record
            .reasons
            .iter()
            .map(|request| request.reason.told_as().to_owned())
            .collect(),
        message: record
            .message
            .map(|message| Personal::from(message.reveal().as_str())),
        at: record.at,
    }
}

/// Without who acted: an operator's name is theirs.
fn event(row: AuditRow) -> ExportedEvent {
    ExportedEvent {
        at: row.at,
        kind: row.kind,
        detail: row.detail,
    }
}

fn letter_of(record: &LetterRecord) -> ExportedLetter {
    ExportedLetter {
        number: record.letter.number.to_string(),
        status: letter::status(record.letter.state),
        events: record.letter.events.iter().map(letter::event).collect(),
    }
}

fn login(record: LoginRecord, outcome: &str) -> ExportedLogin {
    ExportedLogin {
        at: record.asked_at,
        outcome: outcome.to_owned(),
        service: record.service,
        broker: record.broker,
        browser: record.browser.name,
        place: record.browser.place,
        claims: record.claims,
        level: record.level,
        answered_at: record.answered.map(|answered| answered.at),
        given_at: record.given_at,
        reported_at: record.reported_at,
    }
}
