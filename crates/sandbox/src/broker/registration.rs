//! Who is registered with whom: the broker at the provider, the service at the broker.

use sceau_oidc::acr::Acr;
use sceau_oidc::client::{Authentication, Client, ClientKeys, Encryption, Profile, UserinfoForm};
use sceau_oidc::jwe::KeyManagement;
use sceau_oidc::secret::SecretHash;

use crate::config::{Config, ProofKind};
use crate::sandbox::Addresses;
use crate::service;

/// What the identity provider must know of the broker.
pub fn registration_of_broker(config: &Config, addresses: &Addresses) -> Client {
    let provider = &config.provider;
    Client {
        id: provider.client_id.clone(),
        name: config.broker.name.clone(),
        profile: Profile::FcPlus,
        redirect_uris: vec![callback_address(config, addresses)],
        post_logout_redirect_uris: vec![addresses.service.clone()],
        authentication: match provider.authentication {
            ProofKind::ClientSecretPost => {
                Authentication::ClientSecretPost(SecretHash::derive(&provider.client_secret))
            }
            ProofKind::PrivateKeyJwt => Authentication::PrivateKeyJwt,
        },
        acrs: provider.acrs.clone(),
        encryption: Some(Encryption {
            id_token: provider.encryption,
            userinfo: provider.encryption,
        }),
        keys: ClientKeys::Uri(format!(
            "{}/api/v2/client/.well-known/keys",
            addresses.broker
        )),
        sector: sector_of(&addresses.broker),
        userinfo: UserinfoForm::Signed,
        offline: false,
        backchannel_logout_uri: None,
        backchannel_logout_session_required: false,
    }
}

/// The redirect URI the provider answers to.
pub(crate) fn callback_address(config: &Config, addresses: &Addresses) -> String {
    format!(
        "{}/api/v2/oidc-callback/{}",
        addresses.broker, config.broker.callback_id
    )
}

/// What the broker knows of the service.
pub(super) fn registration_of_service(config: &Config, addresses: &Addresses) -> Client {
    Client {
        id: service::CLIENT_ID.to_owned(),
        name: config.service.name.clone(),
        profile: Profile::FcPlusService,
        redirect_uris: vec![format!("{}{}", addresses.service, service::CALLBACK)],
        post_logout_redirect_uris: vec![format!("{}{}", addresses.service, service::LOGGED_OUT)],
        authentication: Authentication::ClientSecretPost(SecretHash::derive(
            &config.service.client_secret,
        )),
        acrs: vec![Acr::Eidas2, Acr::Eidas3],
        encryption: Some(Encryption {
            id_token: KeyManagement::EcdhEs,
            userinfo: KeyManagement::EcdhEs,
        }),
        keys: ClientKeys::Uri(format!("{}{}", addresses.service, service::KEYS)),
        sector: sector_of(&addresses.service),
        userinfo: UserinfoForm::Signed,
        offline: false,
        backchannel_logout_uri: None,
        backchannel_logout_session_required: false,
    }
}

fn sector_of(address: &str) -> String {
    address.trim_start_matches("http://").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registration_written_as_toml_is_read_back_the_same_and_holds_no_secret() {
        let mut config = Config::default();
        for authentication in [ProofKind::ClientSecretPost, ProofKind::PrivateKeyJwt] {
            config.provider.authentication = authentication;
            let written =
                toml::to_string(&registration_of_broker(&config, &Addresses::of(&config))).unwrap();
            let read: Client = toml::from_str(&written).unwrap();
            assert_eq!(toml::to_string(&read).unwrap(), written);
            assert!(!written.contains(&config.provider.client_secret));
        }
    }
}
