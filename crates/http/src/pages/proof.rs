//! Proofs of a letter's events: a page to print, a file to keep, and where anybody verifies them.

use super::letter::{event_words, lost};
use super::message::render;
use super::page::Page;
use crate::Site;
use askama::Template;
use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use sceau_domain::letter::LetterEventKind;
use sceau_oidc::keys::Jwks;
use sceau_service::crypto::to_hex;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::letter::{
    LetterProof, ProofFault, ProvenEvent, SealedProof, find_by_code, proof_code, prove,
    verify_proof,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "proof.html")]
struct ProofPage<'a> {
    page: Page,
    name: String,
    label: String,
    when: String,
    event: &'a ProvenEvent,
    file: &'a SealedProof,
    code: String,
    token: &'a str,
}

/// The proof of an event, to read and print.
pub(crate) async fn show(
    State(site): State<Site>,
    page: Page,
    Path((token, event)): Path<(String, String)>,
) -> Response {
    let (file, code) = match find(&site, &token, &event).await {
        Ok(found) => found,
        Err(failure) => return lost(page, failure),
    };
    let Some(event) = file.said.events.last() else {
        return lost(page, Refusal::LetterLinkUnknown.into());
    };
    let kind = LetterEventKind::named(&event.kind);
    render(&ProofPage {
        name: kind.map_or_else(String::new, |kind| proof_name(&page, kind)),
        label: kind.map_or_else(String::new, |kind| event_words(&page, kind)),
        when: page.moment(event.at),
        event,
        file: &file,
        code,
        token: &token,
        page,
    })
}

/// The same as a file.
pub(crate) async fn save(
    State(site): State<Site>,
    page: Page,
    Path((token, event)): Path<(String, String)>,
) -> Response {
    let (file, code) = match find(&site, &token, &event).await {
        Ok(found) => found,
        Err(failure) => return lost(page, failure),
    };
    let name = format!("attachment; filename=\"preuve-{code}.json\"");
    ([(header::CONTENT_DISPOSITION, name)], Json(file)).into_response()
}

async fn find(site: &Site, token: &str, event: &str) -> Result<(SealedProof, String), Failure> {
    let event = event.parse().map_err(|_| Refusal::LetterLinkUnknown)?;
    let file = prove(&site.world, token, event).await?;
    let code = proof_code(&site.world, &file.said.number, event);
    Ok((file, code))
}

/// What a proof is called, by what it proves.
fn proof_name(page: &Page, kind: LetterEventKind) -> String {
    let (french, english) = match kind {
        LetterEventKind::Deposited => ("Preuve de dépôt", "Proof of deposit"),
        LetterEventKind::NotificationSent => ("Preuve d'envoi", "Proof of sending"),
        LetterEventKind::NotificationFailed => ("Preuve de non-remise", "Proof of non-delivery"),
        LetterEventKind::Available => ("Preuve de mise à disposition", "Proof of availability"),
        LetterEventKind::Accepted => ("Preuve d'acceptation", "Proof of acceptance"),
        LetterEventKind::Refused => ("Preuve de refus", "Proof of refusal"),
        LetterEventKind::Received => ("Accusé de réception", "Proof of receipt"),
        LetterEventKind::Expired => ("Preuve de négligence", "Proof of lapse"),
        LetterEventKind::ContentAccessed => ("Preuve de consultation", "Proof of reading"),
    };
    page.say(french, english)
}

/// A proof that was recognised.
struct Seen {
    number: String,
    label: String,
    when: String,
    sender: Option<String>,
    recipient: Option<String>,
    hash: String,
}

#[derive(Template)]
#[template(path = "verify_proof.html")]
struct VerifyPage {
    page: Page,
    error: Option<String>,
    seen: Option<Seen>,
}

/// Where anybody verifies a proof that they were shown.
pub(crate) async fn ask(page: Page) -> Response {
    answer(page, None)
}

/// The keys that seal letters here.
pub(crate) async fn key(State(site): State<Site>) -> Json<Jwks> {
    Json(Jwks::of([site.world.keys.seal_public()]))
}

#[derive(Deserialize)]
pub(crate) struct TypedCode {
    code: String,
}

/// Looks a printed code up: it leads to the event, to no name and no content.
pub(crate) async fn look_up(
    State(site): State<Site>,
    page: Page,
    typed: Result<Form<TypedCode>, FormRejection>,
) -> Response {
    let typed = typed.map_or_else(|_| String::new(), |Form(typed)| typed.code);
    let seen = match find_by_code(&site.world, &typed).await {
        Ok(seen) => Ok(Seen {
            number: seen.number,
            label: event_words(&page, seen.event.kind),
            when: page.moment(seen.event.at),
            sender: None,
            recipient: None,
            hash: to_hex(&seen.event.chain_hash),
        }),
        Err(Failure::Refusal(_)) => Err(page.say(
            "Aucune preuve de cette installation ne porte ce code. Vérifiez chaque caractère.",
            "No proof of this installation bears this code. Check each character.",
        )),
        Err(failure) => return lost(page, failure),
    };
    answer(page, Some(seen))
}

#[derive(Deserialize)]
pub(crate) struct PastedFile {
    fichier: String,
}

/// Verifies a proof's file: nothing is looked up, everything follows from the file and the key.
pub(crate) async fn verify(
    State(site): State<Site>,
    page: Page,
    pasted: Result<Form<PastedFile>, FormRejection>,
) -> Response {
    let pasted = pasted.map_or_else(|_| String::new(), |Form(pasted)| pasted.fichier);
    let keys = Jwks::of([site.world.keys.seal_public()]);
    let seen = verify_proof(pasted.as_bytes(), &keys)
        .map(|proof| seen_in(&page, &proof))
        .map_err(|fault| fault_words(&page, fault));
    answer(page, Some(seen))
}

fn seen_in(page: &Page, proof: &LetterProof) -> Seen {
    let last = proof.events.last();
    let kind = last.and_then(|event| LetterEventKind::named(&event.kind));
    Seen {
        number: proof.number.clone(),
        label: kind.map_or_else(String::new, |kind| event_words(page, kind)),
        when: last.map_or_else(String::new, |event| page.moment(event.at)),
        sender: proof.sender.clone(),
        recipient: proof.recipient.clone(),
        hash: last.map_or_else(String::new, |event| event.chain_hash.clone()),
    }
}

fn fault_words(page: &Page, fault: ProofFault) -> String {
    let (french, english) = match fault {
        ProofFault::NotAProof => (
            "Ce texte n'est pas un fichier de preuve. Collez le fichier entier, sans rien y changer.",
            "This text is no proof's file. Paste the whole file, and change nothing in it.",
        ),
        ProofFault::OtherKey => (
            "Cette preuve porte le cachet d'une autre installation.",
            "This proof bears the seal of another installation.",
        ),
        ProofFault::Seal | ProofFault::Changed | ProofFault::Chain | ProofFault::EventSeal => (
            "Cette preuve a été modifiée après avoir été scellée.",
            "This proof was changed after it was sealed.",
        ),
    };
    page.say(french, english)
}

fn answer(page: Page, found: Option<Result<Seen, String>>) -> Response {
    let (seen, error) = match found {
        None => (None, None),
        Some(Ok(seen)) => (Some(seen), None),
        Some(Err(error)) => (None, Some(error)),
    };
    let status = if error.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    (status, render(&VerifyPage { page, error, seen })).into_response()
}
