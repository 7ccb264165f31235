import { dashes } from '../../src/core/figures/figure-legend.ts';
import { markerElement, seriesStyle } from '../../src/core/figures/series-style.ts';
import { svg } from '../../src/core/figures/svg.ts';
import type { PageTheme } from '../theme.ts';
import { mountSvg } from './svg.ts';

/** How the runs of a group are drawn, by its place in the plan: a piece of their line with its marker. */
export function swatch(group: number, theme: PageTheme): SVGElement {
  const style = seriesStyle(group, theme.series);
  const { color, marker } = style;
  return mountSvg(
    svg('svg', { width: 36, height: 14, viewBox: '0 0 36 14', 'aria-hidden': 'true' }, [
      svg('path', {
        d: 'M1,7H35',
        stroke: color,
        'stroke-width': 2,
        'stroke-dasharray': dashes(style),
      }),
      markerElement(marker, 18, 7, 4.5, { fill: color, stroke: theme.background, 'stroke-width': 1.5 }),
    ]),
  );
}
