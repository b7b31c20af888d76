//! Mail over SMTP (RFC 5321).

use crate::compose::Letterhead;
use async_trait::async_trait;
use core::time::Duration;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use sceau_domain::private::Secret;
use sceau_service::ports::{Mail, Mailer, NotifyFailure};

/// How long the other side may take for one step.
const PATIENCE: Duration = Duration::from_secs(20);

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
        })
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &Mail) -> Result<(), NotifyFailure> {
        let message = self.letterhead.compose(mail)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            // 5xx to the recipient or the message: coming back will not help (RFC 5321 §4.2.1).
            Err(error) if error.is_permanent() => Err(NotifyFailure::Refused),
            Err(error) => {
                tracing::warn!(status = ?error.status(), "the mail server did not take a mail");
                Err(NotifyFailure::Passing)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{SmtpListener, letterhead, mail};

    fn mailer(port: u16) -> SmtpMailer {
        let settings = SmtpSettings {
            host: "127.0.0.1".to_owned(),
            port,
            security: SmtpSecurity::None,
            credentials: None,
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
    async fn a_recipient_refused_for_good_is_refused_and_a_full_box_is_for_later() {
        for (answer, failure) in [
            ("550 5.1.1 no such mailbox", NotifyFailure::Refused),
            ("452 4.2.2 mailbox full", NotifyFailure::Passing),
        ] {
            let listener = SmtpListener::answering(answer).await;
            assert_eq!(
                mailer(listener.port).send(&mail()).await,
                Err(failure),
                "{answer}"
            );
        }
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
