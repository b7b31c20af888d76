//! Builders, fixed clock and randomness, fakes, contract suites, specimens.

pub mod clock;
pub mod samples;
pub mod specimen;
pub mod world;
