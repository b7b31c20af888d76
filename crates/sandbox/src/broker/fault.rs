//! Everything that can stop a login at the broker, with its code and its words.

use sceau_oidc::claims::{ClaimFault, ClaimProblem};
use sceau_oidc::id_token::TokenFault;
use sceau_oidc::request_error::{ErrorCode, PageError};

/// Told to the service when the person gives up.
pub(super) const ABORTED: &str = "User auth aborted";
/// Told to the service when the register does not admit the person.
pub const NOT_ADMITTED: &str = "Identity not admitted by the register";

/// Why a login stops here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrokerFault {
    /// The service's request is refused on a page.
    #[error("service request refused: {0}")]
    Request(PageError),
    /// No login of this browser, or it waited too long.
    #[error("no login under way")]
    NoInteraction,
    /// The answer has no `state`.
    #[error("state is missing")]
    StateMissing,
    /// The answer has another `state`.
    #[error("state is another one")]
    StateWrong,
    /// The answer has no `code`.
    #[error("code is missing")]
    CodeMissing,
    /// The person said no, or did not answer.
    #[error("the login was cancelled")]
    Cancelled,
    /// The provider answered with another error.
    #[error("the provider answered {0}")]
    ProviderRefused(String),
    /// The provider gives no answer.
    #[error("the provider is unreachable")]
    ProviderUnreachable,
    /// The provider cannot reach the level asked.
    #[error("the provider cannot reach the level asked")]
    LevelOutOfReach,
    /// The token endpoint refused the code.
    #[error("token refused with status {0}")]
    TokenRefused(u16),
    /// The ID token is not believed.
    #[error("id token refused: {0}")]
    IdToken(TokenFault),
    /// The ID token has no `acr`.
    #[error("acr is missing")]
    AcrMissing,
    /// The level is lower than asked.
    #[error("acr is lower than asked")]
    AcrLow,
    /// The level is not one this provider may give.
    #[error("acr is not allowed for this provider")]
    AcrNotAllowed,
    /// Userinfo gave no answer that can be used.
    #[error("userinfo refused with status {0}")]
    UserinfoRefused(u16),
    /// Userinfo is not believed.
    #[error("userinfo refused: {0}")]
    Userinfo(TokenFault),
    /// Claims are missing or malformed.
    #[error("{} claims refused", .0.len())]
    Claims(Vec<ClaimFault>),
    /// The register knows the person under another name of birth.
    #[error("the usage name was given as the birth name")]
    UsageName,
    /// The register knows nobody like this; its code.
    #[error("the register answered {0}")]
    NotFound(u8),
    /// The register could not use the question.
    #[error("the register refused the question")]
    RegisterRequest,
    /// The register holds a death record.
    #[error("the register holds a death record")]
    Deceased,
    /// The register's answer cannot be read, or its code is unknown.
    #[error("the register's answer cannot be used")]
    RegisterAnswer,
    /// The register gives no answer in time.
    #[error("the register is unreachable")]
    RegisterUnreachable,
}

impl BrokerFault {
    /// The stable code shown and logged.
    pub fn code(&self) -> &'static str {
        self.text().code
    }

    /// What the service is told.
    pub(super) const fn outcome(&self) -> ErrorCode {
        match self {
            Self::Cancelled
            | Self::UsageName
            | Self::NotFound(_)
            | Self::Deceased
            | Self::LevelOutOfReach => ErrorCode::AccessDenied,
            Self::ProviderUnreachable | Self::RegisterUnreachable => {
                ErrorCode::TemporarilyUnavailable
            }
            _ => ErrorCode::ServerError,
        }
    }

    /// Whether the register, asked properly, does not admit the person: to try again changes nothing.
    pub(super) const fn is_of_the_register(&self) -> bool {
        matches!(self, Self::UsageName | Self::NotFound(_) | Self::Deceased)
    }

    /// The words beside the outcome.
    pub(super) const fn description(&self) -> &'static str {
        if self.is_of_the_register() {
            NOT_ADMITTED
        } else {
            ABORTED
        }
    }

    /// What an integrator wants to see; never a value about the person.
    pub(super) fn details(&self) -> Vec<String> {
        match self {
            Self::Claims(faults) => faults
                .iter()
                .map(|fault| match fault.problem {
                    ClaimProblem::Missing => format!("{} : absent", fault.claim),
                    ClaimProblem::Malformed => format!("{} : mal formé", fault.claim),
                })
                .collect(),
            Self::NotFound(code) => vec![format!("Code du registre : {code}")],
            Self::TokenRefused(status) | Self::UserinfoRefused(status) => {
                vec![format!("Statut HTTP : {status}")]
            }
            Self::IdToken(fault) | Self::Userinfo(fault) => vec![format!("Contrôle : {fault}")],
            Self::Request(error) => vec![format!("Contrôle : {error}")],
            Self::ProviderRefused(error) => vec![format!("Erreur reçue : {error}")],
            _ => Vec::new(),
        }
    }
}
