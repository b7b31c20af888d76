//! After a decision: redo of one part, refusal, appeal, activation.

use crate::person::{Person, born_in, card, consent, refusal};
use crate::scene::Scene;
use aws_lc_rs::rand::SystemRandom;
use sceau_domain::challenge::{DigitsWay, ThirdTask};
use sceau_domain::document::{DocumentKind, Field};
use sceau_domain::id::{DecisionId, OperatorId};
use sceau_domain::journey::{Event, Part, Request, StateName};
use sceau_domain::private::Personal;
use sceau_domain::reason::Reason;
use sceau_service::account::{Authenticated, authenticate};
use sceau_service::case::{
    Asked, By, PlainStep, activate, appeal, choose_method, correct_data, start_over, take_event,
};
use sceau_service::crypto::sha256;
use sceau_service::failure::Refusal;
use sceau_service::records::{DecisionRecord, Operator, Verdict};
use sceau_testkit::samples::{self, records};

const OPERATOR: OperatorId = OperatorId::from_bytes([3; 16]);

/// What the console does: the decision first, then the event, in one transaction.
async fn decide(person: &Person<'_>, verdict: Verdict, reasons: Vec<Request>, words: Option<&str>) {
    let scene = person.scene;
    let case = person.look().await.case;
    let event = match verdict {
        Verdict::Approve => Event::Approved,
        Verdict::AskAgain => Event::AskedAgain(reasons.clone()),
        Verdict::Refuse => Event::Refused,
    };
    let mut tx = scene.write().await;
    tx.put_operator(&Operator {
        id: OPERATOR,
        name: "Dominique".to_owned(),
        key_hash: [8; 32],
        revoked_at: None,
    })
    .await
    .unwrap();
    tx.put_decision(&DecisionRecord {
        id: DecisionId::make_random(scene.world.random.as_ref()),
        case: case.id,
        operator: OPERATOR,
        verdict,
        reasons,
        checklist: Vec::new(),
        message: words.map(|words| Personal::new(words.to_owned())),
        note: None,
        at: scene.now(),
        awaits_second: false,
    })
    .await
    .unwrap();
    take_event(
        &scene.world,
        tx.as_mut(),
        case,
        event,
        By::Operator(OPERATOR),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    scene.round().await;
}

#[tokio::test]
async fn only_the_side_with_the_reflection_is_taken_again() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Processing).await;
    let before = scene
        .read()
        .await
        .evidence_of(person.look().await.case.id)
        .await
        .unwrap();
    let request = Request {
        reason: Reason::DocGlare,
        part: Some(Part::Back),
    };
    decide(
        &person,
        Verdict::AskAgain,
        vec![request],
        Some("Inclinez la carte."),
    )
    .await;
    let standing = person.look().await;
    assert_eq!(standing.view.at, StateName::Redo);
    assert_eq!(standing.view.missing, [Part::Back]);
    assert_eq!(standing.message.unwrap().reveal(), "Inclinez la carte.");
    assert_eq!(standing.queued_since, None);
    let mail = scene.newest_mail();
    assert_eq!(
        mail.subject,
        "Votre vérification\u{202f}: une chose à refaire"
    );
    assert!(
        mail.text
            .reveal()
            .contains("- verso\u{202f}: un reflet cache une partie de la pièce")
    );
    assert!(mail.text.reveal().contains("Inclinez la carte."));
    person.walk_to(StateName::Processing).await;
    let after = scene
        .read()
        .await
        .evidence_of(standing.case.id)
        .await
        .unwrap();
    assert_eq!(
        after.len(),
        before.len() + 1,
        "one photograph more, nothing else"
    );
    assert_eq!(person.look().await.case.examinations, 2);
}

#[tokio::test]
async fn corrected_data_are_checked_again_and_the_pictures_stay() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Processing).await;
    let request = Request {
        reason: Reason::DataMismatch,
        part: None,
    };
    decide(&person, Verdict::AskAgain, vec![request], None).await;
    person.plain(PlainStep::Continue).await.unwrap();
    let mut wrong = card();
    wrong.set(Field::ExpiryDate, Some("2031-02-11".to_owned()));
    let refused = correct_data(&scene.world, &person.ask().await, wrong, &born_in("35238")).await;
    assert!(matches!(refusal(refused), Refusal::Document(_)));
    let mut right = card();
    right.set(Field::BirthName, Some("Martin-Le Gall".to_owned()));
    let standing = correct_data(&scene.world, &person.ask().await, right, &born_in("35238"))
        .await
        .unwrap();
    assert_eq!(standing.view.at, StateName::Processing);
}

#[tokio::test]
async fn a_number_that_is_corrected_to_that_of_somebody_elses_document_is_noticed() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Processing).await;
    let mine = person.look().await.case.id;
    let request = Request {
        reason: Reason::DataMismatch,
        part: None,
    };
    decide(&person, Verdict::AskAgain, vec![request], None).await;
    person.plain(PlainStep::Continue).await.unwrap();
    let mark = scene.world.keys.hash_code(b"document-number", "X7RTBPFW7");
    let mut tx = scene.world.store.begin().await.unwrap();
    tx.put_account(&records::account(1)).await.unwrap();
    let theirs = records::case(9, samples::state(StateName::Refused));
    tx.put_case(&theirs).await.unwrap();
    tx.put_document_mark(theirs.id, &mark).await.unwrap();
    tx.commit().await.unwrap();
    let is_elsewhere = async || {
        let mut tx = scene.read().await;
        tx.is_document_elsewhere(mine).await.unwrap()
    };
    assert!(!is_elsewhere().await);
    let mut right = card();
    right.set(Field::Number, Some("X7RTBPFW7".to_owned()));
    correct_data(&scene.world, &person.ask().await, right, &born_in("35238"))
        .await
        .unwrap();
    assert!(is_elsewhere().await);
}

#[tokio::test]
async fn a_refusal_is_neutral_and_its_appeal_never_meets_the_same_operator() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Processing).await;
    let reasons = vec![Request {
        reason: Reason::DocForged,
        part: None,
    }];
    decide(&person, Verdict::Refuse, reasons.clone(), None).await;
    let refused = person.look().await;
    assert_eq!(refused.view.at, StateName::Refused);
    let mail = scene.newest_mail();
    assert_eq!(
        mail.subject,
        "Votre vérification n’a pas abouti\u{202f}: voici la suite"
    );
    let text = mail.text.reveal();
    assert!(text.contains("seront effacées le 31 mars 2026."), "{text}");
    assert!(text.contains("nouvel examen par un autre agent"));
    assert!(!text.contains("faux") && !text.contains("forged"));
    let appealed = appeal(&scene.world, &person.ask().await).await.unwrap();
    assert_eq!(
        appealed.deleted_on, None,
        "nothing is erased while it is examined"
    );
    let entry = scene
        .read()
        .await
        .queue_entry(appealed.case.id)
        .await
        .unwrap()
        .unwrap();
    assert!(entry.appeal);
    assert_eq!(entry.excluded, [OPERATOR]);
    decide(&person, Verdict::Refuse, reasons, None).await;
    let again = appeal(&scene.world, &person.ask().await).await;
    assert!(matches!(refusal(again), Refusal::NotPossibleHere(_)));
    assert!(
        scene
            .newest_mail()
            .text
            .reveal()
            .contains("Ce second examen est terminé.")
    );
    let fresh = start_over(&scene.world, &person.ask().await).await.unwrap();
    assert_eq!((fresh.view.at, fresh.videos_left), (StateName::Terms, 5));
    assert_ne!(fresh.case.id, refused.case.id);
}

#[tokio::test]
async fn only_the_signature_of_this_session_s_device_activates() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Activation).await;
    let asked = person.ask().await;
    let foreign = person
        .key
        .sign(&SystemRandom::new(), b"something else")
        .unwrap();
    let refused = activate(&scene.world, &asked, foreign.as_ref()).await;
    assert_eq!(refusal(refused), Refusal::SignatureInvalid);
    let without_device = Authenticated {
        device: None,
        ..asked.by.clone()
    };
    let unbound = Asked {
        by: without_device,
        ..asked
    };
    let refused = activate(&scene.world, &unbound, foreign.as_ref()).await;
    assert_eq!(refusal(refused), Refusal::DeviceNotTrusted);
    assert_eq!(person.activate().await.unwrap().view.at, StateName::Active);
    assert!(person.look().await.case.activation_nonce.is_none());
    assert!(authenticate(&scene.world, &person.token).await.is_ok());
}

#[tokio::test]
async fn the_audit_names_every_move_and_no_one() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Active).await;
    let case = person.look().await.case;
    let kinds = scene.audit_of(&case).await;
    for kind in [
        "case.opened",
        "letter.deposited",
        "evidence.attached",
        "identity.activated",
    ] {
        assert!(kinds.iter().any(|found| found == kind), "{kind} is missing");
    }
    let chain = scene.read().await.audit_after(0, u32::MAX).await.unwrap();
    let all: String = chain
        .iter()
        .map(|row| format!("{} {} ", row.subject, row.detail))
        .collect();
    for private in ["Martin", "Camille", "exemple.fr", "639981234", "X4RTBPFW4"] {
        assert!(!all.contains(private), "{private} is in the audit");
    }
}

#[tokio::test]
async fn in_person_the_desk_finds_the_case_by_its_code_and_no_letter_is_spoken_of() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Method).await;
    let method = sceau_domain::journey::Method::InPerson;
    let standing = choose_method(&scene.world, &person.ask().await, method)
        .await
        .unwrap();
    let code = standing.case.desk_code.unwrap();
    let hash = sha256(code.reveal().as_bytes());
    let found = scene.read().await.case_by_desk_code(&hash).await.unwrap();
    assert_eq!(found.unwrap().id, standing.case.id);
    person.decided(Event::Approved).await;
    scene.round().await;
    assert_eq!(
        scene.subjects(),
        [
            "Votre code pour Sceau",
            "Votre identité est vérifiée\u{202f}: une dernière étape"
        ]
    );
    let gone = scene.read().await.case_by_desk_code(&hash).await.unwrap();
    assert!(gone.is_none(), "the desk's code ends with the visit");
    assert_eq!(person.activate().await.unwrap().view.at, StateName::Active);
}

#[tokio::test]
async fn another_document_brings_its_own_data_and_pictures_and_keeps_the_video() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Processing).await;
    let request = Request {
        reason: Reason::DocExpired,
        part: None,
    };
    decide(&person, Verdict::AskAgain, vec![request], None).await;
    let chosen = person
        .plain(PlainStep::ChooseKind(DocumentKind::Passport))
        .await
        .unwrap();
    assert_eq!(chosen.view.at, StateName::DataAgain);
    let mut passport = card();
    passport.set(Field::Number, Some("20AB12345".to_owned()));
    let standing = correct_data(
        &scene.world,
        &person.ask().await,
        passport,
        &born_in("35238"),
    )
    .await
    .unwrap();
    assert_eq!(standing.view.missing, [Part::Front]);
    person.walk_to(StateName::Processing).await;
    assert_eq!(person.look().await.videos_left, 4, "one video was enough");
}

#[tokio::test]
async fn whoever_cannot_turn_the_head_is_asked_to_show_the_document() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Tasks).await;
    let (way, movement_is_difficult) = (DigitsWay::Write, true);
    person
        .plain(PlainStep::ChooseTasks {
            way,
            movement_is_difficult,
        })
        .await
        .unwrap();
    person.walk_to(StateName::FaceVideo).await;
    for _ in 0..8 {
        let drawn = person.draw(&consent("vidéo")).await.unwrap();
        assert_eq!(drawn.way, DigitsWay::Write);
        assert_eq!(drawn.challenge.third_task, ThirdTask::ShowDocument);
    }
}
