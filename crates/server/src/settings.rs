//! The configuration file, `sceau.toml`. Everything has a default that the papers give, except the
//! address and the data folder; unknown keys are refused, so that a typo is not a silent default.

use crate::clients;
use crate::texts;
use jiff::SignedDuration;
use sceau_domain::otp::OtpPolicy;
use sceau_domain::private::Secret;
use sceau_oidc::client::{Client, RegistrationFault};
use sceau_service::configuration::{
    Configuration, HELP_PAGE, LoginPolicy, RetentionPolicy, ReviewPolicy,
};
use serde::Deserialize;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use url::Url;

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// The installation's name, as people read it.
    pub(crate) name: String,
    /// The address under which everything is reached; also the issuer.
    pub(crate) base_url: Url,
    /// Where to listen; TLS is terminated in front.
    pub(crate) listen: SocketAddr,
    /// Proxies in front whose `X-Forwarded-For` is believed; without them everyone behind a proxy
    /// counts as one address.
    #[serde(default)]
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// Database, vault, keys, outbox; made the owner's alone at each start.
    pub(crate) data: PathBuf,
    /// The file of the vault's key, 32 bytes, where it is kept apart from the data; `data/keys/vault.key`, made at the
    /// first start, when absent.
    pub(crate) vault_key: Option<PathBuf>,
    /// The console's bundle; not served when absent.
    pub(crate) console: Option<PathBuf>,
    /// Where people find help; read from `base_url`, the installation's own page when absent.
    #[serde(default = "default_help")]
    pub(crate) help_url: String,
    /// The e-mail address that people may write to, on the page of help; none when absent.
    pub(crate) contact: Option<String>,
    /// A test installation says so on every screen and page.
    #[serde(default)]
    pub(crate) test: Option<TestSettings>,
    /// How mails leave; into the local outbox when absent.
    pub(crate) mail: Option<MailSettings>,
    /// How SMS leave; into the local outbox when absent.
    pub(crate) sms: Option<SmsSettings>,
    /// Codes by SMS that leave within a day, to all numbers together.
    #[serde(default = "a_thousand")]
    pub(crate) sms_codes_per_day: u32,
    /// Where messages go that have no carrier. `data/outbox`, its owner's alone, when absent; a folder named here that
    /// is there already keeps the permissions that it has.
    pub(crate) outbox: Option<PathBuf>,
    /// For how long things are kept.
    #[serde(default)]
    pub(crate) retention: RetentionSettings,
    /// Whether pictures may come from a file.
    #[serde(default = "yes")]
    pub(crate) upload_allowed: bool,
    /// Of a hundred approvals, how many a second operator looks at.
    pub(crate) second_look_percent: Option<u8>,
    /// For so many seconds the console keeps a confirmed decision, which can be taken back; 10 when absent.
    pub(crate) undo_seconds: Option<u16>,
    /// In how many hours the app says that a case is decided, `[soonest, latest]`; `[24, 72]` when absent.
    pub(crate) decision_hours: Option<[u16; 2]>,
    /// Hours between somebody saying that the device of their identity is lost and another one holding it:
    /// time to hear of it and stop it.
    #[serde(default = "three_days")]
    pub(crate) recovery_delay_hours: u32,
    /// The certificates whose visible electronic seals (2D-Doc) are verified; none when absent.
    pub(crate) seals: Option<PathBuf>,
    /// The folder of the networks that find faces in films, as `tools/models` makes it; nobody is looked for
    /// when absent.
    pub(crate) models: Option<PathBuf>,
    /// Whether the portrait of the document is compared with the faces of the film, for operators to read. Data
    /// by which a person can be told from others is made on the way: only where the consent that people give
    /// says so.
    #[serde(default)]
    pub(crate) compares_faces: bool,
    /// Registered OpenID Connect clients; once read, with those of the folder.
    #[serde(default)]
    pub(crate) clients: Vec<Client>,
    /// The folder of the clients added by command; `data/clients` when absent.
    pub(crate) clients_folder: Option<PathBuf>,
}

/// A test installation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TestSettings {
    /// Where the sandbox shows the messages.
    pub(crate) mailbox_url: Option<String>,
}

/// SMTP.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MailSettings {
    /// `Name <address>`.
    pub(crate) from: String,
    /// The server's name.
    pub(crate) host: String,
    /// Its port.
    pub(crate) port: u16,
    /// `tls`, `start_tls`, or `none` towards this machine.
    pub(crate) security: MailSecurity,
    /// The account, where the server asks; with its password.
    pub(crate) user: Option<String>,
    /// A file that holds its password.
    pub(crate) password_file: Option<PathBuf>,
}

/// How the line to the mail server is protected.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MailSecurity {
    None,
    StartTls,
    Tls,
}

/// An SMS gateway.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SmsSettings {
    /// Its address.
    pub(crate) address: String,
    /// A file that holds its bearer token.
    pub(crate) token_file: Option<PathBuf>,
}

/// Days.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RetentionSettings {
    pub(crate) unfinished_days: u32,
    pub(crate) refused_days: u32,
    pub(crate) media_days: u32,
    pub(crate) decision_days: u32,
    /// Login requests in the account's history.
    pub(crate) history_days: u32,
}

impl RetentionSettings {
    /// The part that concerns cases.
    const fn policy(&self) -> RetentionPolicy {
        let &Self {
            unfinished_days,
            refused_days,
            media_days,
            decision_days,
            ..
        } = self;
        RetentionPolicy {
            unfinished_days,
            refused_days,
            media_days,
            decision_days,
        }
    }
}

impl Default for RetentionSettings {
    fn default() -> Self {
        let RetentionPolicy {
            unfinished_days,
            refused_days,
            media_days,
            decision_days,
        } = RetentionPolicy::default();
        Self {
            unfinished_days,
            refused_days,
            media_days,
            decision_days,
            history_days: LoginPolicy::default().history_days,
        }
    }
}

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SettingsFailure {
    /// It cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It does not say what it must.
    #[error("{path} is not a configuration")]
    Malformed {
        /// Which.
        path: PathBuf,
        /// Where and why.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A client that could not be served, or whose identifier is taken.
    #[error("client {id}: {fault}")]
    Client {
        /// Which.
        id: String,
        /// Why.
        fault: ClientFault,
    },
    /// Pages and app know their ways from the root of the address.
    #[error(
        "base_url must be http(s) and the root of a host, as https://identite.example/: a path is not served"
    )]
    BaseUrl,
    /// Mails and SMS print it whole.
    #[error("help_url is no address, nor a path under base_url")]
    HelpUrl,
    /// Half an account would be none, and nobody would know why mails do not leave.
    #[error("mail.user and mail.password_file go together: one of them is missing")]
    HalfMailAccount,
}

/// Reads the file.
///
/// # Errors
/// [`SettingsFailure`].
pub(crate) fn read(path: &Path) -> Result<Settings, SettingsFailure> {
    let text = std::fs::read_to_string(path).map_err(|source| SettingsFailure::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let mut settings: Settings =
        toml::from_str(&text).map_err(|source| SettingsFailure::Malformed {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
    let is_web = matches!(settings.base_url.scheme(), "http" | "https");
    if !is_web || settings.base_url.path() != "/" {
        return Err(SettingsFailure::BaseUrl);
    }
    if settings.whole_help_url().is_err() {
        return Err(SettingsFailure::HelpUrl);
    }
    if let Some(mail) = &settings.mail
        && mail.user.is_some() != mail.password_file.is_some()
    {
        return Err(SettingsFailure::HalfMailAccount);
    }
    let added = clients::read_folder(&settings.clients_folder())?;
    let added = added.into_iter().map(|written| written.client);
    settings.clients.extend(added);
    check_clients(&settings.clients)?;
    Ok(settings)
}

/// Why a client of the file cannot be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ClientFault {
    /// Its registration contradicts itself.
    #[error(transparent)]
    Registration(#[from] RegistrationFault),
    /// Another client has its identifier.
    #[error("its identifier is taken")]
    Taken,
    /// A file of the folder holds another client than it is named after.
    #[error("its file in the folder of clients must be named after it")]
    OtherFile,
}

/// A client that could never be served is said at the start, not at somebody's first login.
fn check_clients(clients: &[Client]) -> Result<(), SettingsFailure> {
    for (index, client) in clients.iter().enumerate() {
        let is_taken = clients[..index].iter().any(|other| other.id == client.id);
        let checked = if is_taken {
            Err(ClientFault::Taken)
        } else {
            client.check_registration().map_err(ClientFault::from)
        };
        checked.map_err(|fault| SettingsFailure::Client {
            id: client.id.clone(),
            fault,
        })?;
    }
    Ok(())
}

impl Settings {
    /// The database's file.
    pub(crate) fn database(&self) -> PathBuf {
        self.data.join("sceau.sqlite")
    }

    /// Where clients added by command are.
    pub(crate) fn clients_folder(&self) -> PathBuf {
        let named = self.clients_folder.clone();
        named.unwrap_or_else(|| self.data.join("clients"))
    }

    fn whole_help_url(&self) -> Result<Url, url::ParseError> {
        self.base_url.join(&self.help_url)
    }

    /// Of the page of help; of the installation, where that is no address.
    fn help_address(&self) -> String {
        self.whole_help_url()
            .map_or_else(|_| self.base_url.to_string(), String::from)
    }

    /// What the use cases read. The salt of subjects has a file of its own among
    /// the keys: changing it gives everybody another name at every service.
    pub(crate) fn configuration(&self, subject_salt: Secret<Vec<u8>>) -> Configuration {
        let minutes = SignedDuration::from_mins;
        let review = ReviewPolicy::default();
        Configuration {
            name: self.name.clone(),
            base_url: self.base_url.clone(),
            help_url: self.help_address(),
            contact: self.contact.clone(),
            mailbox_url: self.test.as_ref().and_then(|test| test.mailbox_url.clone()),
            is_test: self.test.is_some(),
            email_code: OtpPolicy::default(),
            sms_code: OtpPolicy::default(),
            sms_codes_per_day: self.sms_codes_per_day,
            session_life: SignedDuration::from_hours(24 * 90),
            secret_code_tries: 5,
            secret_code_rest: minutes(15),
            letter_link_life: SignedDuration::from_hours(24),
            notice_resend_after: minutes(1),
            photos_per_case: 20,
            videos_per_case: 5,
            picture_limit: 10 * 1024 * 1024,
            video_limit: 50 * 1024 * 1024,
            upload_life: SignedDuration::from_hours(24),
            upload_allowed: self.upload_allowed,
            assignment_life: minutes(10),
            operator_session_life: SignedDuration::from_hours(8),
            handoff_code_life: minutes(1),
            handoff_life: minutes(60),
            recovery_delay: SignedDuration::from_hours(i64::from(self.recovery_delay_hours)),
            retention: self.retention.policy(),
            texts: texts::all(self.compares_faces),
            other_texts: texts::others(self.compares_faces),
            clients: self
                .clients
                .iter()
                .map(|client| (client.id.clone(), client.clone()))
                .collect(),
            subject_salt,
            login: LoginPolicy {
                history_days: self.retention.history_days,
                ..LoginPolicy::default()
            },
            review: ReviewPolicy {
                second_look_percent: self
                    .second_look_percent
                    .unwrap_or(review.second_look_percent),
                decision_hours: self.decision_hours.unwrap_or(review.decision_hours),
                undo_seconds: self.undo_seconds.unwrap_or(review.undo_seconds),
                ..review
            },
        }
    }
}

fn default_help() -> String {
    HELP_PAGE.to_owned()
}

const fn a_thousand() -> u32 {
    1_000
}

const fn three_days() -> u32 {
    72
}

const fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests;
