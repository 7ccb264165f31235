import type { Model } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { type CheckboxControl, checkbox } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { pointAligned } from '../ui/point-aligned.ts';
import { swatch } from '../ui/swatch.ts';
import { NUMBER_COLUMNS, type RunColumn, type RunRow, runRows, sortRows } from './run-rows.ts';

/** How the table is sorted. */
export interface Sorting {
  readonly column: RunColumn;
  readonly descending: boolean;
}

/** What the table asks of the page. */
export interface RunTableActions {
  sort(sorting: Sorting): void;
  toggle(run: number, visible: boolean): void;
}

const HEADS: readonly { readonly column: RunColumn; readonly label: string; readonly number: boolean }[] = [
  { column: 'method', label: 'Run', number: false },
  ...NUMBER_COLUMNS.map(({ name, label }) => ({ column: name, label, number: true })),
  { column: 'reason', label: 'Ended because', number: false },
];

/** The runs side by side: sorted by any column, each shown in the pictures or not. */
export class RunTable {
  readonly element: HTMLElement;
  readonly #actions: RunTableActions;
  readonly #body = element('tbody');
  readonly #heads: readonly {
    readonly column: RunColumn;
    readonly cell: HTMLElement;
    readonly name: HTMLElement;
  }[];
  #boxes = new Map<number, CheckboxControl>();
  #sorting: Sorting | undefined;
  #drawn: readonly unknown[] = [];

  constructor(actions: RunTableActions) {
    this.#actions = actions;
    this.#heads = HEADS.map(({ column, label, number }) => {
      const name = element('span', {}, label);
      const sort = element(
        'button',
        { type: 'button' },
        name,
        element('span', { class: 'arrow', 'aria-hidden': 'true' }),
      );
      sort.addEventListener('click', () => this.#sortBy(column));
      return {
        column,
        name,
        cell: element('th', { scope: 'col', class: number ? 'number' : undefined }, sort),
      };
    });
    const shown = element('th', { scope: 'col' }, element('span', { class: 'visually-hidden' }, 'Shown'));
    this.element = element(
      'div',
      { class: 'compared', tabindex: '0', role: 'region', 'aria-label': 'Comparison of the runs' },
      element(
        'table',
        {},
        element('thead', {}, element('tr', {}, shown, ...this.#heads.map(({ cell }) => cell))),
        this.#body,
      ),
    );
  }

  draw(model: Model, theme: PageTheme, sorting: Sorting): void {
    const { runs, hidden, objective } = model;
    const key = [runs, hidden, objective, theme, sorting.column, sorting.descending];
    if (key.every((each, index) => each === this.#drawn[index])) return;
    this.#drawn = key;
    this.#sorting = sorting;
    const value = this.#heads.find(({ column }) => column === 'f');
    if (value) setText(value.name, objective?.name ?? 'f');
    for (const { column, cell } of this.#heads) {
      if (column === sorting.column)
        cell.setAttribute('aria-sort', sorting.descending ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }
    const rows = sortRows(runRows(model), sorting.column, sorting.descending);
    const columns = NUMBER_COLUMNS.map(({ name, write }) =>
      pointAligned(rows.map((row) => (Number.isNaN(row[name]) ? '' : write(row[name])))),
    );
    this.#body.replaceChildren(
      ...rows.map((row, index) =>
        this.#makeRow(
          row,
          columns.map((column) => column[index] as Node),
          hidden.includes(row.run),
          theme,
        ),
      ),
    );
  }

  #makeRow(
    { run, view, reason }: RunRow,
    numbers: readonly Node[],
    isHidden: boolean,
    theme: PageTheme,
  ): HTMLElement {
    const { plan } = view;
    // The box that was just ticked keeps the focus.
    const box =
      this.#boxes.get(run) ??
      checkbox('', (visible) => this.#actions.toggle(run, visible), `Show ${plan.text}`);
    this.#boxes.set(run, box);
    box.setName(`Show ${plan.text}`);
    box.setChecked(!isHidden);
    const picture = element('span', { class: 'swatch' });
    picture.append(swatch(plan.group, theme));
    const what = element('span', { class: 'what' }, element('span', { class: 'method' }, plan.title));
    what.append(element('span', { class: 'detail' }, plan.detail));
    const name = element('div', { class: 'run' }, picture, what);
    return element(
      'tr',
      { class: isHidden ? 'is-dimmed' : undefined },
      element('td', { class: 'shown' }, box.element),
      element('th', { scope: 'row' }, name),
      ...numbers.map((number) => element('td', { class: 'number' }, number)),
      element('td', { class: 'reason' }, reason),
    );
  }

  #sortBy(column: RunColumn): void {
    const same = this.#sorting?.column === column;
    this.#actions.sort({ column, descending: same && !this.#sorting?.descending });
  }
}
