//! What layers give, held against how convolutions are defined.

use super::*;

/// Numbers between -1 and 1 that follow no order.
fn numbers(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from((state >> 16) as u16) / 32_768.0 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

/// One sum after the other, as a convolution is defined.
fn by_definition(shape: Shape, layer: &[f32], size: Pair, before: &[f32]) -> Vec<f32> {
    let (rows, columns) = shape.size_after(size).unwrap();
    let (from, to) = shape.channels;
    let seen = |row: usize, column: usize, channel: usize| {
        let row = row.checked_sub(shape.padding.0).filter(|row| *row < size.0);
        let column = column.checked_sub(shape.padding.1);
        let column = column.filter(|column| *column < size.1);
        row.zip(column).map_or(0.0, |(row, column)| {
            before[(row * size.1 + column) * from + channel]
        })
    };
    let mut after = Vec::new();
    for place in 0..rows * columns {
        let (row, column) = (place / columns, place % columns);
        for own in 0..to {
            let mut sum = layer[shape.depth() * to + own];
            for at in 0..shape.depth() {
                let (tap, channel) = (at / from, at % from);
                let (down, right) = (tap / shape.kernel.1, tap % shape.kernel.1);
                let row = row * shape.stride.0 + down * shape.dilation.0;
                let column = column * shape.stride.1 + right * shape.dilation.1;
                sum += layer[at * to + own] * seen(row, column, channel);
            }
            after.push(sum.max(0.0));
        }
    }
    after
}

/// What a layer makes of a map, and what it should.
fn both(shape: Shape, size: Pair) -> (Vec<f32>, Vec<f32>) {
    let own = numbers(shape.numbers(), 7);
    let values = numbers(size.0 * size.1 * shape.channels.0, 11);
    let mut before = Map::new(size, shape.channels.0, shape.padding);
    let row = size.1 * shape.channels.0;
    for (at, values) in values.chunks_exact(row).enumerate() {
        let from = before.index((at + shape.padding.0, shape.padding.1));
        before.values[from..from + row].copy_from_slice(values);
    }
    let after = Layer::new(shape, &own, 0.0).run(&before, (0, 0)).unwrap();
    (
        after.into_values().1,
        by_definition(shape, &own, size, &values),
    )
}

#[test]
fn every_kind_of_layer_gives_what_the_definition_says() {
    let plain = Shape {
        channels: (3, 5),
        kernel: (3, 3),
        stride: (1, 1),
        padding: (1, 1),
        dilation: (1, 1),
    };
    let kinds = [
        plain,
        Shape {
            channels: (1, 16),
            kernel: (3, 5),
            stride: (2, 2),
            padding: (1, 2),
            ..plain
        },
        Shape {
            channels: (16, 38),
            stride: (2, 1),
            ..plain
        },
        Shape {
            channels: (4, 48),
            padding: (0, 1),
            ..plain
        },
        Shape {
            channels: (8, 64),
            kernel: (1, 5),
            padding: (0, 4),
            dilation: (1, 2),
            ..plain
        },
        Shape {
            channels: (24, 24),
            padding: (4, 4),
            dilation: (4, 4),
            ..plain
        },
        Shape {
            channels: (7, 9),
            kernel: (1, 1),
            padding: (0, 0),
            ..plain
        },
    ];
    // Rows of less than one tile, of whole ones, and with some left over.
    for (shape, columns) in kinds
        .into_iter()
        .flat_map(|shape| [3, 16, 37].map(|size| (shape, size)))
    {
        let (is, should) = both(shape, (5, columns));
        assert_eq!(is.len(), should.len(), "{shape:?}");
        let off = is
            .iter()
            .zip(&should)
            .map(|(is, should)| (is - should).abs());
        let most = off.fold(0.0, f32::max);
        assert!(most < 1e-4, "{shape:?}, {columns} columns: {most}");
    }
}

#[test]
fn what_is_smaller_than_the_kernel_gives_nothing() {
    let shape = Shape {
        channels: (1, 1),
        kernel: (3, 3),
        stride: (1, 1),
        padding: (0, 0),
        dilation: (1, 1),
    };
    let layer = Layer::new(shape, &numbers(10, 3), 0.0);
    let small = Map::of_picture((2, 9), &[1.0; 18], (0, 0)).unwrap();
    assert!(layer.run(&small, (0, 0)).is_none());
    assert!(Map::of_picture((2, 9), &[1.0; 17], (0, 0)).is_none());
    assert!(Map::of_picture((0, 9), &[], (0, 0)).is_none());
}
