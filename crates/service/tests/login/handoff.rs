//! From a computer to a phone and back.

use crate::scene::{Person, Scene, browser, other_than, refusal};
use sceau_domain::id::CaseId;
use sceau_domain::journey::{State, StateName};
use sceau_domain::login::Decision;
use sceau_domain::private::Secret;
use sceau_service::failure::Refusal;
use sceau_service::login::{
    HandoffCookie, InteractionCookie, LoginState, answer_request, attach_handoff, claim_handoff,
    confirm_handoff, list_requests, offer_handoff, open_request, resume_interaction, show_handoff,
    show_login, watch_handoff,
};
use sceau_service::records::{Case, HandoffState};
use sceau_testkit::samples;

impl Scene {
    async fn offer(&self) -> HandoffCookie {
        offer_handoff(&self.world, None, browser()).await.unwrap()
    }

    async fn link(&self, cookie: &HandoffCookie) -> String {
        let page = show_handoff(&self.world, cookie).await.unwrap();
        page.link.unwrap().reveal().clone()
    }

    async fn state_of(&self, cookie: &HandoffCookie) -> HandoffState {
        watch_handoff(&self.world, cookie).await.unwrap().state
    }
}

/// A computer whose phone took over and signed in to the account of somebody whose identity is active.
async fn taken_over(scene: &Scene, person: &Person) -> (HandoffCookie, InteractionCookie) {
    let passage = scene.begin().await;
    let computer = offer_handoff(&scene.world, Some(&passage), browser())
        .await
        .unwrap();
    let page = show_handoff(&scene.world, &computer).await.unwrap();
    let claimed = claim_handoff(&scene.world, page.link.unwrap().reveal())
        .await
        .unwrap();
    confirm_handoff(&scene.world, claimed.id, &claimed.secret, Some(page.number))
        .await
        .unwrap();
    let account = person.by.account.id;
    attach_handoff(&scene.world, account, claimed.id, &claimed.secret)
        .await
        .unwrap();
    (computer, passage)
}

#[tokio::test]
async fn a_computer_left_open_tires_nobody_into_approving() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let (computer, passage) = taken_over(&scene, &maelys).await;
    let limit = scene.world.configuration.login.requests_per_hour;
    let mut found = 0;
    for _ in 0..limit + 3 {
        resume_interaction(&scene.world, &computer, &passage)
            .await
            .unwrap();
        assert_eq!(scene.state(&passage).await, LoginState::Waiting);
        found += list_requests(&scene.world, &maelys.by).await.unwrap().len();
        scene.seconds(10);
    }
    assert_eq!(found, usize::from(limit));
}

#[tokio::test]
async fn after_not_me_the_computer_reaches_the_app_by_its_code_only() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let (computer, passage) = taken_over(&scene, &maelys).await;
    let resume = || resume_interaction(&scene.world, &computer, &passage);
    resume().await.unwrap();
    let request = scene.waiting_for(&maelys).await;
    let not_me = maelys.signs(&request, Decision::NotMe, None);
    answer_request(&scene.world, &maelys.by, &not_me)
        .await
        .unwrap();
    resume().await.unwrap();
    let waiting = list_requests(&scene.world, &maelys.by).await.unwrap();
    assert!(waiting.is_empty());
    let link = show_login(&scene.world, &passage).await.unwrap().link;
    open_request(&scene.world, &maelys.by, link.unwrap().reveal())
        .await
        .unwrap();
    scene.waiting_for(&maelys).await;
}

#[tokio::test]
async fn a_handoff_that_is_over_brings_nobody_back() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let (computer, passage) = taken_over(&scene, &maelys).await;
    scene.minutes(59);
    resume_interaction(&scene.world, &computer, &passage)
        .await
        .unwrap();
    scene.minutes(2);
    let late = resume_interaction(&scene.world, &computer, &passage).await;
    assert_eq!(refusal(late), Refusal::HandoffExpired);
}

#[tokio::test]
async fn a_phone_takes_over_and_the_computer_returns_to_the_service() {
    let scene = Scene::open().await;
    let passage = scene.begin().await;
    let computer = offer_handoff(&scene.world, Some(&passage), browser())
        .await
        .unwrap();
    let page = show_handoff(&scene.world, &computer).await.unwrap();
    assert_eq!(page.service.as_deref(), Some("Aiguilleur d'essai"));
    let claimed = claim_handoff(&scene.world, page.link.unwrap().reveal())
        .await
        .unwrap();
    assert_eq!(claimed.browser, browser());
    assert!(claimed.numbers.contains(&page.number));
    assert_eq!(scene.state_of(&computer).await, HandoffState::Claimed);
    confirm_handoff(&scene.world, claimed.id, &claimed.secret, Some(page.number))
        .await
        .unwrap();

    let maelys = scene.maelys().await;
    let account = maelys.by.account.id;
    let mut case = Case::new(CaseId::from_bytes([1; 16]), account, scene.test.now());
    case.state = samples::state(StateName::Overview);
    let mut tx = scene.world.store.begin().await.unwrap();
    tx.put_case(&case).await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..2 {
        attach_handoff(&scene.world, account, claimed.id, &claimed.secret)
            .await
            .unwrap();
    }
    let progress = watch_handoff(&scene.world, &computer).await.unwrap();
    assert_eq!(progress.journey.unwrap().at, StateName::Overview);
    assert!(!progress.is_active);

    // Longer than a page lives: the passage was kept with the handoff.
    scene.minutes(8);
    resume_interaction(&scene.world, &computer, &passage)
        .await
        .unwrap();
    assert_eq!(scene.state(&passage).await, LoginState::Waiting);
    scene.approve(&maelys, &passage).await;
    assert_eq!(scene.state(&passage).await, LoginState::Approved);
}

#[tokio::test]
async fn the_computer_sees_when_the_identity_is_active() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let computer = scene.offer().await;
    let page = show_handoff(&scene.world, &computer).await.unwrap();
    let typed = page.typed.unwrap().reveal().clone();
    assert_eq!((typed.len(), typed.chars().nth(4)), (9, Some('-')));
    let spoken = typed.to_lowercase().replace('-', " ");
    let claimed = claim_handoff(&scene.world, &spoken).await.unwrap();
    confirm_handoff(&scene.world, claimed.id, &claimed.secret, Some(page.number))
        .await
        .unwrap();
    let account = maelys.by.account.id;
    attach_handoff(&scene.world, account, claimed.id, &claimed.secret)
        .await
        .unwrap();
    let mut case = Case::new(CaseId::from_bytes([1; 16]), account, scene.test.now());
    case.state = State::Active(sceau_domain::id::IdentityId::from_bytes([1; 16]));
    let mut tx = scene.world.store.begin().await.unwrap();
    tx.put_case(&case).await.unwrap();
    tx.commit().await.unwrap();
    assert!(
        watch_handoff(&scene.world, &computer)
            .await
            .unwrap()
            .is_active
    );
    let another = scene.begin().await;
    let foreign = resume_interaction(&scene.world, &computer, &another).await;
    assert_eq!(
        refusal(foreign),
        Refusal::NotFound,
        "not the passage it came from"
    );
}

#[tokio::test]
async fn a_code_works_once_and_within_its_minute() {
    let scene = Scene::open().await;
    let computer = scene.offer().await;
    let old = scene.link(&computer).await;
    scene.seconds(61);
    assert_eq!(
        refusal(claim_handoff(&scene.world, &old).await),
        Refusal::HandoffExpired
    );
    let new = scene.link(&computer).await;
    assert_ne!(old, new);
    assert_eq!(
        refusal(claim_handoff(&scene.world, &old).await),
        Refusal::HandoffForeign
    );
    assert!(claim_handoff(&scene.world, &new).await.is_ok());
    assert_eq!(
        refusal(claim_handoff(&scene.world, &new).await),
        Refusal::HandoffExpired
    );
    for foreign in ["https://ailleurs.test/carte", "ABCD-2345", "", "é"] {
        let refused = refusal(claim_handoff(&scene.world, foreign).await);
        assert_eq!(refused, Refusal::HandoffForeign, "{foreign:?}");
    }
}

#[tokio::test]
async fn a_typed_code_outlives_the_picture_beside_it() {
    let scene = Scene::open().await;
    let computer = scene.offer().await;
    let typed = show_handoff(&scene.world, &computer)
        .await
        .unwrap()
        .typed
        .unwrap();
    scene.seconds(50);
    show_handoff(&scene.world, &computer).await.unwrap();
    scene.seconds(50);
    assert!(claim_handoff(&scene.world, typed.reveal()).await.is_ok());
}

#[tokio::test]
async fn a_wrong_number_ends_both_sides_and_not_me_is_no_error() {
    let scene = Scene::open().await;
    for wrong in [true, false] {
        let computer = scene.offer().await;
        let number = show_handoff(&scene.world, &computer).await.unwrap().number;
        let claimed = claim_handoff(&scene.world, &scene.link(&computer).await)
            .await
            .unwrap();
        let chosen = wrong.then(|| other_than(number));
        let answered = confirm_handoff(&scene.world, claimed.id, &claimed.secret, chosen).await;
        if wrong {
            assert_eq!(refusal(answered), Refusal::HandoffMismatch);
        } else {
            answered.unwrap();
        }
        assert_eq!(scene.state_of(&computer).await, HandoffState::Ended);
        let again = confirm_handoff(&scene.world, claimed.id, &claimed.secret, Some(number)).await;
        assert_eq!(refusal(again), Refusal::HandoffExpired);
        let page = show_handoff(&scene.world, &computer).await.unwrap();
        assert!(page.link.is_none() && page.typed.is_none());
    }
}

#[tokio::test]
async fn only_the_phone_that_claimed_goes_on_and_only_after_the_number() {
    let scene = Scene::open().await;
    let account = scene.maelys().await.by.account.id;
    let computer = scene.offer().await;
    let number = show_handoff(&scene.world, &computer).await.unwrap().number;
    let claimed = claim_handoff(&scene.world, &scene.link(&computer).await)
        .await
        .unwrap();
    let guess = Secret::new("devine".to_owned());
    let stolen = confirm_handoff(&scene.world, claimed.id, &guess, Some(number)).await;
    assert_eq!(refusal(stolen), Refusal::HandoffForeign);
    let early = attach_handoff(&scene.world, account, claimed.id, &claimed.secret).await;
    assert_eq!(refusal(early), Refusal::HandoffExpired);
    confirm_handoff(&scene.world, claimed.id, &claimed.secret, Some(number))
        .await
        .unwrap();
    scene.minutes(61);
    let late = attach_handoff(&scene.world, account, claimed.id, &claimed.secret).await;
    assert_eq!(refusal(late), Refusal::HandoffExpired);
    assert!(
        watch_handoff(&scene.world, &computer)
            .await
            .unwrap()
            .is_over
    );
}
