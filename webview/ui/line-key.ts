import { svg } from '../../src/core/figures/svg.ts';
import { element } from './dom.ts';
import { mountSvg } from './svg.ts';

/** A line of a figure and its name. */
export interface LineKey {
  readonly label: string;
  readonly color: string;
  /** 1.75 if absent. */
  readonly width?: number;
  readonly dash?: string | undefined;
}

/** A piece of a line with its name. */
export function lineKey({ label, color, width = 1.75, dash }: LineKey): HTMLElement {
  const line = {
    d: 'M1,5H25',
    stroke: color,
    'stroke-width': width,
    'stroke-dasharray': dash,
    'stroke-linecap': 'round',
  };
  const picture = svg('svg', { width: 26, height: 10, viewBox: '0 0 26 10', 'aria-hidden': 'true' }, [
    svg('path', line),
  ]);
  return element('span', { class: 'key' }, mountSvg(picture), label);
}
