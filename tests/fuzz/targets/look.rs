//! Any bytes looked at and listened to as a film: facts in order, never a panic of ours. The libraries that read its
//! index and its pieces may die of it: the process they run in is theirs, and the fuzzer passes over it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sceau_checks::FilmsHere;
use sceau_domain::challenge::ThirdTask;
use sceau_domain::document::DocumentKind;
use sceau_domain::examination::{Moment, SoundHeard, Stretch};
use sceau_service::ports::{FilmAsked, FilmExaminer, FilmFacts};
use std::panic::{self, PanicHookInfo};

fuzz_target!(
    init: {
        let aborting = panic::take_hook();
        panic::set_hook(Box::new(move |death| {
            if is_ours(death) {
                aborting(death);
            }
        }));
    },
    |bytes: &[u8]| {
        let looked = panic::catch_unwind(|| FilmsHere::new(None).examine_film(bytes, &asked()));
        if let Ok(Ok(facts)) = looked {
            assert_facts(&facts);
        }
    }
);

fn asked() -> FilmAsked {
    FilmAsked {
        stretches: vec![Stretch {
            moment: Moment::Task,
            from_ms: 0,
            until_ms: u32::MAX,
        }],
        task: ThirdTask::ShowDocument,
        kind: DocumentKind::Passport,
    }
}

fn assert_facts(facts: &FilmFacts) {
    assert!(facts.frames.len() <= Moment::ALL.len());
    if let Some(SoundHeard::Heard { loud_ms, .. }) = &facts.sound {
        assert!(loud_ms.as_flattened().is_sorted());
    }
}

fn is_ours(death: &PanicHookInfo<'_>) -> bool {
    let place = death.location().map(|at| at.file());
    place.is_none_or(|file| file.contains("/crates/") || file.contains("targets/"))
}
