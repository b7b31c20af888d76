//! Everything that can stop a login at the broker, with its code and its words.

use sceau_oidc::claims::{ClaimFault, ClaimProblem};
use sceau_oidc::id_token::TokenFault;
use sceau_oidc::request_error::{ErrorCode, PageError};

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

/// A fault in words.
pub(super) struct FaultText {
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) explanation: &'static str,
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

    pub(super) fn text(&self) -> FaultText {
        let (code, title, explanation) = match self {
            Self::Request(_) | Self::NoInteraction | Self::LevelOutOfReach => self.text_of_start(),
            Self::UsageName
            | Self::NotFound(_)
            | Self::RegisterRequest
            | Self::Deceased
            | Self::RegisterAnswer
            | Self::RegisterUnreachable => self.text_of_register(),
            _ => self.text_of_provider(),
        };
        FaultText {
            code,
            title,
            explanation,
        }
    }

    const fn text_of_start(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Request(_) => (
                "broker_request_refused",
                "La demande du service est refusée",
                "Le service a envoyé une demande que nous ne pouvons pas suivre. Prévenez le service.",
            ),
            Self::LevelOutOfReach => (
                "broker_level_out_of_reach",
                "Ce niveau n’est pas disponible",
                "Le fournisseur d’identité choisi ne peut pas atteindre le niveau demandé par le service.",
            ),
            _ => (
                "broker_no_login",
                "Votre connexion n’est plus en cours",
                "Elle a expiré, ou elle a été commencée dans un autre navigateur. Recommencez depuis le service.",
            ),
        }
    }

    const fn text_of_register(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::UsageName => (
                "broker_register_usage_name",
                "Le nom transmis est un nom d’usage",
                "Le registre ne connaît cette personne que sous un nom d’usage. Le nom de naissance doit être corrigé chez le fournisseur d’identité.",
            ),
            Self::NotFound(_) => (
                "broker_register_not_found",
                "Votre identité n’est pas trouvée",
                "Le registre de démonstration ne reconnaît pas cette identité. Vérifiez vos données chez le fournisseur d’identité.",
            ),
            Self::RegisterRequest => (
                "broker_register_request",
                "La question au registre est mal formée",
                "Le registre de démonstration n’a pas pu lire l’identité transmise. Prévenez le fournisseur d’identité.",
            ),
            Self::Deceased => (
                "broker_register_deceased",
                "La connexion est refusée",
                "Le registre de démonstration ne permet pas cette connexion.",
            ),
            Self::RegisterUnreachable => (
                "broker_register_unreachable",
                "Le registre ne répond pas",
                "Réessayez dans quelques minutes. Rien n’a été transmis au service.",
            ),
            _ => (
                "broker_register_answer",
                "La réponse du registre est illisible",
                "Réessayez plus tard. Rien n’a été transmis au service.",
            ),
        }
    }

    const fn text_of_provider(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::StateMissing => (
                "broker_state_missing",
                "La réponse est incomplète",
                "Le fournisseur d’identité n’a pas renvoyé le paramètre « state ».",
            ),
            Self::StateWrong => (
                "broker_state_wrong",
                "La réponse ne correspond pas à votre demande",
                "Le paramètre « state » n’est pas celui de cette connexion. Recommencez depuis le service.",
            ),
            Self::CodeMissing => (
                "broker_code_missing",
                "La réponse est incomplète",
                "Le fournisseur d’identité n’a pas renvoyé le paramètre « code ».",
            ),
            Self::Cancelled => (
                "broker_cancelled",
                "Vous avez annulé la connexion",
                "La demande a été refusée, ou elle n’a pas reçu de réponse à temps. Rien n’a été transmis au service.",
            ),
            Self::ProviderRefused(_) => (
                "broker_provider_refused",
                "Le fournisseur d’identité a répondu par une erreur",
                "Réessayez plus tard. Rien n’a été transmis au service.",
            ),
            Self::ProviderUnreachable => (
                "broker_provider_unreachable",
                "Le fournisseur d’identité ne répond pas",
                "Réessayez dans quelques minutes, ou choisissez un autre fournisseur.",
            ),
            Self::TokenRefused(_) => (
                "broker_token_refused",
                "Le fournisseur d’identité a refusé le code",
                "Le code a peut-être expiré ou déjà servi. Recommencez depuis le service.",
            ),
            Self::IdToken(TokenFault::MissingSubject)
            | Self::Userinfo(TokenFault::MissingSubject) => (
                "broker_sub_missing",
                "L’identifiant de la personne manque",
                "Le fournisseur d’identité n’a pas transmis « sub ».",
            ),
            Self::IdToken(_) => (
                "broker_id_token",
                "Le jeton d’identité est refusé",
                "Sa signature, son chiffrement ou son contenu ne sont pas ceux attendus.",
            ),
            Self::AcrMissing => (
                "broker_acr_missing",
                "Le niveau de garantie manque",
                "Le fournisseur d’identité n’a pas indiqué « acr ».",
            ),
            Self::AcrLow => (
                "broker_acr_low",
                "Le niveau de garantie est trop bas",
                "Le fournisseur d’identité a répondu sous le niveau demandé par le service.",
            ),
            Self::AcrNotAllowed => (
                "broker_acr_not_allowed",
                "Le niveau de garantie n’est pas autorisé",
                "Ce niveau ne fait pas partie de ceux prévus pour ce fournisseur d’identité.",
            ),
            Self::UserinfoRefused(_) | Self::Userinfo(_) => (
                "broker_userinfo",
                "Les données d’identité n’ont pas pu être lues",
                "La réponse du fournisseur d’identité n’est pas celle attendue.",
            ),
            _ => (
                "broker_claims",
                "Les données d’identité ne sont pas valides",
                "Une ou plusieurs données manquent, ou n’ont pas la forme publiée.",
            ),
        }
    }
}
