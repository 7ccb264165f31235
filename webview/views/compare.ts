import { figureLegend, LEGEND_ROW } from '../../src/core/figures/figure-legend.ts';
import { figurePage } from '../../src/core/figures/figure-page.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { MARGINS } from '../../src/core/figures/plot-area.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import type { Table } from '../../src/core/table.ts';
import { BasinsPanel } from '../compare/basins-panel.ts';
import { CostPanel } from '../compare/cost-panel.ts';
import { ProfilePanel } from '../compare/profile-panel.ts';
import { NUMBER_COLUMNS, runRows, sortRows } from '../compare/run-rows.ts';
import { RunTable, type Sorting } from '../compare/run-table.ts';
import { SweepPanel } from '../compare/sweep-panel.ts';
import { flag, list, oneOf, record, text } from '../decode.ts';
import { legendOf } from '../exports/legend-of.ts';
import type { Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';
import type { PageTheme } from '../theme.ts';
import { element } from '../ui/dom.ts';
import type { View, ViewPage } from './view.ts';

const readSorting = record<Sorting>({
  column: oneOf('run', 'method', ...NUMBER_COLUMNS.map(({ name }) => name), 'reason'),
  descending: flag,
});

const readOpen = list(text);

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
      toggle: (runs, visible) => {
        const others = store.get().hidden.filter((each) => !runs.includes(each));
        store.set({ hidden: visible ? others : [...others, ...runs] });
      },
      expand: (key) => {
        const open = this.#open;
        const next = open.includes(key) ? open.filter((each) => each !== key) : [...open, key];
        store.set(withOption(store.get(), 'compare-open', next));
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
    this.#table.draw(model, theme, this.#sorting, this.#open);
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
    const model = this.#page.store.get();
    const title = `Comparison of methods on ${model.objective?.name ?? 'the objective'}`;
    const legend = legendOf(model, theme);
    const height = TILE.height * charts.length;
    return figurePage({ width: TILE.width, height: height + legend.length * LEGEND_ROW + 10, title, theme }, [
      ...charts.map((chart, index) =>
        svg('g', { transform: `translate(0 ${index * TILE.height})` }, [chart]),
      ),
      figureLegend(legend, MARGINS.left, height, theme),
    ]);
  }

  data(): Table | undefined {
    const model = this.#page.store.get();
    const { column, descending } = this.#sorting;
    const rows = sortRows(runRows(model), column, descending);
    if (rows.length === 0) return undefined;
    return {
      columns: ['run', ...NUMBER_COLUMNS.map(({ name }) => (name === 'time' ? 'seconds' : name)), 'reason'],
      rows: rows.map((row) => [row.plan.text, ...NUMBER_COLUMNS.map(({ name }) => row[name]), row.reason]),
    };
  }

  /** The rows whose runs are listed. */
  get #open(): readonly string[] {
    return optionOf(this.#page.store.get(), 'compare-open', readOpen, []);
  }

  get #sorting(): Sorting {
    return optionOf(this.#page.store.get(), 'compare', readSorting, AS_PLANNED);
  }
}
