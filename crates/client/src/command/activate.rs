//! Signs the activation with the device key.

use super::Answer;
use super::journey::{get_journey, post_journey};
use super::secret_code::open_device_key;
use crate::App;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::login::activation_statement;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{CodeArgs, Nothing};
use sceau_wire::journey::{JourneyRequest, JourneyView, StateView};

/// Signs and sends. The nonce is asked for again: what is signed is what the server wants now.
///
/// # Errors
/// Those of unlocking; `journey.not_possible_here` when there is nothing to activate.
pub async fn activate(app: &App, args: CodeArgs) -> Answer<JourneyView> {
    let view = get_journey(app, Nothing {}).await?;
    let StateView::Activation { nonce } = &view.at else {
        return Err(Problem::new(ErrorCode::NotPossibleHere));
    };
    let (device, key) = open_device_key(app, args.code.reveal()).await?;
    let signature = key
        .sign(&activation_statement(nonce.reveal(), device))
        .map_err(|_| Problem::new(ErrorCode::Internal))?;
    let signature = STANDARD.encode(signature.reveal()).into();
    post_journey(app, &JourneyRequest::Activate { signature }).await
}
