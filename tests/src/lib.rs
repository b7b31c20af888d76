//! What holds across rooms: architecture, contract, journeys.
