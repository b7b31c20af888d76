//! The journey walked from its beginning.

use super::{events, state};
use sceau_domain::journey::{State, StateName, transition};
use std::collections::BTreeMap;

/// Of each state, so many different forms go on: enough for every rule that looks inside.
const FORMS: usize = 40;

/// The states that a person comes to from the terms, taking every sample event wherever it is taken.
pub fn walked_states() -> Vec<State> {
    let events = events();
    let mut found: BTreeMap<StateName, Vec<State>> = BTreeMap::new();
    let mut waiting = vec![state(StateName::Terms)];
    while let Some(state) = waiting.pop() {
        let known = found.entry(state.name()).or_default();
        if known.len() >= FORMS || known.contains(&state) {
            continue;
        }
        known.push(state.clone());
        let next = events
            .iter()
            .filter_map(|event| transition(state.clone(), event.clone()).ok());
        waiting.extend(next.map(|next| next.state));
    }
    found.into_values().flatten().collect()
}
