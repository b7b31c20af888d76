//! Letterboxes: a mailer and an SMS sender that keep what they are given.

use async_trait::async_trait;
use sceau_domain::private::Secret;
use sceau_service::mail::SEVEN_BITS;
use sceau_service::ports::{LogoutTeller, Mail, Mailer, NotifyFailure, Sms, SmsSender};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a sender does with the next message.
#[derive(Debug)]
struct Kept<T> {
    all: Vec<T>,
    failure: Option<NotifyFailure>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            failure: None,
        }
    }
}

macro_rules! letterbox {
    ($(#[$doc:meta])* $name:ident, $port:ident, $message:ident, $look:expr) => {
        $(#[$doc])*
        #[derive(Debug, Default)]
        pub struct $name(Mutex<Kept<$message>>);

        impl $name {
            /// Everything received, oldest first.
            pub fn all(&self) -> Vec<$message> {
                self.kept().all.clone()
            }

            /// The newest.
            pub fn last(&self) -> Option<$message> {
                self.kept().all.last().cloned()
            }

            /// Empties the box.
            pub fn clear(&self) {
                self.kept().all.clear();
            }

            /// From now on every message fails so; `None` mends it.
            pub fn fail_with(&self, failure: Option<NotifyFailure>) {
                self.kept().failure = failure;
            }

            fn kept(&self) -> MutexGuard<'_, Kept<$message>> {
                self.0.lock().unwrap_or_else(PoisonError::into_inner)
            }
        }

        #[async_trait]
        impl $port for $name {
            async fn send(&self, message: &$message) -> Result<(), NotifyFailure> {
                ($look)(message);
                let mut kept = self.kept();
                match kept.failure {
                    Some(failure) => Err(failure),
                    None => {
                        kept.all.push(message.clone());
                        Ok(())
                    }
                }
            }
        }
    };
}

letterbox! {
    /// Keeps mails.
    Letterbox, Mailer, Mail, |_: &Mail| {}
}
letterbox! {
    /// Keeps SMS; panics at one that would cost twice, whichever story sends it.
    SmsBox, SmsSender, Sms, check_alphabet
}

fn check_alphabet(sms: &Sms) {
    let text = sms.text.reveal();
    let is_foreign = |sign: &char| !SEVEN_BITS.contains(*sign);
    let foreign: Vec<char> = text.chars().filter(is_foreign).collect();
    assert!(foreign.is_empty(), "not in seven bits: {foreign:?}");
}

/// Keeps what services are told: the address called and the logout token.
#[derive(Debug, Default)]
pub struct LogoutBox(Mutex<Kept<(String, String)>>);

impl LogoutBox {
    /// Everything told, oldest first.
    pub fn all(&self) -> Vec<(String, String)> {
        self.kept().all.clone()
    }

    /// From now on no service answers, or each answers so; `None` mends it.
    pub fn fail_with(&self, failure: Option<NotifyFailure>) {
        self.kept().failure = failure;
    }

    fn kept(&self) -> MutexGuard<'_, Kept<(String, String)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl LogoutTeller for LogoutBox {
    async fn tell(&self, address: &str, token: &Secret<String>) -> Result<(), NotifyFailure> {
        let mut kept = self.kept();
        match kept.failure {
            Some(failure) => Err(failure),
            None => {
                kept.all
                    .push((address.to_owned(), token.reveal().to_owned()));
                Ok(())
            }
        }
    }
}
