//! Any text as a machine-readable zone of any format: a reading with findings, never a panic, and nothing
//! in it that the text did not hold.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sceau_domain::document::mrz::{MrzFormat, parse_zone};
use sceau_domain::examination::Paper;

fuzz_target!(|text: &str| {
    let lines: Vec<&str> = text.lines().collect();
    let guess = MrzFormat::guess(&lines);
    for format in MrzFormat::ALL {
        let reading = parse_zone(format, &lines);
        for finding in reading.findings() {
            assert!(finding.line < format.lines() && finding.column <= format.width());
        }
        assert!(
            reading
                .number()
                .is_none_or(|number| number.len() <= format.width())
        );
        let _ = (
            reading.surname(),
            reading.given_names(),
            reading.expiry_date(),
            reading.doubts(),
            reading.hindrance(),
            Paper::of(&reading),
        );
    }
    if let Some(format) = guess {
        assert_eq!(
            format.lines(),
            lines.iter().filter(|line| !line.trim().is_empty()).count()
        );
    }
});
