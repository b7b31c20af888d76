//! The journey's events, one file each; what they have in common in `step` and `take_event`.
//!
//! What this room deliberately does not know: which event is possible where. It asks
//! [`sceau_domain::journey::transition`] and carries out the effects it names.

mod accept_terms;
mod activate;
mod agree_to_letter;
mod answer_conditions;
mod appeal;
mod birthplace;
mod choose_method;
mod confirm_declaration;
mod consent;
mod correct_data;
mod declare_birthplace;
mod declare_document;
mod effects;
mod give_phone;
mod prove_phone;
mod settle;
mod standing;
mod start_over;
mod step;
mod take_event;
mod take_plain_step;
mod view_journey;

pub use accept_terms::accept_terms;
pub use activate::activate;
pub use agree_to_letter::agree_to_letter;
pub use answer_conditions::answer_conditions;
pub use appeal::appeal;
pub use birthplace::GivenBirthplace;
pub use choose_method::choose_method;
pub use confirm_declaration::confirm_declaration;
pub use consent::GivenConsent;
pub use correct_data::correct_data;
pub use declare_birthplace::declare_birthplace;
pub use declare_document::declare_document;
pub use give_phone::give_phone;
pub use prove_phone::prove_phone;
pub use standing::{PhoneStanding, Standing};
pub use start_over::start_over;
pub use step::Asked;
pub use take_event::{By, take_event};
pub use take_plain_step::{PlainStep, take_plain_step};
pub use view_journey::view_journey;

pub(crate) use consent::{record_of, take_consent};
pub(crate) use effects::recused_from;
pub(crate) use prove_phone::link_to_account;
pub(crate) use step::{Begun, Step, case_for, open_fresh};
