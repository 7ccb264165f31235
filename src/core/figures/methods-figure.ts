import { dashes } from './figure-legend.ts';
import type { FigureTheme } from './figure-theme.ts';
import { type Scale, scaleOf } from './scale.ts';
import { type NamedScale, planeLine, type ScaledPlane, scaledPlane } from './scaled-plane.ts';
import { markerElement, type SeriesStyle } from './series-style.ts';
import { round, type SvgElement, svg } from './svg.ts';

/** The line of a method, in the style of its run. */
export interface MethodLine {
  readonly style: SeriesStyle;
  /** In data; those that have no place on the axes interrupt the line. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Drawn as stairs: each value holds up to the next point. */
  readonly stairs?: boolean;
  /** Whether each point has a marker. */
  readonly marked?: boolean;
  /** Places on the x axis where there is no value: crosses above the plot. */
  readonly lost?: readonly number[];
  /** Places on the x axis that stand out: a larger marker on their points, and a line down to the axis. */
  readonly current?: readonly number[];
}

/** An axis: fitted to the points where no scale is given. */
export interface MethodAxis {
  readonly name: string;
  readonly kind: Scale['kind'];
  readonly interval?: Scale['interval'];
}

/** What a figure of methods shows. */
export interface MethodsFigureRequest {
  readonly x: MethodAxis;
  readonly y: MethodAxis;
  readonly lines: readonly MethodLine[];
  readonly theme: FigureTheme;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** For the clip path: unlike that of any other figure of the document. */
  readonly id: string;
}

/** Room above for crosses, in pixels. */
const LOST_ROOM = 16;
/** A chart with a line per method, each in the colour, dash and marker of its run. */
export function methodsFigure(request: MethodsFigureRequest): SvgElement {
  const { lines, theme, id } = request;
  const plane = layOut(request);
  const { left, top, width, height } = plane.area;
  const clip = `methods-${id}`;
  return svg('g', {}, [
    svg('clipPath', { id: clip }, [svg('rect', { x: left, y: top - 1, width, height: height + 2 })]),
    plane.axes(theme),
    svg(
      'g',
      { 'clip-path': `url(#${clip})`, fill: 'none', 'stroke-linejoin': 'round' },
      lines.map((line) => drawLine(line, plane)),
    ),
    svg(
      'g',
      {},
      lines.flatMap((line) => marks(line, plane, theme)),
    ),
  ]);
}

/** Where a point is drawn, in pixels; `undefined` where it has no place on the axes. */
export function methodPlace(
  request: Omit<MethodsFigureRequest, 'theme' | 'id'>,
  point: readonly [x: number, y: number],
): readonly [x: number, y: number] | undefined {
  return placeOf(layOut(request), point);
}

/** The plane for the lines. */
function layOut({ x, y, lines, ...size }: Omit<MethodsFigureRequest, 'theme' | 'id'>): ScaledPlane {
  const lost = lines.flatMap((line) => line.lost ?? []);
  const points = lines.flatMap((line) => line.points);
  const fitted = ({ name, kind, interval }: MethodAxis, values: readonly number[]): NamedScale => ({
    name,
    ...(interval ? { kind, interval } : scaleOf(kind, values)),
  });
  return scaledPlane(
    fitted(x, [...points.map(([at]) => at), ...lost]),
    fitted(
      y,
      points.map(([, value]) => value),
    ),
    size,
    lost.length > 0 ? LOST_ROOM : 0,
  );
}

function placeOf(
  { x, y }: ScaledPlane,
  [at, value]: readonly [x: number, y: number],
): readonly [x: number, y: number] | undefined {
  const place = [x(at), y(value)] as const;
  return place.every(Number.isFinite) ? [round(place[0]), round(place[1])] : undefined;
}

function drawLine({ style, points, stairs }: MethodLine, plane: ScaledPlane): SvgElement {
  const d = planeLine(plane, points, stairs);
  return svg('path', { d, stroke: style.color, 'stroke-width': 2, 'stroke-dasharray': dashes(style) });
}

function marks(line: MethodLine, plane: ScaledPlane, theme: FigureTheme): SvgElement[] {
  const { style, points, marked, lost = [], current = [] } = line;
  const { area } = plane;
  const found: SvgElement[] = [];
  const bottom = area.top + area.height;
  for (const point of points) {
    const place = placeOf(plane, point);
    const stands = current.includes(point[0]);
    if (!place || !(marked || stands)) continue;
    if (stands)
      found.push(
        svg('path', {
          d: `M${place[0]},${place[1]}V${bottom}`,
          stroke: style.color,
          'stroke-dasharray': '2 3',
        }),
      );
    const paint = { fill: style.color, stroke: theme.background, 'stroke-width': stands ? 1.5 : 0.75 };
    found.push(markerElement(style.marker, ...place, stands ? 5.5 : 2.75, paint));
  }
  for (const at of lost) {
    const across = plane.x(at);
    if (!Number.isFinite(across)) continue;
    const [px, py] = [round(across), area.top - LOST_ROOM / 2 - 1];
    found.push(
      svg('path', {
        class: 'lost',
        d: `M${px - 3.5},${py - 3.5}l7,7M${px + 3.5},${py - 3.5}l-7,7`,
        stroke: style.color,
        'stroke-width': current.includes(at) ? 3 : 1.5,
        fill: 'none',
      }),
    );
  }
  return found;
}
