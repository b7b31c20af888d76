//! The table of ARCHITECTURE.md, "who may import whom", as data, and the rule that holds an edge
//! against it.

/// A room: what it may import of ours, and what it must never know.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// The package, without `sceau-`.
    pub name: &'static str,
    /// Rooms it may import.
    pub may_import: &'static [&'static str],
    /// Packages it must never reach directly.
    pub must_not_know: &'static [&'static str],
}

const SQL: &[&str] = &["rusqlite", "sqlx"];
const WEB: &[&str] = &["axum", "hyper", "tower-http"];

/// Every room of the house.
pub const ROOMS: &[Room] = &[
    Room {
        name: "domain",
        may_import: &[],
        must_not_know: &[
            "serde",
            "tokio",
            "async-trait",
            "futures-util",
            "rusqlite",
            "axum",
            "tauri",
            "reqwest",
        ],
    },
    Room {
        name: "vision",
        may_import: &["domain"],
        must_not_know: &[
            "nokhwa",
            "reqwest",
            "tauri",
            "tokio",
            "async-trait",
            "axum",
            "rusqlite",
        ],
    },
    Room {
        name: "wire",
        may_import: &["domain"],
        must_not_know: &["rusqlite", "axum", "tauri", "reqwest"],
    },
    Room {
        name: "oidc",
        may_import: &[],
        must_not_know: &["rusqlite", "axum", "reqwest", "tokio"],
    },
    Room {
        name: "capture",
        may_import: &["vision", "domain"],
        must_not_know: &["tauri", "reqwest", "axum", "rusqlite"],
    },
    Room {
        name: "client",
        may_import: &["domain", "wire", "capture"],
        must_not_know: &["tauri", "rusqlite"],
    },
    Room {
        name: "service",
        may_import: &["domain", "oidc"],
        must_not_know: &["axum", "rusqlite", "tauri", "reqwest", "sceau-wire"],
    },
    Room {
        name: "store-sqlite",
        may_import: &["domain", "service"],
        must_not_know: WEB,
    },
    Room {
        name: "vault",
        may_import: &["domain", "service"],
        must_not_know: &["axum", "rusqlite"],
    },
    Room {
        name: "notify",
        may_import: &["domain", "service"],
        must_not_know: &["axum", "rusqlite"],
    },
    Room {
        name: "checks",
        may_import: &["domain", "service", "vision"],
        must_not_know: &["axum", "rusqlite"],
    },
    Room {
        name: "paper",
        may_import: &[],
        must_not_know: &["axum", "rusqlite", "reqwest", "tokio", "serde"],
    },
    Room {
        name: "http",
        may_import: &["service", "wire", "oidc", "domain", "paper"],
        must_not_know: SQL,
    },
    Room {
        name: "server",
        may_import: &[
            "domain",
            "service",
            "oidc",
            "wire",
            "http",
            "store-sqlite",
            "vault",
            "notify",
            "checks",
        ],
        must_not_know: &["tauri", "sceau-client", "sceau-capture"],
    },
    Room {
        name: "app",
        may_import: &["client", "capture", "wire"],
        must_not_know: &["axum", "rusqlite", "reqwest"],
    },
    Room {
        name: "devhost",
        may_import: &["client", "capture", "wire"],
        must_not_know: &["rusqlite", "tauri"],
    },
    Room {
        name: "sandbox",
        may_import: &["oidc", "wire"],
        must_not_know: &["rusqlite", "tauri"],
    },
    Room {
        name: "testkit",
        may_import: &["*"],
        must_not_know: &[],
    },
    Room {
        name: "benches",
        may_import: &["*"],
        must_not_know: &[],
    },
    Room {
        name: "tests",
        may_import: &["*"],
        must_not_know: &[],
    },
];

/// How one package depends on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// In the product.
    Product,
    /// In tests only.
    Tests,
}

/// An edge of the dependency graph, with packages as cargo names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Who imports.
    pub from: String,
    /// What is imported.
    pub to: String,
    /// In the product or in tests.
    pub used_in: Use,
}

/// What is wrong with an edge, if anything is: the sentence says which rule it breaks.
pub fn complaint(edge: &Edge) -> Option<String> {
    let from = edge.from.strip_prefix("sceau-")?;
    let Some(room) = ROOMS.iter().find(|room| room.name == from) else {
        return Some(format!("{from} is a room that the table does not know"));
    };
    if edge.used_in == Use::Tests {
        return None;
    }
    if room.must_not_know.contains(&edge.to.as_str()) {
        return Some(format!("{from} must never know {}", edge.to));
    }
    let to = edge.to.strip_prefix("sceau-")?;
    if to == "testkit" {
        return Some(format!("{from} uses testkit outside its tests"));
    }
    if room.may_import.contains(&"*") || room.may_import.contains(&to) {
        return None;
    }
    Some(format!("{from} may not import {to}"))
}
