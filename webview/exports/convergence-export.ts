// A chunk of its own, loaded when the convergence plot is first exported.
import { axesAt } from '../../src/core/figures/axes.ts';
import { dashes, figureLegend, LEGEND_ROW } from '../../src/core/figures/figure-legend.ts';
import { figurePage } from '../../src/core/figures/figure-page.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { plotArea, toPixelX, toPixelY } from '../../src/core/figures/plot-area.ts';
import { seriesStyle } from '../../src/core/figures/series-style.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import { niceTicks } from '../../src/core/sampling/nice-numbers.ts';
import type { Table } from '../../src/core/table.ts';
import { type ConvergenceLine, chartPoints, type Scales } from '../convergence/data.ts';

const SIZE = { width: 720, height: 440 };
/** Labels on a logarithmic axis, at most about. */
const MOST_DECADES = 8;

/** The lines of the convergence plot, and how they are drawn. */
export interface ConvergencePicture {
  readonly lines: readonly ConvergenceLine[];
  readonly logarithmic: Scales;
  /** What is subtracted from the values, so that a logarithm exists. */
  readonly offset: number;
  /** The quantity, "f". */
  readonly name: string;
  /** What it is plotted against, `iteration`, and in words. */
  readonly axis: string;
  readonly along: string;
}

/** The convergence plot as a standalone figure with a legend; `undefined` where it has no points. */
export function convergenceExport(
  { lines, logarithmic, offset, name, along }: ConvergencePicture,
  theme: FigureTheme,
): SvgElement | undefined {
  const drawn = lines.map((line) => ({ line, points: chartPoints(line, logarithmic, offset, SIZE.width) }));
  const all = drawn.flatMap(({ points }) => points);
  if (all.length === 0) return undefined;
  const scaled = (isLogarithmic: boolean) => (isLogarithmic ? Math.log10 : (value: number) => value);
  const [right, height] = [scaled(logarithmic.x), scaled(logarithmic.y)];
  const ys = all.map(({ y }) => height(y));
  const [low, high] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  const margin = 0.04 * (high - low || 1);
  const xs = all.map(({ x }) => right(x));
  const first = logarithmic.x ? xs.reduce((a, b) => Math.min(a, b)) : 0;
  const last = xs.reduce((a, b) => Math.max(a, b));
  const across = [first, last > first ? last : first + 1] as const;
  const area = plotArea({ x: across, y: [low - margin, high + margin] }, SIZE.width, SIZE.height);
  const place = (x: number, y: number) =>
    `${rounded(toPixelX(area, right(x)))},${rounded(toPixelY(area, height(y)))}`;
  const paths = drawn.map(({ line, points }) => {
    const style = seriesStyle(line.group, theme.series);
    return svg('path', {
      d: `M${points.map(({ x, y }) => place(x, y)).join('L')}`,
      stroke: style.color,
      'stroke-width': line.thin ? 0.75 : 1.75,
      'stroke-opacity': line.thin ? 0.4 : undefined,
      'stroke-dasharray': line.thin ? undefined : dashes(style),
    });
  });
  const ticks = {
    x: ticksOf(area.x, logarithmic.x).map(([value, at]) => ({ value, place: toPixelX(area, at) })),
    y: ticksOf(area.y, logarithmic.y).map(([value, at]) => ({ value, place: toPixelY(area, at) })),
  };
  const legend = drawn
    .filter(({ line }, index) => lines.findIndex(({ group }) => group === line.group) === index)
    .map(({ line }) => ({ style: seriesStyle(line.group, theme.series), label: line.text }));
  const title = `${name} against ${along}${logarithmic.y ? ', logarithmic' : ''}`;
  const total = { ...SIZE, height: SIZE.height + legend.length * LEGEND_ROW + 10 };
  return figurePage({ ...total, title, theme }, [
    axesAt(area, ticks, [along, offset === 0 ? name : `${name} − lowest`], theme),
    svg('g', { fill: 'none', 'stroke-linejoin': 'round' }, paths),
    figureLegend(legend, area.left, SIZE.height, theme),
  ]);
}

/** The numbers on an axis, and where they stand: whole decades of a logarithmic one. */
function ticksOf(
  [low, high]: readonly [number, number],
  logarithmic: boolean,
): (readonly [value: number, at: number])[] {
  if (!logarithmic) return niceTicks(low, high, 7).map((value) => [value, value] as const);
  const decades = Math.max(1, Math.ceil((high - low) / MOST_DECADES));
  const first = Math.ceil(low);
  return Array.from({ length: Math.max(0, Math.floor(high) - first + 1) }, (_, index) => first + index)
    .filter((power) => power % decades === 0)
    .map((power) => [10 ** power, power] as const);
}

/** Every point of every line: a median with its percentiles where runs repeat one another. */
export function convergenceTable({ lines, name, axis }: ConvergencePicture): Table {
  return {
    columns: ['run', axis, name, 'p10', 'p90'],
    rows: lines.flatMap(({ text, at, values, band }) =>
      Array.from(at, (k, index) => [
        text,
        k,
        values[index] as number,
        band?.low[index] ?? '',
        band?.high[index] ?? '',
      ]),
    ),
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
