//! Demonstration service, broker, register simulator and inboxes. Never shipped.

fn main() {}
