//! The person's own page: devices, blocking, the history and its reports.

use crate::scene::{MAELYS, Person, Scene, browser, query, refusal};
use crate::tokens::refused;
use sceau_domain::deed::Deed;
use sceau_domain::id::DeviceId;
use sceau_domain::login::Decision;
use sceau_oidc::token_error::TokenError;
use sceau_service::account::{Authenticated, authenticate, view_identity};
use sceau_service::crypto::sha256;
use sceau_service::failure::Refusal;
use sceau_service::login::{
    LoginState, answer_request, list_requests, open_request, recent_logins, show_login,
};
use sceau_service::person::{
    GivenProof, ask_unblock_code, block_by_link, block_identity, block_link, draw_deed_nonce,
    erase_account, export, look_at_block, remove_device, report_login, unblock_identity,
};
use sceau_service::records::{Device, KeyProtection, Session};

impl Scene {
    /// The person unblocks, as their app does.
    async fn unblock(&self, person: &Person) {
        ask_unblock_code(&self.world, &person.by).await.unwrap();
        let code = self.mailed_code().await;
        let proof = person.confirms(&self.world, Deed::Unblock).await;
        unblock_identity(&self.world, &person.by, &code, &proof)
            .await
            .unwrap();
    }

    /// Another device of somebody, signed in under a token.
    pub(crate) async fn other_device(&self, person: &Person, token: &str) -> Device {
        let mine = person.by.device.clone().unwrap();
        let other = Device {
            id: DeviceId::from_bytes([77; 16]),
            name: "Tablette".to_owned(),
            ..mine
        };
        let session = Session {
            token_hash: sha256(token.as_bytes()),
            device: Some(other.id),
            ..person.by.session.clone()
        };
        let mut tx = self.world.store.begin().await.unwrap();
        tx.put_device(&other).await.unwrap();
        tx.put_session(&session).await.unwrap();
        tx.commit().await.unwrap();
        other
    }

    /// Sends what waits and gives the six digits of the newest mail.
    async fn mailed_code(&self) -> String {
        self.test.run_jobs().await;
        let mail = self.test.last_mail().unwrap();
        let text = mail.text.reveal();
        let is_code = |line: &&str| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit());
        text.lines().find(is_code).unwrap().to_owned()
    }

    pub(crate) async fn subject_of_last_mail(&self) -> String {
        self.test.run_jobs().await;
        self.test.last_mail().unwrap().subject
    }
}

#[tokio::test]
async fn a_removed_device_is_out_at_once_and_the_person_is_told() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let tablet = scene.other_device(&maelys, "jeton-de-la-tablette").await;
    assert!(
        authenticate(&scene.world, "jeton-de-la-tablette")
            .await
            .is_ok()
    );
    let deed = Deed::RemoveDevice(tablet.id);
    let proof = maelys.confirms(&scene.world, deed).await;
    remove_device(&scene.world, &maelys.by, tablet.id, &proof)
        .await
        .unwrap();
    let late = authenticate(&scene.world, "jeton-de-la-tablette").await;
    assert_eq!(refusal(late), Refusal::SessionMissing);
    let shown = view_identity(&scene.world, &maelys.by).await.unwrap();
    assert_eq!(shown.devices.len(), 1);
    assert!(scene.kinds().await.contains(&"device.removed".to_owned()));
    assert!(scene.subject_of_last_mail().await.contains("a été retiré"));
    let proof = maelys.confirms(&scene.world, deed).await;
    let twice = remove_device(&scene.world, &maelys.by, tablet.id, &proof).await;
    assert_eq!(refusal(twice), Refusal::NotFound);
}

#[tokio::test]
async fn the_device_that_holds_the_identity_cannot_remove_itself_nor_anyone_elses() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let other = scene
        .person(2, "06 39 98 02 02", KeyProtection::Hardware)
        .await;
    let devices = [&maelys, &other].map(|person| person.by.device.as_ref().unwrap().id);
    for device in devices {
        let deed = Deed::RemoveDevice(device);
        let proof = maelys.confirms(&scene.world, deed).await;
        let refused = remove_device(&scene.world, &maelys.by, device, &proof).await;
        assert_eq!(refusal(refused), Refusal::NotFound);
    }
}

#[tokio::test]
async fn a_signed_deed_is_good_once_in_time_on_its_device_and_for_what_it_says() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let other = scene
        .person(2, "06 39 98 02 02", KeyProtection::Hardware)
        .await;
    let proof = maelys.confirms(&scene.world, Deed::Export).await;
    let for_another_deed = erase_account(&scene.world, &maelys.by, &proof).await;
    assert_eq!(refusal(for_another_deed), Refusal::SignatureInvalid);
    let of_another = export(&scene.world, &other.by, &proof).await;
    assert_eq!(refusal(of_another), Refusal::SignatureInvalid);
    export(&scene.world, &maelys.by, &proof).await.unwrap();
    let twice = export(&scene.world, &maelys.by, &proof).await;
    assert_eq!(refusal(twice), Refusal::SignatureInvalid);

    let late = maelys.confirms(&scene.world, Deed::Export).await;
    scene.seconds(301);
    let late = export(&scene.world, &maelys.by, &late).await;
    assert_eq!(refusal(late), Refusal::SignatureInvalid);
    let drawn = draw_deed_nonce(&scene.world, &maelys.by).await.unwrap();
    let unsigned = GivenProof {
        nonce: drawn.nonce,
        signature: vec![0; 64],
    };
    let unsigned = export(&scene.world, &maelys.by, &unsigned).await;
    assert_eq!(refusal(unsigned), Refusal::SignatureInvalid);
}

#[tokio::test]
async fn a_blocked_identity_approves_nothing_and_nobody_can_tell_from_outside() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    let request = scene.waiting_for(&maelys).await;
    let number = scene.number(&page).await;
    block_identity(&scene.world, &maelys.by).await.unwrap();
    assert_eq!(scene.state(&page).await, LoginState::Expired);
    assert!(
        list_requests(&scene.world, &maelys.by)
            .await
            .unwrap()
            .is_empty()
    );
    let yes = maelys.signs(&request, Decision::Approve, Some(number));
    let refused = answer_request(&scene.world, &maelys.by, &yes).await;
    assert_eq!(refusal(refused), Refusal::IdentityBlocked);

    let again = scene.begin_with(MAELYS).await;
    assert_eq!(
        scene.state(&again).await,
        LoginState::Waiting,
        "as for anyone"
    );
    assert!(
        list_requests(&scene.world, &maelys.by)
            .await
            .unwrap()
            .is_empty()
    );
    let link = show_login(&scene.world, &again)
        .await
        .unwrap()
        .link
        .unwrap();
    let scanned = open_request(&scene.world, &maelys.by, link.reveal()).await;
    assert_eq!(refusal(scanned), Refusal::IdentityBlocked);
    assert!(scene.subject_of_last_mail().await.contains("est bloquée"));
}

#[tokio::test]
async fn whoever_lost_the_device_blocks_from_any_session_and_unblocks_from_none() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let elsewhere = Authenticated {
        device: None,
        ..maelys.by.clone()
    };
    block_identity(&scene.world, &elsewhere).await.unwrap();
    let shown = view_identity(&scene.world, &maelys.by).await.unwrap();
    assert!(shown.identity.blocked_at.is_some());
    let refused = ask_unblock_code(&scene.world, &elsewhere).await;
    assert_eq!(refusal(refused), Refusal::DeviceNotTrusted);
}

#[tokio::test]
async fn a_block_between_the_approval_and_the_way_back_gives_nothing() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    block_identity(&scene.world, &maelys.by).await.unwrap();
    let location = scene.finish(&page).await;
    assert_eq!(query(&location, "error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn a_mails_link_blocks_when_its_button_is_pressed_and_not_when_it_is_looked_at() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    scene.test.run_jobs().await;
    let mail = scene.test.last_mail().unwrap();
    let address = mail
        .text
        .reveal()
        .lines()
        .find(|line| line.contains("/bloquer/"))
        .unwrap()
        .to_owned();
    let token = address.rsplit('/').next().unwrap();
    for _ in 0..3 {
        let seen = look_at_block(&scene.world, token).await.unwrap();
        assert!(!seen.is_blocked && seen.service.contains("Aiguilleur"));
    }
    let last = if token.ends_with('0') { "1" } else { "0" };
    let changed = format!("{}{last}", &token[..token.len() - 1]);
    let refused = block_by_link(&scene.world, &changed).await;
    assert_eq!(refusal(refused), Refusal::NotFound);
    block_by_link(&scene.world, token).await.unwrap();
    block_by_link(&scene.world, token).await.unwrap();
    assert!(look_at_block(&scene.world, token).await.unwrap().is_blocked);
    let blocks = scene.kinds().await;
    let blocks = blocks.iter().filter(|kind| *kind == "identity.blocked");
    assert_eq!(blocks.count(), 1);
}

#[tokio::test]
async fn unblocking_needs_a_fresh_mail_the_device_and_the_secret_code() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let early = ask_unblock_code(&scene.world, &maelys.by).await;
    assert_eq!(refusal(early), Refusal::NotFound, "nothing is blocked");
    block_identity(&scene.world, &maelys.by).await.unwrap();
    let proof = maelys.confirms(&scene.world, Deed::Unblock).await;
    let without = unblock_identity(&scene.world, &maelys.by, "123456", &proof).await;
    assert_eq!(refusal(without), Refusal::CodeUnknown);
    let sent = ask_unblock_code(&scene.world, &maelys.by).await.unwrap();
    assert_eq!(sent.to_masked, "p•••@exemple.test");
    let code = scene.mailed_code().await;
    let wrong = if code == "111111" { "222222" } else { "111111" };
    let refused = unblock_identity(&scene.world, &maelys.by, wrong, &proof).await;
    assert_eq!(refusal(refused), Refusal::CodeWrong { tries_left: 4 });
    let other_deed = maelys.confirms(&scene.world, Deed::Export).await;
    let refused = unblock_identity(&scene.world, &maelys.by, &code, &other_deed).await;
    assert_eq!(refusal(refused), Refusal::SignatureInvalid);
    unblock_identity(&scene.world, &maelys.by, &code, &proof)
        .await
        .unwrap();
    assert!(scene.subject_of_last_mail().await.contains("débloquée"));
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    assert_eq!(scene.state(&page).await, LoginState::Approved);
}

#[tokio::test]
async fn the_history_says_what_came_of_each_login_and_who_answered() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    scene.finish(&page).await;
    let history = recent_logins(&scene.world, &maelys.by, 10).await.unwrap();
    assert_eq!(history[0].kind, "login.approved");
    let (at, device) = history[0].answered.clone().unwrap();
    assert_eq!(
        (at, device.as_deref()),
        (scene.test.now(), Some("Téléphone"))
    );
    assert_eq!(history[0].browser, browser());
    assert!(history[0].claims.contains(&"family_name".to_owned()));
    scene.minutes(6);
    let history = recent_logins(&scene.world, &maelys.by, 10).await.unwrap();
    assert_eq!(
        history[0].kind, "login.failed",
        "the broker never took the code"
    );
}

#[tokio::test]
async fn a_reported_login_is_marked_once_and_may_block_with_it() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let other = scene
        .person(2, "06 39 98 02 02", KeyProtection::Hardware)
        .await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    let login = recent_logins(&scene.world, &maelys.by, 1).await.unwrap()[0].login;
    let foreign = report_login(&scene.world, &other.by, login, true).await;
    assert_eq!(refusal(foreign), Refusal::NotFound);
    for also_block in [false, true] {
        report_login(&scene.world, &maelys.by, login, also_block)
            .await
            .unwrap();
        let shown = view_identity(&scene.world, &maelys.by).await.unwrap();
        assert_eq!(shown.identity.blocked_at.is_some(), also_block);
        assert!(shown.logins[0].reported_at.is_some());
    }
    let kinds = scene.kinds().await;
    let reports = kinds.iter().filter(|kind| *kind == "login.reported");
    assert_eq!(reports.count(), 1);
    assert!(block_link(&scene.world, login).starts_with("https://sceau.test/bloquer/"));
}

#[tokio::test]
async fn a_login_reported_between_the_approval_and_the_way_back_gives_nothing() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    let login = recent_logins(&scene.world, &maelys.by, 1).await.unwrap()[0].login;
    report_login(&scene.world, &maelys.by, login, false)
        .await
        .unwrap();
    let location = scene.finish(&page).await;
    assert_eq!(query(&location, "error").as_deref(), Some("access_denied"));
    assert_eq!(query(&location, "code"), None);
}

#[tokio::test]
async fn a_login_reported_while_its_code_is_on_its_way_gives_no_tokens() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let code = scene.code_for(&maelys, MAELYS).await;
    let login = recent_logins(&scene.world, &maelys.by, 1).await.unwrap()[0].login;
    report_login(&scene.world, &maelys.by, login, false)
        .await
        .unwrap();
    let late = scene.exchange(&code).await;
    assert_eq!(refused(late), TokenError::UnknownCode);
}

#[tokio::test]
async fn an_approval_of_before_the_block_is_worth_nothing_after_the_unblock() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    scene.seconds(10);
    block_identity(&scene.world, &maelys.by).await.unwrap();
    scene.unblock(&maelys).await;
    let location = scene.finish(&page).await;
    assert_eq!(query(&location, "error").as_deref(), Some("access_denied"));
    scene.seconds(30);
    scene.code_for(&maelys, MAELYS).await;
}

#[tokio::test]
async fn unblocking_ends_every_other_session_and_every_link_of_before() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    scene.code_for(&maelys, MAELYS).await;
    let login = recent_logins(&scene.world, &maelys.by, 1).await.unwrap()[0].login;
    let link = block_link(&scene.world, login);
    let token = link.rsplit('/').next().unwrap();
    scene.other_device(&maelys, "jeton-d-ailleurs").await;
    let unbound = Session {
        token_hash: sha256(b"jeton-sans-appareil"),
        device: None,
        ..maelys.by.session.clone()
    };
    let mut tx = scene.world.store.begin().await.unwrap();
    tx.put_session(&unbound).await.unwrap();
    tx.commit().await.unwrap();
    scene.seconds(10);
    block_by_link(&scene.world, token).await.unwrap();
    scene.unblock(&maelys).await;

    for token in ["jeton-d-ailleurs", "jeton-sans-appareil"] {
        let late = authenticate(&scene.world, token).await;
        assert_eq!(refusal(late), Refusal::SessionMissing, "{token}");
    }
    let mut tx = scene.world.store.read().await.unwrap();
    let mine = tx.session(&maelys.by.session.token_hash).await.unwrap();
    assert!(mine.is_some(), "the session that unblocked goes on");
    drop(tx);
    let again = block_by_link(&scene.world, token).await;
    assert_eq!(refusal(again), Refusal::NotFound);
    let looked = look_at_block(&scene.world, token).await;
    assert_eq!(refusal(looked), Refusal::NotFound);
}
