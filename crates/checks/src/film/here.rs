//! Looks at films in the caller's own process: for tests, whose films are their own.

use super::look::look;
use super::networks::{FaceNetworks, version};
use super::order::Order;
use crate::program::Program;
use sceau_service::failure::Failure;
use sceau_service::ports::{FilmAsked, FilmExaminer, FilmFacts};
use sceau_vision::face::FaceModels;
use std::sync::Arc;

/// Looks without walls. What strangers send is for [`super::FilmsApart`] alone.
#[derive(Debug)]
pub struct FilmsHere {
    networks: Option<FaceNetworks>,
}

impl FilmsHere {
    /// Without networks nobody is looked for.
    pub const fn new(networks: Option<FaceNetworks>) -> Self {
        Self { networks }
    }
}

impl FilmExaminer for FilmsHere {
    fn version(&self) -> String {
        version(&Program::of_no_source(), self.networks.as_ref())
    }

    fn examine_film(&self, film: &[u8], asked: &FilmAsked) -> Result<FilmFacts, Failure> {
        let bytes = self.networks.as_ref().map(FaceNetworks::bytes);
        let models = bytes.and_then(|(one, other)| FaceModels::load(one, other).ok());
        Ok(look(film, models.map(Arc::new), &Order::of(asked)).encoded())
    }
}
