import { clipToArea } from './clip-to-area.ts';
import type { FigureTheme } from './figure-theme.ts';
import { type NamedScale, planeLine, type ScaledPlane, scaledPlane } from './scaled-plane.ts';
import { round, type SvgElement, svg } from './svg.ts';

/** A line through points; it is broken where a point cannot be shown. */
export interface ChartLine {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly color: string;
  /** 1.75 if absent. */
  readonly width?: number;
  readonly dash?: string | undefined;
  /** Whether every point is marked by a dot. */
  readonly dots?: boolean;
}

/** The room between two lines over the same x. */
export interface ChartBand {
  readonly x: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly color: string;
}

/** A place that is marked by a ring. */
export interface ChartMark {
  readonly x: number;
  readonly y: number;
  readonly color: string;
}

/** A value that is marked all across, with a word. */
export interface ChartLevel {
  readonly y: number;
  readonly text: string;
}

/** What a chart shows: bands under lines under marks. */
export interface ChartRequest {
  readonly x: NamedScale;
  readonly y: NamedScale;
  readonly bands?: readonly ChartBand[];
  readonly lines: readonly ChartLine[];
  readonly marks?: readonly ChartMark[];
  readonly levels?: readonly ChartLevel[];
  readonly theme: FigureTheme;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** For the clip path: unlike that of any other figure of the document. */
  readonly id: string;
}

/** Lines over a linear or logarithmic plane, with axes at nice numbers. */
export function chartFigure({
  x,
  y,
  bands = [],
  lines,
  marks = [],
  levels = [],
  theme,
  width,
  height,
  id,
}: ChartRequest): SvgElement {
  const plane = scaledPlane(x, y, { width, height });
  const { area, x: px, y: py } = plane;
  const bottom = area.top + area.height;
  /** A value that a logarithm has no place for lies below everything. */
  const pyOrBottom = (value: number) => (Number.isFinite(py(value)) ? py(value) : bottom + 10);
  const clip = `chart-${id}`;
  return svg('g', {}, [
    clipToArea(clip, area),
    plane.axes(theme),
    svg(
      'g',
      { 'clip-path': `url(#${clip})`, fill: 'none', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' },
      [
        ...bands.map((band) => {
          const there = Array.from(band.low, (_, i) => i).filter(
            (i) => !Number.isNaN(band.low[i]) && !Number.isNaN(band.high[i]),
          );
          const at = (i: number, side: ArrayLike<number>) =>
            `${round(px(band.x[i] as number))},${round(pyOrBottom(side[i] as number))}`;
          const edge = [
            ...there.map((i) => at(i, band.high)),
            ...there.reverse().map((i) => at(i, band.low)),
          ];
          return svg('path', {
            class: 'chart-band',
            d: edge.length > 0 ? `M${edge.join('L')}z` : '',
            fill: band.color,
            'fill-opacity': 0.16,
          });
        }),
        ...levels.flatMap((level) => drawLevel(level, plane, theme)),
        ...lines.flatMap((line) => drawLine(line, plane)),
        ...marks.map((mark) =>
          svg('circle', {
            class: 'chart-mark',
            cx: px(mark.x),
            cy: py(mark.y),
            r: 4.5,
            fill: theme.background,
            stroke: mark.color,
            'stroke-width': 2,
          }),
        ),
      ],
    ),
  ]);
}

function drawLine(
  { x, y, color, width = 1.75, dash, dots = false }: ChartLine,
  plane: ScaledPlane,
): SvgElement[] {
  const points = Array.from(x, (at, i) => [at, y[i] as number] as const);
  const attributes = {
    class: 'chart-line',
    d: planeLine(plane, points),
    stroke: color,
    'stroke-width': width,
    'stroke-dasharray': dash,
  };
  const places = dots ? points.map(([at, value]) => [plane.x(at), plane.y(value)] as const) : [];
  const marks = places
    .filter((place) => place.every(Number.isFinite))
    .map(([cx, cy]) => svg('circle', { cx, cy, r: 2.25, fill: color }));
  return [svg('path', attributes), ...marks];
}

function drawLevel(
  { y, text }: ChartLevel,
  { area, y: py }: ScaledPlane,
  { muted }: FigureTheme,
): SvgElement[] {
  const at = py(y);
  if (!Number.isFinite(at)) return [];
  const across = { d: `M${round(area.left)},${round(at)}h${round(area.width)}`, stroke: muted };
  return [
    svg('path', { class: 'chart-level', ...across, 'stroke-dasharray': '4 3' }),
    svg('text', { x: area.left + 6, y: round(at - 4), 'font-size': 11, fill: muted }, text),
  ];
}
