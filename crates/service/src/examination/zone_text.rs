//! A zone as it is sealed beside its picture: its lines, and below each a line that marks what was not plain to see.

use crate::ports::ZoneFacts;
use sceau_domain::document::mrz::{MrzFormat, MrzPlace, MrzReading, parse_zone};
use sceau_domain::private::Personal;

/// Under a character that was plain, and under one that was not.
const PLAIN: char = '.';
const WEAK: char = '?';

/// The text of a zone.
pub(super) fn text_of(zone: &ZoneFacts) -> String {
    let lines = zone.lines.reveal();
    let marks = lines.iter().enumerate().map(|(line, text)| {
        let mark = |column| {
            if zone.weak.contains(&(line, column)) {
                WEAK
            } else {
                PLAIN
            }
        };
        (0..text.chars().count()).map(mark).collect()
    });
    let all: Vec<String> = lines.iter().cloned().chain(marks).collect();
    all.join("\n")
}

/// The lines of such a text, and what they say. One from before marks were kept has the lines alone.
pub(super) fn read_text(format: MrzFormat, text: &[u8]) -> (Personal<Vec<String>>, MrzReading) {
    let text = String::from_utf8_lossy(text);
    let mut all = text.lines();
    let lines: Vec<&str> = all.by_ref().take(format.lines()).collect();
    let marks = all.enumerate().flat_map(|(line, marks)| {
        let marks = marks.chars().enumerate();
        let weak = marks.filter(|(_, mark)| *mark == WEAK);
        weak.map(move |(column, _)| (line, column))
    });
    let weak: Vec<MrzPlace> = marks.collect();
    let reading = parse_zone(format, &lines).with_weak(weak);
    let lines = lines.into_iter().map(str::to_owned).collect();
    (Personal::new(lines), reading)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 2] = [
        "P<FRAMARTIN<<MAELYS<GAELLE<MARIE<<<<<<<<<<<<",
        "12AB345673FRA9007138F3002119<<<<<<<<<<<<<<02",
    ];

    fn zone(weak: &[MrzPlace]) -> ZoneFacts {
        ZoneFacts {
            format: MrzFormat::Td3,
            lines: Personal::new(LINES.map(str::to_owned).to_vec()),
            weak: weak.to_vec(),
            corners: [[0.0; 2]; 4],
        }
    }

    #[test]
    fn what_was_weak_is_known_again_when_the_seal_is_opened() {
        for weak in [&[][..], &[(0, 5), (0, 43), (1, 20)]] {
            let (lines, reading) = read_text(MrzFormat::Td3, text_of(&zone(weak)).as_bytes());
            assert_eq!(lines.reveal(), &LINES);
            let expected = parse_zone(MrzFormat::Td3, &LINES).with_weak(weak.to_vec());
            assert_eq!(reading, expected);
        }
    }

    #[test]
    fn a_zone_from_before_marks_were_kept_has_nothing_weak() {
        let (lines, reading) = read_text(MrzFormat::Td3, LINES.join("\n").as_bytes());
        assert_eq!(lines.reveal(), &LINES);
        assert_eq!(reading, parse_zone(MrzFormat::Td3, &LINES));
    }
}
