//! The register simulator: the questions and answer codes of a national register of persons, about
//! invented people. It admits or refuses; it corrects nothing.

mod answer;
mod persona;
mod question;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

pub use answer::{AnswerFault, Verdict, read_answer};
pub use persona::{Persona, Personas, PlannedAnswer};
pub use question::Question;

use crate::config::{ConfigError, RegisterConfig};
use crate::web::{Action, MessagePage, common_routes, page, read_pairs};

/// The people it knows.
#[derive(Debug)]
pub struct RegisterState {
    personas: Personas,
}

impl RegisterState {
    /// Reads the personas.
    ///
    /// # Errors
    /// [`ConfigError`] when the file is wrong.
    pub fn new(config: &RegisterConfig) -> Result<Self, ConfigError> {
        let personas = match &config.personas {
            Some(path) => crate::config::read_toml(path)?,
            None => Personas::built_in()?,
        };
        Ok(Self { personas })
    }
}

/// Its routes: `GET /rnipp` and a page that lists the people with a special answer.
pub fn router(state: Arc<RegisterState>) -> Router {
    Router::new()
        .route("/", get(list))
        .route("/rnipp", get(answer))
        .merge(common_routes())
        .with_state(state)
}

async fn answer(State(state): State<Arc<RegisterState>>, RawQuery(query): RawQuery) -> Response {
    let pairs = read_pairs(query.as_deref().unwrap_or_default());
    let Some(question) = Question::read(&pairs) else {
        return xml(answer::write(PlannedAnswer::BadRequest, None));
    };
    let persona = state.personas.find(&question.family_name);
    if let Some(seconds) = persona.and_then(|(persona, _)| persona.delay_seconds) {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }
    let planned = match persona {
        None => PlannedAnswer::Found,
        Some((_, true)) => PlannedAnswer::MaritalName,
        Some((persona, false)) => persona.answer,
    };
    xml(answer::write(planned, Some(&question)))
}

fn xml(body: String) -> Response {
    ([(CONTENT_TYPE, "application/xml; charset=utf-8")], body).into_response()
}

async fn list(State(state): State<Arc<RegisterState>>) -> Response {
    let details = state
        .personas
        .all()
        .iter()
        .map(|persona| format!("{} : {}", persona.birth_name, persona.note))
        .collect();
    let template = MessagePage {
        site: "Registre de démonstration",
        title: String::from("Registre de démonstration"),
        paragraphs: vec![String::from(
            "Ce registre n’existe pas. Il répond « trouvé » pour toute identité bien écrite, \
                 sauf pour les personnes inventées ci-dessous.",
        )],
        details,
        code: None,
        actions: Vec::<Action>::new(),
    };
    page(StatusCode::OK, &template)
}
