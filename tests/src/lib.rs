//! What holds across rooms: who may import whom, the documents that must match the code, whole
//! journeys. The rules live here; the tests beside this folder apply them.

pub mod reach;
pub mod rooms;
