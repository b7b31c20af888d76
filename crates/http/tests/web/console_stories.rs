//! The operators' room over HTTP: who may enter, who holds a case, what is decided once.

use crate::app::App;
use crate::console::{Operator, again_because, approval, sign_in};
use crate::evidence::film;
use crate::scene::Scene;
use axum::body::Body;
use axum::http::{Method, Request};
use sceau_service::crypto::sha256;
use sceau_wire::console::{CheckAnswer, DeskView, QueueView, Verdict};
use sceau_wire::error::ErrorCode;
use sceau_wire::journey::{JourneyRequest, StateView};
use sceau_wire::{Part, StateName};
use serde_json::json;

const ROUTES: [(Method, &str); 12] = [
    (Method::POST, "/sign-in"),
    (Method::DELETE, "/session"),
    (Method::GET, "/queue"),
    (Method::POST, "/assignment"),
    (Method::GET, "/cases/0"),
    (Method::GET, "/cases/0/evidence/0"),
    (Method::GET, "/cases/0/evidence/0/clip"),
    (Method::GET, "/cases/0/record"),
    (Method::POST, "/cases/0/release"),
    (Method::POST, "/cases/0/birthplace-code"),
    (Method::POST, "/cases/0/decision"),
    (Method::POST, "/desk"),
];

#[tokio::test]
async fn every_route_needs_the_cookie_and_every_change_the_header() {
    let scene = Scene::open().await;
    let operator = Operator::named(&scene, "Alix").await;
    for (method, path) in ROUTES {
        let at = format!("/api/console/v1{path}");
        let request = Request::builder().method(method.clone()).uri(&at);
        let from_elsewhere = request
            .header("cookie", &operator.cookie)
            .body(Body::from("{}"));
        if method != Method::GET {
            let refused = scene.call(from_elsewhere.unwrap()).await;
            assert_eq!(refused.status, 403, "{path} without header");
        }
        if path == "/sign-in" {
            continue;
        }
        for cookie in ["", "sceau_console=inconnu"] {
            let request = Request::builder()
                .method(method.clone())
                .uri(&at)
                .header("x-sceau-console", "1")
                .header("cookie", cookie)
                .body(Body::from("{}"));
            let refused = scene.call(request.unwrap()).await;
            assert_eq!(
                refused.code(),
                ErrorCode::OperatorUnknown,
                "{path} with {cookie:?}"
            );
        }
    }
}

#[tokio::test]
async fn the_consoles_cookie_is_for_this_site_and_no_script() {
    let scene = Scene::open().await;
    assert_eq!(
        sign_in(&scene, "inconnue").await.code(),
        ErrorCode::OperatorUnknown
    );
    let operator = Operator::named(&scene, "Alix").await;
    let left = operator
        .call(Method::DELETE, "/session", Body::empty())
        .await;
    assert_eq!(left.status, 204);
    let cookie = left.header("set-cookie");
    for part in [
        "HttpOnly",
        "SameSite=Strict",
        "Secure",
        "Path=/api/console",
        "Max-Age=0",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(
        operator.get("/queue").await.code(),
        ErrorCode::OperatorUnknown
    );
}

#[tokio::test]
async fn an_operator_sees_the_evidence_and_decides_once() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Processing).await;
    let operator = Operator::named(&scene, "Alix").await;
    let queue: QueueView = operator.get("/queue").await.json();
    assert_eq!((queue.operator.as_str(), queue.cases.len()), ("Alix", 1));
    let case = operator.take().await;
    let birth_name = case.declaration.document.birth_name.as_ref().unwrap();
    assert_eq!(birth_name.reveal(), "Martin");
    assert_eq!(case.evidence.len(), 3);
    let video = case
        .evidence
        .iter()
        .find(|piece| piece.part == Part::Video)
        .unwrap();
    let at = format!("/cases/{}/evidence/{}", case.case, video.evidence);
    let whole = operator.get(&at).await;
    assert_eq!(sha256(&whole.body), sha256(&film()), "byte for byte");
    assert_eq!(whole.header("content-type"), "video/mp4");
    assert_eq!(whole.header("cache-control"), "no-store");

    assert_eq!(operator.decide(&case.case, &approval()).await.status, 200);
    assert_eq!(app.look().await.at.name(), StateName::Activation);
    let twice = operator.decide(&case.case, &approval()).await;
    assert_eq!(twice.code(), ErrorCode::CaseDecided);
    let other = operator
        .decide(&case.case, &again_because("doc.glare"))
        .await;
    assert_eq!(other.code(), ErrorCode::CaseDecided);
    assert_eq!(
        operator.post("/assignment", &()).await.status,
        204,
        "nothing waits"
    );
}

#[tokio::test]
async fn a_player_seeks_in_a_video() {
    let scene = Scene::open().await;
    App::at(&scene, StateName::Processing).await;
    let operator = Operator::named(&scene, "Alix").await;
    let case = operator.take().await;
    let video = case
        .evidence
        .iter()
        .find(|piece| piece.part == Part::Video)
        .unwrap();
    let request = Request::get(format!(
        "/api/console/v1/cases/{}/evidence/{}",
        case.case, video.evidence
    ))
    .header("cookie", &operator.cookie)
    .header("range", "bytes=4-7")
    .body(Body::empty());
    let part = scene.call(request.unwrap()).await;
    assert_eq!((part.status, part.text()), (206, "ftyp"));
    assert_eq!(
        part.header("content-range"),
        format!("bytes 4-7/{}", film().len())
    );
}

/// Long enough that a player's part is opened without the rest of it, and that the rest is fetched more than once.
#[tokio::test]
async fn a_player_that_seeks_in_a_long_film_gets_the_bytes_from_there_on() {
    let scene = Scene::open().await;
    App::at(&scene, StateName::Processing).await;
    let operator = Operator::named(&scene, "Alix").await;
    let case = operator.take().await;
    let video = case.evidence.iter().find(|it| it.part == Part::Video);
    let (case, video) = (&case.case, &video.unwrap().evidence);
    let long: Vec<u8> = (0..3_000_000_u32).map(|at| at.to_le_bytes()[1]).collect();
    let (of, piece) = (case.parse().unwrap(), video.parse().unwrap());
    let vault = &scene.test.world.vault;
    let sealed = vault.seal(of, piece, "main", long.clone().into()).await;
    sealed.unwrap();
    for (range, expected) in [
        ("bytes=2000000-", 2_000_000..3_000_000),
        ("bytes=70000-2000000", 70_000..2_000_001),
    ] {
        let request = Request::get(format!("/api/console/v1/cases/{case}/evidence/{video}"))
            .header("cookie", &operator.cookie)
            .header("range", range)
            .body(Body::empty());
        let part = scene.call(request.unwrap()).await;
        assert_eq!(part.status, 206);
        assert!(part.body == long[expected.clone()], "{range}");
        let length = part.header("content-length");
        assert_eq!(length, expected.len().to_string());
        let place = format!("bytes {}-{}/3000000", expected.start, expected.end - 1);
        assert_eq!(part.header("content-range"), place);
    }
    scene.test.world.vault.erase_case(of).await.unwrap();
    let request = Request::get(format!("/api/console/v1/cases/{case}/evidence/{video}"))
        .header("cookie", &operator.cookie)
        .header("range", "bytes=0-")
        .body(Body::empty());
    let gone = scene.call(request.unwrap()).await;
    assert_eq!(gone.status, 500, "a film that is lost is said to be");
}

#[tokio::test]
async fn a_case_is_decided_by_who_holds_it_and_only_while_they_do() {
    let scene = Scene::open().await;
    App::at(&scene, StateName::Processing).await;
    let alix = Operator::named(&scene, "Alix").await;
    let bilal = Operator::named(&scene, "Bilal").await;
    let case = alix.take().await;
    let stolen = bilal.decide(&case.case, &approval()).await;
    assert_eq!(stolen.code(), ErrorCode::CaseNotAssigned);
    let peeked = bilal.get(&format!("/cases/{}", case.case)).await;
    assert_eq!(peeked.code(), ErrorCode::CaseNotAssigned);
    scene.minutes(31);
    let late = alix.decide(&case.case, &approval()).await;
    assert_eq!(late.code(), ErrorCode::CaseNotAssigned);
    assert_eq!(bilal.take().await.case, case.case);
}

#[tokio::test]
async fn an_incomplete_or_contradictory_decision_is_refused() {
    let scene = Scene::open().await;
    App::at(&scene, StateName::Processing).await;
    let operator = Operator::named(&scene, "Alix").await;
    let case = operator.take().await.case;
    let mut short = approval();
    short.checklist.pop();
    let mut contradiction = approval();
    contradiction.checklist[2] = CheckAnswer::No;
    let mut without_reason = again_because("doc.glare");
    without_reason.reasons.clear();
    for decision in [short, contradiction, without_reason] {
        let refused = operator.decide(&case, &decision).await;
        assert_eq!(refused.code(), ErrorCode::DecisionIncomplete);
    }
    let invented = operator.decide(&case, &again_because("doc.boring")).await;
    assert_eq!(invented.code(), ErrorCode::RequestMalformed);
}

#[tokio::test]
async fn what_an_operator_asks_again_is_asked_of_the_person_with_their_words() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Processing).await;
    let operator = Operator::named(&scene, "Alix").await;
    let case = operator.take().await.case;
    let mut decision = again_because("doc.glare");
    decision.message = Some("Éteignez la lampe.".into());
    assert_eq!(operator.decide(&case, &decision).await.status, 200);
    let StateView::Redo { requests } = app.look().await.at else {
        panic!("elsewhere")
    };
    assert_eq!(requests[0].code, "doc.glare");
    assert_eq!(
        requests[0].message.as_ref().unwrap().reveal(),
        "Éteignez la lampe."
    );
    app.walk_to(StateName::Processing).await;
    assert_eq!(operator.take().await.attempt, 2);
}

#[tokio::test]
async fn a_refusal_waits_for_a_second_opinion() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Processing).await;
    let mut refusal = again_because("doc.forged");
    refusal.verdict = Verdict::Refuse;
    for (name, waits) in [("Alix", true), ("Bilal", false)] {
        let operator = Operator::named(&scene, name).await;
        let case = operator.take().await.case;
        let answer: serde_json::Value = operator.decide(&case, &refusal).await.json();
        assert_eq!(answer["awaits_second"], waits);
    }
    let StateView::Refused {
        appeal_possible, ..
    } = app.look().await.at
    else {
        panic!("elsewhere")
    };
    assert!(appeal_possible);
    assert_eq!(
        app.does(&JourneyRequest::Appeal {}).await.at.name(),
        StateName::Processing
    );
}

#[tokio::test]
async fn a_person_at_the_desk_is_accepted_by_the_code_their_app_shows() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Method).await;
    let view = app
        .does(&JourneyRequest::ChooseMethod { in_person: true })
        .await;
    let StateView::InPerson { desk_code } = view.at else {
        panic!("elsewhere")
    };
    let operator = Operator::named(&scene, "Alix").await;
    let unknown = operator
        .post("/desk", &json!({ "desk_code": "AAAAAA" }))
        .await;
    assert_eq!(unknown.code(), ErrorCode::NotFound);
    let code = json!({ "desk_code": desk_code.reveal() });
    let seen: DeskView = operator.post("/desk", &code).await.json();
    assert!(!seen.accepted);
    let accept = json!({ "desk_code": desk_code.reveal(), "accept": true });
    let accepted: DeskView = operator.post("/desk", &accept).await.json();
    assert!(accepted.accepted);
    assert_eq!(app.look().await.at.name(), StateName::Activation);
}

#[tokio::test]
async fn a_released_case_goes_back_and_never_to_who_knows_the_person() {
    let scene = Scene::open().await;
    App::at(&scene, StateName::Processing).await;
    let operator = Operator::named(&scene, "Alix").await;
    let case = operator.take().await;
    let path = format!("/cases/{}/release", case.case);
    let released = operator
        .post(&path, &json!({ "knows_the_person": true }))
        .await;
    assert_eq!(released.status, 204);
    assert_eq!(operator.post("/assignment", &()).await.status, 204);
    assert_eq!(
        Operator::named(&scene, "Bilal").await.take().await.case,
        case.case
    );
}
