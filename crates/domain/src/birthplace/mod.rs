//! Where someone was born, in the form the civil register knows it.
//!
//! A wrong code passes every form and then fails the register at each login, so a birthplace is
//! only built from a list: the *code officiel géographique* (COG) of INSEE, embedded here with
//! its version. What is not on the list goes to an operator as text; no code is ever invented.
//!
//! What this room deliberately does not know: today's date, the screen that asks, and which code
//! the register really holds. Where that is in doubt a [`Caution`] says so to the operator.
//!
//! The data are made by `tools/birthplaces/build.mjs`: every commune since 1943 with the period in
//! which its code and name were in force, and the commune that holds its territory today.

mod commune;
mod counterpart;
mod country;
mod data;
mod error;
mod fold;
mod fuzzy;
mod index;
mod matching;
mod place;
mod query;
mod rank;
mod row_set;
mod rows;
mod search;
mod search_countries;
mod unlisted;
mod validity;

pub use commune::{Commune, CommuneKind, Department};
pub use country::{Country, FormerCountry, FormerKind};
pub use data::{DataVersion, communes, countries, data_version, departments, former_countries};
pub use error::BirthplaceError;
pub use place::{BirthClaims, Birthplace, Caution, ForeignPlace, FrenchPlace};
pub use search::{Closeness, Match, SearchResults, search, warm_up};
pub use search_countries::{CountryMatch, search_countries};
pub use unlisted::{UnlistedPlace, is_cog_code};
pub use validity::Validity;

/// The COG code of France, overseas included.
pub const FRANCE: &str = "99100";
