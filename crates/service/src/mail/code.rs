//! Codes: the mail that signs in, the SMS that proves a number.

use super::page::Page;
use super::sms::sms;
use crate::configuration::Configuration;
use crate::language::Language;
use crate::ports::{Mail, Sms};
use sceau_domain::phone::PhoneNumber;
use sceau_domain::private::{Personal, Secret};

/// « Votre code de connexion ». The same mail whether or not the address has an account.
pub(crate) fn sign_in_code(
    configuration: &Configuration,
    language: Language,
    to: &Personal<String>,
    code: &Secret<String>,
) -> Mail {
    let minutes = configuration.email_code.life.as_mins();
    let name = &configuration.name;
    let page = match language {
        Language::French => Page::new(language, format!("Votre code pour {name}"))
            .text("Bonjour,")
            .code("Votre code de connexion", code.reveal())
            .text(format!(
                "Saisissez ce code dans l'application. Il est valable {minutes} minutes."
            ))
            .text("Ne donnez ce code à personne. Si vous n'avez rien demandé, ignorez ce message\u{202f}: \
                   sans ce code, personne ne peut se connecter."),
        Language::English => Page::new(language, format!("Your code for {name}"))
            .text("Hello,")
            .code("Your sign-in code", code.reveal())
            .text(format!("Type this code in the app. It is valid for {minutes} minutes."))
            .text("Give this code to nobody. If you did not ask for it, ignore this message: without \
                   the code, nobody can sign in."),
    };
    page.addressed(configuration, to.clone())
}

/// The SMS that proves a number. Its last line lets phones fill the code in by themselves.
pub(crate) fn phone_code(
    configuration: &Configuration,
    language: Language,
    to: &PhoneNumber,
    code: &Secret<String>,
) -> Sms {
    let minutes = configuration.sms_code.life.as_mins();
    let (name, code) = (&configuration.name, code.reveal());
    let domain = configuration.base_url.host_str().unwrap_or("localhost");
    let text = match language {
        Language::French => format!(
            "{name} : votre code est {code}. Valable {minutes} minutes. Ne le donnez à personne."
        ),
        Language::English => {
            format!("{name}: your code is {code}. Valid for {minutes} minutes. Give it to nobody.")
        }
    };
    sms(to, &format!("{text}\n@{domain} #{code}"))
}
