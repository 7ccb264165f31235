import { svg } from '../../src/core/figures/svg.ts';
import { mountSvg } from './svg.ts';

/** Outlines on a grid of 16 × 16. */
const ICONS = {
  first: 'M3.5 3h1.5v10H3.5zM13 3v10L6 8z',
  back: 'M4 8l8-5v10z',
  play: 'M4.5 2.5v11l9-5.5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  forward: 'M12 8L4 3v10z',
  last: 'M12.500 3H11v10h1.5zM3 3v10l7-5z',
  rerun:
    'M8 2.500a5.5 5.5 0 1 0 5.4 6.500h-1.550A4 4 0 1 1 10.800 5.200L8.800 7.200h5V2.200l-1.900 1.900A5.500 5.500 0 0 0 8 2.500z',
  cancel: 'M4 4h8v8H4z',
  export:
    'M7.250 1.500h1.500v7l2.200-2.200 1.050 1.050L8 11.350 4 7.350 5.050 6.300l2.200 2.200zM2.500 10H4v3h8v-3h1.500v4.500h-11z',
  more: 'M6 3.500L10.500 8 6 12.500z',
  undo: 'M6.500 2.500L2 6.500l4.500 4V8h3.250a2.250 2.250 0 0 1 0 4.500H5V14h4.750a3.750 3.750 0 0 0 0-7.500H6.500z',
  redo: 'M9.500 2.500L14 6.500l-4.500 4V8H6.250a2.250 2.250 0 0 0 0 4.500H11V14H6.250a3.750 3.750 0 0 1 0-7.500H9.500z',
  home: 'M2 2h5v1.500H3.500V7H2zM9 2h5v5h-1.500V3.500H9zM2 9h1.500v3.500H7V14H2zM12.500 9H14v5H9v-1.500h3.500z',
} as const;

export type IconName = keyof typeof ICONS;

/** An icon in the colour of the text around it. */
export function icon(name: IconName): SVGElement {
  return mountSvg(
    svg('svg', { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', fill: 'currentColor' }, [
      svg('path', { d: ICONS[name] }),
    ]),
  );
}
