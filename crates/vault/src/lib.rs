//! Encrypted evidence on disk.
