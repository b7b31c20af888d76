//! Second looks at doubtful characters: the mean of what is seen, because what only one look shows was
//! its own mistake.

use super::attempt::Attempt;
use super::cut::cut_span;
use super::decode::Line;
use super::rows::Rows;
use super::search::Search;
use super::sight::Evidence;

/// Second looks: moved down by so many characters, so many times as tall. They are taken one after the
/// other while a character is doubtful.
const LOOKS: [(f32, f32); 4] = [(0.09, 0.94), (-0.09, 1.07), (0.0, 0.88), (0.0, 1.14)];
/// A second look counts when as much speaks for characters there, or this share of it.
const LIKE: f32 = 0.9;
/// So many characters are cut out to each side of a doubtful one: as far as the network and the evening
/// out of the light see.
const BESIDE: f32 = 2.9;

/// What the looks at each character saw together: sums of shares, and of how many looks.
struct Again {
    lines: Vec<Vec<(Evidence, f32)>>,
}

/// A character: its line, and its place in it.
type At = (usize, usize);

impl Again {
    fn new(first: &Attempt) -> Self {
        let line = |line: &Vec<Evidence>| line.iter().map(|logs| (shares(logs), 1.0)).collect();
        Self {
            lines: first.evidence.iter().map(line).collect(),
        }
    }

    fn add(&mut self, (line, at): At, seen: &Evidence) {
        let (sums, looks) = &mut self.lines[line][at];
        *looks += 1.0;
        for (sum, share) in sums.iter_mut().zip(shares(seen)) {
            *sum += share;
        }
    }

    /// The means, as logarithms.
    fn evidence(&self) -> Vec<Vec<Evidence>> {
        let mean = |(sums, looks): &(Evidence, f32)| sums.map(|sum| (sum / looks).max(1e-9).ln());
        let lines = self.lines.iter();
        lines.map(|line| line.iter().map(mean).collect()).collect()
    }
}

fn shares(logs: &Evidence) -> Evidence {
    logs.map(f32::exp)
}

impl Search<'_> {
    /// Looks again at doubtful characters, a little higher, lower, taller and flatter.
    pub(super) fn looked_around(&mut self, attempt: Attempt) -> Attempt {
        let mut again = Again::new(&attempt);
        let mut attempt = attempt;
        for (shift, taller) in LOOKS {
            let doubtful = attempt.doubtful();
            if doubtful.is_empty() {
                break;
            }
            let mut rows = attempt.rows;
            rows.place = rows.place.shifted(shift, 0.0);
            rows.place.aspect *= taller;
            rows.spacing /= taller;
            let seen = self.look_at(&rows, &attempt, &doubtful);
            let before: f32 = doubtful
                .iter()
                .map(|(line, at)| attempt.stands[*line][*at].gain)
                .sum();
            let now: f32 = seen.iter().map(|(_, _, gain)| gain).sum();
            if seen.len() == doubtful.len() && now >= LIKE * before {
                seen.iter()
                    .for_each(|(at, evidence, _)| again.add(*at, evidence));
                attempt = attempt.saying(again.evidence());
            }
        }
        attempt
    }

    /// What is seen of these characters, and how much speaks for any there.
    fn look_at(
        &mut self,
        rows: &Rows,
        attempt: &Attempt,
        doubtful: &[At],
    ) -> Vec<(At, Evidence, f32)> {
        let offsets = rows.offsets(attempt.runs.len());
        let s = |(line, at): At| attempt.stands[line][at].s;
        // Characters near each other share what is cut out around them.
        let is_near = |one: &At, other: &At| one.0 == other.0 && s(*other) - s(*one) < 2.0 * BESIDE;
        let mut seen = Vec::with_capacity(doubtful.len());
        for group in doubtful.chunk_by(is_near) {
            let (Some(&first), Some(&last)) = (group.first(), group.last()) else {
                continue;
            };
            let span = (s(first) - BESIDE, s(last) + BESIDE);
            let strips = cut_span(&mut self.levels, &rows.place, offsets[first.0], span);
            let lines: Vec<Line> = self.ask(&strips).unwrap_or_default();
            for at in group {
                let line = lines.first().and_then(|line| line.evidence_of(s(*at)));
                seen.extend(line.map(|(evidence, gain)| (*at, evidence, gain)));
            }
        }
        seen
    }
}
