//! E-mail addresses: one spelling inside, masked outside.

use crate::failure::Refusal;
use sceau_domain::private::Personal;

/// The address in lower case, without blanks around it. Only its form is judged; the code proves it.
///
/// # Errors
/// `EmailInvalid`.
pub(crate) fn read_email(typed: &str) -> Result<Personal<String>, Refusal> {
    let address = typed.trim().to_lowercase();
    let Some((local, domain)) = address.rsplit_once('@') else {
        return Err(Refusal::EmailInvalid);
    };
    if address.len() <= 254 && is_local_part(local) && is_domain(domain) {
        Ok(Personal::new(address))
    } else {
        Err(Refusal::EmailInvalid)
    }
}

fn is_local_part(local: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    (1..=64).contains(&local.len())
        && local.chars().all(is_plain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(is_label)
}

/// Enough to recognise one's own address, too little to learn another's: `c•••@example.org`.
pub fn mask_email(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}•••@{domain}")
        }
        None => "•••".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling_inside() {
        assert_eq!(
            read_email(" Camille@Exemple.FR ").unwrap().reveal(),
            "camille@exemple.fr"
        );
        assert_eq!(mask_email("camille@exemple.fr"), "c•••@exemple.fr");
    }

    #[test]
    fn what_no_mail_server_takes_is_refused() {
        for typed in [
            "",
            "camille",
            "@exemple.fr",
            "camille@",
            "camille@exemple",
            "cam ille@exemple.fr",
            "camille@exemple..fr",
            "camille@-exemple.fr",
            ".c@exemple.fr",
            "c\r\nBcc: x@exemple.fr",
        ] {
            assert_eq!(read_email(typed), Err(Refusal::EmailInvalid), "{typed:?}");
        }
    }
}
