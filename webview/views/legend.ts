import { formatNumber } from '../../src/core/figures/format-number.ts';
import { outcomesOf } from '../../src/core/run/outcome.ts';
import type { RunView } from '../../src/protocol/page.ts';
import type { Model } from '../model.ts';
import { outcomeSentence } from '../outcome-text.ts';
import { reasonText } from '../reason-text.ts';
import { type RunGroup, runGroups } from '../run-groups.ts';
import type { PageTheme } from '../theme.ts';
import { type CheckboxControl, checkbox } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { type LogSlider, logSlider } from '../ui/slider.ts';
import { swatch } from '../ui/swatch.ts';

interface Row {
  readonly element: HTMLTableRowElement;
  /** What opens the controls of the method, and the row where they appear. */
  readonly disclosure: HTMLButtonElement;
  readonly details: HTMLTableRowElement;
  readonly visible: CheckboxControl;
  readonly swatch: HTMLElement;
  readonly method: HTMLElement;
  readonly detail: HTMLElement;
  readonly rate: LogSlider;
  readonly f: HTMLElement;
  readonly steps: HTMLElement;
  readonly reason: HTMLElement;
}

/** What the rows ask of the page. */
export interface LegendActions {
  /** Draws runs, or not. */
  toggle(runs: readonly number[], visible: boolean): void;
  /** Runs the experiment with another rate for a method. */
  setRate(group: number, rate: number): void;
  /** Opens or closes the controls of a method. */
  toggleControls(group: number): void;
  isOpen(model: Model, group: number): boolean;
  /** Where the controls of a method appear. */
  controls(group: number): HTMLElement;
}

/** A row per method: how its run or runs are drawn, what it does, what it came to, and why it ended. */
export class LegendView {
  readonly element: HTMLElement;
  readonly #body = element('tbody');
  readonly #value = element('th', { scope: 'col', class: 'number' });
  readonly #actions: LegendActions;
  #rows: Row[] = [];
  #key = '';
  #groups: readonly RunGroup[] = [];

  constructor(actions: LegendActions) {
    this.#actions = actions;
    const head = element(
      'tr',
      {},
      element('th', { scope: 'col' }, 'Run'),
      element('th', { scope: 'col' }, 'Rate'),
      this.#value,
      element('th', { scope: 'col', class: 'number' }, 'Steps'),
      element('th', { scope: 'col' }, 'Ended because'),
    );
    this.element = element(
      'table',
      { class: 'legend', 'aria-label': 'Runs' },
      element('thead', {}, head),
      this.#body,
    );
  }

  draw(model: Model, theme: PageTheme): void {
    const { runs, hidden, objective } = model;
    this.#groups = runGroups(model);
    // While a rate is moved, the row and its slider stay.
    const key = JSON.stringify(this.#groups.map(({ group, plan }) => [group, plan.method]));
    if (key !== this.#key) {
      this.#key = key;
      this.#rows = this.#groups.map((group, index) => this.#makeRow(group, index));
      this.#body.replaceChildren(...this.#rows.flatMap((row) => [row.element, row.details]));
    }
    this.element.classList.toggle('is-gone', runs.length === 0);
    setText(this.#value, objective?.name ?? 'f');
    this.#value.title = objective?.name ?? '';
    this.#groups.forEach(({ group, plan, members }, index) => {
      const row = this.#rows[index];
      if (!row) return;
      const isHidden = members.every((run) => hidden.includes(run));
      row.visible.setChecked(!isHidden);
      row.element.classList.toggle('is-dimmed', isHidden);
      const open = this.#actions.isOpen(model, group);
      row.disclosure.setAttribute('aria-expanded', String(open));
      row.details.classList.toggle('is-gone', !open);
      row.swatch.replaceChildren(swatch(group, theme));
      setText(row.method, plan.title);
      setText(row.detail, plan.detail);
      row.visible.setName(`Show ${plan.text}`);
      const chosen = plan.choice.rate;
      const rate = chosen?.kind === 'constant' ? chosen.value : undefined;
      row.rate.element.classList.toggle('is-hidden', rate === undefined);
      row.rate.element.disabled = rate === undefined;
      if (rate !== undefined) row.rate.setValue(rate);
      const { f, steps, reason } = standing(
        members.map((run) => runs[run] as RunView),
        objective?.sense ?? 'minimize',
        objective?.name ?? 'f',
      );
      setText(row.f, f);
      setText(row.steps, steps);
      setText(row.reason, reason);
    });
  }

  #makeRow({ group, plan }: RunGroup, index: number): Row {
    const toggle = (checked: boolean) => this.#actions.toggle(this.#groups[index]?.members ?? [], checked);
    const visible = checkbox('', toggle, `Show ${plan.text}`);
    const rate = logSlider(`Rate of ${plan.title}`, (value) => this.#actions.setRate(group, value));
    const cells = {
      swatch: element('span', { class: 'swatch' }),
      method: element('span', { class: 'method' }, plan.title),
      detail: element('span', { class: 'detail' }, plan.detail),
      f: element('td', { class: 'number value' }),
      steps: element('td', { class: 'number steps' }),
      reason: element('td', { class: 'reason' }),
    };
    const disclosure = this.#makeDisclosure(group, plan.title);
    const details = element(
      'tr',
      { class: 'details is-gone', id: `controls-${group}` },
      element('td', { colspan: '5' }, this.#actions.controls(group)),
    );
    const name = element(
      'th',
      { scope: 'row' },
      element(
        'div',
        { class: 'run' },
        disclosure,
        visible.element,
        cells.swatch,
        element('span', { class: 'what' }, cells.method, cells.detail),
      ),
    );
    const slider = element('td', { class: 'rate' }, rate.element);
    const row = element('tr', {}, name, slider, cells.f, cells.steps, cells.reason);
    return { element: row, disclosure, details, visible, rate, ...cells };
  }

  #makeDisclosure(group: number, title: string): HTMLButtonElement {
    const made = element(
      'button',
      {
        ...{ type: 'button', class: 'disclosure', 'aria-expanded': 'false' },
        ...{ 'aria-controls': `controls-${group}`, 'aria-label': `Controls of ${title}` },
        title: `Controls of ${title}`,
      },
      icon('more'),
    );
    made.addEventListener('click', () => this.#actions.toggleControls(group));
    return made;
  }
}

/** What a row says of its runs: of several the medians, how many have ended, and the spread. */
function standing(
  runs: readonly RunView[],
  sense: 'minimize' | 'maximize',
  name: string,
): { readonly f: string; readonly steps: string; readonly reason: string } {
  const [run] = runs;
  if (!run) return { f: '', steps: '', reason: '' };
  if (runs.length === 1) {
    const { trace, result } = run;
    const last = trace && trace.length > 0 ? trace.length - 1 : undefined;
    const f = result?.f ?? (last === undefined ? Number.NaN : trace?.f[last]);
    const steps = result?.iterations ?? (last === undefined ? undefined : trace?.iteration[last]);
    return {
      f: f === undefined || Number.isNaN(f) ? '' : formatNumber(f, 6),
      steps: steps === undefined ? '' : String(steps),
      reason: reasonText(run, name),
    };
  }
  const results = runs.flatMap(({ result }) => result ?? []);
  if (results.length === 0) return { f: '', steps: '', reason: reasonText(run, name) };
  const outcomes = outcomesOf(results, sense);
  return {
    f: Number.isFinite(outcomes.f.median) ? formatNumber(outcomes.f.median, 6) : '∞',
    steps: formatNumber(outcomes.iterations.median, 6),
    reason: outcomeSentence(runs, sense, name),
  };
}
