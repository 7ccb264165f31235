import type { FigureTheme } from './figure-theme.ts';
import { type SvgElement, svg } from './svg.ts';

/** The outermost element of a figure that stands by itself. */
export interface FigurePage {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** What it shows, in a sentence, for readers of the screen. */
  readonly title: string;
  readonly theme: FigureTheme;
}

/** A figure as the root of an SVG file: with its title, and the theme's background and font. */
export function figurePage(
  { width, height, title, theme }: FigurePage,
  content: readonly SvgElement[],
): SvgElement {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'font-family': theme.font,
  };
  return svg('svg', attributes, [
    svg('title', {}, title),
    svg('rect', { width, height, fill: theme.background }),
    ...content,
  ]);
}
