//! Stories of the backend without HTTP: real use cases on a real SQLite file, with a clock that is set
//! by hand, mails that are kept instead of sent, and bytes that stay in memory.

#[cfg(test)]
mod carriers;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod devices;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod fakes;
#[cfg(test)]
mod film_seal;
#[cfg(test)]
mod handover;
#[cfg(test)]
mod happy_path;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod mails;
#[cfg(test)]
mod person;
#[cfg(test)]
mod phone;
#[cfg(test)]
mod proofs;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod repeats;
#[cfg(test)]
mod restarts;
#[cfg(test)]
mod retention;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod succession;
