//! A scenario file is understood whole or refused with the place of its fault.
#![cfg(feature = "mock")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::time::Duration;
use sceau_capture::scripted::{Scenario, ScenarioFault};
use sceau_capture::{Devices, Monotonic, Prompt, SoundSource, SourceChoice};
use std::path::Path;
use std::sync::Arc;
use support::{JumpingClock, fill_folder};

fn parse(text: &str) -> Result<Scenario, ScenarioFault> {
    Scenario::parse(text, Path::new("."))
}

#[test]
fn the_tables_of_other_rooms_are_left_alone() {
    let text = "[person]\nseed = 42\n[login]\nafter_active = ['deny']\n[kill]\nmoments = 10";
    assert!(parse(text).is_ok());
}

#[test]
fn a_table_that_no_room_knows_is_refused_with_those_that_there_are() {
    for (text, name) in [
        ("clock = '2026-03-02'", "clock"),
        ("[kamera]\nfault = 'busy'", "kamera"),
    ] {
        let fault = parse(text).unwrap_err();
        assert_eq!(fault, ScenarioFault::Table(name.into()));
        let said = fault.to_string();
        assert!(
            said.contains(name) && said.contains("camera, audio"),
            "{said}"
        );
    }
}

#[test]
fn the_scenario_that_explains_every_key_is_understood() {
    let source = include_str!("../src/scripted/scenario/mod.rs");
    let lines = source.lines().map(|line| line.trim_start_matches("//!"));
    let example: Vec<&str> = lines
        .skip_while(|line| *line != " ```toml")
        .skip(1)
        .take_while(|line| *line != " ```")
        .collect();
    assert!(example.len() > 20);
    let parsed = parse(&example.join("\n"));
    assert!(parsed.is_ok(), "{parsed:?}");
}

#[test]
fn an_unknown_key_in_a_capture_table_is_refused_with_its_name() {
    for text in [
        "[camera]\nfronte = 'x'",
        "[camera.document]\nfront = 'x'\nbak = 'y'",
        "[audio]\nvoice = 'silent'\nloud = true",
        "[permissions]\nmicrofone = 'grant'",
    ] {
        let Err(ScenarioFault::Syntax(why)) = parse(text) else {
            panic!("{text}")
        };
        assert!(why.contains("unknown field"), "{why}");
    }
}

#[test]
fn wrong_values_have_their_own_reasons() {
    let fault = |text: &str| parse(text).unwrap_err();
    assert_eq!(
        fault("[camera.document]\nfront='x'\nscript=['dark']"),
        ScenarioFault::Script
    );
    assert_eq!(
        fault("[camera]\nfault='busy'\nfault_after='soon'"),
        ScenarioFault::Time
    );
    assert_eq!(
        fault("[camera]\nfault='busy'\nfault_for='long'"),
        ScenarioFault::Time
    );
    assert_eq!(
        fault("[camera.face]\nvideo='x'\nscript=['../dark:1s']"),
        ScenarioFault::Script
    );
    assert_eq!(
        fault("[audio]\nvoice='silent'\nfault='busy'\nfault_after='1'"),
        ScenarioFault::Time
    );
    assert_eq!(fault("[audio]"), ScenarioFault::Voice);
    assert_eq!(fault("[audio]\nvoice='tts'"), ScenarioFault::Voice);
    assert_eq!(
        fault("[audio]\nvoice='silent'\nfile='x.wav'"),
        ScenarioFault::Voice
    );
    assert!(matches!(fault("[camera"), ScenarioFault::Syntax(_)));
}

#[test]
fn a_missing_folder_is_told_when_the_scenario_is_loaded() {
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("recto/good"), 1, 32, 32);
    let file = place.path().join("scenario.toml");
    let table = "[camera.document]\nfront = 'recto/*.jpg'\nscript = ['good:1s', 'glare:hold']";
    std::fs::write(&file, table).unwrap();
    let missing = ScenarioFault::Missing(place.path().join("recto/glare"));
    assert_eq!(Scenario::load(&file).unwrap_err(), missing);
    fill_folder(&place.path().join("recto/glare"), 1, 32, 32);
    assert!(Scenario::load(&file).is_ok());
    assert_eq!(
        Scenario::load(Path::new("nowhere.toml")).unwrap_err(),
        ScenarioFault::Unreadable
    );
}

/// Opens the scenario's microphone, asks for a digit, and gives two seconds of what it hears.
fn hear(folder: &Path, audio: &str, digit: u8) -> (u32, Vec<i16>) {
    let clock: Arc<dyn Monotonic> = Arc::<JumpingClock>::default();
    let scenario = Arc::new(Scenario::parse(audio, folder).unwrap());
    let devices = Devices::new(SourceChoice::Scripted(scenario), clock);
    let mut microphone: Box<dyn SoundSource> = devices.microphone().unwrap();
    microphone.open().unwrap();
    microphone.prompted(Prompt::Digit(digit));
    let (mut rate, mut heard, mut end) = (0, Vec::new(), None);
    while heard.len() < rate as usize * 2 || rate == 0 {
        let Some(chunk) = microphone.next_chunk(Duration::from_millis(100)).unwrap() else {
            continue;
        };
        rate = chunk.rate;
        if let Some(end) = end {
            assert!(
                chunk.at.abs_diff(end) < Duration::from_millis(2),
                "no hole in the sound"
            );
        }
        end =
            Some(chunk.at + Duration::from_secs_f64(chunk.samples.len() as f64 / f64::from(rate)));
        heard.extend(chunk.samples);
    }
    (rate, heard)
}

/// How much of one tone is in the sound (Goertzel), relative.
fn strength(samples: &[i16], rate: u32, hertz: f32) -> f32 {
    let turn = core::f32::consts::TAU * hertz / rate as f32;
    let (mut sin, mut cos) = (0.0, 0.0);
    for (index, &sample) in samples.iter().enumerate() {
        sin += f32::from(sample) * (turn * index as f32).sin();
        cos += f32::from(sample) * (turn * index as f32).cos();
    }
    (sin.hypot(cos)) / samples.len() as f32
}

#[test]
fn the_digit_that_is_asked_is_heard_as_its_tones() {
    let (rate, heard) = hear(Path::new("."), "[audio]\nvoice = 'tones'", 7);
    let lead = rate as usize / 4;
    assert!(
        heard[..lead].iter().all(|sample| *sample == 0),
        "a person reads before speaking"
    );
    let is_heard = |hertz| strength(&heard, rate, hertz) > 300.0;
    assert!(is_heard(852.0) && is_heard(1209.0));
    assert!(!is_heard(697.0) && !is_heard(1477.0));
}

#[test]
fn the_digit_that_is_asked_is_spoken_by_its_file() {
    let place = tempfile::tempdir().unwrap();
    for digit in 0_u8..10 {
        let samples = vec![1_000 + i16::from(digit); 1_600];
        let file = sceau_capture::scripted::wav::encode(16_000, &samples);
        std::fs::write(place.path().join(format!("{digit}.wav")), file).unwrap();
    }
    let (rate, heard) = hear(place.path(), "[audio]\nvoice = 'tts'\ndigits = '.'", 4);
    assert_eq!(rate, 16_000);
    assert_eq!(
        heard.iter().filter(|sample| **sample == 1_004).count(),
        1_600
    );
    assert!(heard.iter().all(|sample| matches!(sample, 0 | 1_004)));
}

#[test]
fn a_file_of_sound_starts_again_with_the_recording_and_ends_in_silence() {
    let place = tempfile::tempdir().unwrap();
    let voice: Vec<i16> = (1..=4_000).collect();
    let file = sceau_capture::scripted::wav::encode(8_000, &voice);
    std::fs::write(place.path().join("face.wav"), file).unwrap();
    let scenario = Scenario::parse("[audio]\nfile = 'face.wav'", place.path()).unwrap();
    let clock: Arc<dyn Monotonic> = Arc::<JumpingClock>::default();
    let devices = Devices::new(SourceChoice::Scripted(Arc::new(scenario)), clock);
    let mut microphone = devices.microphone().unwrap();
    microphone.open().unwrap();
    let mut hear = |begins: bool| -> Vec<i16> {
        if begins {
            microphone.recording_begins();
        }
        let mut heard = Vec::new();
        while heard.len() < 8_000 {
            let chunk = microphone.next_chunk(Duration::from_millis(100)).unwrap();
            heard.extend(chunk.map(|chunk| chunk.samples).unwrap_or_default());
        }
        heard
    };
    for heard in [hear(false), hear(true)] {
        assert_eq!(heard[..4_000], voice);
        assert!(heard[4_000..].iter().all(|sample| *sample == 0));
    }
}
