//! Mail over SMTP (RFC 5321).

use crate::compose::Letterhead;
use async_trait::async_trait;
use core::error::Error as _;
use core::time::Duration;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use sceau_domain::private::Secret;
use sceau_service::ports::{Mail, Mailer, NotifyFailure};

/// How long connecting may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a mail may take in all: `lettre` waits without end for each answer, and mails wait for each other.
const PATIENCE_IN_ALL: Duration = Duration::from_secs(120);

/// How the line to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// Not at all: only towards this machine.
    None,
    /// Begun in clear, then STARTTLS, required (RFC 3207).
    StartTls,
    /// TLS from the first byte (RFC 8314).
    Tls,
}

/// Where mails are handed over.
#[derive(Debug, Clone)]
pub struct SmtpSettings {
    /// The server's name, also the name its certificate must bear.
    pub host: String,
    /// Usually 587 with STARTTLS, 465 with TLS.
    pub port: u16,
    /// How the line is protected.
    pub security: SmtpSecurity,
    /// User and password, where the server asks.
    pub credentials: Option<(String, Secret<String>)>,
}

/// The settings cannot work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SmtpError {
    /// A line in clear may only lead to this machine.
    #[error("mail in clear is only allowed to 127.0.0.1, ::1 or localhost")]
    ClearLine,
    /// The name cannot stand in a certificate.
    #[error("the mail server's name cannot be verified")]
    BadName,
}

/// Hands mails over by SMTP.
#[derive(Clone)]
pub struct SmtpMailer {
    letterhead: Letterhead,
    transport: AsyncSmtpTransport<Tokio1Executor>,
    /// How long a mail may take in all.
    patience: Duration,
}

impl SmtpMailer {
    /// A mailer with these settings. Nothing is connected yet.
    ///
    /// # Errors
    /// [`SmtpError`].
    pub fn new(settings: SmtpSettings, letterhead: Letterhead) -> Result<Self, SmtpError> {
        let SmtpSettings {
            host,
            port,
            security,
            credentials,
        } = settings;
        let is_here = matches!(host.as_str(), "127.0.0.1" | "::1" | "localhost");
        let parameters = || TlsParameters::new(host.clone()).map_err(|_| SmtpError::BadName);
        let tls = match security {
            SmtpSecurity::None if is_here => Tls::None,
            SmtpSecurity::None => return Err(SmtpError::ClearLine),
            SmtpSecurity::StartTls => Tls::Required(parameters()?),
            SmtpSecurity::Tls => Tls::Wrapper(parameters()?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host)
            .port(port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some((user, password)) = credentials {
            builder = builder.credentials(Credentials::new(user, password.reveal().clone()));
        }
        Ok(Self {
            letterhead,
            transport: builder.build(),
            patience: PATIENCE_IN_ALL,
        })
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &Mail) -> Result<(), NotifyFailure> {
        let message = self.letterhead.compose(mail)?;
        let sending = self.transport.send(message);
        let Ok(sent) = tokio::time::timeout(self.patience, sending).await else {
            tracing::warn!("the mail server fell silent");
            return Err(NotifyFailure::Passing);
        };
        match sent {
            Ok(_) => Ok(()),
            Err(error) => Err(judge(&error)),
        }
    }
}

/// What speaks of the recipient or of the message is final: coming back will not help. Everything else, a wrong
/// password or a sender that the server will not have included, is ours to mend, and the mail waits.
fn judge(error: &Error) -> NotifyFailure {
    let text = error.source().map(ToString::to_string);
    let enhanced = text.as_deref().and_then(enhanced_status);
    if error.is_permanent() && enhanced.is_some_and(is_about_the_mail) {
        return NotifyFailure::Refused;
    }
    // The number and the enhanced status only: the server's own words name the recipient.
    let (status, enhanced) = (error.status().map(u16::from), enhanced.map(dotted));
    tracing::warn!(status, enhanced, "the mail server did not take a mail");
    NotifyFailure::Passing
}

/// A status as RFC 3463 writes it: class, subject, detail.
type EnhancedStatus = [u16; 3];

/// The status at the head of an answer's text; `None` where the server gives none.
fn enhanced_status(text: &str) -> Option<EnhancedStatus> {
    let mut numbers = text.split_whitespace().next()?.split('.').map(str::parse);
    let mut next = || numbers.next()?.ok();
    let status = [next()?, next()?, next()?];
    numbers.next().is_none().then_some(status)
}

fn dotted([class, subject, detail]: EnhancedStatus) -> String {
    format!("{class}.{subject}.{detail}")
}

/// Whether a final status speaks of the recipient's address (5.1), of their mailbox (5.2) or of the message (5.6),
/// RFC 3463 §3. Of the addresses, 5.1.7 and 5.1.8 are the sender's, and 5.1.0 may be anybody's. An answer without
/// a status may speak of the sender as well (`lettre` does not tell which command it was given to): it is no
/// proof, and a mail that is tried again for two days does less harm than one that is thrown away.
fn is_about_the_mail(status: EnhancedStatus) -> bool {
    matches!(status, [5, 1, 1..=4 | 6 | 10] | [5, 2 | 6, _])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{SmtpListener, letterhead, mail};
    use tokio::net::TcpListener;

    fn mailer(port: u16) -> SmtpMailer {
        mailer_with(port, None)
    }

    fn mailer_with(port: u16, credentials: Option<(String, Secret<String>)>) -> SmtpMailer {
        let settings = SmtpSettings {
            host: "127.0.0.1".to_owned(),
            port,
            security: SmtpSecurity::None,
            credentials,
        };
        SmtpMailer::new(settings, letterhead()).unwrap()
    }

    #[tokio::test]
    async fn a_mail_is_handed_over_with_its_text_and_its_only_recipient() {
        let listener = SmtpListener::answering("250 OK").await;
        mailer(listener.port).send(&mail()).await.unwrap();
        let talk = listener.talk().await;
        assert!(talk.contains("RCPT TO:<maelys@exemple.test>"), "{talk}");
        assert_eq!(talk.matches("RCPT TO").count(), 1);
        assert!(talk.contains("Votre code : 482913"), "{talk}");
    }

    #[tokio::test]
    async fn a_recipient_or_a_message_refused_for_good_is_refused() {
        for (verb, answer) in [
            ("RCPT", "550 5.1.1 no such mailbox"),
            ("RCPT", "550-5.2.1 this mailbox\r\n550 5.2.1 is closed"),
            (".", "554 5.6.0 not a message"),
        ] {
            let failure = failure_of(SmtpListener::answering_to(verb, answer).await).await;
            assert_eq!(failure, Some(NotifyFailure::Refused), "{answer}");
        }
    }

    #[tokio::test]
    async fn a_wrong_password_a_sender_or_a_machine_that_is_not_liked_costs_no_mail() {
        for (verb, answer) in [
            ("AUTH", "535 5.7.8 authentication credentials invalid"),
            ("AUTH", "535 bad password"),
            ("AUTH", "534 5.7.9 mechanism too weak"),
            ("MAIL", "530 5.7.0 authentication required"),
            ("MAIL", "550 5.1.0 sender rejected"),
            ("MAIL", "553 5.1.8 sender's domain not found"),
            ("MAIL", "550 this sender is not yours"),
            ("EHLO", "554 5.7.1 your network is on a list"),
            ("RCPT", "550 5.7.1 relaying denied"),
            ("RCPT", "452 4.2.2 mailbox full"),
            (".", "554 5.3.4 too big for us"),
        ] {
            let failure = failure_of(SmtpListener::answering_to(verb, answer).await).await;
            assert_eq!(failure, Some(NotifyFailure::Passing), "{answer}");
        }
    }

    #[tokio::test]
    async fn a_server_that_falls_silent_does_not_hold_the_mails_for_ever() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let hasty = SmtpMailer {
            patience: Duration::from_millis(50),
            ..mailer(port)
        };
        let sent = hasty.send(&mail()).await;
        assert_eq!(sent, Err(NotifyFailure::Passing));
    }

    /// What becomes of a mail at a server that asks for a password.
    async fn failure_of(listener: SmtpListener) -> Option<NotifyFailure> {
        let password = Secret::new("wrong".to_owned());
        let credentials = Some(("sceau".to_owned(), password));
        let sent = mailer_with(listener.port, credentials).send(&mail()).await;
        sent.err()
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_for_later() {
        let listener = SmtpListener::answering("250 OK").await;
        let port = listener.port;
        listener.close().await;
        assert_eq!(
            mailer(port).send(&mail()).await,
            Err(NotifyFailure::Passing)
        );
    }

    #[test]
    fn a_line_in_clear_never_leaves_this_machine() {
        let settings = SmtpSettings {
            host: "mail.exemple.test".to_owned(),
            port: 25,
            security: SmtpSecurity::None,
            credentials: None,
        };
        assert_eq!(
            SmtpMailer::new(settings, letterhead()).err(),
            Some(SmtpError::ClearLine)
        );
    }
}
