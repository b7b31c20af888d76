//! The operator's console, `/api/console/v1`, by cookie session; its files under `/console/`.

use crate::Site;
use axum::Router;
use std::path::PathBuf;
use tower_http::services::{ServeDir, ServeFile};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
}

/// The console's own bundle.
pub(crate) fn files(folder: Option<PathBuf>) -> Router<Site> {
    match folder {
        Some(folder) => {
            let index = ServeFile::new(folder.join("console.html"));
            Router::new().nest_service("/console", ServeDir::new(folder).fallback(index))
        }
        None => Router::new(),
    }
}
