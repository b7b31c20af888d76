//! Adapters to ports.

use crate::ambient::{SystemClock, SystemRandom};
use crate::client_keys::FetchedClientKeys;
use crate::faces;
use crate::films;
use crate::folders::make_private;
use crate::installation::{self, vault_in};
use crate::logout_teller::HttpLogoutTeller;
use crate::seals;
use crate::secrets;
use crate::settings::{MailSecurity, MailSettings, Settings, SmsSettings};
use crate::signing_keys::StoredSigningKeys;
use sceau_checks::{FileInspector, FileLimits, PictureExaminer, TrustList};
use sceau_domain::private::Secret;
use sceau_notify::{
    HttpSms, HttpSmsSettings, Letterhead, LocalOutbox, SmtpMailer, SmtpSecurity, SmtpSettings,
};
use sceau_service::configuration::Configuration;
use sceau_service::crypto::Keys;
use sceau_service::ports::{Mailer, SmsSender, World};
use sceau_store_sqlite::SqliteStore;
use sceau_vault::EncryptedVault;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

/// Any reason not to start.
pub(crate) type StartFailure = Box<dyn Error + Send + Sync>;

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
    let from = settings
        .mail
        .as_ref()
        .map_or("Sceau <ne-pas-repondre@sceau.invalid>", |mail| &mail.from);
    let letterhead = Letterhead::new(from, clock.clone(), random.clone())?;
    let outbox = settings
        .outbox
        .clone()
        .unwrap_or_else(|| data.join("outbox"));
    make_private(&outbox)?;
    let outbox = Arc::new(LocalOutbox::open(&outbox, letterhead.clone())?);
    let trusted = match &settings.seals {
        Some(file) => seals::read(file)?,
        None => TrustList::default(),
    };
    let configuration = settings.configuration(Secret::new(salt.reveal().to_vec()));
    Ok(World {
        media: Arc::new(FileInspector::new(file_limits(&configuration))),
        examiner: Arc::new(PictureExaminer::new()?.trusting(trusted)),
        films: Arc::new(films::apart(settings.models.as_deref())?),
        faces: Arc::new(faces::comparer(settings)?),
        configuration: Arc::new(configuration),
        keys: Arc::new(Keys::derive(master.reveal())),
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
    let Some(mail) = settings else {
        return Ok(outbox);
    };
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
    Ok(Arc::new(SmtpMailer::new(smtp, letterhead)?))
}

fn sms(
    settings: Option<&SmsSettings>,
    outbox: Arc<LocalOutbox>,
) -> Result<Arc<dyn SmsSender>, StartFailure> {
    let Some(sms) = settings else {
        return Ok(outbox);
    };
    let token = sms.token_file.as_deref().map(secret_in).transpose()?;
    Ok(Arc::new(HttpSms::new(HttpSmsSettings {
        address: sms.address.clone(),
        token,
    })?))
}

fn secret_in(file: &Path) -> Result<Secret<String>, StartFailure> {
    Ok(Secret::new(
        std::fs::read_to_string(file)?.trim().to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

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
