//! The automatic examination of evidence: facts for the operator, made by a job that can begin again at
//! any time, compared with the declaration when somebody looks.

mod examine_due;
mod faces;
mod film;
mod findings;
mod zone_text;

pub(crate) use examine_due::PORTRAIT;
pub use examine_due::examine_due;
pub(crate) use faces::faces_examined;
pub use faces::{FacesExamined, FacesSeen, compare_faces_due};
pub use film::FilmExamined;
pub(crate) use film::{film_examined, film_record, frame_name};
pub use findings::{SealExamined, SideExamined, ZoneExamined, examined_of};
