//! The app's API, `/api/v1`. One file for each subject; bodies and answers are those of `sceau-wire`.

pub(crate) mod configuration;
mod device;
mod handoff;
mod handover;
mod identity;
mod journey;
mod login_requests;
mod person;
mod sign_in;
mod uploads;

use crate::Site;
use axum::Router;
use axum::routing::{delete, get, post};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/configuration", get(configuration::show))
        .route("/sign-in/code", post(sign_in::send_code))
        .route("/sign-in", post(sign_in::give_code))
        .route("/session", delete(sign_in::sign_out))
        .route("/device", post(device::bind))
        .route("/device/unlock", post(device::unlock))
        .route("/journey", get(journey::show).post(journey::take))
        .route("/journey/challenge", post(journey::draw_challenge))
        .merge(uploads::routes())
        .route("/handoff/claim", post(handoff::claim))
        .route("/handoff/confirm", post(handoff::confirm))
        .route(
            "/handover",
            get(handover::watch)
                .post(handover::offer)
                .delete(handover::end),
        )
        .route("/handover/join", post(handover::join))
        .route("/handover/approve", post(handover::approve))
        .route("/login-requests", get(login_requests::list))
        .route("/login-requests/open", post(login_requests::open))
        .route(
            "/login-requests/{request}/answer",
            post(login_requests::answer),
        )
        .route("/identity", get(identity::show))
        .merge(person::routes())
}
