import type { FromPage, PageChange } from '../../src/protocol/page.ts';
import type { Exportable } from '../exports/exportable.ts';
import type { Transport } from '../keyboard.ts';
import type { Model } from '../model.ts';
import type { Store } from '../store.ts';
import type { PageTheme } from '../theme.ts';

/** One of the views of which one is shown large. */
export interface View extends Exportable {
  readonly element: HTMLElement;
  /** Shows the model; called after every change while the view is the chosen one, so it returns at once where nothing of its own has changed. */
  draw(model: Model, theme: PageTheme): void;
  /** There where the view has a clock of its own, to which the page's keys then belong. */
  readonly transport?: Transport | undefined;
}

/** What a view has of the page. */
export interface ViewPage {
  /** The model; a view keeps what the user chose in it under `options`, see {@link optionOf}. */
  readonly store: Store<Model>;
  /** Draws the view again: its own data or its size have changed. */
  redraw(): void;
  /** Shows an iteration, in every view. */
  show(k: number): void;
  /** The view shows the plane of the contour plot, in a plot of this size in pixels: `picture` of the model is sampled for it. */
  resizePlane(width: number, height: number): void;
  /** Changes the experiment. */
  adjust(change: PageChange): void;
  /** Tells the host. */
  post(message: FromPage): void;
}
