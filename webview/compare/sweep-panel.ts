import { formatNumber } from '../../src/core/figures/format-number.ts';
import {
  type MethodsFigureRequest,
  methodPlace,
  methodsFigure,
} from '../../src/core/figures/methods-figure.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import { REASON_LABELS } from '../../src/core/run/reason-label.ts';
import { runResults } from '../answers/run-results.ts';
import { AskError, ask } from '../ask.ts';
import type { Model } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { textTable } from '../ui/text-table.ts';
import type { ViewPage } from '../views/view.ts';
import { ChartBox, type ChartPaper } from './chart-box.ts';
import { bestRates, type SweptMethod, sweepChart, sweptMethods, type Trial } from './rate-sweep.ts';

/** So many rates are asked for at once: what has been found is shown in between. */
const PORTION = 4;
/** Before it is laid out, a chart has no room to be drawn in. */
const LOWEST = 80;
const WHAT =
  'What each method comes to with other rates, everything else as it is. A cross is a run that diverged; a large marker is the rate of now.';

/** Final f against the rate, a line per method; a click, or Enter, takes a rate over. */
export class SweepPanel {
  readonly element: HTMLElement;
  readonly #page: ViewPage;
  readonly #button;
  readonly #note = element('p', { class: 'note' }, WHAT);
  readonly #cursorText = element('p', { class: 'hover', 'aria-live': 'polite' });
  readonly #chart: ChartBox;
  readonly #description = element('div', { class: 'visually-hidden' });
  #methods: readonly SweptMethod[] = [];
  #trials = new Map<number, Trial[]>();
  /** Of which experiment, rates apart, the trials are. */
  #key = '';
  /** There while a sweep goes on; ends it. */
  #work: AbortController | undefined;
  #cursor: { readonly method: number; readonly index: number } | undefined;
  #request: MethodsFigureRequest | undefined;
  #drawn: readonly unknown[] = [];
  #theme: PageTheme | undefined;

  constructor(page: ViewPage) {
    this.#page = page;
    this.#button = button('Sweep', () => (this.#work ? this.#cancel() : void this.#sweep()));
    this.#chart = new ChartBox('Rate sweep', page.redraw, {
      move: (place) => this.#point(place),
      press: () => this.#take(),
      key: (key) => this.#moveCursor(key),
    });
    this.element = element(
      'section',
      { class: 'panel' },
      element('div', { class: 'heading' }, element('h2', {}, 'Rate sweep'), this.#button.element),
      this.#note,
      this.#chart.element,
      this.#cursorText,
      this.#description,
    );
  }

  draw(model: Model, theme: PageTheme): void {
    const { objective, runs, plan } = model;
    this.#theme = theme;
    this.#methods = sweptMethods(model);
    const choices = runs.map(({ plan: { choice } }) => ({ ...choice, rate: choice.rate?.kind }));
    const key = JSON.stringify([objective?.text, objective?.sense, plan?.start, plan?.until, choices]);
    if (key !== this.#key) {
      this.#key = key;
      this.#trials = new Map();
      this.#cursor = undefined;
      this.#cancel();
    }
    this.element.classList.toggle('is-gone', this.#methods.length === 0);
    this.#chart.element.classList.toggle('is-gone', this.#trials.size === 0);
    const { width, height } = this.#chart;
    const drawn = [this.#trials, runs, theme, width, height, this.#cursor];
    if (
      !objective ||
      this.#trials.size === 0 ||
      height < LOWEST ||
      drawn.every((each, index) => each === this.#drawn[index])
    )
      return;
    this.#drawn = drawn;
    const request = this.#requestFor({ theme, width, height, id: 'sweep' });
    if (!request) return;
    this.#request = request;
    this.#chart.show(methodsFigure(request), theme, this.#cursorPlace());
    this.#describe(objective.name);
  }

  /** The chart, where there is one, in any colours and size. */
  chart(paper: ChartPaper): SvgElement | undefined {
    const request = this.#requestFor(paper);
    return request && methodsFigure(request);
  }

  #requestFor(paper: ChartPaper): MethodsFigureRequest | undefined {
    const { objective } = this.#page.store.get();
    if (!objective || this.#trials.size === 0) return undefined;
    const { name, sense } = objective;
    const shown = sweepChart(this.#methods, this.#trials, sense, paper.theme.series);
    const label =
      shown.offset === 0
        ? `${name} at the end`
        : sense === 'maximize'
          ? `${formatNumber(shown.offset, 4)} − ${name} at the end`
          : `${name} at the end − (${formatNumber(shown.offset, 4)})`;
    return {
      x: { name: 'rate', kind: 'logarithmic' },
      y: { name: label, kind: 'logarithmic' },
      lines: shown.lines,
      ...paper,
    };
  }

  get #total(): number {
    return this.#methods.reduce((sum, { rates }) => sum + rates.length, 0);
  }

  async #sweep(): Promise<void> {
    const { state } = this.#page.store.get();
    if (!state) return;
    const work = new AbortController();
    this.#work = work;
    const { signal } = work;
    this.#button.element.textContent = 'Cancel';
    this.#trials = new Map();
    const wanted = this.#methods.map(({ run, rates }) => ({ run, rates: fromTheMiddle(rates) }));
    try {
      for (let at = 0; wanted.some(({ rates }) => at < rates.length); at += PORTION) {
        for (const { run, rates } of wanted) {
          const portion = rates.slice(at, at + PORTION);
          if (portion.length === 0) continue;
          // The runs may have begun anew in between, with another rate.
          const { generation } = this.#page.store.get().state ?? state;
          const results = await ask('sweep', generation, { run, rates: portion }, runResults, signal);
          if (signal.aborted) return;
          const trials = new Map(this.#trials);
          const more = results.map((result, index) => ({ value: portion[index] as number, result }));
          trials.set(run, [...(trials.get(run) ?? []), ...more]);
          this.#trials = trials;
          const done = [...trials.values()].reduce((sum, { length }) => sum + length, 0);
          setText(this.#note, `${done} of ${this.#total} runs …`);
          this.#page.redraw();
        }
      }
      this.#finish(this.#summary());
    } catch (error) {
      if (signal.aborted) return;
      const cancelled = error instanceof AskError && error.kind === 'cancelled';
      this.#finish(cancelled ? WHAT : error instanceof Error ? error.message : String(error));
    }
  }

  #cancel(): void {
    this.#finish(this.#trials.size > 0 ? this.#summary() : WHAT);
  }

  #finish(note: string): void {
    this.#work?.abort();
    this.#work = undefined;
    this.#button.element.textContent = 'Sweep';
    setText(this.#note, note);
  }

  #summary(): string {
    const { sense = 'minimize' } = this.#page.store.get().objective ?? {};
    const found = bestRates(this.#methods, this.#trials, sense);
    const best = found.flatMap((each, index) => {
      const method = this.#methods[index];
      return each && method ? [`${method.label} is best at ${formatNumber(each.value, 3)}`] : [];
    });
    return `${best.join(', ')}${best.length > 0 ? '. ' : ''}A click on a point, or Enter, takes its rate over.`;
  }

  #cursorPlace(): readonly [number, number] | undefined {
    const [request, cursor] = [this.#request, this.#cursor];
    const point = cursor && request?.lines[cursor.method]?.points[cursor.index];
    return request && point ? methodPlace(request, point) : undefined;
  }

  /** The cursor goes to the point that is nearest to a place of the chart. */
  #point(place: readonly [number, number]): void {
    const request = this.#request;
    if (!request) return;
    let nearest = Number.POSITIVE_INFINITY;
    let found = this.#cursor;
    request.lines.forEach(({ points }, method) => {
      points.forEach((point, index) => {
        const at = methodPlace(request, point);
        const distance = at ? Math.hypot(at[0] - place[0], at[1] - place[1]) : Number.POSITIVE_INFINITY;
        if (distance >= nearest) return;
        nearest = distance;
        found = { method, index };
      });
    });
    this.#setCursor(found);
  }

  #moveCursor(key: string): boolean {
    if (key === 'Enter') {
      this.#take();
      return true;
    }
    const series = this.#request?.lines ?? [];
    const { method = 0, index = -1 } = this.#cursor ?? {};
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [method, index - 1],
      ArrowRight: [method, index + 1],
      Home: [method, 0],
      End: [method, Number.POSITIVE_INFINITY],
      ArrowUp: [method - 1, index],
      ArrowDown: [method + 1, index],
    };
    const to = moves[key];
    if (!to) return false;
    const next = Math.min(Math.max(0, to[0]), series.length - 1);
    const last = (series[next]?.points.length ?? 0) - 1;
    if (last >= 0) this.#setCursor({ method: next, index: Math.min(Math.max(0, to[1]), last) });
    return true;
  }

  #setCursor(cursor: { readonly method: number; readonly index: number } | undefined): void {
    if (cursor?.method === this.#cursor?.method && cursor?.index === this.#cursor?.index) return;
    this.#cursor = cursor;
    const found = this.#cursorTrial();
    const name = this.#page.store.get().objective?.name ?? 'f';
    setText(
      this.#cursorText,
      found
        ? `${found.method.label}, rate ${formatNumber(found.trial.value, 3)}: ${name} ${formatNumber(found.trial.result.f, 4)} after ${found.trial.result.iterations} steps`
        : '',
    );
    this.#chart.mark(this.#cursorPlace(), this.#theme);
  }

  #cursorTrial(): { readonly method: SweptMethod; readonly trial: Trial } | undefined {
    const cursor = this.#cursor;
    const method = cursor && this.#methods[cursor.method];
    const point = cursor && this.#request?.lines[cursor.method]?.points[cursor.index];
    const trial = method && point && this.#trials.get(method.run)?.find(({ value }) => value === point[0]);
    return method && trial && { method, trial };
  }

  #take(): void {
    const found = this.#cursorTrial();
    if (!found) return;
    const { method, trial } = found;
    this.#page.adjust({
      kind: 'rate',
      run: method.group,
      rate: { kind: 'constant', value: trial.value },
    });
  }

  #describe(name: string): void {
    const rows = this.#methods.flatMap((method) =>
      [...(this.#trials.get(method.run) ?? [])]
        .sort((a, c) => a.value - c.value)
        .map(({ value, result }) => [
          method.label,
          formatNumber(value, 3),
          formatNumber(result.f, 4),
          REASON_LABELS[result.reason],
        ]),
    );
    const heads = ['Method', 'Rate', `${name} at the end`, 'Ended because'];
    this.#description.replaceChildren(textTable('Rate sweep', heads, rows));
  }
}

/** From the middle outwards: the neighbours of the rates of now come first. */
function fromTheMiddle(rates: readonly number[]): number[] {
  const middle = (rates.length - 1) / 2;
  return rates
    .map((rate, index) => ({ rate, away: Math.abs(index - middle) }))
    .sort((a, c) => a.away - c.away)
    .map(({ rate }) => rate);
}
