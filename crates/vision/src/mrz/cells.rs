//! Asks the first network where zones are.

use super::nets::Net;
use super::place::Place;
use crate::document::Point;
use crate::luma::{Luma, LumaView};

/// Pixels of a cell's side.
const CELL: usize = 8;
/// Numbers that the network says of each cell.
const SAYS: usize = 9;
/// A cell belongs to a zone from this answer on, and at a known zone's continuation from this.
const INSIDE: f32 = 1.0;
const PERHAPS: f32 = -0.5;
/// A zone has at least so many cells: three lines of the narrowest characters have twice as many.
const LEAST: usize = 9;
/// At most so many zones are followed up in one picture.
const MOST: usize = 4;
/// The longest zone has 44 characters.
const LONGEST: f32 = 44.0;

/// One cell that may belong to a zone.
#[derive(Clone, Copy)]
struct Cell {
    column: usize,
    row: usize,
    x: f32,
    y: f32,
    inside: f32,
    /// Cosine and sine of twice the angle of its lines: the same for a zone upside down.
    turn: Point,
    log_pitch: f32,
    /// The way to the zone's middle line, in characters.
    middle: Point,
    /// Which way its lines run, as far as that can be seen.
    along: Point,
}

impl Cell {
    /// Cosine of twice the angle between its lines and a direction.
    fn agreement(&self, along: Point) -> f32 {
        self.turn.x * (along.x * along.x - along.y * along.y)
            + self.turn.y * 2.0 * along.x * along.y
    }

    /// The direction of its lines, either way.
    fn direction(&self) -> Point {
        let (sine, cosine) = (self.turn.y.atan2(self.turn.x) / 2.0).sin_cos();
        Point::new(cosine, sine)
    }

    /// Where it sees the zone's middle line.
    fn on_middle(&self) -> Point {
        let pitch = self.pitch();
        Point::new(
            self.x + self.middle.x * pitch,
            self.y + self.middle.y * pitch,
        )
    }

    /// Pixels per character.
    fn pitch(&self) -> f32 {
        CELL as f32 * self.log_pitch.exp()
    }
}

/// The places of the zones in a picture that the network likes best, the surest first. The picture's longer
/// side should be near 640 pixels.
///
/// Whether there are three lines is another answer of the network (its seventh), and not asked for: how the
/// rows lie tells it better.
pub(super) fn find_zones(net: &Net, picture: LumaView<'_>) -> Vec<Place> {
    let cells = ask(net, picture).unwrap_or_default();
    let mut groups = grouped(&cells);
    let belief = |group: &Vec<Cell>| group.iter().map(|cell| cell.inside).sum::<f32>();
    groups.sort_by(|one, other| belief(other).total_cmp(&belief(one)));
    let mut zones: Vec<Place> = Vec::new();
    for group in groups
        .iter()
        .filter(|group| group.len() >= LEAST)
        .take(2 * MOST)
    {
        let Some(first) = fit(group) else { continue };
        // A reflection may have cut the zone in two: what continues its line belongs to it.
        let all: Vec<Cell> = cells
            .iter()
            .filter(|cell| continues(&first, cell))
            .copied()
            .collect();
        let place = fit(&all).unwrap_or(first);
        let is_known = zones.iter().any(|zone| {
            let away = zone.origin.distance(place.origin);
            away < 0.5 * LONGEST * place.pitch && across(zone, place.origin).abs() < 2.0
        });
        if is_known || zones.len() >= MOST {
            continue;
        }
        zones.push(place);
    }
    zones
}

/// Runs the network and keeps the cells that may belong to a zone.
fn ask(net: &Net, picture: LumaView<'_>) -> Option<Vec<Cell>> {
    let size = (picture.height() as usize, picture.width() as usize);
    let answer = net.run(1, size, &evened(picture))?;
    if answer.channels != SAYS {
        return None;
    }
    let mut cells = Vec::new();
    for (index, says) in answer.values.as_chunks::<SAYS>().0.iter().enumerate() {
        let [
            inside,
            cosine,
            sine,
            log_pitch,
            across,
            down,
            _three,
            to_right,
            to_bottom,
        ] = *says;
        if inside < PERHAPS {
            continue;
        }
        let (column, row) = (index % answer.columns, index / answer.columns);
        let norm = cosine.hypot(sine).max(1e-3);
        cells.push(Cell {
            column,
            row,
            x: ((column * CELL) + CELL / 2) as f32,
            y: ((row * CELL) + CELL / 2) as f32,
            inside,
            turn: Point::new(cosine / norm, sine / norm),
            log_pitch: log_pitch.clamp(-1.2, 1.6),
            middle: Point::new(across, down),
            along: Point::new(to_right, to_bottom),
        });
    }
    Some(cells)
}

/// The pixels without the picture's own brightness and contrast, as the network was trained.
fn evened(picture: LumaView<'_>) -> Vec<f32> {
    let pixels = picture.pixels();
    let count = pixels.len() as f64;
    let (sum, squares) = pixels.iter().fold((0_u64, 0_u64), |(sum, squares), pixel| {
        let value = u64::from(*pixel);
        (sum + value, squares + value * value)
    });
    let mean = sum as f64 / count;
    let spread = (squares as f64 / count - mean * mean).max(0.0).sqrt() + 4.0;
    let table: Vec<f32> = (0..256)
        .map(|value| narrow((f64::from(value) - mean) / spread))
        .collect();
    pixels
        .iter()
        .map(|pixel| table[usize::from(*pixel)])
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a brightness needs no more than single precision"
)]
const fn narrow(value: f64) -> f32 {
    value as f32
}

/// Neighbouring cells that agree about the direction.
fn grouped(cells: &[Cell]) -> Vec<Vec<Cell>> {
    let mut sure: Vec<Cell> = cells
        .iter()
        .filter(|cell| cell.inside > INSIDE)
        .copied()
        .collect();
    let mut groups = Vec::new();
    while let Some(seed) = sure.pop() {
        let mut group = vec![seed];
        let mut next = 0;
        while next < group.len() {
            let at = group[next];
            next += 1;
            let (here, along) = (at.on_middle(), at.direction());
            let is_near = |cell: &mut Cell| {
                let there = cell.on_middle();
                let off = (there.y - here.y) * along.x - (there.x - here.x) * along.y;
                cell.column.abs_diff(at.column) <= 2
                    && cell.row.abs_diff(at.row) <= 2
                    && cell.agreement(along) > 0.6
                    && off.abs() < 0.8 * at.pitch()
                    && (cell.log_pitch - at.log_pitch).abs() < 0.35
            };
            group.extend(sure.extract_if(.., is_near));
        }
        groups.push(group);
    }
    groups
}

/// The place that a group of cells speaks for: every cell says where the middle line passes it.
fn fit(group: &[Cell]) -> Option<Place> {
    let count = group.len() as f32;
    let sum = |of: &dyn Fn(&Cell) -> f32| group.iter().map(of).sum::<f32>();
    let (cos, sin) = (sum(&|cell| cell.turn.x), sum(&|cell| cell.turn.y));
    if group.len() < LEAST || cos.hypot(sin) < 0.3 * count {
        return None;
    }
    let (sine, cosine) = (sin.atan2(cos) / 2.0).sin_cos();
    let mut along = Point::new(cosine, sine);
    if sum(&|cell| cell.along.x * cosine + cell.along.y * sine) < 0.0 {
        along = Point::new(-cosine, -sine);
    }
    let mut pitches: Vec<f32> = group.iter().map(|cell| cell.log_pitch).collect();
    pitches.sort_by(f32::total_cmp);
    let pitch = CELL as f32 * pitches[pitches.len() / 2].exp();
    let mut origin = Point::new(sum(&|cell| cell.x) / count, sum(&|cell| cell.y) / count);
    let mut line = [0.0; 3];
    // The direction from the line through all cells is better than the mean of their own.
    for _ in 0..3 {
        let middles: Vec<(f32, f32)> = group
            .iter()
            .map(|cell| middle(cell, origin, along))
            .collect();
        let spread = middles.iter().map(|m| m.0.abs()).fold(0.0, f32::max);
        line = parabola(&middles, pitch, spread > 8.0 * pitch);
        let (sine, cosine) = line[1].atan().sin_cos();
        origin = Point::new(origin.x - line[0] * along.y, origin.y + line[0] * along.x);
        along = Point::new(
            along.x * cosine - along.y * sine,
            along.x * sine + along.y * cosine,
        );
    }
    let ways = |cell: &Cell| (cell.x - origin.x) * along.x + (cell.y - origin.y) * along.y;
    let (from, to) = group
        .iter()
        .map(ways)
        .fold((f32::MAX, f32::MIN), |(low, high), way| {
            (low.min(way), high.max(way))
        });
    let growth = growth(group, &ways, pitch);
    let half = CELL as f32 / 2.0;
    Some(Place {
        origin,
        along,
        pitch,
        growth,
        bend: line[2].clamp(-0.02 / pitch, 0.02 / pitch),
        lean: 0.0,
        aspect: 1.0,
        fan: 0.0,
        from: (from - half) / pitch,
        to: (to + half) / pitch,
    })
}

/// Where the zone's middle line passes a cell, along and across.
fn middle(cell: &Cell, origin: Point, along: Point) -> (f32, f32) {
    let seen = cell.on_middle();
    let (x, y) = (seen.x - origin.x, seen.y - origin.y);
    (x * along.x + y * along.y, y * along.x - x * along.y)
}

/// Least squares of `y = a + b x + c x²`, twice, the second time without what lies off. Without `bends`
/// a straight line.
fn parabola(points: &[(f32, f32)], pitch: f32, bends: bool) -> [f32; 3] {
    let mut line = [0.0; 3];
    for round in 0..2 {
        let kept = points.iter().filter(|(x, y)| {
            round == 0 || (y - line[0] - line[1] * x - line[2] * x * x).abs() < 0.8 * pitch
        });
        let mut m = [[0.0_f64; 4]; 3];
        let mut count = 0;
        for (x, y) in kept {
            count += 1;
            let x = f64::from(x / pitch);
            let powers = [1.0, x, x * x];
            for (row, power) in m.iter_mut().zip(powers) {
                for (sum, other) in row.iter_mut().zip(powers) {
                    *sum += power * other;
                }
                row[3] += power * f64::from(*y);
            }
        }
        if count < 3 {
            return line;
        }
        // Documents are nearly flat: a bend needs many cells that speak for it.
        m[2][2] += if bends { 1e6 } else { 1e12 };
        m[1][1] += 1e-3;
        let solved = solve(m);
        line = [
            narrow(solved[0]),
            narrow(solved[1]) / pitch,
            narrow(solved[2]) / (pitch * pitch),
        ];
    }
    line
}

/// Gauss for three unknowns; the matrix is positive.
fn solve(mut m: [[f64; 4]; 3]) -> [f64; 3] {
    for at in 0..3 {
        let pivot = m[at];
        for row in &mut m[at + 1..] {
            let share = row[at] / pivot[at].max(1e-12);
            for (value, other) in row.iter_mut().zip(pivot) {
                *value -= share * other;
            }
        }
    }
    let z = m[2][3] / m[2][2].max(1e-12);
    let y = (m[1][3] - m[1][2] * z) / m[1][1].max(1e-12);
    let x = (m[0][3] - m[0][1] * y - m[0][2] * z) / m[0][0].max(1e-12);
    [x, y, z]
}

/// How the pitch grows along, as a share per character.
fn growth(group: &[Cell], ways: &dyn Fn(&Cell) -> f32, pitch: f32) -> f32 {
    let (mut products, mut squares) = (0.0, 0.0);
    for cell in group {
        let s = ways(cell) / pitch;
        products += s * (cell.log_pitch - (pitch / CELL as f32).ln());
        squares += s * s;
    }
    (products / (squares + 20_000.0)).clamp(-0.01, 0.01)
}

/// How far across the middle line a point lies, in characters.
fn across(place: &Place, point: Point) -> f32 {
    let (x, y) = (point.x - place.origin.x, point.y - place.origin.y);
    let way = x * place.along.x + y * place.along.y;
    (y * place.along.x - x * place.along.y - place.bend * way * way) / place.pitch
}

/// Whether a cell lies on the zone's own line and says so.
fn continues(place: &Place, cell: &Cell) -> bool {
    let agrees = cell.agreement(place.along) > 0.7;
    let (x, y) = (cell.x - place.origin.x, cell.y - place.origin.y);
    let way = (x * place.along.x + y * place.along.y) / place.pitch;
    let pitch = cell.pitch();
    agrees
        && across(place, cell.on_middle()).abs() < 1.2
        && way.abs() < LONGEST
        && (pitch / place.pitch).ln().abs() < 0.4
}

/// A picture whose longer side is about `side` pixels, and how many pixels of the given one a pixel of
/// it covers. Small pictures stay as they are.
pub(super) fn shrunk(view: LumaView<'_>, side: u32) -> (Luma, f32) {
    let mut picture = view.fitted(2 * side - 1);
    let factor = picture.view().long_side() as f32 / side as f32;
    if factor > 1.02 {
        picture = resampled(picture.view(), factor).unwrap_or(picture);
    }
    let whole = view.long_side() as f32 / picture.view().long_side() as f32;
    (picture, whole)
}

/// Bilinear, for factors between 1 and 2.
fn resampled(view: LumaView<'_>, factor: f32) -> Option<Luma> {
    use crate::document::cast::pixels;
    let size = [view.width(), view.height()].map(|side| pixels(side as f32 / factor).max(1));
    let mut out = Vec::with_capacity(size[0] as usize * size[1] as usize);
    let place = |n: u32, limit: u32| {
        let at = ((n as f32 + 0.5) * factor - 0.5).clamp(0.0, (limit - 1) as f32);
        let low = pixels(at).min(limit.saturating_sub(2));
        (low as usize, pixels((at - low as f32) * 256.0))
    };
    let columns: Vec<(usize, u32)> = (0..size[0]).map(|x| place(x, view.width())).collect();
    let stride = view.width() as usize;
    let step = usize::from(stride > 1);
    for y in 0..size[1] {
        let (top, down) = place(y, view.height());
        let upper = view.pixels().get(top * stride..(top + 1) * stride)?;
        let lower = view
            .pixels()
            .get((top + 1) * stride..(top + 2) * stride)
            .unwrap_or(upper);
        for (left, right) in &columns {
            let mix = |row: &[u8]| {
                u32::from(row[*left]) * (256 - right) + u32::from(row[left + step]) * right
            };
            let value = (mix(upper) * (256 - down) + mix(lower) * down + (1 << 15)) >> 16;
            out.push(u8::try_from(value).unwrap_or(u8::MAX));
        }
    }
    Luma::new(size[0], size[1], out).ok()
}
