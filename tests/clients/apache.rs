//! Debian's `libapache2-mod-auth-openidc`: a web server that lets in whoever logged in, with a
//! configuration and a folder of its own.

use crate::house::{Facts, House, Kind};
use crate::table::Row;
use crate::walker;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Response, redirect};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;
use tempfile::TempDir;

const MODULES: &str = "/usr/lib/apache2/modules";

/// Opens a protected page: sent to Sceau, back, in.
pub(crate) async fn log_in(house: &House) -> Row {
    let facts = house.facts(Kind::Apache);
    let server = Server::start(&facts).await;
    let browser = Visitor::default();
    let page = format!("{}/espace/", server.address);
    let sent = browser.get(&page).await;
    let answer = walker::walk_to(location(&sent).parse().unwrap())
        .await
        .unwrap();
    let back = browser.get(&answer).await;
    assert_eq!(location(&back), page, "let in");
    let inside = browser.get(&page).await;
    assert_eq!(inside.status(), 200);
    let header = |name: &str| inside.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("x-email"), "personne1@exemple.test");
    assert_eq!(header("x-level"), "eidas2");
    let stranger = Visitor::default().get(&page).await;
    assert_eq!(stranger.status(), 302, "a stranger is sent to Sceau");
    let seen = [
        "discovery",
        "client_secret_post",
        "PKCE",
        "signed ID token",
        "signed userinfo",
        "a page opens",
    ];
    Row {
        library: "mod_auth_openidc (Apache, Debian 12)".to_owned(),
        version: "2.4".to_owned(),
        kind: Kind::Apache,
        seen: seen.map(str::to_owned).into(),
    }
}

/// Apache in the foreground, ended with the story.
struct Server {
    child: Child,
    address: String,
    /// Its folder goes with it.
    _folder: TempDir,
}

impl Server {
    async fn start(facts: &Facts) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pages = folder.path().join("pages/espace");
        std::fs::create_dir_all(&pages).unwrap();
        std::fs::write(pages.join("index.html"), "<p>Bienvenue</p>").unwrap();
        let address = facts
            .redirect_uri
            .trim_end_matches("/espace/retour")
            .to_owned();
        let file = folder.path().join("apache.conf");
        std::fs::write(&file, configuration(folder.path(), &address, facts)).unwrap();
        let child = Command::new("/usr/sbin/apache2")
            .arg("-f")
            .arg(&file)
            .arg("-DFOREGROUND")
            .spawn()
            .expect("Apache is installed: run `./dev test`");
        let server = Self {
            child,
            address,
            _folder: folder,
        };
        for _ in 0..100 {
            if reqwest::get(&server.address).await.is_ok() {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("Apache does not answer");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A signal that Apache passes on to its own processes.
        let pid = self.child.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &pid]).status();
        let _ = self.child.wait();
    }
}

fn configuration(folder: &Path, address: &str, facts: &Facts) -> String {
    let modules: String = [
        "mpm_event",
        "authn_core",
        "authz_core",
        "authz_user",
        "auth_openidc",
        "dir",
        "headers",
    ]
    .iter()
    .map(|name| format!("LoadModule {name}_module {MODULES}/mod_{name}.so\n"))
    .collect();
    let Facts {
        issuer,
        client_id,
        secret,
        redirect_uri,
        ..
    } = facts;
    let listen = address.trim_start_matches("http://");
    let folder = folder.display();
    format!(
        r#"
{modules}
Listen {listen}
ServerName {address}
ServerRoot "{folder}"
PidFile "{folder}/apache.pid"
ErrorLog "{folder}/error.log"
DocumentRoot "{folder}/pages"
DirectoryIndex index.html
OIDCProviderMetadataURL {issuer}/.well-known/openid-configuration
OIDCClientID {client_id}
OIDCClientSecret {secret}
OIDCProviderTokenEndpointAuth client_secret_post
OIDCIDTokenSignedResponseAlg ES256
OIDCUserInfoSignedResponseAlg ES256
OIDCPKCEMethod S256
OIDCScope "openid email"
OIDCAuthRequestParams acr_values=eidas2
OIDCRedirectURI {redirect_uri}
OIDCCryptoPassphrase a-passphrase-of-a-test
<Location "/espace">
  AuthType openid-connect
  Require valid-user
  Header set X-Email "%{{OIDC_CLAIM_email}}e"
  Header set X-Level "%{{OIDC_CLAIM_acr}}e"
</Location>
"#
    )
}

/// A browser at the service: keeps cookies, follows nothing by itself.
#[derive(Default)]
struct Visitor {
    cookies: std::sync::Mutex<BTreeMap<String, String>>,
}

impl Visitor {
    async fn get(&self, address: &str) -> Response {
        let http = Client::builder()
            .redirect(redirect::Policy::none())
            .build()
            .unwrap();
        let jar: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let asked = http.get(address).header(COOKIE, jar.join("; "));
        let answer = asked.send().await.unwrap();
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }
}

fn location(answer: &Response) -> String {
    let address = answer.headers().get(LOCATION);
    address
        .unwrap_or_else(|| panic!("not sent anywhere: {}", answer.status()))
        .to_str()
        .unwrap()
        .to_owned()
}
