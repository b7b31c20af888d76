//! The process that looks: order in, facts out, nothing else.

use super::look::look;
use super::order::{read_order, send_looked};
use crate::apart::{Limits, confine, give_way};
use sceau_vision::face::FaceModels;
use std::io::{BufReader, BufWriter, Result, Write as _, stdin, stdout};
use std::sync::Arc;

/// A film in 720p with both networks takes about a third of the memory, most of it only reserved; one of two minutes
/// takes about ten seconds.
const LIMITS: Limits = Limits {
    memory: 1 << 30,
    seconds: 30,
};

/// Looks at one film, as the process that [`super::FilmsApart`] starts: raises the walls, reads the order from
/// standard input, writes the facts to standard output. To be called first of all by a program that does
/// nothing else, before it starts any thread.
///
/// # Errors
/// When a limit cannot be set, or when the order or the answer cannot pass. The caller ends with a failure;
/// whoever asked takes it for a film that cannot be read.
pub fn look_at_film() -> Result<()> {
    let walls = confine(LIMITS)?;
    // A film waits for people: it may take two cores, and gives them up.
    give_way()?;
    let (order, [detection, landmarks, film]) = read_order(&mut BufReader::new(stdin()))?;
    let models = FaceModels::load(&detection, &landmarks).ok().map(Arc::new);
    drop((detection, landmarks));
    let mut looked = look(&film, models, &order);
    looked.facts.walls = walls;
    let mut output = BufWriter::new(stdout().lock());
    send_looked(&mut output, &looked)?;
    output.flush()
}
