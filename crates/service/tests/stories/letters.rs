//! The registered letter: links, codes, refusals, the fifteen days.

use crate::person::{Person, consent, refusal};
use crate::scene::Scene;
use jiff::{SignedDuration, Timestamp};
use sceau_domain::journey::{Event, Method, Part, StateName};
use sceau_domain::letter::LetterState;
use sceau_service::case::{PlainStep, Standing, agree_to_letter, choose_method, start_over};
use sceau_service::failure::Refusal;
use sceau_service::letter::{
    LetterStanding, accept_by_code, accept_by_link, is_chain_intact, open_link, refuse,
    refuse_by_link, resend_notice, track,
};
use sceau_service::ports::NotifyFailure;

async fn letter_of(person: &Person<'_>) -> LetterStanding {
    person.look().await.letter.unwrap()
}

fn kinds(letter: &LetterStanding) -> Vec<&'static str> {
    letter
        .events
        .iter()
        .map(|event| event.kind.as_str())
        .collect()
}

#[tokio::test]
async fn both_consents_are_needed_and_each_for_itself() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterConsent).await;
    let mut receipt = consent("réception");
    receipt.given = false;
    let refused = agree_to_letter(
        &scene.world,
        &person.ask().await,
        &consent("lettre"),
        &receipt,
    )
    .await;
    assert_eq!(refusal(refused), Refusal::ConsentMissing);
    let (terms, receipt) = (consent("réception"), consent("lettre"));
    let swapped = agree_to_letter(&scene.world, &person.ask().await, &terms, &receipt).await;
    assert_eq!(refusal(swapped), Refusal::TermsOutdated);
}

#[tokio::test]
async fn a_scanner_that_opens_the_link_consumes_nothing() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    let (token, _) = scene.notice().await;
    for _ in 0..3 {
        let seen = open_link(&scene.world, &token).await.unwrap();
        assert_eq!(seen.letter.state, LetterState::Available);
    }
    assert_eq!(kinds(&letter_of(&person).await).len(), 3);
    accept_by_link(&scene.world, &token).await.unwrap();
    assert_eq!(person.look().await.view.at, StateName::Identification);
}

#[tokio::test]
async fn a_link_used_twice_says_that_the_letter_was_answered() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    let (token, code) = scene.notice().await;
    accept_by_link(&scene.world, &token).await.unwrap();
    let again = accept_by_link(&scene.world, &token).await;
    assert_eq!(refusal(again), Refusal::LetterAnswered);
    assert_eq!(
        refusal(refuse_by_link(&scene.world, &token).await),
        Refusal::LetterAnswered
    );
    assert_eq!(
        refusal(open_link(&scene.world, &token).await),
        Refusal::LetterAnswered
    );
    let elsewhere = accept_by_code(&scene.world, &person.ask().await, &code).await;
    assert!(matches!(refusal(elsewhere), Refusal::NotPossibleHere(_)));
}

#[tokio::test]
async fn a_link_that_nobody_sent_is_unknown() {
    let scene = Scene::open().await;
    Person::at(&scene, StateName::LetterSent).await;
    assert_eq!(
        refusal(open_link(&scene.world, "nothing").await),
        Refusal::LetterLinkUnknown
    );
    assert_eq!(
        refusal(track(&scene.world, "nothing").await),
        Refusal::LetterLinkUnknown
    );
}

#[tokio::test]
async fn a_new_notice_voids_the_older_link_and_leaves_the_deadline() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    let (first, first_code) = scene.notice().await;
    let deadline = letter_of(&person).await.answer_until.unwrap();
    assert_eq!(
        deadline,
        "2026-03-16T22:59:59Z".parse::<Timestamp>().unwrap()
    );
    let at_once = resend_notice(&scene.world, &person.ask().await).await;
    assert!(matches!(refusal(at_once), Refusal::CodeTooSoon { .. }));
    scene.days(2);
    assert_eq!(
        refusal(open_link(&scene.world, &first).await),
        Refusal::LetterLinkExpired
    );
    resend_notice(&scene.world, &person.ask().await)
        .await
        .unwrap();
    let (second, code) = scene.notice().await;
    assert_eq!(
        refusal(open_link(&scene.world, &first).await),
        Refusal::LetterLinkUnknown
    );
    let old_code = accept_by_code(&scene.world, &person.ask().await, &first_code).await;
    assert_eq!(refusal(old_code), Refusal::CodeWrong { tries_left: 4 });
    let letter = open_link(&scene.world, &second).await.unwrap().letter;
    assert_eq!(letter.answer_until, Some(deadline));
    assert_eq!(
        kinds(&letter),
        [
            "EVT_DEPOSITED",
            "EVT_NOTIFICATION_SENT",
            "EVT_AVAILABLE",
            "EVT_NOTIFICATION_SENT"
        ]
    );
    let typed = format!("{} {}", code[..3].to_lowercase(), &code[3..]);
    let standing = accept_by_code(&scene.world, &person.ask().await, &typed)
        .await
        .unwrap();
    assert_eq!(standing.view.at, StateName::Identification);
}

#[tokio::test]
async fn five_wrong_codes_void_the_code_until_another_notice() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    let (token, code) = scene.notice().await;
    for tries_left in (1..5).rev() {
        let refused = accept_by_code(&scene.world, &person.ask().await, "222222").await;
        assert_eq!(refusal(refused), Refusal::CodeWrong { tries_left });
    }
    for typed in ["222222", &code] {
        let refused = accept_by_code(&scene.world, &person.ask().await, typed).await;
        assert!(matches!(refusal(refused), Refusal::CodeExhausted { .. }));
    }
    assert!(
        accept_by_link(&scene.world, &token).await.is_ok(),
        "the link is another way"
    );
}

#[tokio::test]
async fn a_code_typed_before_the_sending_was_recorded_proves_that_it_arrived() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    let due = scene
        .read()
        .await
        .messages_due(sceau_service::records::Carrier::Mail, scene.now(), 5)
        .await
        .unwrap();
    let sceau_service::records::Outgoing::Mail(mail) = &due[0].message else {
        panic!()
    };
    let text = mail.text.reveal().clone();
    let token = text
        .lines()
        .find_map(|line| line.strip_prefix("https://sceau.example/lettre/"));
    accept_by_link(&scene.world, token.unwrap()).await.unwrap();
    assert_eq!(letter_of(&person).await.state, LetterState::Accepted);
    scene.round().await;
    assert_eq!(
        letter_of(&person).await.state,
        LetterState::Accepted,
        "the late record changes nothing"
    );
}

#[tokio::test]
async fn a_refused_letter_ends_the_case_and_hides_its_sender_for_good() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    scene.round().await;
    let standing = refuse(&scene.world, &person.ask().await).await.unwrap();
    assert_eq!(standing.view.at, StateName::Closed);
    let letter = standing.letter.unwrap();
    let token = letter.tracking_url.rsplit('/').next().unwrap();
    let tracked = track(&scene.world, token).await.unwrap();
    assert_eq!(
        (tracked.letter.state, tracked.sender),
        (LetterState::Refused, None)
    );
    let fresh = start_over(&scene.world, &person.ask().await).await.unwrap();
    assert_eq!(fresh.view.at, StateName::Terms);
    assert_ne!(fresh.case.id, standing.case.id);
    assert!(fresh.letter.is_none());
}

#[tokio::test]
async fn a_letter_may_be_refused_from_its_page() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    let (token, _) = scene.notice().await;
    refuse_by_link(&scene.world, &token).await.unwrap();
    assert_eq!(person.look().await.view.at, StateName::Closed);
}

#[tokio::test]
async fn an_unanswered_letter_expires_at_midnight_after_the_fifteenth_day() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    scene.round().await;
    let end: Timestamp = "2026-03-16T23:00:00Z".parse().unwrap();
    scene.advance(end.duration_since(scene.now()) - SignedDuration::from_secs(1));
    assert_eq!(scene.round().await.letters_expired, 0);
    scene.advance(SignedDuration::from_secs(1));
    assert_eq!(scene.round().await.letters_expired, 1);
    let Standing { view, letter, .. } = person.look().await;
    assert_eq!(view.at, StateName::Closed);
    assert_eq!(letter.unwrap().state, LetterState::Expired);
    assert_eq!(scene.round().await.letters_expired, 0);
}

#[tokio::test]
async fn a_letter_that_nobody_answered_is_not_said_to_be_answered() {
    let scene = Scene::open().await;
    Person::at(&scene, StateName::LetterSent).await;
    let (token, _) = scene.notice().await;
    scene.days(17);
    let late = open_link(&scene.world, &token).await;
    assert_eq!(refusal(late), Refusal::LetterOver);
    scene.round().await;
    for closed in [
        accept_by_link(&scene.world, &token).await,
        refuse_by_link(&scene.world, &token).await,
    ] {
        assert_eq!(refusal(closed), Refusal::LetterOver);
    }
}

#[tokio::test]
async fn one_reminder_leaves_on_the_tenth_day() {
    let scene = Scene::open().await;
    Person::at(&scene, StateName::LetterSent).await;
    scene.round().await;
    scene.days(9);
    assert_eq!(scene.round().await.letters_reminded, 0);
    scene.days(2);
    assert_eq!(scene.round().await.letters_reminded, 1);
    scene.days(1);
    assert_eq!(scene.round().await.letters_reminded, 0);
    let subject = scene.newest_mail().subject;
    assert!(
        subject.starts_with("Rappel\u{202f}: lettre recommandée N°"),
        "{subject}"
    );
    assert!(
        subject.ends_with("jusqu’au 16 mars 2026 inclus"),
        "{subject}"
    );
}

#[tokio::test]
async fn a_notice_refused_for_good_is_an_event_and_may_be_asked_for_again() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    scene.fail_mails(Some(NotifyFailure::Refused));
    scene.round().await;
    let letter = letter_of(&person).await;
    assert_eq!(
        (letter.state, letter.answer_until),
        (LetterState::NotificationFailed, None)
    );
    scene.fail_mails(None);
    scene.days(3);
    resend_notice(&scene.world, &person.ask().await)
        .await
        .unwrap();
    scene.notice().await;
    let letter = letter_of(&person).await;
    assert_eq!(letter.state, LetterState::Available);
    let runs_from_the_notice_that_left = "2026-03-19T22:59:59Z".parse().unwrap();
    assert_eq!(letter.answer_until, Some(runs_from_the_notice_that_left));
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_asked_again_later() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    scene.fail_mails(Some(NotifyFailure::Passing));
    scene.round().await;
    assert_eq!(letter_of(&person).await.state, LetterState::Deposited);
    scene.fail_mails(None);
    assert_eq!(scene.round().await.messages_sent, 0, "it waits ten seconds");
    scene.advance(SignedDuration::from_secs(10));
    assert_eq!(scene.round().await.messages_sent, 1);
    assert_eq!(letter_of(&person).await.state, LetterState::Available);
}

#[tokio::test]
async fn no_mail_about_a_letter_names_its_sender_or_its_recipient() {
    let scene = Scene::open().await;
    Person::at(&scene, StateName::LetterSent).await;
    scene.notice().await;
    let mail = scene.newest_mail();
    for text in [mail.text.reveal(), mail.html.reveal()] {
        assert!(!text.contains("Vérification de votre identité à distance"));
        assert!(!text.contains("Camille") && !text.contains("exemple.fr"));
        assert_eq!(text.matches("https://sceau.example/lettre/").count(), 1);
    }
    assert_eq!(
        mail.html.reveal().matches("<a ").count(),
        1,
        "one button, nothing else to follow"
    );
    assert!(!mail.html.reveal().contains("<img"));
}

#[tokio::test]
async fn an_event_changed_afterwards_breaks_the_chain() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Identification).await;
    let case = person.look().await.case.id;
    let record = scene.read().await.letter_of(case).await.unwrap().unwrap();
    assert!(is_chain_intact(&record.letter));
    for position in 0..record.letter.events.len() {
        let mut changed = record.letter.clone();
        changed.events[position].at = scene.now() + SignedDuration::from_secs(1);
        assert!(!is_chain_intact(&changed), "event {position}");
        let mut shortened = record.letter.clone();
        shortened.events.remove(position);
        let is_last = position + 1 == record.letter.events.len();
        assert_eq!(is_chain_intact(&shortened), is_last);
    }
}

#[tokio::test]
async fn whoever_hesitates_at_the_desk_never_gets_a_second_letter_and_keeps_the_photographs() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Identification).await;
    let number = letter_of(&person).await.number;
    let desk = choose_method(&scene.world, &person.ask().await, Method::InPerson).await;
    assert_eq!(desk.unwrap().view.at, StateName::InPerson);
    let refused = start_over(&scene.world, &person.ask().await).await;
    assert!(matches!(refusal(refused), Refusal::NotPossibleHere(_)));
    let back = person.plain(PlainStep::GoBack).await.unwrap();
    assert_eq!(back.view.at, StateName::Identification);

    person.walk_to(StateName::Photo).await;
    person.photograph(Part::Front).await.unwrap();
    let desk = choose_method(&scene.world, &person.ask().await, Method::InPerson).await;
    let code = desk.unwrap().case.desk_code;
    assert!(code.is_some());
    let back = person.plain(PlainStep::GoBack).await.unwrap();
    assert_eq!(back.view.at, StateName::PhotoTips);
    assert_eq!(back.view.missing, [Part::Back, Part::Video]);
    assert!(
        back.case.desk_code.is_none(),
        "the code ends with the visit"
    );
    assert_eq!(letter_of(&person).await.number, number);
}

#[tokio::test]
async fn a_letter_accepted_before_the_desk_is_handed_over_by_its_decision() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Identification).await;
    let desk = choose_method(&scene.world, &person.ask().await, Method::InPerson).await;
    assert_eq!(desk.unwrap().view.at, StateName::InPerson);
    let decided = person.decided(Event::Approved).await;
    assert_eq!(decided.view.at, StateName::Activation);
    let letter = letter_of(&person).await;
    assert_eq!(letter.state, LetterState::Received);
}
