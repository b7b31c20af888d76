//! Passages through the identity provider.

/// How the store keeps which refresh token is good.
pub use sceau_oidc::refresh::Rotation;
/// How a token is kept.
pub use sceau_oidc::secret::SecretHash;

use crate::language::Language;
use jiff::Timestamp;
use sceau_domain::id::{AccountId, DeviceId, HandoffId, IdentityId, InteractionId, LoginRequestId};
use sceau_domain::login::{LoginRequest, MatchNumber};
use sceau_domain::private::Secret;

/// What is known of a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    /// For example « Firefox sur Linux », from its own words; always in French.
    pub name: String,
    /// Where, as far as it can be known: `local`, `unknown`, or a place's name. Never an address.
    pub place: String,
}

/// A visitor's passage for one service: the authorization request, kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    /// Names it; the cookie's secret binds it to one browser.
    pub id: InteractionId,
    /// SHA-256 of the cookie's secret.
    pub cookie_hash: [u8; 32],
    /// The registered client.
    pub client: String,
    /// The validated authorization request, as its own parameters, so that `oidc` reads it again.
    pub parameters: Vec<(String, String)>,
    /// The service's name shown to the person.
    pub service: String,
    /// Who asks.
    pub browser: Browser,
    /// Opened when.
    pub created_at: Timestamp,
    /// The page lives until then.
    pub expires_at: Timestamp,
    /// Whether its result was sent to the client.
    pub is_finished: bool,
}

/// A login request with what the app shows.
#[derive(Debug, Clone, PartialEq)]
pub struct LoginRecord {
    /// As the rules see it.
    pub request: LoginRequest,
    /// For which passage.
    pub interaction: InteractionId,
    /// For whom, once bound: by phone number or by the app that scanned.
    pub account: Option<AccountId>,
    /// Whether somebody typed a phone number to ask; else a code was followed, or a handoff came back.
    pub by_number: bool,
    /// Who asks, as the answer is signed for; the client's registered name.
    pub service: String,
    /// The broker's name, where one stands between; the service's too where it does not name the service.
    pub broker: Option<String>,
    /// Who asks.
    pub browser: Browser,
    /// When the page was opened.
    pub asked_at: Timestamp,
    /// Claim names asked for.
    pub claims: Vec<String>,
    /// The level asked for.
    pub level: String,
    /// Signed with the answer.
    pub nonce: Secret<String>,
    /// SHA-256 of the code of the page's QR code or link; renewed while the page waits.
    pub code_hash: [u8; 32],
    /// The code's end.
    pub code_expires_at: Timestamp,
    /// Who answered, whatever the answer.
    pub answered: Option<Answered>,
    /// When the service first took what an approval gave.
    pub given_at: Option<Timestamp>,
    /// When the person reported it: from their history, or by answering « Ce n'est pas moi ».
    pub reported_at: Option<Timestamp>,
}

impl LoginRecord {
    /// Who asks, within a sentence.
    pub fn asker_in_words(&self, language: Language) -> String {
        asker_in_words(&self.service, self.broker.as_deref(), language)
    }
}

/// Who asks, within a sentence: a broker asks for a service, and need not say which.
pub fn asker_in_words(service: &str, broker: Option<&str>, language: Language) -> String {
    match broker {
        Some(broker) if broker == service => language.pick(
            format!("un service relié à {broker}"),
            format!("a service linked to {broker}"),
        ),
        _ => service.to_owned(),
    }
}

/// The device that answered a login request, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// Which.
    pub by: DeviceId,
    /// When.
    pub at: Timestamp,
}

/// Which login requests of an account count as late ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoginWindow {
    /// Whose.
    pub account: AccountId,
    /// Those that wait at this instant.
    pub now: Timestamp,
    /// Those asked after it, unless completed.
    pub asked_after: Timestamp,
    /// Those asked after it and disowned.
    pub disowned_after: Timestamp,
}

/// How much was asked of an account lately: enough to know whether one more request would tire the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoginsLately {
    /// Requests that wait now.
    pub waiting: u32,
    /// Requests of late that came to nothing, or not yet.
    pub asked: u32,
    /// Of them, those answered « Ce n'est pas moi » of late.
    pub disowned: u32,
}

/// Who shows the code of a handoff, and may follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Giver {
    /// A browser in which nobody is signed in, known by its cookie.
    Browser {
        /// SHA-256 of the cookie's secret.
        cookie_hash: [u8; 32],
    },
    /// The app of someone signed in: the phone will be signed in to the same account.
    App {
        /// Whose.
        account: AccountId,
        /// On which device.
        device: DeviceId,
    },
}

/// Where a handoff stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandoffState {
    /// Its code is on the computer's screen.
    Offered,
    /// A phone took the code and shows three numbers.
    Claimed,
    /// The right number was chosen.
    Confirmed,
    /// A wrong number, or « Ce n'est pas moi ».
    Ended,
}

/// A computer handing over to a phone.
#[derive(Debug, Clone, PartialEq)]
pub struct Handoff {
    /// Names it.
    pub id: HandoffId,
    /// Who shows its code.
    pub giver: Giver,
    /// SHA-256 of the QR token; renewed each minute.
    pub token_hash: [u8; 32],
    /// SHA-256 of the typed code.
    pub typed_hash: [u8; 32],
    /// Both codes' end.
    pub code_expires_at: Timestamp,
    /// SHA-256 of the secret given to the phone that claimed it.
    pub secret_hash: Option<[u8; 32]>,
    /// Shown on the computer.
    pub number: MatchNumber,
    /// Where it stands.
    pub state: HandoffState,
    /// The account that went on, once there is one.
    pub account: Option<AccountId>,
    /// SHA-256 of the token of the session that it opened on the phone, once it did: an app's handoff
    /// opens one, once; a browser's never does.
    pub session_hash: Option<[u8; 32]>,
    /// When the app that gives was last seen following; a browser is not followed.
    pub giver_seen_at: Option<Timestamp>,
    /// When the phone's session was last seen following.
    pub taker_seen_at: Option<Timestamp>,
    /// The passage it came from, to return to.
    pub interaction: Option<InteractionId>,
    /// The service's name, where one began it.
    pub service: Option<String>,
    /// Which browser shows it.
    pub browser: Browser,
    /// Opened when.
    pub created_at: Timestamp,
    /// The page lives until then.
    pub expires_at: Timestamp,
}

/// What an authorization code, then an access token, stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthorizationGrant {
    /// The client.
    pub client: String,
    /// The login request approved.
    pub login: LoginRequestId,
    /// Whose identity.
    pub identity: IdentityId,
    /// The authorization request's parameters.
    pub parameters: Vec<(String, String)>,
    /// Level reached.
    pub acr: String,
    /// How.
    pub amr: Vec<String>,
    /// When the person approved.
    pub auth_time: Timestamp,
    /// The end of the code or token.
    pub expires_at: Timestamp,
    /// The key that an access or refresh token is bound to (RFC 9449), as a thumbprint.
    pub dpop_key: Option<String>,
}

/// The refresh tokens of a login: what they give again, until when, and which of them is good.
#[derive(Debug, Clone, PartialEq)]
pub struct RefreshRecord {
    /// What the code stood for; its end is the end of all refresh tokens of the login.
    pub grant: AuthorizationGrant,
    /// Which token is good.
    pub rotation: Rotation,
}

/// An authorization request that a client handed over itself.
#[derive(Debug, Clone, PartialEq)]
pub struct PushedRequest {
    /// The client.
    pub client: String,
    /// Its parameters.
    pub parameters: Vec<(String, String)>,
    /// The end of its name.
    pub expires_at: Timestamp,
}
