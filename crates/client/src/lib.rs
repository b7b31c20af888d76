//! What the app does, one file per use case.
