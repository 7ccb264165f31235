import type { FigureTheme } from './figure-theme.ts';
import { markerElement, type SeriesStyle } from './series-style.ts';
import { type SvgElement, svg } from './svg.ts';

/** The height of a row of the legend in pixels. */
export const LEGEND_ROW = 19;

/** How a run is drawn, beside what it is; one row per run, below a figure. */
export function figureLegend(
  entries: readonly { readonly style: SeriesStyle; readonly label: string }[],
  left: number,
  top: number,
  theme: FigureTheme,
): SvgElement {
  const rows = entries.map(({ style, label }, index) =>
    svg('g', { transform: `translate(${left} ${top + (index + 0.5) * LEGEND_ROW})` }, [
      svg('path', {
        d: 'M0,0H36',
        stroke: style.color,
        'stroke-width': 2,
        'stroke-dasharray': dashes(style),
      }),
      markerElement(style.marker, 18, 0, 4.5, {
        fill: style.color,
        stroke: theme.background,
        'stroke-width': 1.5,
      }),
      svg('text', { x: 46, y: 4 }, label),
    ]),
  );
  return svg('g', { class: 'legend', 'font-size': 12, fill: theme.foreground }, rows);
}

/** The `stroke-dasharray` of a style; `undefined` for a solid line. */
export function dashes({ dash }: SeriesStyle): string | undefined {
  return dash.length > 0 ? dash.join(' ') : undefined;
}
