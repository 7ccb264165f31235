import { formatNumber } from '../../src/core/figures/format-number.ts';
import { scaleTicks } from '../../src/core/figures/scale.ts';
import { shortName } from '../../src/core/figures/short-name.ts';
import type { Model } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { AXES, thresholdOf } from './data.ts';
import { type Plot, reachOf } from './plot.ts';

/** A name of more characters does not fit beside the chart. */
const MOST_OF_NAME = 12;

/** Numbers along an axis, about. */
const MOST_TICKS = 6;

/** What is needed of an axis of chart.js. */
interface Axis {
  readonly min: number;
  readonly max: number;
  ticks: { value: number }[];
}

/** How chart.js draws a plot. */
export function chartOptions(
  model: Model,
  { f, options, lines, logarithmic, offset }: Plot,
  theme: PageTheme,
) {
  const font = { family: theme.font, size: 11 };
  const threshold = thresholdOf(options.quantity, model.plan?.until);
  const reach = threshold === undefined ? {} : { suggestedMin: threshold - offset };
  const type = (isLogarithmic: boolean) => (isLogarithmic ? ('logarithmic' as const) : ('linear' as const));
  const scale = {
    border: { color: theme.frame },
    grid: { color: theme.grid, tickColor: theme.frame, tickLength: 4 },
  };
  const ticks = { color: theme.muted, font, maxTicksLimit: MOST_TICKS, callback: tickText };
  // By itself the chart would leave out ticks until the rest has room, and those that are left lie unevenly.
  const even = (isLogarithmic: boolean) =>
    isLogarithmic
      ? {
          afterBuildTicks: (axis: Axis) => {
            const scale = { kind: 'logarithmic', interval: [axis.min, axis.max] } as const;
            axis.ticks = scaleTicks(scale, MOST_TICKS).map((value) => ({ value }));
          },
        }
      : {};
  const along = AXES.find(({ value }) => value === options.axis)?.label;
  const title = (text: string) => ({ text, color: theme.muted, font });
  return {
    animation: false as const,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false as const,
    normalized: true,
    events: [],
    layout: { padding: { top: 6, right: 8 } },
    scales: {
      x: {
        ...scale,
        ...reachOf(lines, model, options, logarithmic.x),
        ...even(logarithmic.x),
        type: type(logarithmic.x),
        title: { display: true, ...title(along ?? '') },
        ticks: {
          ...ticks,
          ...(options.axis === 'time' ? {} : { precision: 0 }),
          maxRotation: 0,
        },
      },
      y: {
        ...scale,
        ...reach,
        ...even(logarithmic.y),
        type: type(logarithmic.y),
        title: { display: offset !== 0, ...title(`${shortName(f, MOST_OF_NAME)} − lowest`) },
        // A column of constant width: the plot does not jump when its numbers change.
        afterFit: (axis: { width: number }) => {
          axis.width = Math.max(axis.width, 56);
        },
        ticks,
      },
    },
  };
}

const tickText = (value: number | string): string => formatNumber(Number(value), 6);
