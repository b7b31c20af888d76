//! Adapters to ports.

use crate::ambient::{SystemClock, SystemRandom};
use crate::apart;
use crate::client_keys::FetchedClientKeys;
use crate::faces;
use crate::folders::make_private;
use crate::installation::{self, vault_in};
use crate::logout_teller::HttpLogoutTeller;
use crate::seals;
use crate::secrets;
use crate::settings::{MailSecurity, MailSettings, Settings, SmsSettings};
use crate::signing_keys::StoredSigningKeys;
use core::num::NonZeroUsize;
use core::time::Duration;
use sceau_checks::{FileInspector, FileLimits, PictureExaminer, TrustList};
use sceau_domain::private::Secret;
use sceau_notify::{
    HttpSms, HttpSmsSettings, Letterhead, LocalOutbox, SmtpMailer, SmtpSecurity, SmtpSettings,
};
use sceau_service::configuration::Configuration;
use sceau_service::crypto::Keys;
use sceau_service::ports::{Inspections, Mailer, SmsSender, World};
use sceau_store_sqlite::SqliteStore;
use sceau_vault::EncryptedVault;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Any reason not to start.
pub(crate) type StartFailure = Box<dyn Error + Send + Sync>;

/// The revision of the source, as the build script knows it: examinations name it.
const SOURCE: &str = env!("SCEAU_REVISION");

/// Opens the data folder and wires everything.
///
/// # Errors
/// Whatever cannot be opened, named by its own error.
pub(crate) async fn wire(settings: &Settings) -> Result<World, StartFailure> {
    let data = &settings.data;
    make_private(data)?;
    let keys = data.join("keys");
    make_private(&keys)?;
    let is_new = installation::is_new(settings)?;
    let master = secrets::key(&keys, "master.key", &SystemRandom, is_new)?;
    let vault_key = match &settings.vault_key {
        Some(file) => secrets::existing(file)?,
        None => secrets::key(&keys, "vault.key", &SystemRandom, is_new)?,
    };
    let salt = secrets::key(&keys, "subjects.key", &SystemRandom, is_new)?;
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    let letterhead = letterhead(settings)?;
    let outbox = outbox_folder(settings)?;
    let outbox = Arc::new(LocalOutbox::open(&outbox, letterhead.clone())?);
    let trusted = trusted(settings)?;
    let configuration = settings.configuration(Secret::new(salt.reveal().to_vec()));
    Ok(World {
        media: Arc::new(FileInspector::apart(
            file_limits(&configuration),
            apart::pictures()?,
        )),
        inspections: Arc::new(inspections()),
        examiner: Arc::new(
            PictureExaminer::apart(apart::pictures()?)?
                .trusting(trusted)
                .built_from(SOURCE),
        ),
        films: Arc::new(apart::films(settings.models.as_deref())?.built_from(SOURCE)),
        faces: Arc::new(faces::comparer(settings)?.built_from(SOURCE)),
        configuration: Arc::new(configuration),
        keys: Arc::new(Keys::derive(master.reveal())?),
        clock: clock.clone(),
        random: random.clone(),
        store: Arc::new(SqliteStore::open(&settings.database()).await?),
        vault: Arc::new(EncryptedVault::open(&vault_in(data), &vault_key, random)?),
        mailer: mailer(settings.mail.as_ref(), letterhead, outbox.clone())?,
        sms: sms(settings.sms.as_ref(), outbox)?,
        signing: Arc::new(StoredSigningKeys::open(&keys)?),
        client_keys: Arc::new(FetchedClientKeys::new(clock)?),
        logouts: Arc::new(HttpLogoutTeller::new()?),
    })
}

/// As many uploads at once as there are cores; whoever waits longer than a request lasts is told to come back.
fn inspections() -> Inspections {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    Inspections::new(cores, Duration::from_secs(15))
}

/// What may be uploaded may be examined: a file of the size that the configuration allows is not
/// refused afterwards.
fn file_limits(configuration: &Configuration) -> FileLimits {
    let bytes = |limit: u64| usize::try_from(limit).unwrap_or(usize::MAX);
    let mut limits = FileLimits::default();
    limits.picture.bytes = bytes(configuration.picture_limit);
    limits.video_bytes = bytes(configuration.video_limit);
    limits
}

fn mailer(
    settings: Option<&MailSettings>,
    letterhead: Letterhead,
    outbox: Arc<LocalOutbox>,
) -> Result<Arc<dyn Mailer>, StartFailure> {
    Ok(match settings {
        Some(mail) => Arc::new(smtp(mail, letterhead)?),
        None => outbox,
    })
}

/// The mailer that the settings describe; nothing is connected.
///
/// # Errors
/// What in them cannot work, and the password's file when it cannot be read.
pub(crate) fn smtp(
    mail: &MailSettings,
    letterhead: Letterhead,
) -> Result<SmtpMailer, StartFailure> {
    let credentials = match (&mail.user, &mail.password_file) {
        (Some(user), Some(file)) => Some((user.clone(), secret_in(file)?)),
        _ => None,
    };
    let security = match mail.security {
        MailSecurity::None => SmtpSecurity::None,
        MailSecurity::StartTls => SmtpSecurity::StartTls,
        MailSecurity::Tls => SmtpSecurity::Tls,
    };
    let smtp = SmtpSettings {
        host: mail.host.clone(),
        port: mail.port,
        security,
        credentials,
    };
    Ok(SmtpMailer::new(smtp, letterhead)?)
}

fn sms(
    settings: Option<&SmsSettings>,
    outbox: Arc<LocalOutbox>,
) -> Result<Arc<dyn SmsSender>, StartFailure> {
    Ok(match settings {
        Some(sms) => Arc::new(gateway(sms)?),
        None => outbox,
    })
}

/// The gateway that the settings describe; nothing is connected.
///
/// # Errors
/// What in them cannot work, and the token's file when it cannot be read.
pub(crate) fn gateway(sms: &SmsSettings) -> Result<HttpSms, StartFailure> {
    let token = sms.token_file.as_deref().map(secret_in).transpose()?;
    Ok(HttpSms::new(HttpSmsSettings {
        address: sms.address.clone(),
        token,
    })?)
}

fn secret_in(file: &Path) -> Result<Secret<String>, StartFailure> {
    let read = std::fs::read_to_string(file);
    let text = read.map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(Secret::new(text.trim().to_owned()))
}

/// Who mails come from.
///
/// # Errors
/// `mail.from` is no address.
pub(crate) fn letterhead(settings: &Settings) -> Result<Letterhead, StartFailure> {
    let from = settings
        .mail
        .as_ref()
        .map_or("Sceau <ne-pas-repondre@sceau.invalid>", |mail| &mail.from);
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    let letterhead = Letterhead::new(from, clock, random);
    Ok(letterhead.map_err(|error| format!("mail.from: {error}"))?)
}

/// The certificates whose seals are verified.
///
/// # Errors
/// The list cannot be used.
pub(crate) fn trusted(settings: &Settings) -> Result<TrustList, StartFailure> {
    Ok(match &settings.seals {
        Some(file) => seals::read(file)?,
        None => TrustList::default(),
    })
}

/// Where messages go that have no carrier. What is made is the owner's alone; a folder that the host named and made
/// keeps the permissions that the host gave it, as for a program of another user that reads it.
fn outbox_folder(settings: &Settings) -> Result<PathBuf, StartFailure> {
    match &settings.outbox {
        Some(folder) if folder.exists() => Ok(folder.clone()),
        named => {
            let folder = named.clone();
            let folder = folder.unwrap_or_else(|| settings.data.join("outbox"));
            make_private(&folder)?;
            Ok(folder)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_folder_for_messages_that_the_host_made_keeps_its_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let (open, new) = (folder.path().join("open"), folder.path().join("new"));
        std::fs::create_dir(&open).unwrap();
        std::fs::set_permissions(&open, Permissions::from_mode(0o750)).unwrap();
        for (outbox, expected) in [(&open, 0o750), (&new, 0o700)] {
            let text = format!(
                "name = \"Essai\"\nbase_url = \"http://127.0.0.1:8440/\"\n\
                 listen = \"127.0.0.1:8440\"\ndata = \"var\"\noutbox = \"{}\"\n",
                outbox.display()
            );
            let settings: Settings = toml::from_str(&text).unwrap();
            assert_eq!(&outbox_folder(&settings).unwrap(), outbox);
            assert_eq!(mode(outbox), expected);
        }
    }

    #[test]
    fn what_may_be_uploaded_may_be_examined() {
        let least = r#"
            name = "Essai"
            base_url = "http://127.0.0.1:8440/"
            listen = "127.0.0.1:8440"
            data = "var/server"
        "#;
        let settings: Settings = toml::from_str(least).unwrap();
        let mut configuration = settings.configuration(Secret::new(vec![0; 32]));
        configuration.picture_limit = 12_345_678;
        configuration.video_limit = 87_654_321;
        let limits = file_limits(&configuration);
        assert_eq!(limits.picture.bytes, 12_345_678);
        assert_eq!(limits.video_bytes, 87_654_321);
        assert_eq!(limits.picture_short_side, 480, "the rest stays as it is");
    }
}
