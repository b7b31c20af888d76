//! A person's data as one page of HTML: nothing is loaded, so that it reads and prints the same anywhere,
//! for ever.

use super::page::Page;
use crate::Site;
use crate::problem::Refused;
use askama::Template;
use core::borrow::Borrow;
use jiff::Timestamp;
use sceau_service::failure::Failure;
use sceau_service::language::Language;
use sceau_service::records::{Browser, asker_in_words};
use sceau_wire::Part;
use sceau_wire::configuration::TextPurpose;
use sceau_wire::console::Verdict;
use sceau_wire::document::SentView;
use sceau_wire::evidence::EvidenceSource;
use sceau_wire::export::{ExportView, ExportedLogin};

#[derive(Template)]
#[template(path = "export.html")]
struct ExportPage<'a> {
    page: Page,
    data: &'a ExportView,
}

/// Writes an export as a page, in the account's language.
///
/// # Errors
/// `server.failed` when the template does not render.
pub(crate) fn print_export(site: &Site, data: &ExportView) -> Result<String, Refused> {
    let configuration = &site.world.configuration;
    let page = Page {
        language: Language::from_code(&data.account.language),
        help_url: configuration.help_url.clone(),
        is_test: configuration.is_test,
        is_secure: true,
        other_language: None,
    };
    ExportPage { page, data }.render().map_err(|error| {
        tracing::error!(%error, "an export did not render");
        Failure::Inconsistent("an export that does not render").into()
    })
}

impl ExportPage<'_> {
    fn sent(&self) -> &SentView {
        &self.data.identity.declaration.register.sent
    }

    fn when(&self, at: &impl Borrow<Timestamp>) -> String {
        self.page.moment(*at.borrow())
    }

    fn browser(&self, login: &ExportedLogin) -> String {
        let browser = Browser {
            name: login.browser.clone(),
            place: login.place.clone(),
        };
        let language = self.page.language;
        let name = browser.name_in_words(language);
        format!("{name}, {}", browser.place_in_words(language))
    }

    fn asker(&self, login: &ExportedLogin) -> String {
        asker_in_words(&login.service, login.broker.as_deref(), self.page.language)
    }

    fn outcome(&self, kind: &impl AsRef<str>) -> String {
        let (french, english) = match kind.as_ref() {
            "login.approved" => ("approuvée", "approved"),
            "login.failed" => (
                "approuvée, mais le service n'est pas venu chercher la réponse",
                "approved, but the service never took the answer",
            ),
            "login.refused" => ("refusée", "refused"),
            "login.disowned" => ("« Ce n'est pas moi »", "“It is not me”"),
            "login.mismatch" => ("mauvais nombre", "wrong number"),
            "login.waiting" => ("en attente", "waiting"),
            _ => ("expirée", "expired"),
        };
        self.page.say(french, english)
    }

    fn claim(&self, name: &impl AsRef<str>) -> String {
        let (french, english) = match name.as_ref() {
            "given_name" => ("prénoms", "given names"),
            "family_name" => ("nom de naissance", "birth name"),
            "preferred_username" => ("nom d'usage", "usage name"),
            "birthdate" => ("date de naissance", "date of birth"),
            "birthplace" => ("commune de naissance", "town of birth"),
            "birthcountry" => ("pays de naissance", "country of birth"),
            "gender" => ("sexe", "sex"),
            "email" => ("adresse e-mail", "e-mail address"),
            other => (other, other),
        };
        self.page.say(french, english)
    }

    fn purpose(&self, purpose: &TextPurpose) -> String {
        let (french, english) = match purpose {
            TextPurpose::Identity => ("conditions de l'identité", "terms of the identity"),
            TextPurpose::LetterService => (
                "conditions du service de lettre recommandée",
                "terms of the letter service",
            ),
            TextPurpose::LetterReceipt => (
                "réception de la lettre recommandée électronique",
                "receiving the electronic registered letter",
            ),
            TextPurpose::FaceVideo => ("vidéo du visage", "video of the face"),
        };
        self.page.say(french, english)
    }

    /// What happened to the letter, in words; a code without words stays as it is.
    fn letter_event(&self, kind: &impl AsRef<str>) -> String {
        let (french, english) = match kind.as_ref() {
            "EVT_DEPOSITED" => ("déposée", "deposited"),
            "EVT_NOTIFICATION_SENT" => ("avis envoyé", "notice sent"),
            "EVT_NOTIFICATION_FAILED" => ("avis non remis", "notice not delivered"),
            "EVT_AVAILABLE" => ("mise à disposition", "made available"),
            "EVT_ACCEPTED" => ("acceptée", "accepted"),
            "EVT_REFUSED" => ("refusée", "refused"),
            "EVT_RECEIVED" => ("reçue", "received"),
            "EVT_EXPIRED" => ("négligée : délai dépassé", "neglected: its time ran out"),
            "EVT_CONTENT_ACCESSED" => ("contenu consulté", "content looked at"),
            other => (other, other),
        };
        self.page.say(french, english)
    }

    fn part(&self, part: &Part) -> String {
        let (french, english) = match part {
            Part::Front => ("photo du recto", "photograph of the front"),
            Part::Back => ("photo du verso", "photograph of the back"),
            Part::Video => ("vidéo du visage", "video of the face"),
        };
        self.page.say(french, english)
    }

    fn source(&self, source: &EvidenceSource) -> String {
        let (french, english) = match source {
            EvidenceSource::Live => ("prise en direct", "taken live"),
            EvidenceSource::Imported => ("fichier choisi", "file chosen"),
            EvidenceSource::Scripted => ("scénario d'essai", "test scenario"),
        };
        self.page.say(french, english)
    }

    fn verdict(&self, verdict: &Verdict) -> String {
        let (french, english) = match verdict {
            Verdict::Approve => ("acceptée", "accepted"),
            Verdict::AskAgain => ("une étape à refaire", "a step to do again"),
            Verdict::Refuse => ("refusée", "refused"),
        };
        self.page.say(french, english)
    }
}
