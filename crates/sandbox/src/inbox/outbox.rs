//! The outbox folder: `mail/*.eml` and `sms/*.json`. Files that cannot be read are passed over:
//! one may be half written while we look.

use std::fs;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use super::mail::Mail;
use super::sms::Sms;

/// Larger files are nobody's letter.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The folder.
#[derive(Debug)]
pub struct Outbox {
    folder: PathBuf,
}

struct Found {
    id: String,
    bytes: Vec<u8>,
    /// Milliseconds, to order messages written within one second.
    written_at: u128,
}

impl Outbox {
    /// The outbox in this folder.
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Every mail, newest first.
    pub fn mails(&self) -> Vec<Mail> {
        let mut mails: Vec<(u128, Mail)> = self
            .files("mail", "eml")
            .into_iter()
            .filter_map(|found| Some((found.written_at, Mail::read(found.id, &found.bytes)?)))
            .collect();
        mails.sort_by(|(left_at, left), (right_at, right)| {
            (right.at, right_at).cmp(&(left.at, left_at))
        });
        mails.into_iter().map(|(_, mail)| mail).collect()
    }

    /// One mail, found among the files of the folder: the name is never made into a path.
    pub fn mail(&self, id: &str) -> Option<Mail> {
        let found = self
            .files("mail", "eml")
            .into_iter()
            .find(|found| found.id == id)?;
        Mail::read(found.id, &found.bytes)
    }

    /// Every text message, newest first.
    pub fn messages(&self) -> Vec<Sms> {
        let mut messages: Vec<(u128, Sms)> = self
            .files("sms", "json")
            .into_iter()
            .filter_map(|found| Some((found.written_at, Sms::read(found.id, &found.bytes)?)))
            .collect();
        messages.sort_by(|(left_at, left), (right_at, right)| {
            (right.at, right_at).cmp(&(left.at, left_at))
        });
        messages.into_iter().map(|(_, sms)| sms).collect()
    }

    fn files(&self, kind: &str, extension: &str) -> Vec<Found> {
        let Ok(entries) = fs::read_dir(self.folder.join(kind)) else {
            return Vec::new();
        };
        entries
            .filter_map(Result::ok)
            .filter_map(|entry| {
                let path = entry.path();
                if path.extension()? != extension {
                    return None;
                }
                let metadata = entry.metadata().ok()?;
                if !metadata.is_file() || metadata.len() > LARGEST {
                    return None;
                }
                Some(Found {
                    id: path.file_stem()?.to_str()?.to_owned(),
                    bytes: fs::read(&path).ok()?,
                    written_at: milliseconds(metadata.modified().ok()?),
                })
            })
            .collect()
    }
}

fn milliseconds(time: SystemTime) -> u128 {
    time.duration_since(UNIX_EPOCH)
        .map(|elapsed| elapsed.as_millis())
        .unwrap_or_default()
}
