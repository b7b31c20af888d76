//! The texts people consent to, and what they agreed to.

use sceau_service::configuration::ConsentText;
use sceau_service::crypto::to_hex;
use sceau_service::person::ShownConsent;
use sceau_service::records::ConsentPurpose;
use sceau_wire::configuration::{Localised, TextPurpose, TextView};
use sceau_wire::person::{ConsentsView, GivenConsentView};

/// What a person agreed to.
pub(crate) fn view(given: Vec<ShownConsent>) -> ConsentsView {
    ConsentsView {
        consents: given.into_iter().map(one).collect(),
    }
}

fn one(shown: ShownConsent) -> GivenConsentView {
    let ShownConsent {
        record,
        text: words,
        is_in_force,
        film,
    } = shown;
    GivenConsentView {
        purpose: purpose(record.purpose),
        version: record.consent.version,
        hash: to_hex(&record.consent.hash),
        at: record.consent.at,
        is_in_force,
        text: words.as_ref().map(text),
        film_erased_on: film.and_then(|film| film.erase_media_at),
        film_erased_at: film.and_then(|film| film.media_erased_at),
    }
}

/// What a text is for.
pub(crate) const fn purpose(purpose: ConsentPurpose) -> TextPurpose {
    match purpose {
        ConsentPurpose::Identity => TextPurpose::Identity,
        ConsentPurpose::LetterService => TextPurpose::LetterService,
        ConsentPurpose::LetterReceipt => TextPurpose::LetterReceipt,
        ConsentPurpose::FaceVideo => TextPurpose::FaceVideo,
    }
}

/// A text in both languages.
pub(crate) fn text(text: &ConsentText) -> TextView {
    let localised = |[fr, en]: &[String; 2]| Localised {
        fr: fr.clone(),
        en: en.clone(),
    };
    TextView {
        purpose: purpose(text.purpose),
        version: text.version.clone(),
        hash: to_hex(&text.hash),
        summary: localised(&text.summary),
        body: localised(&text.body),
    }
}
