//! A world for one story.

use crate::fakes::{ByFirstBytes, MemoryVault};
use jiff::SignedDuration;
use sceau_service::configuration::{Configuration, ConsentText};
use sceau_service::crypto::sha256;
use sceau_service::jobs::Done;
use sceau_service::ports::{Mail, NotifyFailure, Transaction, World};
use sceau_service::records::{Case, ConsentPurpose};
use sceau_testkit::world::TestWorld;
use std::sync::Arc;

pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) vault: Arc<MemoryVault>,
    test: TestWorld,
}

impl Scene {
    /// A fresh installation on 1 March 2026, eleven o'clock in Paris. Store, clock and letterboxes are
    /// those of the test world; bytes stay in memory, so that a story can look at them.
    pub(crate) async fn open() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with other rules.
    pub(crate) async fn with(change: impl FnOnce(&mut Configuration)) -> Self {
        let mut test = Self::begin(change).await;
        let vault = Arc::new(MemoryVault::default());
        test.world.vault = vault.clone();
        test.world.media = Arc::new(ByFirstBytes);
        Self {
            world: test.world.clone(),
            vault,
            test,
        }
    }

    /// The same, with the encrypted vault on the disk: it survives [`Scene::restarted`].
    pub(crate) async fn on_disk() -> Self {
        let mut test = Self::begin(|_| {}).await;
        test.world.media = Arc::new(ByFirstBytes);
        Self {
            world: test.world.clone(),
            vault: Arc::default(),
            test,
        }
    }

    async fn begin(change: impl FnOnce(&mut Configuration)) -> TestWorld {
        let test = TestWorld::with(|configuration| {
            configure(configuration);
            change(configuration);
        })
        .await;
        test.clock.set("2026-03-01T10:00:00Z".parse().unwrap());
        test
    }

    /// After the server was killed: only what is on the disk is left.
    pub(crate) async fn restarted(self) -> Self {
        let test = self.test.restarted().await;
        Self {
            world: test.world.clone(),
            vault: self.vault,
            test,
        }
    }

    pub(crate) fn advance(&self, by: SignedDuration) {
        self.test.advance(by);
    }

    pub(crate) fn minutes(&self, minutes: i64) {
        self.advance(SignedDuration::from_mins(minutes));
    }

    pub(crate) fn days(&self, days: i64) {
        self.advance(SignedDuration::from_hours(24 * days));
    }

    pub(crate) fn now(&self) -> jiff::Timestamp {
        self.test.now()
    }

    /// One round of the jobs.
    pub(crate) async fn round(&self) -> Done {
        self.test.run_jobs().await
    }

    pub(crate) fn fail_mails(&self, failure: Option<NotifyFailure>) {
        self.test.mails.fail_with(failure);
    }

    pub(crate) fn subjects(&self) -> Vec<String> {
        self.test
            .mails
            .all()
            .into_iter()
            .map(|mail| mail.subject)
            .collect()
    }

    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.test.mails.all()
    }

    pub(crate) fn newest_mail(&self) -> Mail {
        self.test.last_mail().unwrap()
    }

    pub(crate) fn texts(&self) -> Vec<String> {
        self.test
            .texts
            .all()
            .iter()
            .map(|sms| sms.text.reveal().clone())
            .collect()
    }

    /// Sends what waits and gives the six digits of the newest mail.
    pub(crate) async fn mailed_code(&self) -> String {
        self.round().await;
        line_of(self.newest_mail().text.reveal(), |line| {
            line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    /// Sends what waits and gives the code of the newest SMS, from its last line.
    pub(crate) async fn texted_code(&self) -> String {
        self.round().await;
        let text = self.texts().pop().unwrap();
        let last = text.lines().last().unwrap();
        last.strip_prefix("@sceau.example #").unwrap().to_owned()
    }

    /// Sends what waits and gives the link's token and the printed code of the newest notice.
    pub(crate) async fn notice(&self) -> (String, String) {
        self.round().await;
        let mail = self.newest_mail();
        let text = mail.text.reveal();
        let link = line_of(text, |line| {
            line.starts_with("https://sceau.example/lettre/")
        });
        let code = line_of(text, |line| {
            line.len() == 6
                && line
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        });
        (link.rsplit('/').next().unwrap().to_owned(), code)
    }

    pub(crate) async fn read(&self) -> Box<dyn Transaction> {
        self.world.store.read().await.unwrap()
    }

    pub(crate) async fn write(&self) -> Box<dyn Transaction> {
        self.world.store.begin().await.unwrap()
    }

    pub(crate) async fn audit_of(&self, case: &Case) -> Vec<String> {
        let rows = self.read().await.audit_of_case(case.id).await.unwrap();
        rows.into_iter().map(|row| row.kind).collect()
    }
}

fn line_of(text: &str, is_it: impl Fn(&str) -> bool) -> String {
    text.lines()
        .find(|line| is_it(line))
        .unwrap_or_else(|| panic!("not in: {text}"))
        .to_owned()
}

fn configure(configuration: &mut Configuration) {
    configuration.name = "Sceau".to_owned();
    configuration.base_url = "https://sceau.example/".parse().unwrap();
    configuration.session_life = SignedDuration::from_hours(24 * 90);
    configuration.texts = vec![
        text(ConsentPurpose::Identity, "identité"),
        text(ConsentPurpose::LetterService, "lettre"),
        text(ConsentPurpose::LetterReceipt, "réception"),
        text(ConsentPurpose::FaceVideo, "vidéo"),
    ];
}

fn text(purpose: ConsentPurpose, body: &str) -> ConsentText {
    ConsentText {
        purpose,
        version: "2026-01".to_owned(),
        hash: sha256(body.as_bytes()),
        summary: [body.to_owned(), body.to_owned()],
        body: [body.to_owned(), body.to_owned()],
    }
}
