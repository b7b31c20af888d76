//! Which fields the person left as their app had read them: told again wherever they are shown, from the form to the
//! operator and to the person's own data.

use crate::app::{App, card};
use crate::console::{Operator, approval};
use crate::handover::{choose, claim, join, offer};
use crate::page::text_of_pdf;
use crate::scene::Scene;
use axum::body::Body;
use axum::http::Method;
use sceau_domain::deed::Deed;
use sceau_wire::account::{DeviceView, SessionView};
use sceau_wire::document::DocumentDraft;
use sceau_wire::error::ErrorCode;
use sceau_wire::journey::{JourneyRequest, JourneyView, StateView};
use sceau_wire::person::ExportedView;
use sceau_wire::{StateName, ZoneField};
use serde_json::json;
use std::collections::BTreeSet;

fn declares(as_read: &[ZoneField]) -> JourneyRequest {
    let document = DocumentDraft {
        as_read: as_read.iter().copied().collect(),
        ..card()
    };
    JourneyRequest::DeclareDocument { document }
}

fn draft_in(view: JourneyView) -> DocumentDraft {
    match view.at {
        StateView::DocumentData { draft, .. } => draft,
        elsewhere => panic!("{elsewhere:?}"),
    }
}

/// The same person, on a phone that takes the computer's place.
async fn on_a_phone<'s>(scene: &'s Scene, computer: &App<'_>) -> App<'s> {
    let offered = offer(computer).await;
    let claimed = claim(scene, &offered).await;
    choose(scene, &claimed, offered.number).await;
    let session: SessionView = join(scene, &claimed).await.json();
    let phone = App::with_token(scene, session.token.reveal());
    let mut phone = phone.pocketed().meets(scene);
    let bound: DeviceView = phone.bind().await.json();
    phone.device = bound.device;
    phone
}

#[tokio::test]
async fn what_was_left_as_read_is_told_again_on_the_form_on_another_device_and_to_the_operator_and_leaves_with_the_person()
 {
    let scene = Scene::open().await;
    let computer = App::at(&scene, StateName::DocumentData).await;
    let empty = ZoneField::Nationality;
    computer
        .does(&declares(&[
            ZoneField::GivenNames,
            ZoneField::Number,
            empty,
        ]))
        .await;
    let again = draft_in(computer.does(&JourneyRequest::GoBack {}).await);
    assert_eq!(
        again.as_read,
        BTreeSet::from([ZoneField::Number, ZoneField::GivenNames]),
        "what was left empty is dropped"
    );
    computer.does(&declares(&[ZoneField::Number])).await;

    let phone = on_a_phone(&scene, &computer).await;
    let number = BTreeSet::from([ZoneField::Number]);
    let elsewhere = draft_in(phone.does(&JourneyRequest::GoBack {}).await);
    assert_eq!(
        elsewhere.as_read, number,
        "given names were changed since: one list, not two"
    );
    phone.does(&declares(&[ZoneField::Number])).await;
    phone.walk_to(StateName::Processing).await;

    let operator = Operator::named(&scene, "Alix").await;
    let case = operator.take().await;
    assert_eq!(case.declaration.document.as_read, number);
    let record = operator.get(&format!("/cases/{}/record", case.case)).await;
    assert!(record.text().contains(r#""declared_as_read":["number"]"#));
    assert_eq!(operator.decide(&case.case, &approval()).await.status, 200);

    phone.walk_to(StateName::Active).await;
    let proof = phone.confirms(Deed::Export).await;
    let answer = phone.post("/api/v1/identity/export", &proof).await;
    let exported: ExportedView = answer.json();
    assert_eq!(exported.data.identity.declaration.document.as_read, number);
    let text = text_of_pdf(exported.pdf.reveal());
    assert!(text.contains("Ludanslazoneparl’appnuméro"), "{text}");
}

#[tokio::test]
async fn only_the_names_of_the_list_are_taken_and_an_app_that_says_nothing_typed_everything() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::DocumentData).await;
    let says = async |key: &str, as_read: serde_json::Value| {
        let mut document = serde_json::to_value(card()).unwrap();
        document["as_read"] = as_read;
        let event = json!({ "do": "declare_document", "document": document });
        let request = app.request(Method::POST, "/api/v1/journey");
        let request = request.header("idempotency-key", key);
        let body = Body::from(event.to_string());
        scene.call(request.body(body).unwrap()).await
    };
    for (key, invented) in [("one", "issue_date"), ("two", "kind"), ("three", "address")] {
        let refused = says(key, json!(["birth_name", invented])).await;
        assert_eq!(refused.code(), ErrorCode::RequestMalformed, "{invented}");
    }
    assert_eq!(says("four", json!(["birth_name"])).await.status, 200);
    app.does(&JourneyRequest::GoBack {}).await;
    app.does(&declares(&[])).await;
    let again = draft_in(app.does(&JourneyRequest::GoBack {}).await);
    assert!(again.as_read.is_empty());
}
