//! Machine-readable zones, from pixels to characters (ICAO Doc 9303-3; layouts in the domain).
//!
//! Two small networks, trained by `tools/mrz` from drawn text alone and shipped inside: one says
//! where in a picture a zone is, which way is up and how wide a character is; the other reads a line
//! cut out by that. Between them stands plain geometry. A mirrored zone is not read.
//!
//! Most zones are read at a first glance ([`glance`]); where that leaves a doubt, the whole search decides
//! ([`search`]), and doubtful characters are looked at again ([`again`]).
//!
//! Check digits choose no character here: each is what the pixels say, weighed by what its column
//! may hold. They say whether a glance is enough and which of two whole looks at a zone counts, and
//! [`Votes`] accepts or refuses the whole.

mod again;
mod alphabet;
mod attempt;
mod cells;
mod conv;
mod cut;
mod decode;
mod glance;
mod nets;
mod place;
mod reader;
mod rows;
mod search;
mod sight;
mod votes;

pub use nets::ZoneFault;
pub use reader::ZoneReader;
pub use sight::{ZoneSight, ZoneSign};
pub use votes::{AcceptedZone, Votes};
