// A chunk of its own, loaded when the convergence plot is first exported.
import { mix } from '../../src/core/figures/band-colors.ts';
import { chartFigure } from '../../src/core/figures/chart-figure.ts';
import { figureLegend, LEGEND_ROW } from '../../src/core/figures/figure-legend.ts';
import { figurePage } from '../../src/core/figures/figure-page.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { MARGINS } from '../../src/core/figures/plot-area.ts';
import { scaleOf } from '../../src/core/figures/scale.ts';
import { seriesStyle } from '../../src/core/figures/series-style.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import type { Table } from '../../src/core/table.ts';
import { type ConvergenceLine, chartPoints, type Scales, thresholdText } from '../convergence/data.ts';

const SIZE = { width: 720, height: 440 };
/** How much of its colour one of many lines has. */
const FAINT = 0.4;

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
  /** The threshold of the stop rule. */
  readonly threshold: number | undefined;
}

/** The convergence plot as a standalone figure with a legend; `undefined` where it has no points. */
export function convergenceExport(
  { lines, logarithmic, offset, name, along, threshold }: ConvergencePicture,
  theme: FigureTheme,
): SvgElement | undefined {
  const drawn = lines.map((line) => ({ line, points: chartPoints(line, logarithmic, offset, SIZE.width) }));
  const all = drawn.flatMap(({ points }) => points);
  if (all.length === 0) return undefined;
  const kind = (isLogarithmic: boolean) => (isLogarithmic ? 'logarithmic' : 'linear');
  const xs = all.map(({ x }) => x);
  const first = logarithmic.x ? xs.reduce((a, b) => Math.min(a, b)) : 0;
  const last = xs.reduce((a, b) => Math.max(a, b));
  const bands = lines.flatMap(({ group, at, band }) => {
    const { color } = seriesStyle(group, theme.series);
    const shifted = (values: Float64Array) => values.map((value) => value - offset);
    return band ? [{ x: at, low: shifted(band.low), high: shifted(band.high), color }] : [];
  });
  const levels = threshold === undefined ? [] : [{ y: threshold - offset, text: thresholdText(threshold) }];
  const ys = [
    ...all.map(({ y }) => y),
    ...bands.flatMap(({ low, high }) => [...low, ...high]),
    ...levels.map(({ y }) => y),
  ];
  const chart = chartFigure({
    x: { name: along, kind: kind(logarithmic.x), interval: [first, last > first ? last : first + 1] },
    y: { name: offset === 0 ? name : `${name} − lowest`, ...scaleOf(kind(logarithmic.y), ys) },
    bands,
    levels,
    lines: drawn.map(({ line, points }) => {
      const { color, dash } = seriesStyle(line.group, theme.series);
      return {
        x: points.map(({ x }) => x),
        y: points.map(({ y }) => y),
        // One of many is faint.
        color: line.thin ? mix(theme.background, color, FAINT) : color,
        ...(line.thin ? { width: 0.75 } : { dash: dash.length > 0 ? dash.join(' ') : undefined }),
      };
    }),
    theme,
    ...SIZE,
    id: 'convergence',
  });
  const legend = drawn
    .filter(({ line }, index) => lines.findIndex(({ group }) => group === line.group) === index)
    .map(({ line }) => ({ style: seriesStyle(line.group, theme.series), label: line.text }));
  const title = `${name} against ${along}${logarithmic.y ? ', logarithmic' : ''}`;
  // The last number of the axis reaches beyond the plot.
  const total = { width: SIZE.width + 14, height: SIZE.height + legend.length * LEGEND_ROW + 10 };
  return figurePage({ ...total, title, theme }, [
    chart,
    figureLegend(legend, MARGINS.left, SIZE.height, theme),
  ]);
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
