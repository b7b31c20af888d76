//! Binding a device and unlocking it.

use crate::Site;
use crate::extract::{Body, Caller, id};
use crate::problem::Refused;
use crate::views::{from_base64, to_base64};
use axum::Json;
use axum::extract::State;
use sceau_domain::private::Secret;
use sceau_service::account::{NewDevice, bind_device, unlock_device};
use sceau_service::records;
use sceau_wire::account::{DeviceRequest, DeviceView, KeyProtection, UnlockRequest, UnlockView};

pub(crate) async fn bind(
    State(site): State<Site>,
    Caller(by): Caller,
    Body(request): Body<DeviceRequest>,
) -> Result<Json<DeviceView>, Refused> {
    let new = NewDevice {
        name: request.name,
        platform: request.platform,
        public_key: from_base64(&request.public_key)?,
        protection: match request.protection {
            KeyProtection::Software => records::KeyProtection::Software,
            KeyProtection::SystemKeyStore => records::KeyProtection::SystemKeyStore,
            KeyProtection::Hardware => records::KeyProtection::Hardware,
        },
        unlock_proof: Secret::new(from_base64(request.unlock_proof.reveal())?),
    };
    let bound = bind_device(&site.world, &by, &new).await?;
    Ok(Json(DeviceView {
        device: bound.device.to_string(),
        unlock_share: to_base64(bound.unlock_share.reveal()).into(),
    }))
}

pub(crate) async fn unlock(
    State(site): State<Site>,
    Caller(by): Caller,
    Body(request): Body<UnlockRequest>,
) -> Result<Json<UnlockView>, Refused> {
    let proof = Secret::new(from_base64(request.unlock_proof.reveal())?);
    let share = unlock_device(&site.world, &by, id(&request.device)?, &proof).await?;
    Ok(Json(UnlockView {
        unlock_share: to_base64(share.reveal()).into(),
    }))
}
