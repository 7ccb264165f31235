import { axesAt, marginsFor } from './axes.ts';
import { dashes } from './figure-legend.ts';
import type { FigureTheme } from './figure-theme.ts';
import { MARGINS, type PlotArea, plotArea, toPixelX, toPixelY } from './plot-area.ts';
import { evenInterval, type Scale, scaled, scaleOf, scaleTicks } from './scale.ts';
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
/** Pixels between ticks, about. */
const SPACING = { x: 64, y: 44 };

/** A chart with a line per method, each in the colour, dash and marker of its run. */
export function methodsFigure(request: MethodsFigureRequest): SvgElement {
  const { x, y, lines, theme, id } = request;
  const { area, scaleX, scaleY } = layOut(request);
  const { left, top, width, height } = area;
  const clip = `methods-${id}`;
  const ticks = {
    x: scaleTicks(scaleX, Math.max(2, width / SPACING.x)).map((value) => ({
      value,
      place: toPixelX(area, scaled(x.kind, value)),
    })),
    y: scaleTicks(scaleY, Math.max(2, height / SPACING.y)).map((value) => ({
      value,
      place: toPixelY(area, scaled(y.kind, value)),
    })),
  };
  return svg('g', {}, [
    svg('clipPath', { id: clip }, [svg('rect', { x: left, y: top - 1, width, height: height + 2 })]),
    axesAt(area, ticks, [x.name, y.name], theme),
    svg(
      'g',
      { 'clip-path': `url(#${clip})`, fill: 'none', 'stroke-linejoin': 'round' },
      lines.map((line) => drawLine(line, request, area)),
    ),
    svg(
      'g',
      {},
      lines.flatMap((line) => marks(line, request, area)),
    ),
  ]);
}

/** Where a point is drawn, in pixels; `undefined` where it has no place on the axes. */
export function methodPlace(
  request: Omit<MethodsFigureRequest, 'theme' | 'id'>,
  point: readonly [x: number, y: number],
): readonly [x: number, y: number] | undefined {
  return placeOf(request, layOut(request).area, point);
}

/** The place for the lines; its intervals are in powers of ten where a scale is logarithmic. */
function layOut({ x, y, lines, width, height }: Omit<MethodsFigureRequest, 'theme' | 'id'>) {
  const lost = lines.flatMap((line) => line.lost ?? []);
  const points = lines.flatMap((line) => line.points);
  const fitted = ({ kind, interval }: MethodAxis, values: readonly number[]): Scale =>
    interval ? { kind, interval } : scaleOf(kind, values);
  const scaleX = fitted(x, [...points.map(([at]) => at), ...lost]);
  const scaleY = fitted(
    y,
    points.map(([, value]) => value),
  );
  const room = lost.length > 0 ? LOST_ROOM : 0;
  const inside = height - MARGINS.top - MARGINS.bottom - room;
  const margins = marginsFor(scaleTicks(scaleY, Math.max(2, inside / SPACING.y)));
  const full = plotArea({ x: evenInterval(scaleX), y: evenInterval(scaleY) }, width, height, margins);
  const area: PlotArea = { ...full, top: full.top + room, height: Math.max(1, full.height - room) };
  return { area, scaleX, scaleY };
}

function placeOf(
  { x, y }: Pick<MethodsFigureRequest, 'x' | 'y'>,
  area: PlotArea,
  [at, value]: readonly [x: number, y: number],
): readonly [x: number, y: number] | undefined {
  const [right, up] = [scaled(x.kind, at), scaled(y.kind, value)];
  return Number.isFinite(right) && Number.isFinite(up)
    ? [round(toPixelX(area, right)), round(toPixelY(area, up))]
    : undefined;
}

function drawLine(
  { style, points, stairs }: MethodLine,
  request: MethodsFigureRequest,
  area: PlotArea,
): SvgElement {
  let d = '';
  let joined = false;
  for (const point of points) {
    const place = placeOf(request, area, point);
    if (place) {
      const [x, y] = place;
      d += !joined ? `M${x},${y}` : stairs ? `H${x}V${y}` : `L${x},${y}`;
    }
    joined = place !== undefined;
  }
  return svg('path', { d, stroke: style.color, 'stroke-width': 2, 'stroke-dasharray': dashes(style) });
}

function marks(line: MethodLine, request: MethodsFigureRequest, area: PlotArea): SvgElement[] {
  const { style, points, marked, lost = [], current = [] } = line;
  const { theme, x } = request;
  const found: SvgElement[] = [];
  const bottom = area.top + area.height;
  for (const point of points) {
    const place = placeOf(request, area, point);
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
    const across = scaled(x.kind, at);
    if (!Number.isFinite(across)) continue;
    const [px, py] = [round(toPixelX(area, across)), area.top - LOST_ROOM / 2 - 1];
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
