//! Focus and motion blur on a frame of linear colours.

/// A frame while it is still made of fractions.
pub(in super::super) struct Film {
    pub(in super::super) width: usize,
    pub(in super::super) height: usize,
    pub(in super::super) pixels: Vec<[f32; 3]>,
}

impl Film {
    /// Out of focus: three box blurs of this radius, close to a bell curve.
    pub(in super::super) fn defocus(&mut self, radius: usize) {
        for _ in 0..3 {
            self.average(radius, true);
            self.average(radius, false);
        }
    }

    /// Moved by `length` pixels, mostly along the rows.
    pub(in super::super) fn shake(&mut self, length: usize) {
        self.average(length / 2, true);
        self.average(length / 12, false);
    }

    /// A running mean along rows or columns; edges repeat.
    fn average(&mut self, radius: usize, along_rows: bool) {
        if radius == 0 {
            return;
        }
        let (lines, length) = if along_rows {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        };
        let at = |line: usize, step: usize| {
            if along_rows {
                line * self.width + step
            } else {
                step * self.width + line
            }
        };
        let share = 1.0 / (2 * radius + 1) as f32;
        let mut buffer = vec![[0.0_f32; 3]; length];
        for line in 0..lines {
            for (step, value) in buffer.iter_mut().enumerate() {
                *value = self.pixels[at(line, step)];
            }
            let mut sum = buffer[0].map(|channel| channel * (radius + 1) as f32);
            for step in 1..=radius {
                add(&mut sum, buffer[step.min(length - 1)], 1.0);
            }
            for step in 0..length {
                self.pixels[at(line, step)] = sum.map(|channel| channel * share);
                add(&mut sum, buffer[(step + radius + 1).min(length - 1)], 1.0);
                add(&mut sum, buffer[step.saturating_sub(radius)], -1.0);
            }
        }
    }
}

fn add(sum: &mut [f32; 3], value: [f32; 3], factor: f32) {
    for (total, channel) in sum.iter_mut().zip(value) {
        *total += channel * factor;
    }
}
