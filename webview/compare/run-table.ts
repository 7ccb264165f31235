import { formatNumber } from '../../src/core/figures/format-number.ts';
import type { Spread } from '../../src/core/run/outcome.ts';
import type { Model } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { type CheckboxControl, checkbox } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { pointAligned } from '../ui/point-aligned.ts';
import { swatch } from '../ui/swatch.ts';
import {
  type GroupRow,
  groupRows,
  NUMBER_COLUMNS,
  type RunColumn,
  type RunRow,
  sortRows,
} from './run-rows.ts';

/** How the table is sorted. */
export interface Sorting {
  readonly column: RunColumn;
  readonly descending: boolean;
}

/** What the table asks of the page. */
export interface RunTableActions {
  sort(sorting: Sorting): void;
  toggle(runs: readonly number[], visible: boolean): void;
  /** Lists the runs of a row, or no more. */
  expand(key: string): void;
}

const HEADS: readonly { readonly column: RunColumn; readonly label: string; readonly number: boolean }[] = [
  { column: 'method', label: 'Run', number: false },
  ...NUMBER_COLUMNS.map(({ name, label }) => ({ column: name, label, number: true })),
  { column: 'reason', label: 'Ended because', number: false },
];

/** A row as it is listed: of a group, or of one of its runs. */
interface Listed {
  readonly row: RunRow;
  readonly group?: GroupRow;
  readonly isOpen?: boolean;
}

/**
 * The runs side by side, those that differ by start or seed alone in one row that opens: sorted by any column, each shown in the
 * pictures or not.
 */
export class RunTable {
  readonly element: HTMLElement;
  readonly #actions: RunTableActions;
  readonly #body = element('tbody');
  readonly #heads: readonly {
    readonly column: RunColumn;
    readonly cell: HTMLElement;
    readonly name: HTMLElement;
  }[];
  readonly #boxes = new Map<string, CheckboxControl>();
  readonly #disclosures = new Map<string, HTMLButtonElement>();
  /** The runs that each box shows and hides. */
  readonly #shows = new Map<CheckboxControl, readonly number[]>();
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
        { 'aria-label': 'Runs compared' },
        element('thead', {}, element('tr', {}, shown, ...this.#heads.map(({ cell }) => cell))),
        this.#body,
      ),
    );
  }

  draw(model: Model, theme: PageTheme, sorting: Sorting, open: readonly string[]): void {
    const { runs, hidden, objective } = model;
    const key = [runs, hidden, objective, theme, sorting.column, sorting.descending, open.join()];
    if (key.every((each, index) => each === this.#drawn[index])) return;
    this.#drawn = key;
    this.#sorting = sorting;
    const value = this.#heads.find(({ column }) => column === 'f');
    if (value) {
      const f = objective?.name ?? 'f';
      setText(value.name, f);
      value.name.title = f;
    }
    for (const { column, cell } of this.#heads) {
      if (column === sorting.column)
        cell.setAttribute('aria-sort', sorting.descending ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }
    const { column, descending } = sorting;
    const groups = sortRows(groupRows(model), column, descending);
    const rows = groups.flatMap((group): Listed[] => {
      const isOpen = open.includes(group.key);
      const members = isOpen && group.spreads ? sortRows(group.members, column, descending) : [];
      return [{ row: group, group, isOpen }, ...members.map((row) => ({ row }))];
    });
    const columns = NUMBER_COLUMNS.map(({ name, write }) =>
      pointAligned(rows.map(({ row }) => (Number.isNaN(row[name]) ? '' : write(row[name])))),
    );
    // What was just pressed keeps the focus, though its row moves.
    const focused = document.activeElement;
    this.#body.replaceChildren(
      ...rows.map((listed, index) => {
        const numbers = columns.map((each) => each[index] as Node);
        return this.#makeRow(listed, numbers, new Set(hidden), theme);
      }),
    );
    if (focused instanceof HTMLElement && this.#body.contains(focused)) focused.focus();
  }

  #makeRow(
    { row, group, isOpen = false }: Listed,
    numbers: readonly Node[],
    hidden: ReadonlySet<number>,
    theme: PageTheme,
  ): HTMLElement {
    const { plan, reason } = row;
    const runs = group?.members.map(({ run }) => run) ?? [row.run];
    const isHidden = runs.every((run) => hidden.has(run));
    const spreads = group?.spreads;
    const box = this.#boxOf(spreads ? `group ${group.key}` : String(row.run), runs, plan.text);
    box.setChecked(!isHidden);
    const picture = element('span', { class: 'swatch' });
    if (group) picture.append(swatch(plan.group, theme));
    const what = element('span', { class: 'what' });
    if (group) what.append(element('span', { class: 'method' }, plan.title));
    what.append(element('span', { class: 'detail' }, group ? plan.detail : memberText(row)));
    const disclosure = spreads && this.#disclosureOf(group, isOpen);
    const name = element('div', { class: 'run' }, disclosure, picture, what);
    const cells = numbers.map((number, at) => {
      const band = spreads?.[NUMBER_COLUMNS[at]?.name ?? 'f'];
      return element('td', { class: 'number' }, number, band && bandOf(band, NUMBER_COLUMNS[at]?.write));
    });
    const classes = [...(isHidden ? ['is-dimmed'] : []), ...(group ? [] : ['is-member'])];
    return element(
      'tr',
      { class: classes.length > 0 ? classes.join(' ') : undefined },
      element('td', { class: 'shown' }, box.element),
      element('th', { scope: 'row' }, name),
      ...cells,
      element('td', { class: 'reason' }, reason),
    );
  }

  #boxOf(key: string, runs: readonly number[], text: string): CheckboxControl {
    const name = `Show ${text}`;
    let box = this.#boxes.get(key);
    if (!box) {
      const made = checkbox(
        '',
        (visible) => this.#actions.toggle(this.#shows.get(made) ?? [], visible),
        name,
      );
      box = made;
      this.#boxes.set(key, made);
    }
    this.#shows.set(box, runs);
    box.setName(name);
    return box;
  }

  #disclosureOf({ key, plan, members }: GroupRow, isOpen: boolean): HTMLButtonElement {
    let made = this.#disclosures.get(key);
    if (!made) {
      made = element('button', { type: 'button', class: 'disclosure' }, icon('more'));
      made.addEventListener('click', () => this.#actions.expand(key));
      this.#disclosures.set(key, made);
    }
    const label = `The ${members.length} runs of ${plan.text}`;
    made.setAttribute('aria-label', label);
    made.title = label;
    made.setAttribute('aria-expanded', String(isOpen));
    return made;
  }

  #sortBy(column: RunColumn): void {
    const same = this.#sorting?.column === column;
    this.#actions.sort({ column, descending: same && !this.#sorting?.descending });
  }
}

/** Between what the middle 8 of 10 runs lie, below their median; nothing where all come to the same. */
function bandOf({ p10, p90 }: Spread, write: (value: number) => string = String): HTMLElement | undefined {
  if (Number.isNaN(p10) || p10 === p90) return undefined;
  const short = (value: number) => write(Number(value.toPrecision(3)));
  return element(
    'span',
    { class: 'band', title: '8 of 10 runs lie between' },
    `${short(p10)} – ${short(p90)}`,
  );
}

/** Entries of a start that are written beside its run. */
const MOST_ENTRIES = 4;

/** What tells a run from the others of its row: where it starts, or what is written of it. */
function memberText({ plan: { start, detail } }: RunRow): string {
  if (!start) return detail;
  const entries = start.slice(0, MOST_ENTRIES).map((entry) => formatNumber(entry, 3));
  return `from (${entries.join(', ')}${start.length > MOST_ENTRIES ? ', …' : ''})`;
}
