//! Builders, fixed clock and randomness, fakes, contract suites, specimens.

pub mod specimen;
