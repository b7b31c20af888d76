//! In person, by the code that the app shows; and a birthplace that no list knows.

use crate::scene::{CARD, Scene, approval, refusal};
use sceau_domain::birthplace::{Birthplace, BirthplaceError};
use sceau_domain::journey::{Event, Method, State, StateName};
use sceau_domain::private::{Personal, Secret};
use sceau_service::failure::Refusal;
use sceau_service::review::{decide, desk_decide, desk_view, read_birthplace_code};
use sceau_testkit::samples;

#[tokio::test]
async fn the_desk_finds_a_person_by_their_code_and_accepts_them_once() {
    let scene = Scene::open().await;
    let case = scene.case_at(1, State::Method(samples::locked(CARD))).await;
    scene
        .person_does(case, Event::MethodChosen(Method::InPerson))
        .await;
    let mut tx = scene.world.store.read().await.unwrap();
    let code = tx.case(case).await.unwrap().unwrap().desk_code.unwrap();
    drop(tx);
    let by = scene.operator("Dominique").await;
    let typed = Secret::new(format!(
        "{}-{}",
        &code.reveal()[..6].to_lowercase(),
        &code.reveal()[6..]
    ));
    let seen = desk_view(&scene.world, &by, &typed).await.unwrap();
    assert_eq!((seen.case, seen.is_accepted), (case, false));
    assert_eq!(
        scene.state(case).await,
        StateName::InPerson,
        "looking decides nothing"
    );
    let accepted = desk_decide(&scene.world, &by, &typed).await.unwrap();
    assert!(accepted.is_accepted);
    assert_eq!(scene.state(case).await, StateName::Activation);
    assert_eq!(
        refusal(desk_decide(&scene.world, &by, &typed).await),
        Refusal::NotFound
    );
    let foreign = Secret::new("ABCD-EFGH-JKMN".to_owned());
    assert_eq!(
        refusal(desk_view(&scene.world, &by, &foreign).await),
        Refusal::NotFound
    );
    let kinds = scene.kinds(case).await;
    assert!(kinds.iter().any(|kind| kind == "desk.viewed"), "{kinds:?}");
}

#[tokio::test]
async fn an_identity_that_could_never_log_in_is_not_approved_until_its_code_is_read() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let mut tx = scene.world.store.begin().await.unwrap();
    let mut stored = tx.case(case).await.unwrap().unwrap();
    let State::Processing(submitted, _) = stored.state else {
        panic!("not processing")
    };
    let (prepared, gathered) = submitted.reopen();
    let place = Birthplace::unlisted(&Personal::new("Fleurville".to_owned()), None).unwrap();
    let declaration = samples::declaration(CARD);
    let prepared = prepared.with_data(declaration, place, scene.test.now());
    let submitted = sceau_domain::journey::Submitted::new(prepared, gathered).unwrap();
    stored.state = State::Processing(submitted, false);
    tx.put_case(&stored).await.unwrap();
    tx.commit().await.unwrap();

    let by = scene.operator("Dominique").await;
    let dossier = scene.next(&by).await.unwrap();
    assert!(dossier.not_checked.contains(&"birthplace.unlisted"));
    let refused = decide(&scene.world, &by, case, &approval()).await;
    assert_eq!(refusal(refused), Refusal::DecisionIncomplete);
    let refused = read_birthplace_code(&scene.world, &by, case, "75056").await;
    let divided = Refusal::Birthplace(BirthplaceError::ArrondissementNeeded);
    assert_eq!(refusal(refused), divided);
    read_birthplace_code(&scene.world, &by, case, "69674")
        .await
        .unwrap();
    decide(&scene.world, &by, case, &approval()).await.unwrap();
    assert_eq!(scene.state(case).await, StateName::Activation);
}
