import { round, type SvgElement, svg } from './svg.ts';

type Place = readonly [x: number, y: number];

/** Half the angle of an arrow's head. */
const SHARPNESS = 0.4;

/**
 * An arrow in pixels: a shaft, and a head whose point lies on the end. Shorter ones have smaller heads.
 * @param head the length of the head.
 */
export function arrow(
  [x0, y0]: Place,
  [x1, y1]: Place,
  head: number,
  paint: Readonly<Record<string, string | number | undefined>>,
): SvgElement {
  return svg('path', {
    d: arrowPath([x0, y0], [x1, y1], head),
    fill: 'none',
    'stroke-linecap': 'round',
    ...paint,
  });
}

/** The path data of an {@link arrow}; nothing where it has no length. */
export function arrowPath([x0, y0]: Place, [x1, y1]: Place, head: number): string {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length > 0) || !Number.isFinite(length)) return '';
  const size = Math.min(head, 0.6 * length);
  const angle = Math.atan2(y1 - y0, x1 - x0);
  const side = (turn: number) =>
    `${round(x1 - size * Math.cos(angle + turn))},${round(y1 - size * Math.sin(angle + turn))}`;
  return `M${round(x0)},${round(y0)}L${round(x1)},${round(y1)}M${side(SHARPNESS)}L${round(x1)},${round(y1)}L${side(-SHARPNESS)}`;
}
