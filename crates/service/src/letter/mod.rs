//! The electronic registered letter: deposited, noticed, opened, accepted or refused, handed over.
//!
//! Rules: CPCE R.53-3 and the project's reading of it. What this room deliberately does not know:
//! pages, PDF, how a mail travels. Evidence is our own chain of events, never the mail provider's.

mod accept;
mod addresses;
mod answer;
mod chain;
mod content;
mod deposit;
mod hand_over;
mod link;
mod notice;
mod open_link;
mod proof;
mod read_content;
mod refuse;
mod resend_notice;
mod track;
mod verify_proof;

pub use accept::{accept_by_code, accept_by_link};
pub use addresses::{letter_link, tracking_link};
pub use chain::{is_chain_intact, is_intact};
pub use content::LetterContent;
pub use link::NOTICE_CODE_LENGTH;
pub use open_link::{LetterSeen, open_link};
pub use proof::{LetterProof, ProvenEvent, SealedProof, proof_code, prove};
pub use read_content::read_content;
pub use refuse::{refuse, refuse_by_link};
pub use resend_notice::{renew_link, resend_notice};
pub use track::{LetterStanding, TrackedLetter, track};
pub use verify_proof::{ProofFault, SeenByCode, find_by_code, verify_proof};

pub(crate) use chain::record_event;
pub(crate) use deposit::deposit;
pub(crate) use hand_over::hand_over;
pub(crate) use link::make_link;
pub(crate) use notice::{put_code_mail, put_mail, send_notice, send_reminder, send_update};
pub(crate) use track::standing_of;
