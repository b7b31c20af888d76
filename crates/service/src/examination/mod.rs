//! The automatic examination of evidence: facts for the operator, made by a job that can begin again at
//! any time, compared with the declaration when somebody looks.

mod examine_again;
mod examine_due;
mod faces;
mod film;
mod findings;
mod seen;
mod side;
mod zone_text;

pub use examine_again::{Difference, ExaminedAgain, examine_again};
pub(crate) use examine_due::PORTRAIT;
pub(crate) use examine_due::document_mark;
pub use examine_due::examine_due;
pub(crate) use faces::faces_examined;
pub use faces::{FacesExamined, FacesSeen, compare_faces_due};
pub use film::FilmExamined;
pub(crate) use film::{film_examined, film_record, frame_name};
pub(crate) use findings::compare_sides;
pub use findings::{SealExamined, SideExamined, ZoneExamined, examined_of};
