/** Corners as shares of a picture's width and height, clockwise from the document's own top left. */
export type Corners = readonly (readonly [x: number, y: number])[];

/** Share of the document's width and height that stays visible around it: a cut edge must show. */
const MARGIN = 0.04;

/**
 * The CSS `matrix3d` that lays what lies within four corners of a picture over an upright box, seen
 * straight from above. Both sizes are in pixels; the picture is drawn at its own size from the box's top
 * left corner, which is the origin of the transformation. Nothing where the corners are no convex
 * quadrilateral.
 *
 * The projective map of a square onto a quadrilateral: P. Heckbert, Fundamentals of Texture Mapping and
 * Image Warping, 1989, section 2.2.3.
 */
export function straightened(
  corners: Corners,
  picture: readonly [width: number, height: number],
  box: readonly [width: number, height: number],
): string | undefined {
  const points = corners.map(([x, y]) => [x * picture[0], y * picture[1]] as const);
  const [a, b, c, d] = points;
  if (!a || !b || !c || !d || !isConvex(points)) return undefined;
  const [dx1, dy1] = [b[0] - c[0], b[1] - c[1]];
  const [dx2, dy2] = [d[0] - c[0], d[1] - c[1]];
  const [sx, sy] = [a[0] - b[0] + c[0] - d[0], a[1] - b[1] + c[1] - d[1]];
  const area = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / area;
  const h = (dx1 * sy - sx * dy1) / area;
  // Rows of the map from the unit square onto the corners.
  const m = [
    [b[0] - a[0] + g * b[0], d[0] - a[0] + h * d[0], a[0]],
    [b[1] - a[1] + g * b[1], d[1] - a[1] + h * d[1], a[1]],
    [g, h, 1],
  ] as const;
  const back = adjugate(m);
  const [width, height] = box.map((side) => side / (1 + 2 * MARGIN)) as [number, number];
  const [left, top] = [width * MARGIN, height * MARGIN];
  const [p, q, w] = back;
  const rows = [
    p.map((value, at) => value * width + w[at]! * left),
    q.map((value, at) => value * height + w[at]! * top),
    w,
  ];
  const unit = w[2];
  const at = (row: number, column: number) => rows[row]![column]! / unit;
  // prettier-ignore
  const columns = [
    at(0, 0), at(1, 0), 0, at(2, 0),
    at(0, 1), at(1, 1), 0, at(2, 1),
    0, 0, 1, 0,
    at(0, 2), at(1, 2), 0, 1,
  ];
  return `matrix3d(${columns.join(', ')})`;
}

/** The largest box of these proportions within another. */
export function fitted(
  ratio: number,
  within: readonly [width: number, height: number],
): [width: number, height: number] {
  const width = Math.min(within[0], within[1] * ratio);
  return [width, width / ratio];
}

type Three = readonly [number, number, number];

function adjugate([[a, b, c], [d, e, f], [g, h, i]]: readonly [Three, Three, Three]) {
  return [
    [e * i - f * h, c * h - b * i, b * f - c * e],
    [f * g - d * i, a * i - c * g, c * d - a * f],
    [d * h - e * g, b * g - a * h, a * e - b * d],
  ] as const;
}

/** Whether the way round turns to the same side at every corner. */
function isConvex(points: readonly (readonly [number, number])[]): boolean {
  return points.every((corner, index) => {
    const [next, after] = [points[(index + 1) % 4]!, points[(index + 2) % 4]!];
    const turn =
      (next[0] - corner[0]) * (after[1] - next[1]) - (next[1] - corner[1]) * (after[0] - next[0]);
    return turn > 1;
  });
}
