//! What the backend does, one file per use case, over ports.
