//! Stories over the real routes: a whole backend behind them, a clock that is set by hand, letterboxes
//! that are read. Nothing listens on a port.

#[cfg(test)]
mod app;
#[cfg(test)]
mod as_read;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod codes;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod console;
#[cfg(test)]
mod console_stories;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod examined_pictures;
#[cfg(test)]
mod fields;
#[cfg(test)]
mod files;
#[cfg(test)]
mod first_pictures;
#[cfg(test)]
mod handoff;
#[cfg(test)]
mod handover;
#[cfg(test)]
mod letter;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod login;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod page;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod protocol;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod relay;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod uploads;
#[cfg(test)]
mod whole_journey;
