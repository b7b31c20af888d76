//! The timeline of a scripted camera: named folders, each for a time, the last one held.

use core::time::Duration;

/// One part of the timeline: `dark:1.5s` or `good:hold`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    /// `None` holds for ever.
    pub(super) length: Option<Duration>,
}

/// Reads `1.5s`, `200ms` or `0s`; at most an hour.
pub(super) fn parse_time(text: &str) -> Option<Duration> {
    let seconds = match text.strip_suffix("ms") {
        Some(millis) => millis.parse::<f64>().ok()? / 1000.0,
        None => text.strip_suffix('s')?.parse::<f64>().ok()?,
    };
    (0.0..=3_600.0)
        .contains(&seconds)
        .then(|| Duration::from_secs_f64(seconds))
}

/// Reads the parts; `None` when one is not `name:time` or `name:hold`, or leaves its folder.
pub(super) fn parse(script: &[String]) -> Option<Vec<Part>> {
    script
        .iter()
        .map(|text| {
            let (name, time) = text.split_once(':')?;
            let is_plain = !name.is_empty()
                && name
                    .chars()
                    .all(|sign| sign.is_ascii_alphanumeric() || "-_".contains(sign));
            let length = if time == "hold" {
                None
            } else {
                Some(parse_time(time)?)
            };
            is_plain.then(|| Part {
                name: name.into(),
                length,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, length: Option<u64>) -> Part {
        Part {
            name: name.into(),
            length: length.map(Duration::from_millis),
        }
    }

    #[test]
    fn a_timeline_is_read() {
        let script = ["dark:1.5s", "glare:200ms", "good:hold"].map(String::from);
        let parts = [
            part("dark", Some(1_500)),
            part("glare", Some(200)),
            part("good", None),
        ];
        assert_eq!(parse(&script).unwrap(), parts);
    }

    #[test]
    fn what_is_no_time_or_leaves_the_folder_is_refused() {
        for wrong in [
            "dark",
            "dark:",
            "dark:1.5",
            "dark:-1s",
            "dark:NaNs",
            ":1s",
            "../x:1s",
            "a:9999s",
        ] {
            assert_eq!(parse(&[wrong.into()]), None, "{wrong}");
        }
    }
}
