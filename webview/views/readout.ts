import { coordinateLabel } from '../../src/core/figures/coordinate-label.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { indexAt } from '../../src/core/figures/path-layer.ts';
import { currentIteration, type Model } from '../model.ts';
import { runGroups } from '../run-groups.ts';
import { dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { wholeLength } from '../ui/point-aligned.ts';

/** More coordinates than this are counted, not listed. */
const MOST_COORDINATES = 12;

/** More of them than this stand in two columns. */
const MOST_IN_COLUMN = 6;

/** The characters before the point have this much room. */
const WHOLE = 5;

/** The numbers of one run at the iteration shown, aligned on the decimal point. */
export class ReadoutView {
  readonly element: HTMLElement;
  readonly #choice;
  readonly #body = element('tbody');
  readonly #entries = element(
    'div',
    { class: 'entries' },
    element('table', { class: 'numbers', 'aria-label': 'Iterate' }, this.#body),
  );
  /** What stands below the coordinates where those have two columns. */
  readonly #after = element('tbody');
  readonly #results = element('table', { class: 'numbers', 'aria-label': 'What it comes to' }, this.#after);
  readonly #rest = element('p', { class: 'note' });
  readonly #k = element('span', { class: 'hover' });

  constructor(select: (run: number) => void) {
    this.#choice = dropdown('Run', (value) => select(Number(value)));
    this.element = element(
      'section',
      { class: 'readout' },
      element('div', { class: 'heading' }, element('h2', {}, 'Iterate'), this.#k, this.#choice.element),
      this.#entries,
      this.#rest,
    );
  }

  draw(model: Model): void {
    const { runs, objective, selected } = model;
    this.#choice.element.classList.toggle('is-gone', runs.length < 2);
    if (runs.length > 1)
      this.#choice.setChoices(
        runGroups(model).flatMap(({ members }) =>
          members.map((index, nth) => {
            const text = runs[index]?.plan.text ?? '';
            return { value: String(index), label: members.length > 1 ? `${text} · ${nth + 1}` : text };
          }),
        ),
        String(selected),
      );
    const trace = runs[selected]?.trace;
    if (!trace || trace.length === 0 || !objective) {
      setRows(this.#body, [], 0);
      setRows(this.#after, [], 0);
      setText(this.#k, '');
      setText(this.#rest, '');
      return;
    }
    const at = indexAt(trace, currentIteration(model));
    setText(this.#k, `k ${trace.iteration[at]}`);
    const shown = Math.min(trace.dimension, MOST_COORDINATES);
    const rows: [string, number][] = Array.from({ length: shown }, (_, entry) => [
      coordinateLabel(objective.coordinates[entry] ?? `x[${entry + 1}]`),
      trace.x[at * trace.dimension + entry] as number,
    ]);
    rows.push(
      [objective.name, trace.f[at] as number],
      [`‖∇${objective.name}‖`, trace.gradientNorm[at] as number],
    );
    rows.push(
      ['step', at === 0 ? Number.NaN : (trace.step[at] as number)],
      ['rate', trace.rate[at] as number],
    );
    const isLong = shown > MOST_IN_COLUMN;
    this.#entries.classList.toggle('is-long', isLong);
    if (isLong) this.element.append(this.#results);
    else this.#results.remove();
    setRows(this.#body, isLong ? rows.slice(0, shown) : rows, shown);
    setRows(this.#after, isLong ? rows.slice(shown) : [], 0);
    const others = trace.dimension - shown;
    setText(this.#rest, others > 0 ? `and ${others} more parameters` : '');
  }
}

/** Keeps the cells that are there, so that scrubbing changes texts only. */
function setRows(
  body: HTMLTableSectionElement,
  rows: readonly [string, number][],
  coordinates: number,
): void {
  while (body.rows.length > rows.length) body.deleteRow(-1);
  while (body.rows.length < rows.length)
    body.append(element('tr', {}, element('th', { scope: 'row' }), element('td')));
  rows.forEach(([name, value], index) => {
    const row = body.rows[index];
    const [head, cell] = row?.cells ?? [];
    if (!row || !head || !cell) return;
    row.classList.toggle('is-variable', index < coordinates);
    row.classList.toggle('is-result', index === coordinates);
    setText(head, name);
    const text = formatNumber(value, 6);
    setText(cell, text);
    cell.style.paddingLeft = `${Math.max(0, WHOLE - wholeLength(text))}ch`;
  });
}
