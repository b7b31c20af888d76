//! Why the service does not let someone in.

use sceau_oidc::id_token::TokenFault;

/// A login that failed, as the service sees it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ServiceFault {
    /// No login of this browser, or its `state` is another one.
    #[error("no login under way, or another state")]
    NoLogin,
    /// The broker answered with an error; its code.
    #[error("the broker answered {0}")]
    Refused(String),
    /// The broker found nobody like this in the register.
    #[error("the register does not admit the person")]
    NotAdmitted,
    /// The broker gives no answer.
    #[error("the broker is unreachable")]
    BrokerUnreachable,
    /// The broker refused the code or the access token.
    #[error("the broker answered with status {0}")]
    BrokerStatus(u16),
    /// A token is not believed.
    #[error("token refused: {0}")]
    Token(#[from] TokenFault),
    /// A key of the service itself cannot sign.
    #[error("a key of the service cannot sign")]
    OwnKey,
    /// The level is lower than asked.
    #[error("acr is lower than asked")]
    LowLevel,
    /// Claims are not of the published form; their names.
    #[error("claims are not of the published form: {}", .0.join(", "))]
    Claims(Vec<&'static str>),
}

impl ServiceFault {
    /// The stable code shown and logged.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoLogin => "service_no_login",
            Self::Refused(_) => "service_login_refused",
            Self::NotAdmitted => "service_not_admitted",
            Self::BrokerUnreachable => "service_broker_unreachable",
            Self::BrokerStatus(_) => "service_broker_status",
            Self::Token(_) => "service_token",
            Self::OwnKey => "service_own_key",
            Self::LowLevel => "service_low_level",
            Self::Claims(_) => "service_claims",
        }
    }

    pub(super) fn text(&self) -> (&'static str, &'static str) {
        match self {
            Self::NoLogin => (
                "Votre connexion n’est plus en cours",
                "Elle a expiré, ou elle a été commencée dans un autre navigateur. Recommencez.",
            ),
            Self::Refused(error) if error == "access_denied" => (
                "Vous n’êtes pas connecté",
                "La connexion a été annulée ou refusée. Vous pouvez recommencer.",
            ),
            Self::Refused(error) if error == "temporarily_unavailable" => (
                "La connexion est momentanément indisponible",
                "Réessayez dans quelques minutes.",
            ),
            Self::NotAdmitted => (
                "Le registre ne vous a pas reconnu",
                "Votre identité n’a pas été trouvée au registre d’état civil, et nous n’avons reçu aucune donnée. Recommencer donnera la même réponse : voyez d’abord avec votre fournisseur d’identité si vos données sont justes.",
            ),
            Self::BrokerUnreachable => (
                "L’aiguilleur ne répond pas",
                "Réessayez dans quelques minutes.",
            ),
            Self::LowLevel => (
                "Le niveau de garantie est trop bas",
                "Ce service demande une identité mieux vérifiée.",
            ),
            Self::Refused(_)
            | Self::BrokerStatus(_)
            | Self::Token(_)
            | Self::OwnKey
            | Self::Claims(_) => (
                "La connexion n’a pas abouti",
                "La réponse reçue n’est pas celle attendue. Recommencez, ou prévenez le service.",
            ),
        }
    }
}
