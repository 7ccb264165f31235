import type { PlotArea } from './plot-area.ts';
import { type SvgElement, svg } from './svg.ts';

/** Cuts off what lies outside of a plot area, for elements with `clip-path: url(#id)`. */
export function clipToArea(id: string, { left, top, width, height }: PlotArea): SvgElement {
  return svg('clipPath', { id }, [svg('rect', { x: left, y: top, width, height })]);
}
