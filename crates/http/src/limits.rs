//! How often one address may knock at the doors that cost something before anyone is recognised: a
//! mail that leaves, a row that is kept, a code that is guessed at.
//!
//! Counted in memory: a restart forgives, and several servers behind one address count each for
//! itself. The limits are generous, because a whole town may share one address; what a person may do
//! is limited by the use cases (tries of a code, messages to a number).

use crate::Site;
use crate::address::address_of;
use crate::pages::turn_away;
use crate::problem::Refused;
use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use core::net::{IpAddr, Ipv6Addr};
use core::num::NonZeroU32;
use core::time::Duration;
use governor::clock::Clock as Measure;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use sceau_service::ports::Clock;
use sceau_wire::error::{ErrorCode, Problem};
use std::sync::Arc;

/// Beyond this many addresses, those that came long ago are forgotten.
const REMEMBERED: usize = 20_000;

/// A door that strangers may knock at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    /// Codes by mail, and keys of operators.
    SignIn,
    /// Passages of a login.
    Login,
    /// Codes from a computer to a phone.
    Handoff,
    /// Links of letters, tracking pages and proofs: looks count too, since a look tries a token.
    Letter,
    /// What services ask for themselves, from few addresses and for many people.
    Service,
}

/// Which door a route is. Everything else either costs nothing or knows who asks.
fn door(method: &Method, route: &str) -> Option<Door> {
    let is_post = method == Method::POST;
    let of_letters = ["/lettre/", "/suivi/", "/preuve/"];
    if of_letters.iter().any(|begin| route.starts_with(begin)) {
        return Some(Door::Letter);
    }
    match route {
        "/oidc/authorize" => Some(Door::Login),
        "/connexion/numero" | "/connexion/code" | "/creer/reprendre" | "/bloquer/{token}"
        | "/annuler/{token}"
            if is_post =>
        {
            Some(Door::Login)
        }
        "/oidc/par" | "/oidc/token" if is_post => Some(Door::Service),
        "/api/v1/sign-in/code" | "/api/v1/sign-in" | "/api/console/v1/sign-in" if is_post => {
            Some(Door::SignIn)
        }
        "/creer"
        | "/api/v1/handoff/claim"
        | "/api/v1/handoff/confirm"
        | "/api/v1/handover/join"
            if is_post =>
        {
            Some(Door::Handoff)
        }
        _ => None,
    }
}

/// The installation's clock, as the limiter measures: time since 1970.
#[derive(Clone)]
struct SiteClock(Arc<dyn Clock>);

impl Measure for SiteClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::try_from(self.0.now().as_duration()).unwrap_or_default()
    }
}

type Limiter = RateLimiter<IpAddr, HashMapStateStore<IpAddr>, SiteClock, NoOpMiddleware<Duration>>;

/// Counts who knocks.
pub(crate) struct Porter {
    clock: SiteClock,
    sign_in: Limiter,
    login: Limiter,
    handoff: Limiter,
    letter: Limiter,
    service: Limiter,
}

/// Two thousand a second. A broker brings its whole country from one address: the busiest that was measured
/// (docs/benchmarks.md) asks 800 times, and twice as often where it pushes its requests. Beyond it is a fault or an
/// attack, and whoever else asks must still be served.
const SERVICES_A_MINUTE: u32 = 120_000;

impl Porter {
    /// Nobody knocked yet.
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        let clock = SiteClock(clock);
        let limiter = |a_minute: u32| {
            let a_minute = NonZeroU32::new(a_minute).unwrap_or(NonZeroU32::MIN);
            Limiter::hashmap_with_clock(Quota::per_minute(a_minute), clock.clone())
        };
        Self {
            sign_in: limiter(60),
            login: limiter(300),
            handoff: limiter(120),
            letter: limiter(120),
            service: limiter(SERVICES_A_MINUTE),
            clock,
        }
    }

    /// Lets an address in, or says how long it must wait.
    fn admit(&self, door: Door, from: IpAddr) -> Result<(), Duration> {
        let limiter = match door {
            Door::SignIn => &self.sign_in,
            Door::Login => &self.login,
            Door::Handoff => &self.handoff,
            Door::Letter => &self.letter,
            Door::Service => &self.service,
        };
        if limiter.len() > REMEMBERED {
            limiter.retain_recent();
        }
        limiter
            .check_key(&network_of(from))
            .map_err(|refused| refused.wait_time_from(self.clock.now()))
    }
}

/// Refuses whoever knocks too often, on a page or as a problem, with the wait.
pub(crate) async fn knock(
    State((site, porter)): State<(Site, Arc<Porter>)>,
    request: Request,
    next: Next,
) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("", MatchedPath::as_str);
    let Some(door) = door(request.method(), route) else {
        return next.run(request).await;
    };
    let from = address_of(&site, request.extensions(), request.headers());
    let Err(wait) = porter.admit(door, from) else {
        return next.run(request).await;
    };
    tracing::info!(?door, "too many requests from one address");
    let until = site.world.clock.now().saturating_add(wait).ok();
    let problem = Problem {
        until,
        ..Problem::new(ErrorCode::TooManyRequests)
    };
    let mut answer = if door == Door::Service {
        let told = Json(serde_json::json!({ "error": "temporarily_unavailable" }));
        (StatusCode::TOO_MANY_REQUESTS, told).into_response()
    } else if route.starts_with("/api/") {
        Refused(problem).into_response()
    } else {
        turn_away(&site, request, &problem).await
    };
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    answer
        .headers_mut()
        .insert(header::RETRY_AFTER, seconds.into());
    answer
}

/// One household has a whole /64: counting its addresses one by one would count nothing.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    struct Still;

    impl Clock for Still {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }
    }

    #[test]
    fn addresses_of_one_household_count_together() {
        let network = |text: &str| network_of(text.parse().unwrap());
        assert_eq!(
            network("2001:db8:1:2:3::4"),
            network("2001:db8:1:2:ffff::1")
        );
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }

    #[test]
    fn looking_is_no_knock() {
        assert_eq!(door(&Method::GET, "/creer"), None);
        assert_eq!(door(&Method::GET, "/oidc/authorize"), Some(Door::Login));
        assert_eq!(door(&Method::POST, "/api/v1/journey"), None);
    }

    #[test]
    fn whoever_has_a_link_that_stops_something_knocks_like_any_other() {
        for route in ["/bloquer/{token}", "/annuler/{token}", "/creer/reprendre"] {
            assert_eq!(door(&Method::POST, route), Some(Door::Login), "{route}");
        }
    }

    #[test]
    fn the_busiest_broker_that_was_measured_never_meets_its_door() {
        let clock: Arc<dyn Clock> = Arc::new(Still);
        let porter = Porter::new(clock);
        let broker: IpAddr = "192.0.2.1".parse().unwrap();
        let minute_of_logins = 800 * 60 * 2;
        for _ in 0..minute_of_logins {
            assert_eq!(porter.admit(Door::Service, broker), Ok(()));
        }
        let beyond = (0..SERVICES_A_MINUTE).any(|_| porter.admit(Door::Service, broker).is_err());
        assert!(beyond, "and yet there is one");
        let other = "192.0.2.2".parse().unwrap();
        assert_eq!(porter.admit(Door::Service, other), Ok(()));
        for route in ["/oidc/par", "/oidc/token"] {
            assert_eq!(door(&Method::POST, route), Some(Door::Service), "{route}");
        }
    }

    #[test]
    fn a_look_at_a_letter_tries_a_token() {
        for route in ["/lettre/{token}", "/suivi/{token}", "/preuve/code"] {
            assert_eq!(door(&Method::GET, route), Some(Door::Letter), "{route}");
        }
    }
}
