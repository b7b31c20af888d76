//! The addresses printed in mails. They hold a token and nothing about a person.

use crate::configuration::Configuration;
use sceau_domain::private::Secret;

/// `{base}lettre/{token}`: the page that shows « Confirmer mon identité ». GET never consumes.
pub fn letter_link(configuration: &Configuration, token: &Secret<String>) -> String {
    format!("{}lettre/{}", configuration.base_url, token.reveal())
}

/// `{base}suivi/{token}`: the tracking page.
pub fn tracking_link(configuration: &Configuration, token: &Secret<String>) -> String {
    format!("{}suivi/{}", configuration.base_url, token.reveal())
}
