//! Login requests and the identity they speak for.

use sceau_domain::id::DeviceId;
use sceau_service::account::IdentityStanding;
use sceau_service::records::LoginRecord;
use sceau_wire::identity::{ActivityView, DeviceSummaryView, IdentityView};
use sceau_wire::login::LoginRequestView;

/// A request, with everything needed to decide. The number stays in the browser.
pub(crate) fn request(login: &LoginRecord) -> LoginRequestView {
    LoginRequestView {
        request: login.request.id.to_string(),
        service: login.service.clone(),
        broker: login.broker.clone(),
        place: login.browser.place.clone(),
        browser: login.browser.name.clone(),
        asked_at: login.asked_at,
        expires_at: login.request.expires_at,
        claims: login.claims.clone(),
        level: login.level.clone(),
        nonce: login.nonce.reveal().as_str().into(),
    }
}

/// The identity on the home screen.
pub(crate) fn identity(standing: IdentityStanding, this: Option<DeviceId>) -> IdentityView {
    let IdentityStanding {
        identity,
        email_masked,
        phone_masked,
        devices,
        logins,
    } = standing;
    let declaration = &identity.declaration;
    let mut activity: Vec<_> = logins
        .into_iter()
        .map(|login| ActivityView {
            at: login.at,
            kind: login.kind.to_owned(),
            service: Some(login.service),
        })
        .collect();
    activity.push(ActivityView {
        at: identity.active_since,
        kind: "identity.activated".to_owned(),
        service: None,
    });
    IdentityView {
        given_names: declaration.given_names().reveal().join(", ").into(),
        birth_name: declaration.birth_name().reveal().as_str().into(),
        usage_name: declaration
            .usage_name()
            .map(|name| name.reveal().as_str().into()),
        birth_date: declaration.birth_date().reveal().to_string().into(),
        document: declaration.kind().into(),
        document_valid_until: declaration.validity().reveal().real.to_string().into(),
        active_since: identity.active_since,
        email_masked,
        phone_masked,
        devices: devices
            .into_iter()
            .map(|device| DeviceSummaryView {
                is_this_one: Some(device.id) == this,
                name: device.name,
                since: device.created_at,
            })
            .collect(),
        activity,
    }
}
