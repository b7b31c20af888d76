//! The process that looks: order in, facts out, nothing else.

use super::confine::confine;
use super::look::look;
use super::order::{read_order, send_facts};
use sceau_vision::face::FaceModels;
use std::io::{BufReader, Result, stdin, stdout};
use std::sync::Arc;

/// Looks at one film, as the process that [`super::FilmsApart`] starts: raises the walls, reads the order from
/// standard input, writes the facts to standard output. To be called first of all by a program that does
/// nothing else, before it starts any thread.
///
/// # Errors
/// When a limit cannot be set, or when the order or the answer cannot pass. The caller ends with a failure;
/// whoever asked takes it for a film that cannot be read.
pub fn look_at_film() -> Result<()> {
    let walls = confine()?;
    let (order, [detection, landmarks, film]) = read_order(&mut BufReader::new(stdin()))?;
    let models = FaceModels::load(&detection, &landmarks).ok().map(Arc::new);
    drop((detection, landmarks));
    let mut facts = look(&film, models, &order);
    facts.walls = walls;
    send_facts(&mut stdout().lock(), &facts)
}
