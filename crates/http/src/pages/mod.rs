//! Server-rendered pages: the identity provider, the handoff, the letter, blocking and stopping by the link of a mail.
//! They work without script, except for live waiting.

mod assets;
mod block;
mod browser;
mod handoff;
mod help;
mod landing;
mod language;
mod letter;
mod links;
mod login;
mod message;
mod oidc;
mod page;
mod proof;
mod qr;
mod recovery;
mod tokens;

pub(crate) use browser::Visitor;
pub(crate) use language::choose as choose_language;
pub(crate) use message::turn_away;
pub(crate) use page::Page;
pub(crate) use qr::draw_modules;

use crate::Site;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(landing::show))
        .route("/bienvenue", get(landing::show))
        .route("/aide", get(help::show))
        .route("/assets/{file}", get(assets::show))
        .route("/.well-known/openid-configuration", get(oidc::discovery))
        .route("/status", get(oidc::status))
        .route(
            "/oidc/authorize",
            get(oidc::authorize).post(oidc::authorize_by_form),
        )
        .route("/oidc/par", post(tokens::push))
        .route("/oidc/token", post(tokens::give))
        .route("/oidc/introspect", post(tokens::introspect))
        .route("/oidc/revoke", post(tokens::revoke))
        .route(
            "/oidc/userinfo",
            get(tokens::userinfo).post(tokens::userinfo),
        )
        .route("/oidc/jwks", get(oidc::jwks))
        .route("/oidc/logout", get(oidc::logout).post(oidc::logout_by_form))
        .route("/connexion", get(login::show))
        .route("/connexion/numero", post(login::give_number))
        .route("/connexion/code", post(login::use_code))
        .route("/connexion/attente", get(login::wait))
        .route("/connexion/etat", get(login::watch))
        .route("/connexion/terminer", get(login::finish))
        .route("/connexion/retour", get(login::give_up))
        .route("/connexion/nouveau-numero", get(login::changed_number))
        .route("/creer", get(handoff::needs).post(handoff::begin))
        .route("/creer/telephone", get(handoff::show))
        .route("/creer/etat", get(handoff::watch))
        .route("/creer/reprendre", post(handoff::resume))
        .route("/continuer/{token}", get(links::handoff))
        .route("/approuver/{token}", get(links::login))
        .route("/lettre/{token}", get(letter::show))
        .route("/lettre/{token}/accepter", post(letter::accept))
        .route(
            "/lettre/{token}/refuser",
            get(letter::ask_refusal).post(letter::refuse),
        )
        .route("/lettre/{token}/nouveau", post(letter::renew))
        .route("/suivi/{token}", get(letter::track))
        .route("/suivi/{token}/lire", post(letter::read))
        .route("/suivi/{token}/preuve/{event}", get(proof::show))
        .route("/suivi/{token}/preuve/{event}/fichier", get(proof::save))
        .route("/preuve", get(proof::ask))
        .route("/preuve/cle", get(proof::key))
        .route("/preuve/code", post(proof::look_up))
        .route("/preuve/fichier", post(proof::verify))
        .route("/bloquer/{token}", get(block::ask).post(block::block))
        .route("/annuler/{token}", get(recovery::ask).post(recovery::stop))
        .fallback(message::nowhere)
}
