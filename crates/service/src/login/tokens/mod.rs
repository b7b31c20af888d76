//! What services ask of us themselves, without the browser: to keep a request, to give tokens, to renew
//! them, to end them, to say what one is worth.
//!
//! Each believes the client first ([`believe`]), then acts in one transaction in which the client's
//! assertion and its key's proof are spent as well.

mod believe;
mod give;
mod introspect;
mod proof;
mod push;
mod redeem;
mod refresh;
mod revoke;

pub use believe::ClientRequest;
pub use give::give_tokens;
pub use introspect::introspect_token;
pub(super) use proof::{ProofFailure, Prover, prove_key};
pub use push::push_request;
pub(super) use redeem::subject_of;
pub use revoke::revoke_token;

use crate::failure::Failure;
use crate::ports::StoreFailure;
use sceau_oidc::token_error::TokenError;

/// Why a service does not get what it asked for.
#[derive(Debug, thiserror::Error)]
pub enum TokenFailure {
    /// The client's fault: `status()` and `body()` say it.
    #[error(transparent)]
    Refused(#[from] TokenError),
    /// Something failed inside.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<ProofFailure> for TokenFailure {
    fn from(failure: ProofFailure) -> Self {
        match failure {
            ProofFailure::Refused(fault) => TokenError::BadProof(fault).into(),
            ProofFailure::Failed(failure) => failure.into(),
        }
    }
}

impl From<StoreFailure> for TokenFailure {
    fn from(failure: StoreFailure) -> Self {
        Self::Failed(failure.into())
    }
}
