import { figurePage } from './figure-page.ts';
import { type SliceFigureRequest, sliceFigure } from './slice-figure.ts';
import { type SvgElement, svg } from './svg.ts';

const TILE = { width: 420, height: 300 };
const HEAD = 26;

/** Slices beside and below each other, two in a row, as a standalone figure. */
export function slicesFigure(
  slices: readonly Omit<SliceFigureRequest, 'theme' | 'width' | 'height' | 'id'>[],
  title: string,
  theme: SliceFigureRequest['theme'],
): SvgElement {
  const columns = Math.min(2, slices.length);
  const width = columns * TILE.width;
  const height = Math.ceil(slices.length / 2) * (TILE.height + HEAD);
  const tiles = slices.map((slice, index) =>
    svg(
      'g',
      { transform: `translate(${(index % 2) * TILE.width} ${Math.floor(index / 2) * (TILE.height + HEAD)})` },
      [
        svg(
          'text',
          { x: 58, y: 18, 'font-size': 13, 'font-style': 'italic', fill: theme.foreground },
          slice.names[0],
        ),
        svg('g', { transform: `translate(0 ${HEAD})` }, [
          sliceFigure({ ...slice, ...TILE, theme, id: String(index) }),
        ]),
      ],
    ),
  );
  return figurePage({ width, height, title, theme }, tiles);
}
