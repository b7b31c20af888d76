//! The port's examiner of films: starts a process for each, and believes nothing it says.

use super::look::trouble;
use super::networks::FaceNetworks;
use super::order::{Order, read_looked, send_order};
use crate::apart::{Apart, Broken};
use crate::program::Program;
use sceau_domain::examination::LookFinding;
use sceau_service::failure::Failure;
use sceau_service::ports::{FilmAsked, FilmExaminer, FilmFacts};

/// Looks at films in a process of its own for each.
#[derive(Debug)]
pub struct FilmsApart {
    apart: Apart,
    networks: Option<FaceNetworks>,
    program: Program,
}

impl FilmsApart {
    /// A process that calls [`super::look_at_film`]. Without networks nobody is looked for.
    pub const fn new(apart: Apart, networks: Option<FaceNetworks>) -> Self {
        Self {
            apart,
            networks,
            program: Program::of_no_source(),
        }
    }

    /// The same, naming the source it was built from.
    #[must_use]
    pub const fn built_from(mut self, source: &'static str) -> Self {
        self.program = Program::built_from(source);
        self
    }

    fn looked(&self, film: &[u8], order: &Order) -> Result<FilmFacts, Broken> {
        let none: &[u8] = &[];
        let networks = self.networks.as_ref();
        let (detection, landmarks) = networks.map_or((none, none), FaceNetworks::bytes);
        let parts = [detection, landmarks, film];
        let send = |to: &mut _| send_order(to, order, parts);
        let looked = self
            .apart
            .answer_twice(send, |mut answer| read_looked(&mut answer))?;
        Ok(looked.encoded())
    }
}

impl FilmExaminer for FilmsApart {
    fn version(&self) -> String {
        super::networks::version(&self.program, self.networks.as_ref())
    }

    fn examine_film(&self, film: &[u8], asked: &FilmAsked) -> Result<FilmFacts, Failure> {
        match self.looked(film, &Order::of(asked)) {
            Ok(facts) => Ok(facts),
            Err(Broken::NotStarted) => Err(Failure::Inconsistent("no process looks at films")),
            Err(Broken::Died) => Ok(trouble(LookFinding::Unreadable)),
            Err(Broken::OutOfLimits) => Ok(trouble(LookFinding::OutOfLimits)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;
    use sceau_domain::challenge::ThirdTask;
    use sceau_domain::document::DocumentKind;

    fn looked_at(program: &str, arguments: &[&str]) -> Result<FilmFacts, Failure> {
        let apart = Apart::new(program, arguments).within(Duration::from_millis(500));
        let asked = FilmAsked {
            stretches: Vec::new(),
            task: ThirdTask::TurnLeft,
            kind: DocumentKind::Passport,
        };
        FilmsApart::new(apart, None).examine_film(&vec![7; 1 << 20], &asked)
    }

    fn trouble_of(program: &str, arguments: &[&str]) -> Option<LookFinding> {
        let facts = looked_at(program, arguments).unwrap();
        assert!(facts.frames.is_empty() && facts.track.reveal().is_empty());
        facts.trouble
    }

    #[test]
    fn an_answer_that_is_none_is_a_film_that_cannot_be_read() {
        for script in ["exit 0", "exit 1", "echo what is this", "exec /bin/cat"] {
            let trouble = trouble_of("/bin/sh", &["-c", script]);
            assert_eq!(trouble, Some(LookFinding::Unreadable), "{script}");
        }
    }

    #[test]
    fn where_no_process_can_be_started_nothing_is_said_of_the_film() {
        assert!(looked_at("/nowhere/at/all", &[]).is_err());
    }

    #[test]
    fn a_process_that_hangs_is_a_film_out_of_limits() {
        let hangs = trouble_of("/bin/sh", &["-c", "exec /bin/sleep 60"]);
        assert_eq!(hangs, Some(LookFinding::OutOfLimits));
    }
}
