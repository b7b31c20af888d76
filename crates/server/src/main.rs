//! The binary `sceau-server`: configuration and wiring.

fn main() {}
