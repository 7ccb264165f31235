/** A line with more points than this is thinned before it is drawn. */
export const MOST_POINTS = 10_000;

/** A point of a line. */
export interface LinePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * Thins a line for drawing: of the points that fall into the same of `buckets` equal parts of its width, the first, the last, the
 * lowest and the highest stay, so that it looks the same and no extreme is lost.
 * @param points in ascending order of x, with finite x and y.
 * @param position where on the drawn axis a point lies: `Math.log` for a logarithmic one.
 * @returns the points themselves where there are at most {@link MOST_POINTS}; else at most 4 for each part.
 */
export function decimate<P extends LinePoint>(
  points: readonly P[],
  buckets: number,
  position: (x: number) => number = (x) => x,
): readonly P[] {
  if (points.length <= MOST_POINTS) return points;
  const begin = position((points[0] as P).x);
  const span = position((points.at(-1) as P).x) - begin;
  const bucketOf = (index: number) => {
    const share = span > 0 ? (position((points[index] as P).x) - begin) / span : 0;
    return Math.min(buckets - 1, Math.floor(share * buckets));
  };
  const kept: P[] = [];
  for (let index = 0; index < points.length; ) {
    const bucket = bucketOf(index);
    const first = index;
    let [low, high] = [index, index];
    for (; index < points.length && bucketOf(index) === bucket; index++) {
      if ((points[index] as P).y < (points[low] as P).y) low = index;
      if ((points[index] as P).y > (points[high] as P).y) high = index;
    }
    const places = new Set([first, low, high, index - 1]);
    for (const place of [...places].sort((a, b) => a - b)) kept.push(points[place] as P);
  }
  return kept;
}
