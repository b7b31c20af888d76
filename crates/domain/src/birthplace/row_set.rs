//! Rows gathered from several lists, each once, in order, without sorting.

use super::index::RowId;

/// One bit a row: five kilobytes for the whole list.
pub(super) struct RowSet {
    bits: Vec<u64>,
}

impl RowSet {
    /// An empty set of rows below `len`.
    pub(super) fn of(len: usize) -> Self {
        Self {
            bits: vec![0; len.div_ceil(64)],
        }
    }

    /// Adds a row; one that is too large is not added.
    pub(super) fn add(&mut self, row: usize) {
        if let Some(bits) = self.bits.get_mut(row / 64) {
            *bits |= 1 << (row % 64);
        }
    }

    /// The rows in order.
    pub(super) fn in_order(&self) -> Vec<RowId> {
        let mut rows = Vec::new();
        for (base, &bits) in (0..).step_by(64).zip(&self.bits) {
            let mut left = bits;
            while left != 0 {
                rows.push(base + left.trailing_zeros());
                left &= left - 1;
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_once_and_in_order() {
        let mut set = RowSet::of(130);
        for row in [129, 0, 64, 63, 64, 1_000] {
            set.add(row);
        }
        assert_eq!(set.in_order(), [0, 63, 64, 129]);
    }
}
