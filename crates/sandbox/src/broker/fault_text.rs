//! What people read when a login stops at the broker: a stable code, what happened, what to do.

use sceau_oidc::id_token::TokenFault;

use super::BrokerFault;

/// A fault in words.
pub(super) struct FaultText {
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) explanation: &'static str,
}

/// Code, title, explanation.
type Words = (&'static str, &'static str, &'static str);

impl BrokerFault {
    pub(super) fn text(&self) -> FaultText {
        let (code, title, explanation) = match self {
            Self::Request(_) | Self::NoInteraction | Self::LevelOutOfReach => self.text_of_start(),
            Self::UsageName
            | Self::NotFound(_)
            | Self::RegisterRequest
            | Self::Deceased
            | Self::RegisterAnswer
            | Self::RegisterUnreachable => self.text_of_register(),
            Self::StateMissing
            | Self::StateWrong
            | Self::CodeMissing
            | Self::Cancelled
            | Self::ProviderRefused(_)
            | Self::ProviderUnreachable
            | Self::TokenRefused(_) => self.text_of_answer(),
            Self::IdToken(_)
            | Self::AcrMissing
            | Self::AcrLow
            | Self::AcrNotAllowed
            | Self::UserinfoRefused(_)
            | Self::Userinfo(_)
            | Self::Claims(_) => self.text_of_identity(),
        };
        FaultText {
            code,
            title,
            explanation,
        }
    }

    const fn text_of_start(&self) -> Words {
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

    const fn text_of_register(&self) -> Words {
        match self {
            Self::UsageName => (
                "broker_register_usage_name",
                "Le nom transmis est un nom d’usage",
                "Le registre de démonstration ne vous connaît que sous ce nom d’usage. Donnez à votre fournisseur d’identité votre nom de naissance, celui de votre acte de naissance. Rien n’a été transmis au service.",
            ),
            Self::NotFound(_) => (
                "broker_register_not_found",
                "Votre identité n’est pas trouvée",
                "Le registre de démonstration n’a personne avec exactement ces noms, cette date et ce lieu de naissance. Une lettre suffit. Comparez les données de votre fournisseur d’identité à votre acte de naissance : recommencer sans les corriger donnera la même réponse. Rien n’a été transmis au service.",
            ),
            Self::RegisterRequest => (
                "broker_register_request",
                "La question au registre est mal formée",
                "Le registre de démonstration n’a pas pu lire l’identité transmise. Prévenez le fournisseur d’identité.",
            ),
            Self::Deceased => (
                "broker_register_deceased",
                "La connexion est refusée",
                "Le registre de démonstration porte un acte de décès à ce nom. Si c’est une erreur, seul celui qui tient le registre peut la corriger. Rien n’a été transmis au service.",
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

    const fn text_of_answer(&self) -> Words {
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
            _ => (
                "broker_token_refused",
                "Le fournisseur d’identité a refusé le code",
                "Le code a peut-être expiré ou déjà servi. Recommencez depuis le service.",
            ),
        }
    }

    const fn text_of_identity(&self) -> Words {
        match self {
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
