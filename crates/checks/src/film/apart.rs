//! The port's examiner of films: starts a process for each, and believes nothing it says.

use super::look::trouble;
use super::networks::FaceNetworks;
use super::order::{Order, read_looked, send_order};
use crate::apart::{Apart, Broken};
use sceau_domain::examination::LookFinding;
use sceau_service::ports::{FilmAsked, FilmExaminer, FilmFacts};

/// Looks at films in a process of its own for each.
#[derive(Debug)]
pub struct FilmsApart {
    apart: Apart,
    networks: Option<FaceNetworks>,
}

impl FilmsApart {
    /// A process that calls [`super::look_at_film`]. Without networks nobody is looked for.
    pub const fn new(apart: Apart, networks: Option<FaceNetworks>) -> Self {
        Self { apart, networks }
    }

    fn looked(&self, film: &[u8], order: &Order) -> Result<FilmFacts, LookFinding> {
        let none: &[u8] = &[];
        let networks = self.networks.as_ref();
        let (detection, landmarks) = networks.map_or((none, none), FaceNetworks::bytes);
        let parts = [detection, landmarks, film];
        let answer = self.apart.answer(|to| send_order(to, order, parts));
        let answer = answer.map_err(finding_of)?;
        let looked = read_looked(&mut &*answer).map_err(|_| LookFinding::Unreadable)?;
        Ok(looked.encoded())
    }
}

const fn finding_of(broken: Broken) -> LookFinding {
    match broken {
        Broken::NotStarted | Broken::Died => LookFinding::Unreadable,
        Broken::OutOfLimits => LookFinding::OutOfLimits,
    }
}

impl FilmExaminer for FilmsApart {
    fn version(&self) -> String {
        super::networks::version(self.networks.as_ref())
    }

    fn examine_film(&self, film: &[u8], asked: &FilmAsked) -> FilmFacts {
        self.looked(film, &Order::of(asked)).unwrap_or_else(trouble)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;
    use sceau_domain::challenge::ThirdTask;
    use sceau_domain::document::DocumentKind;

    fn trouble_of(program: &str, arguments: &[&str]) -> Option<LookFinding> {
        let apart = Apart::new(program, arguments).within(Duration::from_millis(500));
        let asked = FilmAsked {
            stretches: Vec::new(),
            task: ThirdTask::TurnLeft,
            kind: DocumentKind::Passport,
        };
        let facts = FilmsApart::new(apart, None).examine_film(&vec![7; 1 << 20], &asked);
        assert!(facts.frames.is_empty() && facts.track.reveal().is_empty());
        facts.trouble
    }

    #[test]
    fn an_answer_that_is_none_is_a_film_that_cannot_be_read() {
        for script in ["exit 0", "exit 1", "echo what is this", "exec /bin/cat"] {
            let trouble = trouble_of("/bin/sh", &["-c", script]);
            assert_eq!(trouble, Some(LookFinding::Unreadable), "{script}");
        }
        let nowhere = trouble_of("/nowhere/at/all", &[]);
        assert_eq!(nowhere, Some(LookFinding::Unreadable));
    }

    #[test]
    fn a_process_that_hangs_is_a_film_out_of_limits() {
        let hangs = trouble_of("/bin/sh", &["-c", "exec /bin/sleep 60"]);
        assert_eq!(hangs, Some(LookFinding::OutOfLimits));
    }
}
