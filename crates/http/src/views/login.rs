//! Login requests and the identity they speak for.

use jiff::Timestamp;
use sceau_domain::id::DeviceId;
use sceau_service::account::IdentityStanding;
use sceau_service::login::PastLogin;
use sceau_service::records::{Browser, Identity, LoginRecord};
use sceau_wire::browser::BrowserView;
use sceau_wire::identity::{ActivityView, DeviceSummaryView, IdentityView, PastLoginView};
use sceau_wire::login::LoginRequestView;

/// A browser as people recognise it.
pub(crate) fn browser(browser: &Browser) -> BrowserView {
    BrowserView {
        application: browser.application().map(str::to_owned),
        system: browser.system().map(str::to_owned),
        place: browser.place.clone(),
    }
}

/// A request, with everything needed to decide. The number stays in the browser.
pub(crate) fn request(login: &LoginRecord, now: Timestamp) -> LoginRequestView {
    let left = login.request.expires_at.duration_since(now).as_secs();
    LoginRequestView {
        request: login.request.id.to_string(),
        service: login.service.clone(),
        broker: login.broker.clone(),
        browser: browser(&login.browser),
        asked_at: login.asked_at,
        expires_at: login.request.expires_at,
        seconds_left: u32::try_from(left).unwrap_or(0),
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
    let activity = activity(logins, &identity);
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
        blocked_at: identity.blocked_at,
        email_masked,
        phone_masked,
        devices: devices
            .into_iter()
            .map(|device| DeviceSummaryView {
                device: device.id.to_string(),
                is_this_one: Some(device.id) == this,
                name: device.name,
                since: device.created_at,
            })
            .collect(),
        activity,
    }
}

/// Logins, and what befell the identity itself, newest first.
fn activity(logins: Vec<PastLogin>, identity: &Identity) -> Vec<ActivityView> {
    let of_identity = |at, kind: &str| ActivityView {
        at,
        kind: kind.to_owned(),
        service: None,
        login: None,
    };
    let mut activity: Vec<_> = logins.into_iter().map(past).collect();
    let blocked = identity.blocked_at;
    activity.extend(blocked.map(|at| of_identity(at, "identity.blocked")));
    activity.push(of_identity(identity.active_since, "identity.activated"));
    activity.sort_by_key(|line| core::cmp::Reverse(line.at));
    activity
}

fn past(past: PastLogin) -> ActivityView {
    let PastLogin {
        login,
        at,
        kind,
        service,
        broker,
        browser,
        claims,
        level,
        answered,
        given_at,
        reported_at,
    } = past;
    let (answered_at, device) = answered.unzip();
    ActivityView {
        at,
        kind: kind.to_owned(),
        service: Some(service),
        login: Some(PastLoginView {
            login: login.to_string(),
            broker,
            browser: self::browser(&browser),
            claims,
            level,
            answered_at,
            device: device.flatten(),
            given_at,
            reported_at,
        }),
    }
}
