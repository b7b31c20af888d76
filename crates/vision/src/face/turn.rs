//! The turn of the head that the person is asked for: an arc that fills, and why it does not.

use core::time::Duration;

/// A side of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Their left: the picture's right.
    Left,
    /// Their right: the picture's left.
    Right,
}

/// What to say while the head turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TurnHint {
    /// The turn took less time than the film needs to show it: begin again, slower.
    Fast,
    /// The head came back before the turn was wide enough.
    Short,
    /// The head turns to the other side.
    WrongWay,
    /// The face is not seen.
    Lost,
}

impl TurnHint {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fast => "turn.fast",
            Self::Short => "turn.short",
            Self::WrongWay => "turn.wrong_way",
            Self::Lost => "face.none",
        }
    }
}

/// Where the turn stands after a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TurnStep {
    /// How much of the arc is filled, 0 to 1. It never falls but when the turn begins again.
    pub arc: f32,
    /// What to say, if anything.
    pub hint: Option<TurnHint>,
    /// True once the turn was wide and slow enough. It stays true.
    pub is_done: bool,
}

/// A turn this wide, in degrees, is enough: the depth of a head then shows plainly. FaceMesh sees a
/// turn by 30° as 20 to 28; a flat picture of a face, however it is tilted, as less than 5.
const WIDE: f32 = 18.0;
/// The turn begins at this angle, in degrees; below is swaying.
const BEGUN: f32 = 6.0;
/// A turn from its beginning to its end in less than this is too fast: at 15 frames a second the
/// film would hold four pictures of it.
const SHORTEST: Duration = Duration::from_millis(250);
/// A head that came back to this share of its widest turn has given up.
const BACK: f32 = 0.5;

/// Follows one turn. Feed it the yaw of every frame.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnProgress {
    side: Side,
    /// Last moment at which the head was still straight.
    straight_at: Option<Duration>,
    widest: f32,
    hint: Option<TurnHint>,
    is_done: bool,
}

impl TurnProgress {
    /// A turn to this side, not begun.
    pub const fn new(side: Side) -> Self {
        Self {
            side,
            straight_at: None,
            widest: 0.0,
            hint: None,
            is_done: false,
        }
    }

    /// Takes the yaw in degrees ([`super::HeadPose::yaw`]) seen at `at`, `None` when there was no
    /// face. Times grow, from any origin. A hint stays until the head is straight again or goes the
    /// right way, so that it can be read.
    pub fn take(&mut self, at: Duration, yaw: Option<f32>) -> TurnStep {
        match yaw {
            _ if self.is_done => self.hint = None,
            None => self.hint = Some(TurnHint::Lost),
            Some(yaw) => self.turn_to(
                at,
                match self.side {
                    Side::Left => yaw,
                    Side::Right => -yaw,
                },
            ),
        }
        TurnStep {
            arc: (self.widest / WIDE).clamp(0.0, 1.0),
            hint: self.hint,
            is_done: self.is_done,
        }
    }

    fn turn_to(&mut self, at: Duration, angle: f32) {
        if self.hint == Some(TurnHint::Lost) {
            self.hint = None;
        }
        if angle < -BEGUN * 1.5 {
            self.begin_again(TurnHint::WrongWay);
        } else if angle < BEGUN {
            if self.widest > BEGUN * 1.5 {
                self.begin_again(TurnHint::Short);
            } else if self.hint == Some(TurnHint::WrongWay) {
                self.hint = None;
            }
            self.widest = 0.0;
            self.straight_at = Some(at);
        } else {
            self.widen(at, angle);
        }
    }

    /// The head is turned the right way. Nothing counts until it was seen straight: a turn that
    /// began outside the film shows no depth.
    fn widen(&mut self, at: Duration, angle: f32) {
        let Some(straight_at) = self.straight_at else {
            return;
        };
        if angle < self.widest * BACK {
            self.begin_again(TurnHint::Short);
            return;
        }
        self.widest = self.widest.max(angle);
        if self.widest > BEGUN * 1.5 {
            self.hint = None;
        }
        if self.widest >= WIDE {
            if at.saturating_sub(straight_at) < SHORTEST {
                self.begin_again(TurnHint::Fast);
            } else {
                self.is_done = true;
            }
        }
    }

    /// The next turn counts from the next time the head is straight.
    fn begin_again(&mut self, hint: TurnHint) {
        self.hint = Some(hint);
        self.widest = 0.0;
        self.straight_at = None;
    }
}
