//! The texts people consent to: shipped inside, so that the hash recorded is that of this build.

use sceau_service::configuration::ConsentText;
use sceau_service::crypto::sha256;
use sceau_service::records::ConsentPurpose;

/// Raised whenever a text below changes in substance.
const VERSION: &str = "2026-11";

/// All texts. Where faces are compared, the one before the film says so.
pub(crate) fn all(compares_faces: bool) -> Vec<ConsentText> {
    vec![
        of(
            ConsentPurpose::Identity,
            include_str!("../texts/identity.fr.txt"),
            include_str!("../texts/identity.en.txt"),
        ),
        of(
            ConsentPurpose::LetterService,
            include_str!("../texts/letter-service.fr.txt"),
            include_str!("../texts/letter-service.en.txt"),
        ),
        of(
            ConsentPurpose::LetterReceipt,
            include_str!("../texts/letter-receipt.fr.txt"),
            include_str!("../texts/letter-receipt.en.txt"),
        ),
        film(compares_faces),
    ]
}

/// Texts that people may have agreed to and that are not asked for now: the installation may have begun to
/// compare faces since, or ended it. A text that changes leaves the one before here.
pub(crate) fn others(compares_faces: bool) -> Vec<ConsentText> {
    vec![film(!compares_faces)]
}

fn film(compares_faces: bool) -> ConsentText {
    if compares_faces {
        of(
            ConsentPurpose::FaceVideo,
            include_str!("../texts/face-video-compared.fr.txt"),
            include_str!("../texts/face-video-compared.en.txt"),
        )
    } else {
        of(
            ConsentPurpose::FaceVideo,
            include_str!("../texts/face-video.fr.txt"),
            include_str!("../texts/face-video.en.txt"),
        )
    }
}

/// A text in both languages.
fn of(purpose: ConsentPurpose, french: &str, english: &str) -> ConsentText {
    let (summary_fr, body_fr) = split(french);
    let (summary_en, body_en) = split(english);
    // The summary is what most people read: what they agreed to is both.
    let whole = [&summary_fr, &body_fr, &summary_en, &body_en].map(String::as_str);
    ConsentText {
        purpose,
        version: VERSION.to_owned(),
        hash: sha256(whole.join("\n").as_bytes()),
        summary: [summary_fr, summary_en],
        body: [body_fr, body_en],
    }
}

/// The summary stands above the line `---`, the body below.
fn split(text: &str) -> (String, String) {
    let (summary, body) = text.split_once("\n---\n").unwrap_or(("", text));
    (summary.trim().to_owned(), body.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of installations that compare no faces, and of those that do.
    fn both() -> impl Iterator<Item = ConsentText> {
        all(false).into_iter().chain(all(true))
    }

    #[test]
    fn whoever_is_compared_was_told_and_agreed_to_another_text() {
        let film = |compares| {
            let of_film = |text: &ConsentText| text.purpose == ConsentPurpose::FaceVideo;
            all(compares).into_iter().find(of_film).unwrap()
        };
        let (silent, telling) = (film(false), film(true));
        assert_ne!(silent.hash, telling.hash);
        for part in telling.summary.iter().chain(&telling.body) {
            assert!(part.contains("compar"), "{part}");
        }
        for part in silent.summary.iter().chain(&silent.body) {
            assert!(!part.contains("compar"), "{part}");
        }
    }

    #[test]
    fn who_agreed_before_faces_were_compared_can_still_read_what_it_was() {
        for compares in [false, true] {
            let agreed = all(!compares);
            let film = agreed.last().unwrap();
            assert!(others(compares).iter().any(|text| text.hash == film.hash));
        }
    }

    #[test]
    fn a_summary_that_changed_is_another_text() {
        let text = |summary: &str| {
            let words = format!("{summary}\n---\nLe texte entier.");
            of(ConsentPurpose::Identity, &words, &words).hash
        };
        assert_ne!(text("Vous acceptez."), text("Vous acceptez tout."));
    }

    #[test]
    fn every_text_has_a_summary_and_a_body_in_both_languages() {
        for text in both() {
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
        for text in both() {
            let [french, english] = &text.body;
            assert!(!french.contains("certifi") && !english.contains("certifi"));
            let claims = french.matches("qualifié").count();
            assert_eq!(claims, french.matches("non qualifié").count());
        }
    }
}
