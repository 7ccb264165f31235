import { figurePage } from '../../src/core/figures/figure-page.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import type { Table } from '../../src/core/table.ts';
import { BasinsPanel } from '../compare/basins-panel.ts';
import { CostPanel } from '../compare/cost-panel.ts';
import { ProfilePanel } from '../compare/profile-panel.ts';
import { NUMBER_COLUMNS, runRows, sortRows } from '../compare/run-rows.ts';
import { RunTable, type Sorting } from '../compare/run-table.ts';
import { SweepPanel } from '../compare/sweep-panel.ts';
import { flag, oneOf, record } from '../decode.ts';
import type { Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';
import type { PageTheme } from '../theme.ts';
import { element } from '../ui/dom.ts';
import type { View, ViewPage } from './view.ts';

const readSorting = record<Sorting>({
  column: oneOf('run', 'method', ...NUMBER_COLUMNS.map(({ name }) => name), 'reason'),
  descending: flag,
});

const AS_PLANNED: Sorting = { column: 'run', descending: false };

/** A chart on an exported page, in pixels. */
const TILE = { width: 640, height: 400 };

/** The runs side by side, and what can be measured and tried about them. */
export class CompareView implements View {
  readonly element: HTMLElement;
  readonly #page: ViewPage;
  readonly #table: RunTable;
  readonly #cost = new CostPanel();
  readonly #sweep: SweepPanel;
  readonly #basins: BasinsPanel;
  readonly #profile: ProfilePanel;

  constructor(page: ViewPage) {
    this.#page = page;
    const { store } = page;
    this.#table = new RunTable({
      sort: (sorting) => store.set(withOption(store.get(), 'compare', sorting)),
      toggle: (run, visible) => {
        const { hidden } = store.get();
        store.set({ hidden: visible ? hidden.filter((each) => each !== run) : [...hidden, run] });
      },
    });
    this.#sweep = new SweepPanel(page);
    this.#basins = new BasinsPanel(page);
    this.#profile = new ProfilePanel(page);
    this.element = element(
      'div',
      { class: 'compare' },
      this.#table.element,
      element(
        'div',
        { class: 'panels' },
        this.#sweep.element,
        this.#basins.element,
        this.#profile.element,
        this.#cost.element,
      ),
    );
  }

  draw(model: Model, theme: PageTheme): void {
    this.#table.draw(model, theme, this.#sorting);
    this.#sweep.draw(model, theme);
    this.#basins.draw(model, theme);
    this.#profile.draw(model, theme);
    this.#cost.draw(model);
  }

  figure(theme: FigureTheme): SvgElement | undefined {
    const charts = [this.#sweep, this.#basins, this.#profile].flatMap((panel, index) => {
      const chart = panel.chart({ theme, ...TILE, id: `page-${index}` });
      return chart ? [chart] : [];
    });
    if (charts.length === 0) return undefined;
    const title = `Comparison of methods on ${this.#page.store.get().objective?.name ?? 'the objective'}`;
    return figurePage(
      { width: TILE.width, height: TILE.height * charts.length, title, theme },
      charts.map((chart, index) => svg('g', { transform: `translate(0 ${index * TILE.height})` }, [chart])),
    );
  }

  data(): Table | undefined {
    const model = this.#page.store.get();
    const { column, descending } = this.#sorting;
    const rows = sortRows(runRows(model), column, descending);
    if (rows.length === 0) return undefined;
    return {
      columns: ['run', ...NUMBER_COLUMNS.map(({ name }) => (name === 'time' ? 'seconds' : name)), 'reason'],
      rows: rows.map((row) => [
        row.view.plan.text,
        ...NUMBER_COLUMNS.map(({ name }) => row[name]),
        row.reason,
      ]),
    };
  }

  get #sorting(): Sorting {
    return optionOf(this.#page.store.get(), 'compare', readSorting, AS_PLANNED);
  }
}
