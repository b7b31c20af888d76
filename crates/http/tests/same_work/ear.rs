//! Hears every statement that the database is told.

use std::sync::{Mutex, PoisonError};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, span};

static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Keeps the statements and nothing else: a subscriber of its own costs each run the same.
struct Ear;

/// The text of a statement.
#[derive(Default)]
struct Statement(String);

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "sql" {
            self.0 = value.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn core::fmt::Debug) {}
}

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sceau_store_sqlite::statement"
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        heard().push(statement.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

fn heard() -> std::sync::MutexGuard<'static, Vec<String>> {
    HEARD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens from now on, in the whole program.
pub(crate) fn listen() {
    tracing::subscriber::set_global_default(Ear).unwrap();
}

/// What was heard since the last time.
pub(crate) fn take() -> Vec<String> {
    std::mem::take(&mut *heard())
}
