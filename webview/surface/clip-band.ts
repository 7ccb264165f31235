/** A corner of a patch as it is drawn, in pixels, and its band: whole numbers lie on the level lines. */
export type Corner = readonly [x: number, y: number, band: number];

/** A part of a patch that lies in one band, and the pieces of the band's lower level line in it. */
export interface BandPart {
  readonly band: number;
  readonly corners: readonly Corner[];
  readonly line: readonly (readonly [Corner, Corner])[];
}

/** Cuts a convex patch along the level lines (Sutherland & Hodgman 1974). @param count of the bands, 0 … count − 1. */
export function clipBands(corners: readonly Corner[], count: number): BandPart[] {
  const values = corners.map(([, , band]) => band);
  const last = Math.min(Math.ceil(Math.max(...values)) - 1, count - 1);
  const first = Math.min(Math.max(Math.floor(Math.min(...values)), 0), Math.max(last, 0));
  const parts: BandPart[] = [];
  for (let band = first; band <= Math.max(last, first); band++) {
    const above = band > first ? half(corners, band, 1) : corners;
    const inside = band < last ? half(above, band + 1, -1) : above;
    if (inside.length < 3) continue;
    const edges = inside.map((corner, i) => [corner, inside[(i + 1) % inside.length] as Corner] as const);
    const line = band > 0 ? edges.filter(([a, b]) => a[2] === band && b[2] === band) : [];
    parts.push({ band, corners: inside, line });
  }
  return parts;
}

/** What of a polygon lies above (side 1) or below (side −1) a level. */
function half(corners: readonly Corner[], level: number, side: 1 | -1): Corner[] {
  const found: Corner[] = [];
  corners.forEach((corner, i) => {
    const before = corners.at(i - 1) as Corner;
    const [inside, was] = [side * (corner[2] - level) >= 0, side * (before[2] - level) >= 0];
    if (inside !== was) {
      const share = (level - before[2]) / (corner[2] - before[2]);
      const between = (axis: 0 | 1) => before[axis] + share * (corner[axis] - before[axis]);
      found.push([between(0), between(1), level]);
    }
    if (inside) found.push(corner);
  });
  return found;
}
