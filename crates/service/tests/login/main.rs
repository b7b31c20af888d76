//! Stories of the identity provider, from a service's request to its claims, without HTTP.

#[cfg(test)]
mod approval;
mod blocked;
#[cfg(test)]
mod handoff;
#[cfg(test)]
mod lost_device;
#[cfg(test)]
mod page;
#[cfg(test)]
mod passage;
#[cfg(test)]
mod person;
#[cfg(test)]
mod rehearsal;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod strict;
#[cfg(test)]
mod strict_tokens;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod told;
