//! Does whoever asks hold the key? (RFC 9449)

use crate::ports::{StoreFailure, Transaction};
use jiff::Timestamp;
use sceau_oidc::dpop::{DpopFault, ProvenRequest, check_proof};

/// A key could not be proved, or the store failed.
pub(in crate::login) enum ProofFailure {
    /// The client's fault.
    Refused(DpopFault),
    /// Ours.
    Failed(StoreFailure),
}

/// Who proves what.
pub(in crate::login) struct Prover<'a> {
    /// Every `DPoP` header of the request.
    pub(in crate::login) proofs: &'a [String],
    /// What they must be for.
    pub(in crate::login) request: ProvenRequest<'a>,
    /// Now.
    pub(in crate::login) now: Timestamp,
}

/// Checks the proof, if there is one, and spends it: the thumbprint of the key that was proved.
pub(in crate::login) async fn prove_key(
    tx: &mut dyn Transaction,
    prover: Prover<'_>,
) -> Result<Option<String>, ProofFailure> {
    let proof = match prover.proofs {
        [] => return Ok(None),
        [proof] => proof,
        _ => return Err(ProofFailure::Refused(DpopFault::Missing)),
    };
    let believed = check_proof(proof, prover.request, prover.now.as_second())
        .map_err(ProofFailure::Refused)?;
    let until = Timestamp::from_second(believed.expires_at).unwrap_or(Timestamp::MAX);
    let author = format!("dpop:{}", believed.key);
    let is_new = tx
        .remember_assertion(&author, &believed.jti, until)
        .await
        .map_err(ProofFailure::Failed)?;
    if is_new {
        Ok(Some(believed.key))
    } else {
        Err(ProofFailure::Refused(DpopFault::Replayed))
    }
}
