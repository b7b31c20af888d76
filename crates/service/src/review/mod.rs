//! The operators' room: who may decide, which case, on what evidence, and when a decision takes effect.
//!
//! The server assigns, nobody picks. Four eyes: a refusal, any « Ne sait pas » and a random sample of
//! approvals wait for a second operator, who does not see the first opinion. **Disagreement**: the case
//! goes to a third, and if need be a fourth operator, each as blind (ADR 6); a verdict takes effect as soon as
//! two operators gave the same one, so four opinions always settle it (there are three verdicts). The
//! refused alternative, a senior who rules, would see the opinions and end their independence.
//!
//! What this room deliberately does not know: which event leads where (`case::take_event` does), how a
//! video is shown, how a console looks.

mod add_operator;
mod assign_next;
mod authenticate_operator;
mod blind;
mod count_decisions;
mod decide;
mod desk;
mod dossier;
mod first_pictures;
mod judge;
mod list_operators;
mod list_queue;
mod list_reports;
mod lock;
mod open_evidence;
mod read_birthplace_code;
mod record;
mod release_case;
mod revoke_operator;
mod sign_in_operator;
mod sign_out_operator;
mod view_case;

pub use add_operator::{NewOperator, add_operator};
pub use assign_next::assign_next;
pub use authenticate_operator::{AuthenticatedOperator, authenticate_operator};
pub use count_decisions::count_decisions;
pub use decide::{Decided, decide};
pub use desk::{DeskDossier, desk_decide, desk_view};
pub use dossier::{CaseDossier, EarlierDecision, EvidenceItem, HistoryLine};
pub use first_pictures::{FirstPicture, FirstPictures};
pub use judge::{CHECKLIST_LENGTH, GivenDecision};
pub use list_operators::list_operators;
pub use list_queue::{QueueItem, list_queue};
pub use list_reports::{ReportedLogin, list_reports};
pub use open_evidence::{EvidenceFile, OpenedEvidence, open_evidence};
pub use read_birthplace_code::read_birthplace_code;
pub use record::{
    CaseRecord, RecordFault, RecordedDecision, RecordedEvidence, RecordedExamination,
    RecordedReading, RecordedReason, RecordedRow, SealedRecord, record_case, record_held_case,
    verify_record,
};
pub use release_case::{Release, release_case};
pub use revoke_operator::revoke_operator;
pub use sign_in_operator::{OperatorSignedIn, sign_in_operator};
pub use sign_out_operator::sign_out_operator;
pub use view_case::view_case;
