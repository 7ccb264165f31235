// In a chunk of its own, loaded when the surface is first exported.
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { channelsOf, hexColor } from '../../src/core/figures/hex-color.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import { type Corner, clipBands } from './clip-band.ts';
import { rimOf } from './rim.ts';
import type { Ball, DrapedLine, UprightPlane } from './scene.ts';
import { between, HIDDEN, type Sight, type Spot, visibility } from './sight.ts';
import type { SurfaceShape } from './surface-mesh.ts';

/** A surface with what is on it, and from where it is seen. */
export interface SurfaceFigureRequest {
  readonly shape: SurfaceShape;
  readonly lines: readonly DrapedLine[];
  readonly balls: readonly Ball[];
  readonly plane?: UprightPlane | undefined;
  readonly sight: Sight;
  readonly theme: FigureTheme;
}

/** Patches along the longer side, before those that are not even are cut up: as many as make a file of some hundred kilobytes. */
const PATCHES = 48;
/** A patch is cut up, at most so often, where the surface leaves the straight line between its corners by so many pixels. */
const MOST_CUTS = 2;
const EVEN = 1;
/** Level lines come so many patches later than those they are on: neighbours would cover their ends. */
const DELAY = 1.5;
/** Where the light comes from, how bright the shade is, and how much the light adds: as in the shader. */
const LIGHT = [-0.45, -0.35, 0.82] as const;
const [SHADE, LIT] = [0.74, 0.34] as const;
/** Lighter and darker in so many steps, so that neighbours share a colour. */
const TONES = 64;
/** The outline of a patch covers the gap to its neighbours, in pixels. */
const SEAM = 0.6;
/** Points of a line that are nearer to each other in the picture are not told apart. */
const FINEST = 0.7;
/** The plane stands a little higher than the surface. */
const PLANE_HEIGHT = 1.08;

/**
 * A surface in space as vectors: patches from the farthest to the nearest, cut along the level lines and coloured by band and
 * light; over them lines and balls, faint where the surface hides them.
 */
export function surfaceFigure({
  shape,
  lines,
  balls,
  plane,
  sight,
  theme,
}: SurfaceFigureRequest): SvgElement {
  const patches = patchesOf(shape, sight);
  const isFar = ({ place }: Patch) => plane !== undefined && isBehind(plane, place, sight);
  const sees = visibility(shape, sight);
  const [back, front] = groundEdges(shape, sight);
  const ground = (d: string) => svg('path', { d, fill: 'none', stroke: theme.frame });
  const surface = (parts: readonly Patch[]) =>
    svg(
      'g',
      { class: 'patches', 'stroke-width': SEAM, 'stroke-linejoin': 'round' },
      parts.flatMap(({ elements }) => elements),
    );
  return svg('g', {}, [
    ground(back),
    surface(patches.filter(isFar)),
    ...(plane ? [uprightPlane(plane, sight)] : []),
    surface(patches.filter((patch) => !isFar(patch))),
    ground(front),
    ...[...rimOf(shape), ...lines].flatMap((line) => drawLine(line, sight, sees)),
    ...balls.map(({ place, radius, color }) => {
      const [cx, cy] = sight.project(...place);
      const opacity = sees(...place) ? undefined : 2 * HIDDEN;
      return svg('circle', { cx, cy, r: radius, fill: color, stroke: theme.background, opacity });
    }),
  ]);
}

/** Something drawn of the surface. */
interface Patch {
  /** The middle of its patch, in pixels of the flat plot from its middle. */
  readonly place: readonly [x: number, y: number];
  /** From there to the eye, seen from the top, in patches. */
  readonly distance: number;
  readonly elements: readonly SvgElement[];
}

/** A patch as it is drawn: its fills, and the level lines on it. */
interface DrawnPatch {
  readonly fills: readonly SvgElement[];
  readonly lines: string;
}

/** The farthest first: of two patches of a grid, the one that hides the other is nearer to the eye when seen from the top. */
function patchesOf(shape: SurfaceShape, sight: Sight): Patch[] {
  const { width, height, lineColor } = shape;
  const perPixel = PATCHES / Math.max(width, height);
  const columns = Math.max(8, Math.round(width * perPixel));
  const rows = Math.max(8, Math.round(height * perPixel));
  const step = [width / columns, height / rows] as const;
  const draw = patchDrawer(shape, sight);
  const patches: Patch[] = [];
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const corner = [i * step[0] - width / 2, j * step[1] - height / 2] as const;
      const drawn = draw(corner, step, MOST_CUTS);
      const place = [corner[0] + step[0] / 2, corner[1] + step[1] / 2] as const;
      const { eye } = sight;
      const distance = Math.hypot((place[0] - eye[0]) / step[0], (place[1] - eye[1]) / step[1]);
      patches.push({ place, distance, elements: drawn.flatMap(({ fills }) => fills) });
      const d = drawn.map(({ lines }) => lines).join('');
      if (d) {
        const line = svg('path', { d, stroke: lineColor, fill: 'none', 'stroke-width': 0.8 });
        patches.push({ place, distance: distance - DELAY, elements: [line] });
      }
    }
  return patches.sort((a, b) => b.distance - a.distance);
}

/** Draws the patch at a corner, of a size in pixels of the flat plot, in as many parts as it needs to be even; the farthest first. */
function patchDrawer(shape: SurfaceShape, { project, eye, rise }: Sight) {
  const heightAt = between(shape, shape.heights);
  const bandAt = between(shape, shape.bands);
  type Pair = readonly [x: number, y: number];
  const draw = ([x, y]: Pair, [width, height]: Pair, cuts: number): DrawnPatch[] => {
    const half = [width / 2, height / 2] as const;
    const at = (i: number, j: number): Pair => [x + i * half[0], y + j * half[1]];
    const places = [at(0, 0), at(2, 0), at(2, 2), at(0, 2)];
    const heights = places.map((place) => heightAt(...place)) as [number, number, number, number];
    const [h0, h1, h2, h3] = heights;
    const bend = [
      heightAt(...at(1, 1)) - (h0 + h1 + h2 + h3) / 4,
      heightAt(...at(1, 0)) - (h0 + h1) / 2,
      heightAt(...at(2, 1)) - (h1 + h2) / 2,
      heightAt(...at(1, 2)) - (h2 + h3) / 2,
      heightAt(...at(0, 1)) - (h3 + h0) / 2,
    ];
    // A patch that reaches into a hole is cut up as well, so that the hole's border is seen.
    if (cuts > 0 && !bend.every((each) => Math.abs(each) * rise < EVEN)) {
      const farFirst = (a: Pair, b: Pair) =>
        Math.hypot(b[0] + half[0] / 2 - eye[0], b[1] + half[1] / 2 - eye[1]) -
        Math.hypot(a[0] + half[0] / 2 - eye[0], a[1] + half[1] / 2 - eye[1]);
      const corners = [at(0, 0), at(1, 0), at(1, 1), at(0, 1)].sort(farFirst);
      return corners.flatMap((corner) => draw(corner, half, cuts - 1));
    }
    if (heights.some(Number.isNaN)) return [];
    const corners = places.map(
      (place, corner): Corner => [...project(...place, heights[corner] as number), bandAt(...place)],
    );
    const slope = [(h1 + h2 - h0 - h3) / (2 * width), (h2 + h3 - h0 - h1) / (2 * height)] as const;
    return [drawPatch(corners, toneOf(slope[0] * rise, slope[1] * rise), shape.raisedColors)];
  };
  return draw;
}

function drawPatch(corners: readonly Corner[], tone: number, colors: readonly string[]): DrawnPatch {
  const parts = clipBands(corners, colors.length);
  return {
    fills: parts.map(({ band, corners: inside }) => {
      const color = toned(colors[band] as string, tone);
      return svg('path', { d: `M${inside.map(pair).join('L')}z`, fill: color, stroke: color });
    }),
    lines: parts.flatMap(({ line }) => line.map(([a, b]) => `M${pair(a)}L${pair(b)}`)).join(''),
  };
}

/** How bright a slope is, in steps. @param right,up how much it rises for a pixel of the flat plot. */
function toneOf(right: number, up: number): number {
  const [x, y, z] = LIGHT;
  const light = (z - x * right - y * up) / Math.hypot(right, up, 1) / Math.hypot(x, y, z);
  return Math.round((SHADE + LIT * Math.max(light, 0)) * TONES) / TONES;
}

const tones = new Map<string, string>();

/** A colour made brighter or darker. */
function toned(color: string, tone: number): string {
  const key = `${color} ${tone}`;
  const there = tones.get(key) ?? hexColor(channelsOf(color).map((channel) => channel * tone));
  tones.set(key, there);
  return there;
}

/** Whether a place lies on the other side of a plane than the eye. */
function isBehind({ from, to }: UprightPlane, [x, y]: readonly [number, number], { eye }: Sight): boolean {
  const side = (px: number, py: number) =>
    (to[0] - from[0]) * (py - from[1]) - (to[1] - from[1]) * (px - from[0]);
  return side(x, y) * side(eye[0], eye[1]) < 0;
}

function uprightPlane({ from, to, color }: UprightPlane, { project }: Sight): SvgElement {
  const corners = [
    project(...from, 0),
    project(...to, 0),
    project(...to, PLANE_HEIGHT),
    project(...from, PLANE_HEIGHT),
  ];
  return svg('path', { d: `M${corners.map(pair).join('L')}z`, fill: color, 'fill-opacity': 0.16 });
}

/** The border of the ground: the edges behind the surface, and those before it. */
function groundEdges({ width, height }: SurfaceShape, { project, eye }: Sight): readonly [string, string] {
  const [x, y] = [width / 2, height / 2];
  const edge = (from: readonly [number, number], to: readonly [number, number]) =>
    `M${pair(project(...from, 0))}L${pair(project(...to, 0))}`;
  const edges = [
    { d: edge([-x, -y], [x, -y]), isNear: eye[1] < -y },
    { d: edge([x, -y], [x, y]), isNear: eye[0] > x },
    { d: edge([x, y], [-x, y]), isNear: eye[1] > y },
    { d: edge([-x, y], [-x, -y]), isNear: eye[0] < -x },
  ];
  const joined = (near: boolean) =>
    edges
      .filter(({ isNear }) => isNear === near)
      .map(({ d }) => d)
      .join('');
  return [joined(false), joined(true)];
}

/** A line, faint where it is not seen. */
function drawLine(
  { points, color, dash, width, opacity, onTop = false }: DrapedLine,
  { project }: Sight,
  sees: (...place: Spot) => boolean,
): SvgElement[] {
  const parts = { seen: '', hidden: '' };
  let last: { readonly at: readonly [number, number]; readonly part: 'seen' | 'hidden' } | undefined;
  for (let i = 0; i + 2 < points.length; i += 3) {
    const place = [points[i] as number, points[i + 1] as number, points[i + 2] as number] as const;
    const at = project(...place);
    const isEnd = i + 5 >= points.length;
    if (last && !isEnd && Math.hypot(at[0] - last.at[0], at[1] - last.at[1]) < FINEST) continue;
    const part = onTop || sees(...place) ? 'seen' : 'hidden';
    // The two parts share the place where the one becomes the other.
    if (last?.part === part) parts[part] += `L${pair(at)}`;
    else parts[part] += last ? `M${pair(last.at)}L${pair(at)}` : `M${pair(at)}`;
    last = { at, part };
  }
  const attributes = {
    fill: 'none',
    stroke: color,
    'stroke-width': width,
    'stroke-dasharray': dash.length > 0 ? dash.join(' ') : undefined,
    'stroke-linejoin': 'round',
  };
  const drawn = (d: string, share: number) =>
    d.includes('L')
      ? [svg('path', { d, ...attributes, 'stroke-opacity': share < 1 ? share : undefined })]
      : [];
  return [...drawn(parts.hidden, HIDDEN * opacity), ...drawn(parts.seen, opacity)];
}

/** A tenth of a pixel is fine enough for so many corners. */
const tenth = (value: number): number => Math.round(value * 10) / 10;

const pair = ([x, y]: readonly [x: number, y: number, ...rest: unknown[]]): string =>
  `${tenth(x)},${tenth(y)}`;
