//! Signing in, sessions, devices.

mod address;
mod authenticate;
mod bind_device;
mod handover;
mod request_sign_in_code;
mod sign_in;
mod sign_out;
mod unlock_device;
mod view_identity;

pub use address::mask_email;
pub(crate) use address::read_email;
pub use authenticate::{Authenticated, authenticate};
pub use bind_device::{DeviceBound, NewDevice, bind_device};
pub use handover::{
    Handover, approve_handover, end_handover, join_handover, offer_handover, watch_handover,
};
pub use request_sign_in_code::{CodeSent, request_sign_in_code};
pub use sign_in::{SignedIn, sign_in};
pub use sign_out::sign_out;
pub use unlock_device::unlock_device;
pub use view_identity::{IdentityStanding, view_identity};
