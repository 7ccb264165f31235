import { coordinateLabel } from '../../src/core/figures/coordinate-label.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { evenly, parallelFigure } from '../../src/core/figures/parallel-figure.ts';
import { indexAt } from '../../src/core/figures/path-layer.ts';
import { svg } from '../../src/core/figures/svg.ts';
import { currentIteration, type Model } from '../model.ts';
import { runStyle } from '../run-groups.ts';
import type { PageTheme } from '../theme.ts';
import { element, setText } from '../ui/dom.ts';
import { mountSvg } from '../ui/svg.ts';

/** More axes than this are not told apart. */
const MOST_AXES = 60;
const HEIGHT = 260;

/** The whole path of a run of more than two parameters: parallel coordinates, an axis for each. */
export class ParallelPath {
  readonly element: HTMLElement;
  readonly #title = element('p', { class: 'note' });
  readonly #svg = mountSvg(svg('svg', { class: 'figure', 'aria-hidden': 'true' }));
  readonly #description = element('p', { class: 'visually-hidden' });
  #drawn: readonly unknown[] = [];

  constructor() {
    this.element = element('div', { class: 'parallel-path is-gone' }, this.#title, this.#description);
    this.#title.after(this.#svg);
  }

  /** @param width of the figure, in pixels. */
  draw(model: Model, theme: PageTheme, width: number): void {
    const { objective, runs, selected } = model;
    const run = runs[selected];
    const trace = run?.trace;
    const shows = objective !== undefined && objective.coordinates.length > 2 && (trace?.length ?? 0) > 0;
    this.element.classList.toggle('is-gone', !shows);
    if (!shows || !trace || width < 80) return;
    const now = indexAt(trace, currentIteration(model));
    const key = [trace, now, theme, width, objective];
    if (key.every((each, index) => each === this.#drawn[index])) return;
    this.#drawn = key;
    const entries = evenly(trace.dimension, MOST_AXES);
    const names = entries.map((entry) => coordinateLabel(objective.coordinates[entry] ?? ''));
    const style = runStyle(run, theme.series);
    this.#svg.setAttribute('width', String(width));
    this.#svg.setAttribute('height', String(HEIGHT));
    this.#svg.setAttribute('font-family', theme.font);
    this.#svg.replaceChildren(
      mountSvg(parallelFigure({ trace, now, entries, names, style, theme, width, height: HEIGHT })),
    );
    const all = entries.length === trace.dimension ? 'All' : `${entries.length} of ${trace.dimension}`;
    setText(this.#title, `${all} parameters along the path, in parallel coordinates`);
    const values = entries.slice(0, 24).map((entry, axis) => {
      const at = (index: number) => formatNumber(trace.x[index * trace.dimension + entry] as number, 3);
      return `${names[axis]} ${at(0)}, ${at(now)}, ${at(trace.length - 1)}`;
    });
    setText(this.#description, `At the start, at the iterate shown, and at the end: ${values.join('; ')}.`);
  }
}
