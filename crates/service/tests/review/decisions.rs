//! When a decision takes effect, and who may take it.

use crate::scene::{Scene, approval, because, refusal};
use sceau_domain::id::CaseId;
use sceau_domain::journey::{Event, Part, State, StateName};
use sceau_domain::private::Personal;
use sceau_domain::reason::Reason;
use sceau_service::failure::Refusal;
use sceau_service::records::{CheckAnswer, Verdict};
use sceau_service::review::{Decided, GivenDecision, Release, decide, release_case};

const TAKES_EFFECT: Decided = Decided {
    awaits_second: false,
};
const WAITS: Decided = Decided {
    awaits_second: true,
};

fn refuse() -> GivenDecision {
    because(Verdict::Refuse, Reason::DocForged, None)
}

fn ask_again() -> GivenDecision {
    because(Verdict::AskAgain, Reason::DocGlare, Some(Part::Front))
}

#[tokio::test]
async fn an_approval_takes_effect_with_letter_and_mails() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let by = scene.operator("Dominique").await;
    assert_eq!(
        scene.takes_and_decides(&by, &approval()).await,
        TAKES_EFFECT
    );
    assert_eq!(scene.state(case).await, StateName::Activation);
    let subjects = scene.subjects().await;
    assert!(
        subjects
            .iter()
            .any(|subject| subject.contains("une dernière étape")),
        "{subjects:?}"
    );
    let mut tx = scene.world.store.read().await.unwrap();
    assert!(tx.queue_entry(case).await.unwrap().is_none());
    drop(tx);
    let kinds = scene.kinds(case).await;
    for kind in [
        "case.assigned",
        "decision.taken",
        "letter.received",
        "journey.moved",
    ] {
        assert!(
            kinds.iter().any(|found| found == kind),
            "{kind} in {kinds:?}"
        );
    }
    let twice = decide(&scene.world, &by, case, &approval()).await;
    assert_eq!(refusal(twice), Refusal::CaseDecided);
}

#[tokio::test]
async fn only_the_failing_side_is_asked_again_in_the_operator_s_words() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let by = scene.operator("Dominique").await;
    let words = Personal::new("Posez la carte à plat.".to_owned());
    let given = GivenDecision {
        message: Some(words),
        ..ask_again()
    };
    assert_eq!(scene.takes_and_decides(&by, &given).await, TAKES_EFFECT);
    let mut tx = scene.world.store.read().await.unwrap();
    let State::Redo(_, gathered, requests) = tx.case(case).await.unwrap().unwrap().state else {
        panic!("nothing is asked again")
    };
    drop(tx);
    assert_eq!((requests.len(), requests[0].part), (1, Some(Part::Front)));
    assert!(gathered.get(Part::Front).is_none() && gathered.get(Part::Back).is_some());
    scene.test.run_jobs().await;
    let mails = scene.test.mails.all();
    assert!(
        mails
            .iter()
            .any(|mail| mail.text.reveal().contains("Posez la carte à plat."))
    );
}

#[tokio::test]
async fn an_incomplete_decision_changes_nothing() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let by = scene.operator("Dominique").await;
    scene.next(&by).await.unwrap();
    let mut no = approval();
    no.checklist[10] = CheckAnswer::No;
    let short = GivenDecision {
        checklist: vec![CheckAnswer::Yes; 10],
        ..approval()
    };
    let final_as_retry = because(Verdict::AskAgain, Reason::FaceMismatch, None);
    for given in [no, short, final_as_retry] {
        let refused = decide(&scene.world, &by, case, &given).await;
        assert_eq!(refusal(refused), Refusal::DecisionIncomplete);
    }
    assert_eq!(scene.state(case).await, StateName::Processing);
    assert_eq!(
        decide(&scene.world, &by, case, &approval()).await.unwrap(),
        TAKES_EFFECT
    );
}

#[tokio::test]
async fn a_refusal_needs_a_second_operator_who_sees_nothing_of_the_first() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let (one, two) = (
        scene.operator("Dominique").await,
        scene.operator("Camille").await,
    );
    assert_eq!(scene.takes_and_decides(&one, &refuse()).await, WAITS);
    assert_eq!(scene.state(case).await, StateName::Processing);
    assert!(
        scene.subjects().await.is_empty(),
        "the person is told nothing yet"
    );
    assert!(
        scene.next(&one).await.is_none(),
        "one's own opinion is not confirmed by oneself"
    );
    let dossier = scene.next(&two).await.unwrap();
    assert!(dossier.earlier.is_empty());
    let told = format!("{:?}", dossier.history);
    assert!(
        !told.contains("decision") && !told.contains("Dominique"),
        "{told}"
    );
    let agreed = decide(&scene.world, &two, case, &refuse()).await.unwrap();
    assert_eq!(agreed, TAKES_EFFECT);
    assert_eq!(scene.state(case).await, StateName::Refused);
}

#[tokio::test]
async fn a_doubt_needs_a_second_operator_whatever_the_verdict() {
    let scene = Scene::open().await;
    scene.queued(1).await;
    scene.queued(2).await;
    let by = scene.operator("Dominique").await;
    for mut given in [approval(), ask_again()] {
        given.checklist[6] = CheckAnswer::Unsure;
        assert_eq!(scene.takes_and_decides(&by, &given).await, WAITS);
    }
}

#[tokio::test]
async fn whoever_differs_sends_the_case_to_a_third_who_settles_it() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let mut operators = Vec::new();
    for name in ["Dominique", "Camille", "Sacha", "Noa"] {
        operators.push(scene.operator(name).await);
    }
    assert_eq!(
        scene.takes_and_decides(&operators[0], &refuse()).await,
        WAITS
    );
    assert_eq!(
        scene.takes_and_decides(&operators[1], &approval()).await,
        WAITS
    );
    assert_eq!(
        scene.takes_and_decides(&operators[2], &ask_again()).await,
        WAITS
    );
    assert_eq!(
        scene.takes_and_decides(&operators[3], &approval()).await,
        TAKES_EFFECT
    );
    assert_eq!(scene.state(case).await, StateName::Activation);
}

#[tokio::test]
async fn about_five_approvals_of_a_hundred_are_looked_at_twice() {
    let scene = Scene::with(|configuration| {
        configuration.review.second_look_percent = 5;
        configuration.review.assignment_pool = 1;
    })
    .await;
    let by = scene.operator("Dominique").await;
    let mut waiting = 0;
    for name in 1..=100 {
        scene.queued(name).await;
        waiting += u32::from(
            scene
                .takes_and_decides(&by, &approval())
                .await
                .awaits_second,
        );
    }
    assert!((1..=12).contains(&waiting), "{waiting}");
    let every = Scene::with(|configuration| configuration.review.second_look_percent = 100).await;
    every.queued(1).await;
    let by = every.operator("Dominique").await;
    assert_eq!(every.takes_and_decides(&by, &approval()).await, WAITS);
}

#[tokio::test]
async fn an_operator_who_decided_never_has_the_appeal() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let mut operators = Vec::new();
    for name in ["Dominique", "Camille", "Sacha", "Noa", "Alix"] {
        operators.push(scene.operator(name).await);
    }
    scene.next(&operators[2]).await.unwrap();
    release_case(&scene.world, &operators[2], case, Release::KnowsPerson)
        .await
        .unwrap();
    scene.takes_and_decides(&operators[0], &refuse()).await;
    scene.takes_and_decides(&operators[1], &refuse()).await;
    scene.person_does(case, Event::Appealed).await;
    for excluded in &operators[..3] {
        assert!(
            scene.next(excluded).await.is_none(),
            "{}",
            excluded.operator.name
        );
    }
    let dossier = scene.next(&operators[3]).await.unwrap();
    assert!(dossier.appeal);
    assert_eq!(dossier.earlier.len(), 1, "what took effect before is known");
    let first = decide(&scene.world, &operators[3], case, &refuse())
        .await
        .unwrap();
    assert_eq!(
        first, WAITS,
        "opinions of the first examination count no more"
    );
    assert_eq!(
        scene.takes_and_decides(&operators[4], &refuse()).await,
        TAKES_EFFECT
    );
    assert_eq!(scene.state(case).await, StateName::Refused);
}

#[tokio::test]
async fn a_case_of_nobody_is_not_found() {
    let scene = Scene::open().await;
    let by = scene.operator("Dominique").await;
    let refused = decide(&scene.world, &by, CaseId::from_bytes([9; 16]), &approval()).await;
    assert_eq!(refusal(refused), Refusal::NotFound);
}
