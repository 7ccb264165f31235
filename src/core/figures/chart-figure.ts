import { axesAt, marginsFor } from './axes.ts';
import type { FigureTheme } from './figure-theme.ts';
import { MARGINS, plotArea, toPixelX, toPixelY } from './plot-area.ts';
import { evenInterval, type Scale, scaled, scaleTicks } from './scale.ts';
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

/** What a chart shows: bands under lines under marks. */
export interface ChartRequest {
  readonly x: Scale & { readonly name: string };
  readonly y: Scale & { readonly name: string };
  readonly bands?: readonly ChartBand[];
  readonly lines: readonly ChartLine[];
  readonly marks?: readonly ChartMark[];
  readonly theme: FigureTheme;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** For the clip path: unlike that of any other figure of the document. */
  readonly id: string;
}

/** Pixels between ticks, about. */
const SPACING = { x: 64, y: 44 };

/** Lines over a linear or logarithmic plane, with axes at nice numbers. */
export function chartFigure({
  x,
  y,
  bands = [],
  lines,
  marks = [],
  theme,
  width,
  height,
  id,
}: ChartRequest): SvgElement {
  const inside = height - MARGINS.top - MARGINS.bottom;
  const up = scaleTicks(y, Math.max(2, inside / SPACING.y));
  const area = plotArea({ x: evenInterval(x), y: evenInterval(y) }, width, height, marginsFor(up));
  const px = (value: number) => toPixelX(area, scaled(x.kind, value));
  const py = (value: number) => toPixelY(area, scaled(y.kind, value));
  const ticks = {
    x: scaleTicks(x, Math.max(2, area.width / SPACING.x)).map((value) => ({ value, place: px(value) })),
    y: up.map((value) => ({ value, place: py(value) })),
  };
  const bottom = area.top + area.height;
  /** A value that a logarithm has no place for lies below everything. */
  const pyOrBottom = (value: number) => (Number.isFinite(py(value)) ? py(value) : bottom + 10);
  const clip = `chart-${id}`;
  return svg('g', {}, [
    svg('clipPath', { id: clip }, [
      svg('rect', { x: area.left, y: area.top, width: area.width, height: area.height }),
    ]),
    axesAt(area, ticks, [x.name, y.name], theme),
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
        ...lines.flatMap((line) => drawLine(line, px, py)),
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
  { x, y, color, width = 1.75, dash, dots }: ChartLine,
  px: (value: number) => number,
  py: (value: number) => number,
): SvgElement[] {
  let d = '';
  const marks: SvgElement[] = [];
  let joined = false;
  for (let i = 0; i < x.length; i++) {
    const place = [px(x[i] as number), py(y[i] as number)] as const;
    if (!place.every(Number.isFinite)) {
      joined = false;
      continue;
    }
    d += `${joined ? 'L' : 'M'}${round(place[0])},${round(place[1])}`;
    joined = true;
    if (dots) marks.push(svg('circle', { cx: place[0], cy: place[1], r: 2.25, fill: color }));
  }
  const attributes = {
    class: 'chart-line',
    d,
    stroke: color,
    'stroke-width': width,
    'stroke-dasharray': dash,
  };
  return [svg('path', attributes), ...marks];
}
