//! Stories of the operators' room, without HTTP.

#[cfg(test)]
mod decisions;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod examination;
#[cfg(test)]
mod faces;
#[cfg(test)]
mod film;
#[cfg(test)]
mod lost;
#[cfg(test)]
mod operators;
#[cfg(test)]
mod queue;
#[cfg(test)]
mod record;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod turns;
#[cfg(test)]
mod zones;
