//! A mail as it travels (RFC 5322): one recipient, text and HTML side by side, a Message-ID of ours.

use core::fmt::Write as _;
use core::time::Duration;
use jiff::Timestamp;
use lettre::Message;
use lettre::message::{Mailbox, MultiPart};
use sceau_domain::random::Random;
use sceau_service::ports::{Clock, Mail, NotifyFailure};
use std::sync::Arc;
use std::time::SystemTime;

/// The sender's address in the configuration is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sender's address is not an address")]
pub struct LetterheadError;

/// Who every mail is from, and what its date and Message-ID are made with.
#[derive(Clone)]
pub struct Letterhead {
    from: Mailbox,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
}

impl Letterhead {
    /// `from` as people write it: `Sceau <ne-pas-repondre@sceau.test>`.
    ///
    /// # Errors
    /// [`LetterheadError`] when `from` is no address.
    pub fn new(
        from: &str,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Self, LetterheadError> {
        let from = from.parse().map_err(|_| LetterheadError)?;
        Ok(Self {
            from,
            clock,
            random,
        })
    }

    /// When it is.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// 128 random bits in hexadecimal digits.
    pub(crate) fn make_random_name(&self) -> String {
        let mut bytes = [0; 16];
        self.random.fill(&mut bytes);
        bytes
            .iter()
            .fold(String::with_capacity(32), |mut name, byte| {
                // Writing to a String cannot fail.
                let _ = write!(name, "{byte:02x}");
                name
            })
    }

    /// The whole message. The Message-ID is made anew for every try: a server that dropped the
    /// first one must not take the second for a repetition.
    pub(crate) fn compose(&self, mail: &Mail) -> Result<Message, NotifyFailure> {
        let to: Mailbox = mail
            .to
            .reveal()
            .parse()
            .map_err(|_| NotifyFailure::Refused)?;
        let id = format!("<{}@{}>", self.make_random_name(), self.from.email.domain());
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject.clone())
            .date(system_time(self.now()))
            .message_id(Some(id))
            .multipart(MultiPart::alternative_plain_html(
                mail.text.reveal().clone(),
                mail.html.reveal().clone(),
            ))
            .map_err(|_| NotifyFailure::Refused)
    }
}

/// Whole seconds: a mail's date has no smaller part.
fn system_time(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(at.as_second()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use crate::testing::{letterhead, mail};
    use sceau_domain::private::Personal;
    use sceau_service::ports::NotifyFailure;

    #[test]
    fn a_mail_has_one_recipient_a_text_twin_and_a_name_of_its_own() {
        let letterhead = letterhead();
        let written = |_| String::from_utf8(letterhead.compose(&mail()).unwrap().formatted());
        let [first, second] = [0, 1].map(|n| written(n).unwrap());
        assert!(first.contains("To: maelys@exemple.test\r\n"));
        assert!(!first.to_lowercase().contains("bcc"));
        assert!(first.contains("Content-Type: multipart/alternative"));
        let (text, html) = (
            first.find("text/plain").unwrap(),
            first.find("text/html").unwrap(),
        );
        assert!(text < html, "the richest form comes last (RFC 2046 §5.1.4)");
        assert!(first.contains("Date: Mon, 23 Nov 2026 09:00:00 +0000\r\n"));
        let id = |text: &str| {
            text.lines()
                .find(|l| l.starts_with("Message-ID"))
                .unwrap()
                .to_owned()
        };
        assert!(id(&first).ends_with("@sceau.test>"));
        assert_ne!(id(&first), id(&second));
    }

    #[test]
    fn a_recipient_that_is_no_address_or_hides_a_header_is_refused() {
        for to in [
            "maelys",
            "",
            "a@exemple.test\r\nBcc: b@exemple.test",
            "a@b.test, c@d.test",
        ] {
            let mail = sceau_service::ports::Mail {
                to: Personal::new(to.to_owned()),
                ..mail()
            };
            assert_eq!(
                letterhead().compose(&mail).err(),
                Some(NotifyFailure::Refused),
                "{to}"
            );
        }
    }

    #[test]
    fn a_subject_with_a_line_break_adds_no_header() {
        let mail = sceau_service::ports::Mail {
            subject: "A\r\nBcc: b@c.test".to_owned(),
            ..mail()
        };
        if let Ok(message) = letterhead().compose(&mail) {
            let written = String::from_utf8(message.formatted()).unwrap();
            assert!(!written.lines().any(|line| line.starts_with("Bcc")));
        }
    }
}
