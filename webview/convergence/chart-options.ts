import { formatNumber } from '../../src/core/figures/format-number.ts';
import type { Model } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { AXES, thresholdOf } from './data.ts';
import { type Plot, reachOf } from './plot.ts';

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
  const ticks = { color: theme.muted, font, maxTicksLimit: 6 };
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
        type: type(logarithmic.x),
        title: { display: true, ...title(along ?? '') },
        ticks: {
          ...ticks,
          ...(options.axis === 'time' ? {} : { precision: 0 }),
          maxRotation: 0,
          callback: logarithmic.x ? decadeText : tickText,
        },
      },
      y: {
        ...scale,
        ...reach,
        type: type(logarithmic.y),
        title: { display: offset !== 0, ...title(`${f} above its lowest`) },
        // A column of constant width: the plot does not jump when its numbers change.
        afterFit: (axis: { width: number }) => {
          axis.width = Math.max(axis.width, 56);
        },
        ticks: { ...ticks, callback: logarithmic.y ? decadeText : tickText },
      },
    },
  };
}

const tickText = (value: number | string): string => formatNumber(Number(value), 6);

/** Of a logarithmic scale only whole decades are labelled. */
const decadeText = (value: number | string): string => {
  const power = Math.log10(Number(value));
  return Math.abs(power - Math.round(power)) < 1e-9 ? formatNumber(Number(value), 1) : '';
};
