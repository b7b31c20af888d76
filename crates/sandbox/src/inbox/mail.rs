//! One mail, read from its RFC 5322 form.

use mailparse::{MailHeaderMap as _, ParsedMail};
use sceau_oidc::UnixSeconds;
use serde::Serialize;

/// A mail as the inbox shows it. Serialised for automated journeys.
#[derive(Clone, Serialize)]
pub struct Mail {
    /// The file's name, without extension.
    pub id: String,
    /// `From`, as written.
    pub from: String,
    /// `To`, as written.
    pub to: String,
    /// `Subject`.
    pub subject: String,
    /// `Date`; 0 when it cannot be read.
    pub at: UnixSeconds,
    /// The text part; empty when there is none.
    pub text: String,
    /// The HTML part.
    pub html: Option<String>,
    /// Addresses in the text, in order, each once.
    pub links: Vec<String>,
}

impl Mail {
    /// Reads a mail; `None` for bytes that are no mail.
    pub fn read(id: String, bytes: &[u8]) -> Option<Self> {
        let mail = mailparse::parse_mail(bytes).ok()?;
        let header = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
        let text = find_part(&mail, "text/plain").unwrap_or_default();
        Some(Self {
            id,
            from: header("From"),
            to: header("To"),
            subject: header("Subject"),
            at: mailparse::dateparse(&header("Date")).unwrap_or_default(),
            links: find_links(&text),
            text,
            html: find_part(&mail, "text/html"),
        })
    }

    /// When it was sent, in words; empty when that cannot be known.
    pub fn moment(&self) -> String {
        if self.at == 0 {
            String::new()
        } else {
            crate::text::say_moment(self.at)
        }
    }
}

fn find_part(mail: &ParsedMail<'_>, kind: &str) -> Option<String> {
    mail.parts()
        .find(|part| part.ctype.mimetype == kind)?
        .get_body()
        .ok()
}

/// The addresses a text holds; a final sign of punctuation is not part of one.
pub(super) fn find_links(text: &str) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for word in text.split(|letter: char| letter.is_whitespace() || "<>\"« »()".contains(letter))
    {
        let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let is_link = ["http://", "https://", "sceau://"].iter().any(|start| {
            word.strip_prefix(start)
                .is_some_and(|rest| !rest.is_empty())
        });
        if is_link && !links.iter().any(|link| link == word) {
            links.push(word.to_owned());
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: Sceau <ne-pas-repondre@sceau.test>\r\n\
        To: anais@exemple.test\r\n\
        Subject: =?utf-8?Q?Mise_=C3=A0_jour?=\r\n\
        Date: Mon, 23 Nov 2026 20:17:05 +0000\r\n\
        MIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Votre d=C3=A9cision : https://sceau.test/l/abc.\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Votre <b>lettre</b></p>\r\n--b--\r\n";

    #[test]
    fn a_mail_gives_its_decoded_subject_both_parts_and_its_links() {
        let mail = Mail::read(String::from("a"), MAIL.as_bytes()).unwrap();
        assert_eq!(mail.subject, "Mise à jour");
        assert_eq!(mail.at, 1_795_465_025);
        assert!(mail.text.contains("décision"));
        assert_eq!(
            mail.html.as_deref().map(str::trim),
            Some("<p>Votre <b>lettre</b></p>")
        );
        assert_eq!(mail.links, ["https://sceau.test/l/abc"]);
    }

    #[test]
    fn a_mail_without_parts_is_its_own_text() {
        let mail = Mail::read(String::from("a"), b"Subject: x\r\n\r\nBonjour").unwrap();
        assert_eq!(
            (mail.text.as_str(), mail.html, mail.at),
            ("Bonjour", None, 0)
        );
    }
}
