import { axisNames } from '../../src/core/figures/axis-names.ts';
import { basinSwatch, basinsFigure, MOST_LISTED } from '../../src/core/figures/basins-figure.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import { type BasinMap, LOST, UNSETTLED } from '../../src/core/run/basins.ts';
import { isOblique, placeIn } from '../../src/core/sampling/plane.ts';
import { basins } from '../answers/basin-map.ts';
import { AskError, ask } from '../ask.ts';
import type { Model } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { button, dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { mountSvg } from '../ui/svg.ts';
import type { ViewPage } from '../views/view.ts';
import { ChartBox, type ChartPaper } from './chart-box.ts';

/** The map becomes finer step by step: starts along the shorter side. */
const FINENESS = [12, 24, 48, 96];
/** Before it is laid out, a chart has no room to be drawn in. */
const LOWEST = 80;
/** Places are told to this part of the window's diagonal. */
const FINE = 1e-6;
const WHAT =
  'Which start leads to which minimum, when everything else of the run is as it is: over the part of the plane that the contour plot shows.';

/** Which start ends in which minimum, for one of the runs. */
export class BasinsPanel {
  readonly element: HTMLElement;
  readonly #page: ViewPage;
  readonly #button;
  readonly #choice;
  readonly #note = element('p', { class: 'note' }, WHAT);
  readonly #chart: ChartBox;
  readonly #list = element('div', { class: 'minima', tabindex: '0', role: 'region', 'aria-label': 'Minima' });
  #run = 0;
  #map: BasinMap | undefined;
  /** There while a map is made; ends that. */
  #work: AbortController | undefined;
  /** Of what the map is. */
  #key = '';
  #drawn: readonly unknown[] = [];

  constructor(page: ViewPage) {
    this.#page = page;
    this.#button = button('Map', () => (this.#work ? this.#finish('') : void this.#ask()));
    this.#choice = dropdown('Run of the basin map', (value) => {
      this.#run = Number(value);
      this.#forget();
      page.redraw();
    });
    this.#chart = new ChartBox('Basin map', page.redraw);
    this.element = element(
      'section',
      { class: 'panel' },
      element(
        'div',
        { class: 'heading' },
        element('h2', {}, 'Basins'),
        this.#choice.element,
        this.#button.element,
      ),
      this.#note,
      this.#chart.element,
      this.#list,
    );
  }

  draw(model: Model, theme: PageTheme): void {
    const { objective, runs } = model;
    if (this.#run >= runs.length) this.#run = 0;
    this.element.classList.toggle('is-gone', (objective?.coordinates.length ?? 0) < 2 || runs.length === 0);
    this.#choice.element.classList.toggle('is-gone', runs.length < 2);
    if (runs.length > 1)
      this.#choice.setChoices(
        runs.map(({ plan }, run) => ({ value: String(run), label: plan.text })),
        String(this.#run),
      );
    const key = JSON.stringify([
      objective?.text,
      objective?.sense,
      runs[this.#run]?.plan.choice,
      model.plan?.until,
    ]);
    if (key !== this.#key) {
      this.#key = key;
      this.#forget();
    }
    this.#chart.element.classList.toggle('is-gone', this.#map === undefined);
    const { width, height } = this.#chart;
    const drawn = [this.#map, theme, width, height];
    if (!objective || drawn.every((each, index) => each === this.#drawn[index])) return;
    this.#drawn = drawn;
    const map = this.#map;
    if (!map || height < LOWEST) {
      if (!map) this.#list.replaceChildren();
      return;
    }
    const names = axisNames(map.grid.window, objective.coordinates);
    const figure = this.chart({ theme, width, height, id: 'map' });
    if (figure) this.#chart.show(figure, theme);
    this.#listMinima(map, names, objective.name, theme);
  }

  /** The map, where there is one, in any colours and size. */
  chart(paper: ChartPaper): SvgElement | undefined {
    const { objective } = this.#page.store.get();
    const map = this.#map;
    if (!map || !objective) return undefined;
    return basinsFigure({ map, names: axisNames(map.grid.window, objective.coordinates), ...paper });
  }

  async #ask(): Promise<void> {
    const { state, picture, runs } = this.#page.store.get();
    const window = picture?.field.window;
    if (!state || !window) return;
    const work = new AbortController();
    this.#work = work;
    const { signal } = work;
    this.#button.element.textContent = 'Cancel';
    const aspect = this.#chart.width > 0 ? this.#chart.width / Math.max(1, this.#chart.height) : 1.6;
    try {
      for (const rows of FINENESS) {
        const columns = Math.round(rows * Math.max(1, aspect));
        setText(this.#note, `${columns} × ${rows} starts …`);
        const question = { run: this.#run, basins: { window, columns, rows } };
        const began = performance.now();
        const map = await ask('basins', state.generation, question, basins, signal);
        if (signal.aborted) return;
        this.#map = map;
        this.#page.redraw();
        // Four times the starts take four times as long: who waits longer than a few seconds gets the map there is.
        if (performance.now() - began > 2000) break;
      }
      this.#finish(`${runs[this.#run]?.plan.text ?? ''}: ${this.#summary()}`);
    } catch (error) {
      if (signal.aborted) return;
      const cancelled = error instanceof AskError && error.kind === 'cancelled';
      this.#finish(cancelled ? '' : error instanceof Error ? error.message : String(error));
    }
  }

  #finish(note: string): void {
    this.#work?.abort();
    this.#work = undefined;
    this.#button.element.textContent = 'Map';
    setText(this.#note, note || (this.#map ? this.#summary() : WHAT));
  }

  #forget(): void {
    this.#map = undefined;
    this.#finish('');
  }

  #summary(): string {
    const map = this.#map;
    if (!map) return WHAT;
    const starts = map.grid.columns * map.grid.rows;
    const count = map.minima.length;
    const foot = isOblique(map.grid.window) ? ' Each is told by its foot in the plane.' : '';
    if (count === 0) return `none of ${starts} starts settles at a minimum.`;
    const settled = map.minima.reduce((sum, minimum) => sum + minimum.starts, 0);
    const which = settled === starts ? `${starts} starts` : `${settled} of ${starts} starts`;
    return `${which} lead to ${count === 1 ? 'one minimum' : `${count} minima`}.${foot}`;
  }

  #listMinima(map: BasinMap, names: readonly [string, string], name: string, theme: PageTheme): void {
    const starts = map.grid.columns * map.grid.rows;
    const { x, y } = map.grid.window;
    const unit = 10 ** Math.floor(Math.log10(FINE * Math.hypot(x[1] - x[0], y[1] - y[0])));
    // What is left of rounding at 0 is no place.
    const rounded = (place: number) => Math.round(place / unit) * unit || 0;
    const row = (kind: number, label: string, cells: readonly string[], count: number) =>
      element(
        'tr',
        {},
        element('td', {}, mountSvg(basinSwatch(kind, theme, `minimum-${kind}`))),
        element('th', { scope: 'row' }, label),
        ...cells.map((cell) => element('td', { class: 'number' }, cell)),
        element('td', { class: 'number' }, `${formatNumber((100 * count) / starts, 3)} %`),
      );
    const rows = map.minima.slice(0, MOST_LISTED).map(({ x, f, starts: count }, index) =>
      row(
        index,
        String(index + 1),
        [...placeIn(map.grid.window, x).map(rounded), f].map((value) => formatNumber(value, 5)),
        count,
      ),
    );
    const blank = ['', '', ''];
    for (const [kind, label] of [
      [UNSETTLED, 'not settled'],
      [LOST, 'diverged'],
    ] as const) {
      const count = map.cells.filter((cell) => cell === kind).length;
      if (count > 0) rows.push(row(kind, label, blank, count));
    }
    const rest = map.minima.length - MOST_LISTED;
    const heads = ['', 'Minimum', ...names, name, 'Starts'];
    this.#list.replaceChildren(
      element(
        'table',
        { 'aria-label': 'Minima' },
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...heads.map((head, index) =>
              head === ''
                ? element('td')
                : element('th', { scope: 'col', class: index > 1 ? 'number' : undefined }, head),
            ),
          ),
        ),
        element('tbody', {}, ...rows),
      ),
      ...(rest > 0 ? [element('p', { class: 'note' }, `and ${rest} more minima`)] : []),
    );
  }
}
