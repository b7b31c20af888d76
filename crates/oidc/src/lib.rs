//! OpenID Connect: protocol types, rules and tokens. No HTTP, no SQL.
