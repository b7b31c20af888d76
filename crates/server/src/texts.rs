//! The texts people consent to: shipped inside, so that the hash recorded is that of this build.

use sceau_service::configuration::ConsentText;
use sceau_service::crypto::sha256;
use sceau_service::records::ConsentPurpose;

/// Raised whenever a text below changes in substance.
const VERSION: &str = "2026-11";

/// All texts.
pub(crate) fn all() -> Vec<ConsentText> {
    let text = |purpose, french: &str, english: &str| {
        let (summary_fr, body_fr) = split(french);
        let (summary_en, body_en) = split(english);
        let hash = sha256(format!("{body_fr}\n{body_en}").as_bytes());
        ConsentText {
            purpose,
            version: VERSION.to_owned(),
            hash,
            summary: [summary_fr, summary_en],
            body: [body_fr, body_en],
        }
    };
    vec![
        text(
            ConsentPurpose::Identity,
            include_str!("../texts/identity.fr.txt"),
            include_str!("../texts/identity.en.txt"),
        ),
        text(
            ConsentPurpose::LetterService,
            include_str!("../texts/letter-service.fr.txt"),
            include_str!("../texts/letter-service.en.txt"),
        ),
        text(
            ConsentPurpose::LetterReceipt,
            include_str!("../texts/letter-receipt.fr.txt"),
            include_str!("../texts/letter-receipt.en.txt"),
        ),
        text(
            ConsentPurpose::FaceVideo,
            include_str!("../texts/face-video.fr.txt"),
            include_str!("../texts/face-video.en.txt"),
        ),
    ]
}

/// The summary stands above the line `---`, the body below.
fn split(text: &str) -> (String, String) {
    let (summary, body) = text.split_once("\n---\n").unwrap_or(("", text));
    (summary.trim().to_owned(), body.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_a_summary_and_a_body_in_both_languages() {
        for text in all() {
            assert!(
                text.summary
                    .iter()
                    .chain(&text.body)
                    .all(|part| part.len() > 40)
            );
        }
    }

    #[test]
    fn no_text_claims_a_quality_that_a_demonstrator_has_not() {
        for text in all() {
            let [french, english] = &text.body;
            assert!(!french.contains("certifi") && !english.contains("certifi"));
            let claims = french.matches("qualifié").count();
            assert_eq!(claims, french.matches("non qualifié").count());
        }
    }
}
