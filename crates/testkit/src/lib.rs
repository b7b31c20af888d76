//! Builders, fixed clock and randomness, fakes, contract suites, specimens.

pub mod clock;
pub mod diagram;
pub mod samples;
pub mod specimen;
pub mod store_contract;
pub mod world;
