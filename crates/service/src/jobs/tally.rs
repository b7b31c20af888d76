//! Counting what a job did, so that one thing that fails does not keep the others from their turn.

use crate::failure::Failure;

/// What a job did so far.
#[derive(Default)]
pub(crate) struct Tally {
    done: u32,
    first_failure: Option<Failure>,
}

impl Tally {
    /// Notes one thing: done, not to be done after all, or failed.
    pub(crate) fn note(&mut self, result: Result<bool, Failure>) {
        match result {
            Ok(is_done) => self.done += u32::from(is_done),
            Err(failure) => {
                tracing::warn!(%failure, "one thing of a job failed");
                self.first_failure.get_or_insert(failure);
            }
        }
    }

    /// How many were done.
    ///
    /// # Errors
    /// The first failure.
    pub(crate) fn finish(self) -> Result<u32, Failure> {
        self.first_failure.map_or(Ok(self.done), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_told_after_the_others_had_their_turn() {
        let mut tally = Tally::default();
        tally.note(Ok(true));
        tally.note(Err(Failure::Inconsistent("first")));
        tally.note(Ok(true));
        assert_eq!(tally.done, 2);
        assert!(matches!(
            tally.finish(),
            Err(Failure::Inconsistent("first"))
        ));
    }
}
