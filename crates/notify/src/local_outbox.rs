//! The local outbox: messages become files, for demonstrations and for testers.
//!
//! `mail/<time>-<id>.eml` and `sms/<time>-<id>.json`; a file appears whole or not at all, and names
//! sort by time.

use crate::compose::Letterhead;
use async_trait::async_trait;
use sceau_service::ports::{Mail, Mailer, NotifyFailure, Sms, SmsSender};
use serde::Serialize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes messages into a folder.
#[derive(Clone)]
pub struct LocalOutbox {
    folder: PathBuf,
    letterhead: Letterhead,
}

#[derive(Serialize)]
struct SmsFile<'a> {
    to: &'a str,
    text: &'a str,
    at: String,
}

impl LocalOutbox {
    /// An outbox in `folder`; its two folders are made at once.
    ///
    /// # Errors
    /// The folders cannot be made.
    pub fn open(folder: &Path, letterhead: Letterhead) -> io::Result<Self> {
        fs::create_dir_all(folder.join("mail"))?;
        fs::create_dir_all(folder.join("sms"))?;
        Ok(Self {
            folder: folder.to_owned(),
            letterhead,
        })
    }

    async fn write(
        &self,
        kind: &str,
        extension: &str,
        bytes: Vec<u8>,
    ) -> Result<(), NotifyFailure> {
        let time = self.letterhead.now().strftime("%Y%m%dT%H%M%S%.3fZ");
        let name = format!("{time}-{}", self.letterhead.make_random_name());
        let folder = self.folder.join(kind);
        let (hidden, whole) = (
            folder.join(format!(".{name}")),
            folder.join(format!("{name}.{extension}")),
        );
        let writing = tokio::task::spawn_blocking(move || {
            fs::write(&hidden, bytes).and_then(|()| fs::rename(&hidden, &whole))
        });
        match writing.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::warn!(kind = ?error.kind(), "the outbox cannot be written");
                Err(NotifyFailure::Passing)
            }
            Err(_) => Err(NotifyFailure::Passing),
        }
    }
}

#[async_trait]
impl Mailer for LocalOutbox {
    async fn send(&self, mail: &Mail) -> Result<(), NotifyFailure> {
        let message = self.letterhead.compose(mail)?;
        self.write("mail", "eml", message.formatted()).await
    }
}

#[async_trait]
impl SmsSender for LocalOutbox {
    async fn send(&self, sms: &Sms) -> Result<(), NotifyFailure> {
        let file = SmsFile {
            to: sms.to.reveal(),
            text: sms.text.reveal(),
            at: self.letterhead.now().to_string(),
        };
        let bytes = serde_json::to_vec_pretty(&file).map_err(|_| NotifyFailure::Refused)?;
        self.write("sms", "json", bytes).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{letterhead, mail, sms};

    fn files(folder: &Path) -> Vec<(String, String)> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| {
                let text = fs::read_to_string(entry.path()).unwrap();
                (entry.file_name().into_string().unwrap(), text)
            })
            .collect();
        files.sort();
        files
    }

    #[tokio::test]
    async fn a_mail_and_an_sms_become_files_named_by_time() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = LocalOutbox::open(folder.path(), letterhead()).unwrap();
        Mailer::send(&outbox, &mail()).await.unwrap();
        SmsSender::send(&outbox, &sms()).await.unwrap();

        let mails = files(&folder.path().join("mail"));
        assert_eq!(mails.len(), 1);
        let (name, text) = &mails[0];
        assert!(
            name.starts_with("20261123T090000.000Z-") && name.ends_with(".eml"),
            "{name}"
        );
        assert!(text.contains("Votre code : 482913"));

        let texts = files(&folder.path().join("sms"));
        let json: serde_json::Value = serde_json::from_str(&texts[0].1).unwrap();
        assert_eq!(json["to"], "+33639980102");
        assert_eq!(json["text"], "482913 est votre code.");
        assert_eq!(json["at"], "2026-11-23T09:00:00Z");
        assert!(texts[0].0.ends_with(".json"));
    }

    #[tokio::test]
    async fn a_folder_that_went_away_is_for_later() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = LocalOutbox::open(folder.path(), letterhead()).unwrap();
        fs::remove_dir(folder.path().join("sms")).unwrap();
        assert_eq!(
            SmsSender::send(&outbox, &sms()).await,
            Err(NotifyFailure::Passing)
        );
    }
}
