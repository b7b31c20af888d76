//! `sceau-server client`: registers services, lists, shows and removes them.

use crate::ambient::SystemRandom;
use crate::clients::{self, ClientFailure};
use crate::installation;
use crate::settings::{self, Settings};
use crate::wiring::StartFailure;
use clap::{Args, Subcommand, ValueEnum};
use sceau_domain::random::Random as _;
use sceau_oidc::acr::Acr;
use sceau_oidc::client::{Authentication, Client, ClientKeys, Encryption, Profile, UserinfoForm};
use sceau_oidc::encoding::make_token;
use sceau_oidc::jwe::KeyManagement;
use sceau_oidc::secret::SecretHash;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use url::Url;

/// What is done with clients.
#[derive(Subcommand)]
pub(crate) enum ClientCommand {
    /// Registers a client, checked as those of the configuration are. Restart the server to serve it.
    Add(Box<NewClient>),
    /// Lists the clients: identifier, profile, name, the file it is written in.
    List,
    /// Prints a client as it is registered. A secret is not in it, only its hash.
    Show {
        /// As listed.
        id: String,
    },
    /// Removes a client that was added by command. Restart the server: what it holds is good for nothing then.
    Remove {
        /// As listed.
        id: String,
    },
}

/// A client as told on the command line.
#[derive(Args)]
pub(crate) struct NewClient {
    /// Its `client_id`, also the name of its file.
    id: String,
    /// What people read before they approve.
    #[arg(long)]
    name: String,
    /// Which rules its requests obey.
    #[arg(long, value_enum, default_value = "strict")]
    profile: ProfileName,
    /// Where answers go; may be given several times.
    #[arg(long, required = true)]
    redirect_uri: Vec<String>,
    /// Where a logout may return to; may be given several times.
    #[arg(long)]
    post_logout_redirect_uri: Vec<String>,
    /// Where it is told that a login ended (strict profile).
    #[arg(long)]
    backchannel_logout_uri: Option<String>,
    /// The levels it may be served: `eidas1`, `eidas2`, `eidas3`; may be given several times.
    #[arg(long, default_value = "eidas2", value_parser = read_acr)]
    acr: Vec<Acr>,
    /// The address of its public keys.
    #[arg(long, conflicts_with = "keys_file")]
    keys_uri: Option<String>,
    /// A file with its public keys, a JWK set.
    #[arg(long)]
    keys_file: Option<PathBuf>,
    /// Draws a shared secret (`client_secret_post`) and prints it, once; without it the client proves itself
    /// with a key.
    #[arg(long)]
    secret: bool,
    /// Encrypts its tokens and claims to its keys.
    #[arg(long, value_enum)]
    encrypt: Option<EncryptionName>,
    /// Answers userinfo unsigned, for libraries that read nothing else.
    #[arg(long)]
    json_userinfo: bool,
    /// The sector its subjects are derived for; the host of its first address when absent.
    #[arg(long)]
    sector: Option<String>,
    /// It may ask for claims again later (`offline_access`).
    #[arg(long)]
    offline: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum ProfileName {
    Strict,
    FcPlus,
}

#[derive(Clone, Copy, ValueEnum)]
enum EncryptionName {
    EcdhEs,
    RsaOaep,
    #[value(name = "rsa-oaep-256")]
    RsaOaep256,
}

/// Does what is asked.
///
/// # Errors
/// The configuration, or [`ClientFailure`].
pub(crate) fn run(config: &Path, command: ClientCommand) -> Result<(), StartFailure> {
    let settings = settings::read(config)?;
    installation::require(&settings)?;
    match command {
        ClientCommand::Add(new) => add(&settings, *new),
        ClientCommand::List => list(config, &settings),
        ClientCommand::Show { id } => {
            let found = settings.clients.iter().find(|client| client.id == id);
            let client = found.ok_or(ClientFailure::Unknown(id))?;
            Ok(write!(std::io::stdout(), "{}", toml::to_string(client)?)?)
        }
        ClientCommand::Remove { id } => Ok(clients::remove(
            &settings.clients_folder(),
            &id,
            &settings.clients,
        )?),
    }
}

fn add(settings: &Settings, new: NewClient) -> Result<(), StartFailure> {
    let has_secret = new.secret;
    let secret = make_token(&|bytes: &mut [u8]| SystemRandom.fill(bytes));
    let client = new.into_client(&secret)?;
    let folder = settings.clients_folder();
    let file = clients::write(&folder, &client, &settings.clients)?;
    if let Some(warning) = level_warning(&client) {
        writeln!(std::io::stderr(), "{warning}")?;
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", file.display())?;
    if has_secret {
        writeln!(out, "client_secret\t{secret}")?;
    }
    Ok(())
}

/// What the host should know of a client's levels before people meet it.
pub(crate) fn level_warning(client: &Client) -> Option<String> {
    client.acrs.contains(&Acr::Eidas3).then(|| {
        format!(
            "client {}: eidas3 is given only where the device's key is in secure hardware; elsewhere nobody can \
             approve a request for it",
            client.id
        )
    })
}

fn list(config: &Path, settings: &Settings) -> Result<(), StartFailure> {
    let added = clients::read_folder(&settings.clients_folder())?;
    let mut out = std::io::stdout().lock();
    for client in &settings.clients {
        let file = added
            .iter()
            .find(|written| written.client.id == client.id)
            .map_or(config, |written| &written.file);
        let profile = match client.profile {
            Profile::Strict => "strict",
            Profile::FcPlus => "fc-plus",
            Profile::FcPlusService => "fc-plus-service",
        };
        let (id, name) = (&client.id, &client.name);
        writeln!(out, "{id}\t{profile}\t{name}\t{}", file.display())?;
    }
    Ok(())
}

impl NewClient {
    fn into_client(self, secret: &str) -> Result<Client, StartFailure> {
        let keys = match (self.keys_uri, self.keys_file) {
            (Some(uri), _) => ClientKeys::Uri(uri),
            (None, Some(file)) => {
                let text = std::fs::read_to_string(&file).map_err(|source| {
                    let path = file.clone();
                    ClientFailure::File { path, source }
                })?;
                let keys = serde_json::from_str(&text)
                    .map_err(|error| format!("{}: not a JWK set: {error}", file.display()))?;
                ClientKeys::Inline(keys)
            }
            (None, None) => ClientKeys::None,
        };
        let host = self.redirect_uri.first().and_then(|uri| {
            let url = Url::parse(uri).ok()?;
            url.host_str().map(str::to_owned)
        });
        let sector = self
            .sector
            .or(host)
            .ok_or("--sector is needed: the first --redirect-uri has no host")?;
        Ok(Client {
            id: self.id,
            name: self.name,
            profile: match self.profile {
                ProfileName::Strict => Profile::Strict,
                ProfileName::FcPlus => Profile::FcPlus,
            },
            redirect_uris: self.redirect_uri,
            post_logout_redirect_uris: self.post_logout_redirect_uri,
            authentication: if self.secret {
                Authentication::ClientSecretPost(SecretHash::derive(secret))
            } else {
                Authentication::PrivateKeyJwt
            },
            acrs: self.acr,
            encryption: self.encrypt.map(EncryptionName::both),
            userinfo: if self.json_userinfo {
                UserinfoForm::Json
            } else {
                UserinfoForm::Signed
            },
            keys,
            sector,
            offline: self.offline,
            backchannel_logout_session_required: self.backchannel_logout_uri.is_some(),
            backchannel_logout_uri: self.backchannel_logout_uri,
        })
    }
}

impl EncryptionName {
    const fn both(self) -> Encryption {
        let way = match self {
            Self::EcdhEs => KeyManagement::EcdhEs,
            Self::RsaOaep => KeyManagement::RsaOaep,
            Self::RsaOaep256 => KeyManagement::RsaOaep256,
        };
        Encryption {
            id_token: way,
            userinfo: way,
        }
    }
}

fn read_acr(text: &str) -> Result<Acr, String> {
    Acr::parse(text).ok_or_else(|| "one of eidas1, eidas2, eidas3".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(subcommand)]
        command: ClientCommand,
    }

    /// Runs a line against a configuration in this folder.
    fn told(folder: &Path, line: &[&str]) -> Result<(), String> {
        let config = folder.join("sceau.toml");
        let text = format!(
            "name = \"Essai\"\nbase_url = \"http://127.0.0.1:8440/\"\n\
             listen = \"127.0.0.1:8440\"\ndata = \"{}\"\n",
            folder.display()
        );
        std::fs::write(&config, text).unwrap();
        std::fs::write(folder.join("sceau.sqlite"), b"").unwrap();
        let words = ["client"].iter().chain(line);
        let line = Line::try_parse_from(words).map_err(|error| error.to_string())?;
        run(&config, line.command).map_err(|failure| failure.to_string())
    }

    fn clients_of(folder: &Path) -> Vec<Client> {
        settings::read(&folder.join("sceau.toml")).unwrap().clients
    }

    #[test]
    fn a_service_is_registered_by_one_line_and_served_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let line = [
            "add",
            "mediatheque",
            "--name",
            "Médiathèque de Valombre",
            "--redirect-uri",
            "https://mediatheque.example/retour",
            "--keys-uri",
            "https://mediatheque.example/cles",
            "--backchannel-logout-uri",
            "https://mediatheque.example/fin",
        ];
        told(folder.path(), &line).unwrap();
        let clients = clients_of(folder.path());
        assert_eq!(clients.len(), 1);
        assert_eq!(clients[0].sector, "mediatheque.example");
        assert_eq!(clients[0].check_registration(), Ok(()));
        let twice = told(folder.path(), &line);
        assert_eq!(twice, Err("its identifier is taken".to_owned()));
        told(folder.path(), &["list"]).unwrap();
        told(folder.path(), &["show", "mediatheque"]).unwrap();
        told(folder.path(), &["remove", "mediatheque"]).unwrap();
        assert!(clients_of(folder.path()).is_empty());
        let gone = told(folder.path(), &["show", "mediatheque"]).unwrap_err();
        assert!(gone.contains("client list"), "{gone}");
    }

    #[test]
    fn a_broker_with_a_secret_is_kept_with_the_hash_of_it_alone() {
        let folder = tempfile::tempdir().unwrap();
        let line = [
            "add",
            "aiguilleur",
            "--name",
            "Aiguilleur",
            "--profile",
            "fc-plus",
            "--redirect-uri",
            "https://aiguilleur.example/retour",
            "--secret",
        ];
        told(folder.path(), &line).unwrap();
        let client = clients_of(folder.path()).remove(0);
        let Authentication::ClientSecretPost(hash) = client.authentication else {
            panic!("a secret was asked for");
        };
        assert_eq!(hash.as_hex().len(), 64);
    }

    #[test]
    fn a_line_that_could_never_be_served_says_what_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let base = ["add", "mairie", "--name", "Mairie"];
        let with = |more: &[&'static str]| {
            let line: Vec<&str> = base.iter().chain(more).copied().collect();
            told(folder.path(), &line).unwrap_err()
        };
        let uri = ["--redirect-uri", "https://mairie.example/retour"];
        let keyless = with(&uri);
        assert!(keyless.contains("keys are needed"), "{keyless}");
        let clear = with(&[
            "--redirect-uri",
            "http://mairie.example/retour",
            "--keys-uri",
            "https://mairie.example/cles",
        ]);
        assert!(clear.contains("https"), "{clear}");
        let level = with(&[uri[0], uri[1], "--acr", "eidas9"]);
        assert!(level.contains("eidas1, eidas2, eidas3"), "{level}");
        let file = with(&[uri[0], uri[1], "--keys-file", "/nulle/part.json"]);
        assert!(file.contains("/nulle/part.json"), "{file}");
        assert!(clients_of(folder.path()).is_empty());
    }
}
