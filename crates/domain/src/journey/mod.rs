//! The journey: where a person stands between opening an account and an active identity.
//!
//! One [`State`] at a time, one [`Event`] at a time, one `match` in [`transition`]. The server stores
//! the state and answers every event with the [`View`]; the app shows it and decides nothing.
//!
//! Steps 1 to 7 of the guide (service, broker, phone number, handoff, installation, account) happen
//! before a journey exists; the login at the end (step 33) happens after it. They live in `login` and
//! in the service. What this room deliberately does not know: clocks, stores, screens, wording.

mod capture;
mod event;
mod facts;
mod stage;
mod state;
mod transition;
mod view;

pub use event::{Effect, Event, EventName, Method};
pub use facts::{Consent, Gathered, Part, Request, VerifiedPhone};
pub use stage::{
    Agreed, Consented, Declared, Documented, Eligible, Lettered, Locked, Opened, Prepared,
    Reachable, Submitted,
};
pub use state::{AtDesk, Closing, Draft, Ineligibility, Ineligible, State, StateName};
pub use transition::{Rejection, Transition, transition};
pub use view::{Actor, Chapter, View, view};
