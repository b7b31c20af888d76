//! The service's stores on SQLite.
