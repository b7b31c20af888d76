//! The operators' room.
