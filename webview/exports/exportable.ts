import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import type { Table } from '../../src/core/table.ts';

/** What is there already, or comes; `undefined` where there is nothing to see yet. */
export type Coming<T> = T | undefined | Promise<T | undefined>;

/** What can be taken out of a view; a method that is absent says that the view has nothing of the kind. */
export interface Exportable {
  /** What it shows as a standalone figure with a background, in the colours of a theme, to be saved as SVG or PNG. */
  figure?(theme: FigureTheme): Coming<SvgElement>;
  /** What it shows as PNG in base64, in the editor's colours, where it is not drawn with lines. */
  pixels?(): Coming<string>;
  /** Its formulas in LaTeX. */
  tex?(): Coming<string>;
  /** The numbers it shows. */
  data?(): Coming<Table>;
}
