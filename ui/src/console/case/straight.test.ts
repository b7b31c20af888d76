import { expect, test } from 'vitest';
import { fitted, straightened, type Corners } from './straight';

/** Where the transformation of a picture's point lies in the box. */
function moved(transform: string, [x, y]: readonly [number, number]): [number, number] {
  const m = transform.slice('matrix3d('.length, -1).split(', ').map(Number);
  const w = m[3]! * x + m[7]! * y + m[15]!;
  return [(m[0]! * x + m[4]! * y + m[12]!) / w, (m[1]! * x + m[5]! * y + m[13]!) / w];
}

const PICTURE = [2000, 1500] as const;
/** Seen from the side, a little turned. */
const leaning: Corners = [
  [0.2, 0.25],
  [0.75, 0.15],
  [0.9, 0.8],
  [0.15, 0.7],
];

test('the_corners_of_a_leaning_document_become_those_of_an_upright_one', () => {
  const box = fitted(1.586, [600, 600]);
  const transform = straightened(leaning, PICTURE, box)!;
  const places = leaning.map(([x, y]) => moved(transform, [x * PICTURE[0], y * PICTURE[1]]));
  const [left, top] = [box[0] * (0.04 / 1.08), box[1] * (0.04 / 1.08)];
  const wanted = [
    [left, top],
    [box[0] - left, top],
    [box[0] - left, box[1] - top],
    [left, box[1] - top],
  ];
  places.forEach(([x, y], corner) => {
    expect(x).toBeCloseTo(wanted[corner]![0]!, 6);
    expect(y).toBeCloseTo(wanted[corner]![1]!, 6);
  });
});

test('a_document_upside_down_is_turned_upright', () => {
  const flat: Corners = [
    [0.9, 0.9],
    [0.1, 0.9],
    [0.1, 0.1],
    [0.9, 0.1],
  ];
  const transform = straightened(flat, PICTURE, [500, 315])!;
  const [x, y] = moved(transform, [0.9 * PICTURE[0], 0.9 * PICTURE[1]]);
  expect(x).toBeLessThan(30);
  expect(y).toBeLessThan(20);
});

test('corners_that_cross_or_lie_on_a_line_give_nothing', () => {
  const crossed: Corners = [leaning[0]!, leaning[2]!, leaning[1]!, leaning[3]!];
  expect(straightened(crossed, PICTURE, [500, 315])).toBeUndefined();
  expect(straightened([[0, 0], [0.5, 0.5], [1, 1], [0, 0]], PICTURE, [500, 315])).toBeUndefined();
  expect(straightened([], PICTURE, [500, 315])).toBeUndefined();
});

test('the_box_fills_what_is_there_without_changing_its_proportions', () => {
  expect(fitted(2, [100, 100])).toEqual([100, 50]);
  expect(fitted(0.5, [100, 100])).toEqual([50, 100]);
});
