import type { CellBounds, CoveredCells } from './covered-cells.ts';

/** A label along a level line, in pixels: its centre and its rotation in degrees, never upside down. */
export interface LevelLabel {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly text: string;
  /** The line's place among the levels. */
  readonly level: number;
}

/** A level line in pixels, flat: x₀, y₀, x₁, y₁ … */
export interface LabelledLine {
  readonly points: Float64Array;
  readonly text: string;
  readonly level: number;
}

/** Of a digit, relative to the font size; digits are about equally wide in every interface font. */
const CHARACTER = 0.58;

/** A chord this much shorter than its arc bends too much to write along it. */
const STRAIGHT = 0.985;

/** Clear space between labels, in pixels. */
const CLEARANCE = 26;

/** Clear space above and below a label, towards a path with its marks. */
const MARGIN = 5;

/** More labels than this say nothing new: a field of many dents has hundreds of rings. */
const MOST = 36;

/**
 * Places labels on level lines where the line is straightest, apart from one another, inside the plot and beside what covers it; a
 * line too short, too bent or too crowded gets none. Longer lines choose first.
 * @param bounds The rectangle that labels stay in.
 * @param covered What may lie over them, from all of it to what must not: a label with no clear place keeps clear of the rest.
 */
export function levelLabels(
  lines: readonly LabelledLine[],
  bounds: CellBounds,
  fontSize: number,
  covered: readonly CoveredCells[] = [],
): LevelLabel[] {
  const measured = lines.map((line) => ({ line, lengths: arcLengths(line.points) }));
  measured.sort((a, b) => (b.lengths.at(-1) as number) - (a.lengths.at(-1) as number));
  const placed: (LevelLabel & { radius: number })[] = [];
  for (const { line, lengths } of measured) {
    if (placed.length === MOST) break;
    const width = line.text.length * fontSize * CHARACTER + 6;
    if ((lengths.at(-1) as number) < width * 2.4) continue;
    const candidates = positions(line, lengths, width);
    const apart = candidates.filter(
      ({ x, y }) =>
        isInside(x, y, width / 2 + 2, bounds) &&
        placed.every((other) => Math.hypot(other.x - x, other.y - y) > other.radius + width / 2 + CLEARANCE),
    );
    const clearOf = (cells: CoveredCells) =>
      apart.find(({ x, y, angle }) => cells.isClear(x, y, angle, width, fontSize + 2 * MARGIN));
    const free = covered.length > 0 ? firstOf(covered, clearOf) : apart[0];
    if (free) placed.push({ ...free, radius: width / 2 });
  }
  return placed.map(({ x, y, angle, text, level }) => ({ x, y, angle, text, level }));
}

/** The first that is found for any of several, the earlier ones before the later ones. */
function firstOf<Given, Found>(
  given: readonly Given[],
  find: (each: Given) => Found | undefined,
): Found | undefined {
  for (const each of given) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Places along a line where a label fits, straightest first. */
function positions({ points, text, level }: LabelledLine, lengths: Float64Array, width: number) {
  const total = lengths.at(-1) as number;
  const count = Math.min(48, Math.max(4, Math.floor(total / 12)));
  const found: (LevelLabel & { straightness: number })[] = [];
  for (let index = 0; index < count; index++) {
    const middle = width / 2 + ((total - width) * (index + 0.5)) / count;
    const [x0, y0] = pointAt(points, lengths, middle - width / 2);
    const [x1, y1] = pointAt(points, lengths, middle + width / 2);
    const straightness = Math.hypot(x1 - x0, y1 - y0) / width;
    if (straightness < STRAIGHT) continue;
    const [x, y] = pointAt(points, lengths, middle);
    const angle = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
    const upright = angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle;
    // Among equally straight places the more level one reads better.
    const score = straightness - Math.abs(upright) * 4e-5;
    found.push({ x, y, angle: upright, text, level, straightness: score });
  }
  return found.sort((a, b) => b.straightness - a.straightness);
}

function isInside(x: number, y: number, reach: number, { left, top, width, height }: CellBounds): boolean {
  return x - reach > left && x + reach < left + width && y - reach > top && y + reach < top + height;
}

function arcLengths(points: Float64Array): Float64Array {
  const lengths = new Float64Array(points.length / 2);
  for (let index = 1; index < lengths.length; index++) {
    const dx = (points[2 * index] as number) - (points[2 * index - 2] as number);
    const dy = (points[2 * index + 1] as number) - (points[2 * index - 1] as number);
    lengths[index] = (lengths[index - 1] as number) + Math.hypot(dx, dy);
  }
  return lengths;
}

function pointAt(points: Float64Array, lengths: Float64Array, distance: number): [number, number] {
  let low = 0;
  let high = lengths.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lengths[middle] as number) <= distance) low = middle;
    else high = middle;
  }
  const span = (lengths[high] as number) - (lengths[low] as number);
  const share = span > 0 ? (distance - (lengths[low] as number)) / span : 0;
  const between = (axis: number) => {
    const from = points[2 * low + axis] as number;
    return from + share * ((points[2 * high + axis] as number) - from);
  };
  return [between(0), between(1)];
}
