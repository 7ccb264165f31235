import { chartFigure } from '../../src/core/figures/chart-figure.ts';
import { cloudFigure } from '../../src/core/figures/cloud-figure.ts';
import { dashes } from '../../src/core/figures/figure-legend.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { scaleOf } from '../../src/core/figures/scale.ts';
import { type SeriesStyle, seriesStyle } from '../../src/core/figures/series-style.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import type { DifferenceLadder } from '../../src/core/gradients/difference-errors.ts';
import type { EstimatorPicture } from '../../src/core/gradients/estimator-picture.ts';
import type { LineKey } from '../ui/line-key.ts';

/** What the figures of an estimator show, and how large each is. */
export interface EstimatorFiguresRequest {
  readonly picture: EstimatorPicture;
  readonly ladder: DifferenceLadder | undefined;
  /** Of the two entries of the gradient; the same twice for one variable. */
  readonly names: readonly [x: string, y: string];
  readonly theme: FigureTheme;
  readonly width: number;
  readonly height: number;
}

/** One of the figures. */
export interface EstimatorFigure {
  readonly title: string;
  /** Its lines by name. */
  readonly keys: readonly LineKey[];
  /** What is what in it besides. */
  readonly note: string;
  readonly drawing: SvgElement;
}

/** A running mean lies in so many standard errors around the truth at 95 %. */
const NORMAL_95 = 1.959964;

/** The cloud, the running mean, its error, and the errors of finite differences. */
export function estimatorFigures(request: EstimatorFiguresRequest): EstimatorFigure[] {
  return [cloud(request), runningMean(request), error(request), differences(request)];
}

function cloud({ picture, names, theme, width, height }: EstimatorFiguresRequest): EstimatorFigure {
  const { truth, mean, covariance } = picture;
  const { color } = seriesStyle(0, theme.series);
  const twice = names[0] === names[1];
  const count = picture.cloud.length / 2;
  // One entry is spread out upwards in the order in which the samples came.
  const places = twice
    ? picture.cloud.map((value, at) => (at % 2 === 0 ? value : ((at - 1) / 2 + 1) / count))
    : picture.cloud;
  const shown = twice
    ? { truth: [truth[0], 0] as const, mean: [mean[0], 0] as const, covariance: undefined }
    : { truth, mean, covariance };
  return {
    title: 'Estimates',
    keys: [],
    note: covariance && !twice ? 'arrow: truth; dot: mean, with its 95 % ellipse' : 'arrow: truth; dot: mean',
    drawing: cloudFigure({
      ...shown,
      cloud: places,
      names: twice ? [names[0], ''] : names,
      ...{ color, theme, width, height, id: 'estimates' },
    }),
  };
}

function runningMean({ picture, names, theme, width, height }: EstimatorFiguresRequest): EstimatorFigure {
  const { history, truth, standardError, samples } = picture;
  const sides = names[0] === names[1] ? ([0] as const) : ([0, 1] as const);
  const means = [history.x, history.y];
  const styles = sides.map((side) => seriesStyle(side, theme.series));
  const bands = sides.map((side) => {
    const spread = NORMAL_95 * standardError[side] * Math.sqrt(samples);
    const edge = (sign: number) =>
      history.samples.map((count) => truth[side] + (sign * spread) / Math.sqrt(count));
    return { x: history.samples, low: edge(-1), high: edge(1), color: styles[side]?.color ?? theme.muted };
  });
  const ends = history.samples.length > 0 ? history.samples : Float64Array.of(1, 10);
  // The first few means fly about; what matters comes after them.
  const late = (column: Float64Array) => column.filter((_, at) => (history.samples[at] as number) >= 4);
  return {
    title: 'Running mean',
    keys: sides.map((side) => keyOf(names[side], styles[side] ?? seriesStyle(side, theme.series))),
    note:
      history.x.length > 0 || samples === 0
        ? 'thin: truth; band: 95 % around it'
        : 'not kept for so many parameters',
    drawing: chartFigure({
      x: { ...scaleOf('logarithmic', ends), name: 'N' },
      y: {
        ...scaleOf(
          'linear',
          sides.flatMap((side) => [...late(means[side] as Float64Array), truth[side]]),
        ),
        name: sides.length === 1 ? names[0] : 'mean',
      },
      bands,
      lines: sides.flatMap((side) => [
        {
          x: ends,
          y: ends.map(() => truth[side]),
          color: theme.muted,
          width: 1,
        },
        {
          x: history.samples,
          y: means[side] as Float64Array,
          color: styles[side]?.color ?? theme.foreground,
          width: 2,
          dash: dashes(styles[side] ?? seriesStyle(0, theme.series)),
        },
      ]),
      ...{ theme, width, height, id: 'running-mean' },
    }),
  };
}

function error({ picture, theme, width, height }: EstimatorFiguresRequest): EstimatorFigure {
  const { history, theory } = picture;
  const { color } = seriesStyle(0, theme.series);
  const expected = theory.relativeSquaredError;
  const ends = history.samples.length > 0 ? history.samples : Float64Array.of(1, 10);
  const line = expected === undefined ? undefined : ends.map((count) => Math.sqrt(expected / count));
  return {
    title: 'Error of the mean',
    keys: line ? [{ label: 'theory, √(error of one ÷ N)', color: theme.muted, dash: '6 4' }] : [],
    note: line ? '' : 'no theory for this choice',
    drawing: chartFigure({
      x: { ...scaleOf('logarithmic', ends), name: 'N' },
      y: { ...scaleOf('logarithmic', [...history.error, ...(line ?? [])]), name: 'relative error' },
      lines: [
        ...(line ? [{ x: ends, y: line, color: theme.muted, width: 1.5, dash: '6 4' }] : []),
        { x: history.samples, y: history.error, color, width: 2 },
      ],
      ...{ theme, width, height, id: 'error' },
    }),
  };
}

function differences({ ladder, theme, width, height }: EstimatorFiguresRequest): EstimatorFigure {
  const schemes = ladder?.schemes ?? [];
  const h = ladder?.h ?? new Float64Array(0);
  return {
    title: 'Finite differences',
    keys: schemes.map(({ scheme, best: { h: step } }, index) =>
      keyOf(`${scheme} ${formatNumber(step, 2)}`, seriesStyle(index, theme.series)),
    ),
    note: schemes.length > 0 ? 'ring: best h' : '',
    drawing: chartFigure({
      x: { ...scaleOf('logarithmic', h.length > 0 ? h : [1e-16, 1]), name: 'h' },
      y: {
        ...scaleOf(
          'logarithmic',
          schemes.flatMap(({ error: all }) => [...all].filter((each) => each > 1e-18)),
        ),
        name: 'relative error',
      },
      lines: schemes.map(({ error: all }, index) => {
        const style = seriesStyle(index, theme.series);
        return { x: h, y: all, color: style.color, width: 1.75, dash: dashes(style) };
      }),
      // An error of 0 has no place on the scale.
      marks: schemes.flatMap(({ best: { h: step, error: least } }, index) =>
        least > 0 ? [{ x: step, y: least, color: seriesStyle(index, theme.series).color }] : [],
      ),
      ...{ theme, width, height, id: 'differences' },
    }),
  };
}

function keyOf(label: string, style: SeriesStyle): LineKey {
  return { label, color: style.color, dash: dashes(style) };
}
