//! The words for what the contract names by a code.

use crate::pages::Page;
use core::borrow::Borrow;
use jiff::Timestamp;
use sceau_service::records::{Browser, asker_in_words};
use sceau_wire::configuration::TextPurpose;
use sceau_wire::console::Verdict;
use sceau_wire::evidence::EvidenceSource;
use sceau_wire::export::ExportedLogin;
use sceau_wire::letter::LetterStatus;
use sceau_wire::{DocumentKind, Part, Sex};

/// The words of one language.
pub(super) struct Words(pub(super) Page);

impl Words {
    pub(super) fn say(&self, french: &str, english: &str) -> String {
        self.0.say(french, english)
    }

    pub(super) fn when(&self, at: &impl Borrow<Timestamp>) -> String {
        self.0.moment(*at.borrow())
    }

    /// A moment, or that there was none.
    pub(super) fn when_or_never(&self, at: Option<Timestamp>) -> String {
        at.map_or_else(|| "–".to_owned(), |at| self.when(&at))
    }

    pub(super) fn browser(&self, login: &ExportedLogin) -> (String, String) {
        let browser = Browser {
            name: login.browser.clone(),
            place: login.place.clone(),
        };
        let language = self.0.language;
        (
            browser.name_in_words(language),
            browser.place_in_words(language),
        )
    }

    pub(super) fn asker(&self, login: &ExportedLogin) -> String {
        asker_in_words(&login.service, login.broker.as_deref(), self.0.language)
    }

    pub(super) fn outcome(&self, kind: &str) -> String {
        let (french, english) = match kind {
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
        self.say(french, english)
    }

    pub(super) fn claim(&self, name: &str) -> String {
        let (french, english) = match name {
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
        self.say(french, english)
    }

    pub(super) fn purpose(&self, purpose: TextPurpose) -> String {
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
        self.say(french, english)
    }

    /// What happened to the letter, in words; a code without words stays as it is.
    pub(super) fn letter_event(&self, kind: &str) -> String {
        let (french, english) = match kind {
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
        self.say(french, english)
    }

    pub(super) fn part(&self, part: Part) -> String {
        let (french, english) = match part {
            Part::Front => ("photo du recto", "photograph of the front"),
            Part::Back => ("photo du verso", "photograph of the back"),
            Part::Video => ("vidéo du visage", "video of the face"),
        };
        self.say(french, english)
    }

    pub(super) fn source(&self, source: EvidenceSource) -> String {
        let (french, english) = match source {
            EvidenceSource::Live => ("prise en direct", "taken live"),
            EvidenceSource::Imported => ("fichier choisi", "file chosen"),
            EvidenceSource::Scripted => ("scénario d'essai", "test scenario"),
        };
        self.say(french, english)
    }

    pub(super) fn verdict(&self, verdict: Verdict) -> String {
        let (french, english) = match verdict {
            Verdict::Approve => ("acceptée", "accepted"),
            Verdict::AskAgain => ("une étape à refaire", "a step to do again"),
            Verdict::Refuse => ("refusée", "refused"),
        };
        self.say(french, english)
    }

    pub(super) fn letter_status(&self, status: LetterStatus) -> String {
        let (french, english) = match status {
            LetterStatus::Sending => ("en cours d'envoi", "being sent"),
            LetterStatus::Undelivered => ("non remise", "not delivered"),
            LetterStatus::Available => ("à votre disposition", "waiting for your answer"),
            LetterStatus::Accepted => ("acceptée", "accepted"),
            LetterStatus::Received => ("reçue", "received"),
            LetterStatus::Refused => ("refusée", "refused"),
            LetterStatus::Expired => ("négligée", "neglected"),
        };
        self.say(french, english)
    }

    pub(super) fn kind(&self, kind: DocumentKind) -> String {
        let (french, english) = match kind {
            DocumentKind::IdentityCard => ("carte d'identité", "identity card"),
            DocumentKind::OldIdentityCard => {
                ("carte d'identité ancien modèle", "identity card, old model")
            }
            DocumentKind::Passport => ("passeport", "passport"),
            DocumentKind::ResidencePermit => ("titre de séjour", "residence permit"),
        };
        self.say(french, english)
    }

    pub(super) fn sex(&self, sex: Sex) -> String {
        let (french, english) = match sex {
            Sex::Female => ("féminin", "female"),
            Sex::Male => ("masculin", "male"),
        };
        self.say(french, english)
    }

    /// « linux » as its maker writes it.
    pub(super) fn platform(name: &str) -> &str {
        match name {
            "linux" => "Linux",
            "windows" => "Windows",
            "macos" => "macOS",
            "android" => "Android",
            "ios" => "iOS",
            other => other,
        }
    }
}
