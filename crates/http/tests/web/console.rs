//! An operator at the console.

use crate::scene::{Answer, Scene};
use axum::body::Body;
use axum::http::Method;
use axum::http::Request;
use sceau_service::review::{CHECKLIST_LENGTH, add_operator};
use sceau_wire::console::{
    CaseView, CheckAnswer, DecisionRequest, OperatorSignInRequest, ReasonRequest, Verdict,
};

pub(crate) struct Operator<'s> {
    pub(crate) scene: &'s Scene,
    pub(crate) cookie: String,
}

/// Signs in to the console and gives the answer.
pub(crate) async fn sign_in(scene: &Scene, key: &str) -> Answer {
    let body = OperatorSignInRequest { key: key.into() };
    let request = Request::post("/api/console/v1/sign-in")
        .header("x-sceau-console", "1")
        .body(Body::from(serde_json::to_vec(&body).unwrap()));
    scene.call(request.unwrap()).await
}

impl<'s> Operator<'s> {
    pub(crate) async fn named(scene: &'s Scene, name: &str) -> Self {
        let added = add_operator(&scene.test.world, name).await.unwrap();
        let answer = sign_in(scene, added.key.reveal()).await;
        assert_eq!(answer.status, 204, "{}", answer.text());
        let cookie = answer.header("set-cookie").split(';').next().unwrap();
        Self {
            scene,
            cookie: cookie.to_owned(),
        }
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Body) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/console/v1{path}"))
            .header("x-sceau-console", "1")
            .header("cookie", &self.cookie)
            .body(body);
        self.scene.call(request.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &impl serde::Serialize) -> Answer {
        let body = Body::from(serde_json::to_vec(body).unwrap());
        self.call(Method::POST, path, body).await
    }

    /// Takes the next case.
    pub(crate) async fn take(&self) -> CaseView {
        self.post("/assignment", &()).await.json()
    }

    pub(crate) async fn decide(&self, case: &str, decision: &DecisionRequest) -> Answer {
        self.post(&format!("/cases/{case}/decision"), decision)
            .await
    }

    /// Takes the next case and approves it.
    pub(crate) async fn approves_next(&self) -> CaseView {
        let case = self.take().await;
        let decided = self.decide(&case.case, &approval()).await;
        assert_eq!(decided.status, 200, "{}", decided.text());
        case
    }
}

/// Every answer « oui ».
pub(crate) fn approval() -> DecisionRequest {
    DecisionRequest {
        checklist: vec![CheckAnswer::Yes; CHECKLIST_LENGTH],
        verdict: Verdict::Approve,
        reasons: Vec::new(),
        message: None,
        note: None,
    }
}

/// Something must be done again, for a reason of the list.
pub(crate) fn again_because(code: &str) -> DecisionRequest {
    let mut decision = approval();
    decision.checklist[0] = CheckAnswer::No;
    decision.verdict = Verdict::AskAgain;
    decision.reasons = vec![ReasonRequest {
        code: code.to_owned(),
        part: None,
    }];
    decision
}
