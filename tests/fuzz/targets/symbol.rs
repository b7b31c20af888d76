//! Any grey picture looked at for a Data Matrix: nothing, or as many bytes as one holds at a place that is one, and
//! those as a visible electronic seal. The library that finds it may die of a picture: the reader must not.
#![no_main]

mod grey;

use libfuzzer_sys::fuzz_target;
use sceau_checks::read_symbol;
use sceau_domain::seal::parse_seal;
use std::panic::{self, PanicHookInfo};
use std::thread;

fuzz_target!(
    init: {
        let aborting = panic::take_hook();
        panic::set_hook(Box::new(move |death| {
            if !is_outlived(death) {
                aborting(death);
            }
        }));
    },
    |bytes: &[u8]| {
        let Some(picture) = grey::grey(bytes, 1) else {
            return;
        };
        let Some(symbol) = read_symbol(picture.view(), None) else {
            return;
        };
        let content = symbol.content.reveal();
        assert!((1..=3_116).contains(&content.len()));
        let mut corners = symbol.quad.corners.iter();
        assert!(corners.all(|corner| corner.x.is_finite() && corner.y.is_finite()));
        let _ = parse_seal(content);
    }
);

/// Whether it is the library's, on the reader's own thread.
fn is_outlived(death: &PanicHookInfo<'_>) -> bool {
    let is_ours = death
        .location()
        .is_none_or(|at| at.file().contains("/crates/"));
    thread::current().name() == Some("seal") && !is_ours
}
