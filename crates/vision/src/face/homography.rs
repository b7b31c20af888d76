//! The projective map between two views of a flat picture.

use super::geometry::Point;

/// A map of the plane, with its last number fixed to 1.
pub(super) struct Homography([f64; 8]);

impl Homography {
    /// The map that brings `from` to `to` with the least squared error; `None` with fewer than four
    /// pairs, or when they lie in a line.
    pub(super) fn fitted(from: &[Point], to: &[Point]) -> Option<Self> {
        if from.len() < 4 || from.len() != to.len() {
            return None;
        }
        // Normal equations of the direct linear transform: eight unknowns, the right side last.
        let mut equations = [[0.0_f64; 9]; 8];
        for (from, to) in from.iter().zip(to) {
            let [x, y, u, v] = [from.x, from.y, to.x, to.y].map(f64::from);
            for row in [
                [x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u],
                [0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v],
            ] {
                for (equation, &weight) in equations.iter_mut().zip(&row) {
                    for (sum, &term) in equation.iter_mut().zip(&row) {
                        *sum += weight * term;
                    }
                }
            }
        }
        solved(equations).map(Self)
    }

    /// Where the map brings a point.
    pub(super) fn at(&self, point: Point) -> (f64, f64) {
        let [x, y] = [point.x, point.y].map(f64::from);
        let h = &self.0;
        let w = h[6] * x + h[7] * y + 1.0;
        (
            (h[0] * x + h[1] * y + h[2]) / w,
            (h[3] * x + h[4] * y + h[5]) / w,
        )
    }
}

/// Gauss–Jordan elimination with the largest pivot of each column.
fn solved(mut equations: [[f64; 9]; 8]) -> Option<[f64; 8]> {
    for column in 0..8 {
        let largest = (column..8).max_by(|&one, &other| {
            let size = |row: usize| equations[row][column].abs();
            size(one).total_cmp(&size(other))
        })?;
        equations.swap(column, largest);
        let pivot = equations[column];
        if pivot[column].abs() < 1e-12 {
            return None;
        }
        for (row, equation) in equations.iter_mut().enumerate() {
            let factor = equation[column] / pivot[column];
            if row != column {
                for (value, &part) in equation.iter_mut().zip(&pivot) {
                    *value -= factor * part;
                }
            }
        }
    }
    Some(core::array::from_fn(|row| {
        equations[row][8] / equations[row][row]
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_of_a_tilted_sheet_is_found_again() {
        let tilted = Homography([0.9, 0.1, 0.2, -0.05, 1.1, 0.1, 0.2, -0.1]);
        let grid: Vec<Point> = (0..25_u8)
            .map(|at| Point::flat(f32::from(at % 5) - 2.0, f32::from(at / 5) - 2.0))
            .collect();
        #[expect(clippy::cast_possible_truncation, reason = "small numbers of a test")]
        let seen = |point: &Point| {
            let (x, y) = tilted.at(*point);
            Point::flat(x as f32, y as f32)
        };
        let seen: Vec<Point> = grid.iter().map(seen).collect();
        let found = Homography::fitted(&grid, &seen).unwrap();
        for (point, seen) in grid.iter().zip(&seen) {
            let (x, y) = found.at(*point);
            assert!((x - f64::from(seen.x)).abs() < 1e-4 && (y - f64::from(seen.y)).abs() < 1e-4);
        }
    }

    #[test]
    fn points_in_a_line_fix_no_map() {
        let line: Vec<Point> = (0..9_u8)
            .map(|at| Point::flat(f32::from(at), f32::from(at)))
            .collect();
        assert!(Homography::fitted(&line, &line).is_none());
    }
}
