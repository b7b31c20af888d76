//! A record of each sort, about the people of the samples. Ids are chosen by a small number, so that
//! a story may have as many as it needs.

use super::{at, birthplace, consent, declaration, evidence_id, letter_id, phone};
use sceau_domain::challenge::{Challenge, DigitsWay, ThirdTask};
use sceau_domain::document::DocumentKind;
use sceau_domain::document::mrz::MrzFormat;
use sceau_domain::examination::{Moment, SoundHeard, TaskSeen, Turn};
use sceau_domain::id::{
    AccountId, CaseId, ChallengeId, DeviceId, IdentityId, InteractionId, LetterEventId, LetterId,
    MessageId, OperatorId, SignInId, UploadId,
};
use sceau_domain::journey::{Part, State};
use sceau_domain::letter::{Letter, LetterActor, LetterEvent, LetterEventKind, LetterState};
use sceau_domain::otp::{OtpAttempt, SentCode};
use sceau_domain::private::{Personal, Secret};
use sceau_domain::seal::SealOutcome;
use sceau_service::ports::{DocumentSeen, Mail, PictureMeasures, Sms};
use sceau_service::records::{
    Account, AuditEntry, Case, ChallengeRecord, ConsentPurpose, ConsentRecord, Device, Evidence,
    EvidenceSource, Examination, FilmSeal, FilmSeen, FrameSeen, Identity, KeyProtection,
    LetterLink, LetterRecord, OutboxMessage, Outgoing, Recovery, Retention, SealSeen, Session,
    SignIn, Upload, VideoFacts,
};

pub use super::desk::{decision, operator, operator_session, queue_entry};
pub use super::passages::{browser, grant, handoff, handover, interaction, login};

macro_rules! ids {
    ($($name:ident: $type:ident),+ $(,)?) => {$(
        /// An id that a number decides.
        pub const fn $name(number: u8) -> $type {
            $type::from_bytes([number; 16])
        }
    )+};
}

ids! {
    account_id: AccountId,
    case_id: CaseId,
    device_id: DeviceId,
    identity_id: IdentityId,
    operator_id: OperatorId,
    interaction_id: InteractionId,
}

/// A hash that a number decides.
pub const fn hash(number: u8) -> [u8; 32] {
    [number; 32]
}

/// An account with a phone number.
pub fn account(number: u8) -> Account {
    Account {
        id: account_id(number),
        email: Personal::new(format!("maelys{number}@exemple.test")),
        phone: Some(phone()),
        language: "fr".to_owned(),
        created_at: at(number.into()),
    }
}

/// Two codes sent, one wrong try.
pub fn attempt() -> OtpAttempt {
    OtpAttempt {
        sent: vec![
            SentCode {
                hash: hash(1),
                sent_at: at(10),
            },
            SentCode {
                hash: hash(2),
                sent_at: at(40),
            },
        ],
        wrong_tries: 1,
    }
}

/// A sign-in under way.
pub fn sign_in(number: u8) -> SignIn {
    SignIn {
        id: SignInId::from_bytes([number; 16]),
        email: Personal::new("maelys1@exemple.test".to_owned()),
        language: "en".to_owned(),
        attempt: attempt(),
        is_used: false,
        created_at: at(number.into()),
    }
}

/// A session of account 1, not bound to a device.
pub fn session(number: u8) -> Session {
    Session {
        token_hash: hash(number),
        account: account_id(1),
        device: None,
        created_at: at(0),
        expires_at: at(3600),
    }
}

/// A device of account 1, at rest after wrong codes.
pub fn device(number: u8) -> Device {
    Device {
        id: device_id(number),
        account: account_id(1),
        name: "Ordinateur de Maëlys".to_owned(),
        platform: "linux".to_owned(),
        public_key: vec![4; 65],
        protection: KeyProtection::SystemKeyStore,
        unlock_hash: hash(3),
        unlock_share: Secret::new(vec![0, 1, 254, 255]),
        wrong_tries: 2,
        blocked_until: Some(at(900)),
        created_at: at(number.into()),
        revoked_at: None,
    }
}

/// An identity of account 1.
pub fn identity(number: u8) -> Identity {
    Identity {
        id: identity_id(number),
        account: account_id(1),
        case: case_id(1),
        declaration: declaration(DocumentKind::OldIdentityCard),
        birthplace: birthplace(),
        device: device_id(1),
        active_since: at(number.into()),
        blocked_at: Some(at(700)),
        unblocked_at: Some(at(600)),
        recovery: Some(Recovery {
            asked_at: at(700),
            session: hash(7),
            device: Some(device(2).id),
        }),
    }
}

/// A new case of account 1, with everything that may be missing there.
pub fn case(number: u8, state: State) -> Case {
    Case {
        id: case_id(number),
        account: account_id(1),
        state,
        version: 0,
        phone_attempt: Some(attempt()),
        photos_taken: 3,
        videos_taken: 1,
        examinations: 2,
        desk_code: Some(Secret::new(format!("K7QX{number:04}"))),
        activation_nonce: Some(Secret::new("9f".repeat(16))),
        created_at: at(number.into()),
        changed_at: at(100),
        warned_at: Some(at(90)),
        retention: Retention {
            erase_media_at: Some(at(1000)),
            erase_case_at: Some(at(2000)),
            media_erased_at: None,
        },
    }
}

/// A consent of case 1.
pub fn consent_record(purpose: ConsentPurpose) -> ConsentRecord {
    ConsentRecord {
        case: case_id(1),
        purpose,
        consent: consent("2026-11"),
    }
}

/// A letter of case 1 with two events, the first from before letters were sealed, available.
pub fn letter() -> LetterRecord {
    let event = |number: u8, kind, actor| LetterEvent {
        id: LetterEventId::from_bytes([number; 16]),
        kind,
        at: at(number.into()),
        actor,
        input_hash: hash(number),
        chain_hash: hash(number + 100),
        seal: (number > 1).then_some([number; 64]),
    };
    LetterRecord {
        letter: Letter {
            id: letter_id(),
            number: "A23BC4567".to_owned(),
            state: LetterState::Available,
            notified_at: Some(at(2)),
            events: vec![
                event(1, LetterEventKind::Deposited, LetterActor::Sender),
                event(2, LetterEventKind::NotificationSent, LetterActor::System),
            ],
        },
        case: case_id(1),
        link: Some(LetterLink {
            token_hash: hash(21),
            code_hash: hash(22),
            wrong_tries: 1,
            expires_at: at(86_400),
            used_at: None,
        }),
        tracking_hash: hash(23),
        noticed_at: at(2),
        reminded_at: None,
    }
}

/// A letter as [`letter`], under another name.
pub fn other_letter(number: u8) -> LetterRecord {
    let mut record = letter();
    record.letter.id = LetterId::from_bytes([number; 16]);
    record.letter.number = format!("Z{number:08}");
    record.letter.events.clear();
    record.link = None;
    record.tracking_hash = hash(number);
    record
}

/// An upload of account 1.
pub fn upload(number: u8) -> Upload {
    Upload {
        id: UploadId::from_bytes([number; 16]),
        account: account_id(1),
        size: 5_000_000_000,
        sha256: hash(4),
        media_type: "video/mp4".to_owned(),
        begun_at: at(5),
        expires_at: at(i64::from(number) * 100),
    }
}

/// A challenge of case 1.
pub const fn challenge(expires_at: jiff::Timestamp) -> Challenge {
    Challenge {
        id: ChallengeId::from_bytes([0xCA; 16]),
        digits: [4, 0, 9],
        third_task: ThirdTask::TurnLeft,
        expires_at,
    }
}

/// The challenge with its use.
pub fn challenge_record() -> ChallengeRecord {
    ChallengeRecord {
        challenge: challenge(at(300)),
        case: case_id(1),
        used_at: None,
    }
}

/// A picture or a video of case 1.
pub fn evidence(part: Part) -> Evidence {
    let video = (part == Part::Video).then(|| VideoFacts {
        challenge: challenge(at(300)),
        way: DigitsWay::Write,
        audio_prompt: true,
        fps: 29.97,
        width: 1280,
        height: 720,
        duration_ms: 15_250,
        prompts_ms: vec![0, 2_500, 5_000],
        has_sound: false,
        seal: FilmSeal::Signed,
    });
    Evidence {
        id: evidence_id(part),
        case: case_id(1),
        part,
        source: EvidenceSource::Live,
        media_type: if part == Part::Video {
            "video/mp4"
        } else {
            "image/jpeg"
        }
        .to_owned(),
        size: 812_345,
        sha256: hash(5),
        clip_sha256: part.is_document().then(|| hash(6)),
        video,
        at: at(part as i64),
    }
}

/// What was seen on the [`evidence`] of a part.
pub fn examination(part: Part) -> Examination {
    let corners = [[0.1, 0.2], [0.9, 0.21], [0.88, 0.8], [0.12, 0.79]];
    Examination {
        evidence: evidence_id(part),
        case: case_id(1),
        made_by: "sceau-checks 0.1.0".to_owned(),
        findings: vec!["glare.zone".to_owned()],
        document: Some(DocumentSeen {
            corners,
            measures: (part == Part::Front).then_some(PictureMeasures {
                sharpness: Some(62),
                brightness: 143,
                dpi: 312,
            }),
        }),
        zone: Some((MrzFormat::Td1, corners)),
        seal: Some(SealSeen {
            corners,
            outcome: SealOutcome::Verified,
            signer: Some("Autorité d'essai".to_owned()),
        }),
        has_portrait: true,
        film: (part == Part::Video).then(|| FilmSeen {
            seen: TaskSeen {
                turn: Some(Turn::OtherSide),
                is_flat: Some(false),
                document_ms: Some(9_250),
            },
            frames: vec![FrameSeen {
                moment: Moment::Task,
                at_ms: 9_500,
                quality: 71,
                measures: vec![
                    ("eyes_open".to_owned(), 51),
                    ("head_pose_yaw".to_owned(), 88),
                ],
            }],
            sound: Some(SoundHeard::Heard {
                loud_ms: vec![[1_400, 1_820], [4_100, 4_500]],
                is_clipped: true,
            }),
        }),
        at: at(30),
    }
}

/// A mail waiting since that second; odd numbers are SMS.
pub fn message(number: u8) -> OutboxMessage {
    let to = Personal::new("maelys1@exemple.test".to_owned());
    let text = Secret::new("Votre code\u{202f}: 482913".to_owned());
    let message = if number.is_multiple_of(2) {
        let html = Secret::new("<p>482913</p>".to_owned());
        Outgoing::Mail(Mail {
            to,
            subject: "Votre code".to_owned(),
            text,
            html,
        })
    } else {
        Outgoing::Sms(Sms { to, text })
    };
    OutboxMessage {
        id: MessageId::from_bytes([number; 16]),
        message,
        tries: u32::from(number),
        due_at: at(number.into()),
        until: number.is_multiple_of(5).then(|| at(9_000)),
        notice_of: number.is_multiple_of(2).then(letter_id),
        about: number.is_multiple_of(3).then(|| account_id(1)),
    }
}

/// An entry about case 1.
pub fn audit_entry(detail: &str) -> AuditEntry {
    AuditEntry::new(at(7), "case.locked")
        .of_account(account_id(1))
        .of_case(case_id(1))
        .by_operator(operator_id(1))
        .with_detail(detail)
}
