//! The identity provider: a service's passage, the person's approval, codes and tokens, and the
//! handoff from a computer to a phone.
//!
//! The browser's side holds a cookie and learns only states; whether a phone number has an account,
//! an identity or too many requests never changes what it is shown. The app's side is the only place
//! that answers. What this room deliberately does not know: pages, headers, how a browser waits.

mod abandon_interaction;
mod answer_request;
mod ask;
mod begin_interaction;
mod code;
mod cookie;
mod describe_provider;
mod end_logins;
mod end_session;
mod find_interaction;
mod finish_login;
mod give_phone;
pub(crate) mod handoff;
mod list_requests;
mod means;
mod offer_code;
mod open_request;
mod pivot;
mod recent_logins;
mod restraint;
mod seal;
mod show_login;
mod state;
mod tokens;
mod userinfo;

pub use abandon_interaction::abandon_interaction;
pub(crate) use ask::end_waiting;
pub(crate) use end_logins::{end_login, end_logins_of};
pub(crate) use recent_logins::outcome_of;

pub use answer_request::{GivenAnswer, answer_request};
pub use begin_interaction::{BeginFailure, BegunInteraction, begin_interaction};
pub use code::{handoff_link, login_link};
pub use cookie::{HandoffCookie, InteractionCookie};
pub use describe_provider::{check_provider, describe_provider, issuer, published_keys};
pub use end_session::{EndSessionFailure, end_session};
pub use find_interaction::{Passage, find_interaction};
pub use finish_login::{Finished, finish_login};
pub use give_phone::give_phone;
pub use handoff::{
    ClaimedHandoff, HandoffPage, HandoffProgress, attach_handoff, claim_handoff, confirm_handoff,
    offer_handoff, resume_interaction, show_handoff, watch_handoff,
};
pub use list_requests::list_requests;
pub use offer_code::offer_code;
pub use open_request::open_request;
pub use recent_logins::{PastLogin, recent_logins};
pub use show_login::{LoginPage, show_login, watch_login};
pub use state::LoginState;
pub use tokens::{
    ClientRequest, TokenFailure, give_tokens, introspect_token, push_request, revoke_token,
};
pub use userinfo::{GivenClaims, UserinfoFailure, UserinfoRequest, userinfo};
