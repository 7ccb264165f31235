import { formatNumber } from '../../src/core/figures/format-number.ts';
import { element } from '../ui/dom.ts';
import { AXES } from './data.ts';
import { type Plot, quantityLabel } from './plot.ts';

/** What a plot shows, in words. */
export function plotName(plot: Plot): string {
  const { options, logarithmic } = plot;
  const along = AXES.find(({ value }) => value === options.axis)?.label ?? '';
  const scales = [logarithmic.y ? 'logarithmic' : 'linear', ...(logarithmic.x ? ['both axes'] : [])];
  return `${quantityLabel(plot)} over ${along}, ${scales.join(' on ')}`;
}

/** The lines of a plot at five places, for those who do not see it. */
export function plotTable(plot: Plot): HTMLElement {
  const rows = plot.lines.map(({ text, at, values, iterations, band }) => {
    const places = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (at.length - 1)));
    const cells = places.map((each) => {
      const place = iterations ? `k = ${iterations[each]}` : formatNumber(at[each] as number, 6);
      const bounds = band
        ? ` (${formatNumber(band.low[each] as number, 4)} to ${formatNumber(band.high[each] as number, 4)})`
        : '';
      return element('td', {}, `${place}: ${formatNumber(values[each] as number, 4)}${bounds}`);
    });
    return element('tr', {}, element('th', { scope: 'row' }, text), ...cells);
  });
  const heads = ['Run', 'Start', 'Quarter', 'Half', 'Three quarters', 'End'];
  return element(
    'table',
    {},
    element('caption', {}, `${quantityLabel(plot)} at five places of every run`),
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, ...rows),
  );
}
