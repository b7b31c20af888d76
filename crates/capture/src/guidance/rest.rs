//! Whether a document rests in the hand that holds it.

use core::time::Duration;

/// A corner farther than this from where it rested, in shares of the frame's width, is on its way.
const RESTS_WITHIN: f32 = 0.03;
/// Where it rests follows where it is with this delay, in seconds. A document that is carried through the frame at more
/// than a sixth of its width in a second leaves that place behind, with slow cameras sooner; a tremor, to and fro, does
/// not.
const DELAY: f32 = 0.185;

/// The corners of a document in shares of the frame's width, from its own top left.
type Corners = [(f32, f32); 4];

/// Follows where a document rests. Hands tremble: three millimetres to and fro, six times a second, are a usual tremor,
/// and each frame's sharpness says whether it hurts the picture.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rest {
    place: Option<(Corners, Duration)>,
}

impl Rest {
    /// Takes where the document is at this time, `None` where there is none; says whether it rests there.
    pub(super) fn push(&mut self, corners: Option<Corners>, at: Duration) -> bool {
        let Some(now) = corners else {
            self.place = None;
            return false;
        };
        // A clock that went back begins again.
        let Some((place, before)) = self.place.filter(|(_, before)| *before <= at) else {
            self.place = Some((now, at));
            return false;
        };
        let now = named_as(&place, now);
        let rests = farthest(&place, &now) < RESTS_WITHIN;
        let share = 1.0 - (-(at - before).as_secs_f32() / DELAY).exp();
        let followed = core::array::from_fn(|n| {
            let ((x0, y0), (x1, y1)) = (place[n], now[n]);
            (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
        });
        self.place = Some((if rests { followed } else { now }, at));
        rests
    }
}

/// The corners under the names that lie nearer: a document that is told the other way up has not moved.
fn named_as(place: &Corners, now: Corners) -> Corners {
    let other_way_up = [now[2], now[3], now[0], now[1]];
    if farthest(place, &other_way_up) < farthest(place, &now) {
        other_way_up
    } else {
        now
    }
}

/// How far the corner went that went farthest, along the sides of the frame.
fn farthest(before: &Corners, now: &Corners) -> f32 {
    let ways = before.iter().zip(now);
    ways.fold(0.0, |most, ((x0, y0), (x1, y1))| {
        most.max((x1 - x0).abs()).max((y1 - y0).abs())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORNERS: Corners = [(0.2, 0.1), (0.8, 0.1), (0.8, 0.5), (0.2, 0.5)];

    fn moved(right: f32, down: f32) -> Option<Corners> {
        Some(CORNERS.map(|(x, y)| (x + right, y + down)))
    }

    /// Whether it rests all through a second of being carried, at so many widths of the frame a second.
    fn rests_at(speed: f32, fps: u32) -> bool {
        let mut rest = Rest::default();
        let frame = |n: u32| Duration::from_secs(1) * n / fps;
        let carried =
            (0..=fps).map(|n| rest.push(moved(speed * frame(n).as_secs_f32(), 0.0), frame(n)));
        // Where it is seen for the first time, nobody knows yet.
        carried.skip(1).all(|rests| rests)
    }

    #[test]
    fn how_fast_it_may_be_carried_depends_little_on_the_camera() {
        for fps in [8, 15, 30, 90] {
            assert!(rests_at(0.1, fps), "{fps}");
            assert!(!rests_at(0.25, fps), "{fps}");
        }
    }

    #[test]
    fn a_document_told_the_other_way_up_has_not_moved() {
        let mut rest = Rest::default();
        let other_way_up = [CORNERS[2], CORNERS[3], CORNERS[0], CORNERS[1]];
        rest.push(Some(CORNERS), Duration::ZERO);
        assert!(rest.push(Some(other_way_up), Duration::from_millis(60)));
        assert!(rest.push(Some(CORNERS), Duration::from_millis(120)));
    }

    #[test]
    fn one_that_was_out_of_sight_or_a_clock_that_went_back_begins_again() {
        let mut rest = Rest::default();
        let at = Duration::from_millis;
        assert!(
            !rest.push(Some(CORNERS), at(500)),
            "seen for the first time"
        );
        assert!(rest.push(Some(CORNERS), at(560)));
        assert!(!rest.push(None, at(620)));
        assert!(!rest.push(Some(CORNERS), at(680)));
        assert!(!rest.push(Some(CORNERS), at(10)));
        assert!(rest.push(Some(CORNERS), at(70)));
    }
}
