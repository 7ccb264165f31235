import { formatNumber } from '../../src/core/figures/format-number.ts';
import type { RunView } from '../../src/protocol/page.ts';
import type { Model } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { type CheckboxControl, checkbox } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { type LogSlider, logSlider } from '../ui/slider.ts';
import { swatch } from '../ui/swatch.ts';

interface Row {
  readonly element: HTMLTableRowElement;
  /** Of the first run of a method only: what opens its controls, and the row where they appear. */
  readonly disclosure: HTMLButtonElement | undefined;
  readonly details: HTMLTableRowElement | undefined;
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
  /** Draws a run, or not. */
  toggle(run: number, visible: boolean): void;
  /** Runs the experiment with another rate for a method. */
  setRate(group: number, rate: number): void;
  /** Opens or closes the controls of a method. */
  toggleControls(group: number): void;
  isOpen(model: Model, group: number): boolean;
  /** Where the controls of a method appear. */
  controls(group: number): HTMLElement;
}

/** A row per run: how it is drawn, what it does, what it came to, and why it ended. */
export class LegendView {
  readonly element: HTMLElement;
  readonly #body = element('tbody');
  readonly #value = element('th', { scope: 'col', class: 'number' });
  readonly #actions: LegendActions;
  #rows: Row[] = [];
  #key = '';

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
    // While a rate is moved, the row and its slider stay.
    const key = JSON.stringify(runs.map(({ plan }) => [plan.group, plan.method]));
    if (key !== this.#key) {
      this.#key = key;
      this.#rows = runs.map((run, index) =>
        this.#makeRow(run, index, runs[index - 1]?.plan.group !== run.plan.group),
      );
      this.#body.replaceChildren(
        ...this.#rows.flatMap((row) => (row.details ? [row.element, row.details] : [row.element])),
      );
    }
    this.element.classList.toggle('is-gone', runs.length === 0);
    setText(this.#value, objective?.name ?? 'f');
    runs.forEach((run, index) => {
      const row = this.#rows[index];
      if (!row) return;
      const isHidden = hidden.includes(index);
      row.visible.setChecked(!isHidden);
      row.element.classList.toggle('is-dimmed', isHidden);
      const open = this.#actions.isOpen(model, run.plan.group);
      row.disclosure?.setAttribute('aria-expanded', String(open));
      row.details?.classList.toggle('is-gone', !open);
      row.swatch.replaceChildren(swatch(index, theme));
      setText(row.method, run.plan.title);
      setText(row.detail, run.plan.detail);
      row.visible.setName(`Show ${run.plan.text}`);
      const chosen = run.plan.choice.rate;
      const rate = chosen?.kind === 'constant' ? chosen.value : undefined;
      row.rate.element.classList.toggle('is-hidden', rate === undefined);
      row.rate.element.disabled = rate === undefined;
      if (rate !== undefined) row.rate.setValue(rate);
      const { trace, result } = run;
      const last = trace && trace.length > 0 ? trace.length - 1 : undefined;
      const f = result?.f ?? (last === undefined ? Number.NaN : trace?.f[last]);
      const steps = result?.iterations ?? (last === undefined ? undefined : trace?.iteration[last]);
      setText(row.f, f === undefined || Number.isNaN(f) ? '' : formatNumber(f, 6));
      setText(row.steps, steps === undefined ? '' : String(steps));
      setText(row.reason, reasonText(run));
    });
  }

  #makeRow({ plan }: RunView, index: number, isFirst: boolean): Row {
    const { group } = plan;
    const visible = checkbox('', (checked) => this.#actions.toggle(index, checked), `Show ${plan.text}`);
    const rate = logSlider(`Rate of ${plan.title}`, (value) => this.#actions.setRate(group, value));
    const cells = {
      swatch: element('span', { class: 'swatch' }),
      method: element('span', { class: 'method' }, plan.title),
      detail: element('span', { class: 'detail' }, plan.detail),
      f: element('td', { class: 'number value' }),
      steps: element('td', { class: 'number steps' }),
      reason: element('td', { class: 'reason' }),
    };
    const disclosure = isFirst ? this.#makeDisclosure(plan) : undefined;
    const details = isFirst
      ? element(
          'tr',
          { class: 'details is-gone', id: `controls-${group}` },
          element('td', { colspan: '5' }, this.#actions.controls(group)),
        )
      : undefined;
    const name = element(
      'th',
      { scope: 'row' },
      element('div', { class: 'run' }, disclosure, visible.element, cells.swatch, cells.method, cells.detail),
    );
    const slider = element('td', { class: 'rate' }, rate.element);
    const row = element('tr', {}, name, slider, cells.f, cells.steps, cells.reason);
    return { element: row, disclosure, details, visible, rate, ...cells };
  }

  #makeDisclosure({ group, title }: RunView['plan']): HTMLButtonElement {
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

function reasonText({ status, result }: RunView): string {
  if (result) return sentence(result.message);
  return status === 'waiting' ? 'Waiting' : 'Running …';
}

const sentence = (text: string): string => {
  // A symbol at the start, such as f, keeps its case.
  const isWord = /^\p{Ll}{2}/u.test(text);
  return isWord ? text.charAt(0).toUpperCase() + text.slice(1) : text;
};
