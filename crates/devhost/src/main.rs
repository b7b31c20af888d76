//! Never shipped: the app's real commands over HTTP, for a plain browser.

fn main() {}
