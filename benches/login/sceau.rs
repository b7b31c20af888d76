//! A login at Sceau: browser, app and service of one person.

use crate::Outcome;
use crate::line::{Lines, Request};
use crate::load::Login;
use crate::person::{CALLBACK, CLIENT, SCOPE, phone, session};
use crate::site::{Browser, claims, code_in, location, redeem, write_form};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::login::{ApprovalStatement, Decision, MatchNumber};
use sceau_oidc::encoding::decode_base64url;
use sceau_wire::login::{LoginAnswerRequest, LoginDecision, LoginRequestsView};

/// Everyone who logs in, and the key of their apps.
pub(crate) struct People {
    lines: Lines,
    key: EcdsaKeyPair,
    random: SystemRandom,
    count: u32,
}

impl People {
    /// `key`: the scalar and the public point, in base64url, as the server printed them.
    pub(crate) fn new(address: &str, key: &[String; 2], count: u32) -> Outcome<Self> {
        let read = |text: &String| decode_base64url(text).ok_or("no key was printed");
        Ok(Self {
            lines: Lines::new(address)?,
            key: EcdsaKeyPair::from_private_key_and_public_key(
                &ECDSA_P256_SHA256_FIXED_SIGNING,
                &read(&key[0])?,
                &read(&key[1])?,
            )?,
            random: SystemRandom::new(),
            count,
        })
    }

    /// A whole login of the person whose turn it is.
    pub(crate) async fn log_in(&self, turn: u32) -> Outcome<Login> {
        let mut login = Login::default();
        let person = turn.wrapping_mul(7_919) % self.count;
        let mut browser = Browser::new(&self.lines, turn);
        let number = self.ask(&mut login, &mut browser, person).await?;
        self.approve(&mut login, person, number).await?;
        let ended = login
            .step("finish", browser.get("/connexion/terminer"))
            .await?;
        let code = code_in(&location(&ended)?)?;
        let token = login
            .step("token", redeem(&self.lines, "/oidc/token", &code))
            .await?;
        login
            .step("userinfo", claims(&self.lines, "/oidc/userinfo", &token))
            .await?;
        Ok(login)
    }

    /// So many browsers at their waiting pages, each of which asks once how things stand.
    pub(crate) async fn wait(&self, browsers: u32) -> Outcome<()> {
        for turn in 0..browsers {
            let mut login = Login::default();
            let mut browser = Browser::new(&self.lines, turn);
            self.ask(&mut login, &mut browser, turn % self.count)
                .await?;
            browser.get("/connexion/etat").await?.succeeded()?;
        }
        Ok(())
    }

    /// From the service's redirect to the number on the waiting page.
    async fn ask(&self, login: &mut Login, browser: &mut Browser<'_>, person: u32) -> Outcome<u8> {
        let query = write_form(&[
            ("client_id", CLIENT),
            ("redirect_uri", CALLBACK),
            ("response_type", "code"),
            ("scope", SCOPE),
            ("acr_values", "eidas2"),
            ("prompt", "login"),
            ("state", "5f3ea91c5f3ea91c"),
            ("nonce", "a91c5f3ea91c5f3e"),
        ]);
        let begun = login
            .step(
                "authorize",
                browser.get(&format!("/oidc/authorize?{query}")),
            )
            .await?;
        location(&begun)?;
        let typed = phone(person);
        let given = login
            .step(
                "give the number",
                browser.post("/connexion/numero", &[("numero", &typed)]),
            )
            .await?;
        location(&given)?;
        let page = login
            .step("waiting page", browser.get("/connexion/attente"))
            .await?;
        let (_, rest) = page
            .text()?
            .split_once("data-number=\"")
            .ok_or("no number shown")?;
        Ok(rest.split('"').next().unwrap_or_default().parse()?)
    }

    /// The person's app: sees what waits, signs yes with the number.
    async fn approve(&self, login: &mut Login, person: u32, number: u8) -> Outcome<()> {
        let token = format!("Bearer {}", session(person));
        let headers = [("authorization", token.as_str())];
        let list = self
            .lines
            .send(Request::get("/api/v1/login-requests"), &headers);
        let list = login.step("list in the app", list).await?.succeeded()?;
        let waiting = serde_json::from_slice::<LoginRequestsView>(&list.body)?.requests;
        let request = waiting.first().ok_or("nothing waits in the app")?;
        let statement = ApprovalStatement {
            request: request.request.parse().map_err(|_| "no request's name")?,
            service: &request.service,
            level: &request.level,
            decision: Decision::Approve,
            number: MatchNumber::new(number),
            nonce: request.nonce.reveal(),
        };
        let signature = self.key.sign(&self.random, &statement.to_bytes())?;
        let answer = LoginAnswerRequest {
            decision: LoginDecision::Approve,
            number: Some(number),
            signature: Some(STANDARD.encode(signature.as_ref()).into()),
        };
        let path = format!("/api/v1/login-requests/{}/answer", request.request);
        let answer = Request::post_json(&path, serde_json::to_vec(&answer)?);
        let sent = login.step("approve", self.lines.send(answer, &headers));
        sent.await?.succeeded().map(drop)
    }
}
