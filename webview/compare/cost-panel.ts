import { formatNumber } from '../../src/core/figures/format-number.ts';
import { formatSeconds } from '../../src/core/figures/format-seconds.ts';
import type { GradientCosts } from '../../src/core/gradients/cost.ts';
import { gradientCosts } from '../answers/gradient-costs.ts';
import { AskError, ask } from '../ask.ts';
import type { Model } from '../model.ts';
import { shownIterate } from '../shown-iterate.ts';
import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { pointAligned } from '../ui/point-aligned.ts';

const WHAT =
  'The time of each against one evaluation of f, measured here and now at the iterate shown. The bar is the best of all rounds, the line its middle half: how far noise reaches.';

/** What one gradient of each kind costs, relative to one evaluation of f; measured when asked for. */
export class CostPanel {
  readonly element: HTMLElement;
  readonly #measure;
  readonly #rows = element('div', { class: 'bars' });
  readonly #note = element('p', { class: 'note' }, WHAT);
  #costs: GradientCosts | undefined;
  #objective: string | undefined;
  #model: Model | undefined;
  #busy = false;

  constructor() {
    this.#measure = button('Measure', () => void this.#ask());
    this.element = element(
      'section',
      { class: 'panel' },
      element('div', { class: 'heading' }, element('h2', {}, 'Cost of a gradient'), this.#measure.element),
      this.#note,
      this.#rows,
    );
  }

  draw(model: Model): void {
    this.#model = model;
    const { objective } = model;
    if (objective && this.#objective !== undefined && this.#objective !== objective.text) {
      this.#objective = undefined;
      this.#costs = undefined;
      this.#rows.replaceChildren();
      setText(this.#note, WHAT);
    }
    this.#measure.setEnabled(!this.#busy && shownIterate(model) !== undefined);
  }

  /** What was measured, as long as the objective is the same. */
  get costs(): GradientCosts | undefined {
    return this.#costs;
  }

  async #ask(): Promise<void> {
    const shown = this.#model && shownIterate(this.#model);
    if (!shown || this.#busy || !this.#model) return;
    const { generation, ...place } = shown;
    this.#busy = true;
    this.#measure.setEnabled(false);
    setText(this.#note, 'Measuring …');
    try {
      const objective = this.#model.objective?.text;
      this.#costs = await ask('cost', generation, place, gradientCosts);
      this.#objective = objective;
      this.#show(this.#costs);
    } catch (error) {
      const cancelled = error instanceof AskError && error.kind === 'cancelled';
      setText(this.#note, cancelled ? WHAT : error instanceof Error ? error.message : String(error));
    }
    this.#busy = false;
    this.#measure.setEnabled(true);
  }

  #show({ costs, forward, backprop, seconds, rounds }: GradientCosts): void {
    const longest = Math.max(1, ...costs.map(({ ratio, high }) => Math.max(ratio, high)));
    const share = (value: number) => `${Math.min(100, (100 * value) / longest)}%`;
    const ratios = pointAligned([1, ...costs.map(({ ratio }) => ratio)].map((each) => formatNumber(each, 3)));
    const row = (
      number: HTMLElement | undefined,
      title: string,
      ratio: number,
      spread: readonly [number, number] | undefined,
      text: string,
    ) => {
      const bar = element('span', { class: 'bar' });
      bar.style.width = share(ratio);
      const track = element('span', { class: 'track', 'aria-hidden': 'true' }, bar);
      if (spread) {
        const whisker = element('span', { class: 'whisker' });
        whisker.style.left = share(spread[0]);
        whisker.style.width = share(spread[1] - spread[0]);
        track.append(whisker);
      }
      return element(
        'tr',
        {},
        element('th', { scope: 'row' }, title),
        element('td', { class: 'number' }, number ?? ''),
        element('td', {}, track),
        element('td', { class: 'note' }, text),
      );
    };
    const [first, ...others] = ratios;
    const rows = costs.map(({ title, ratio, low, high, measured }, index) =>
      row(
        others[index],
        title,
        ratio,
        measured ? [low, high] : undefined,
        measured ? `${formatNumber(low, 3)} to ${formatNumber(high, 3)}` : 'by its evaluations',
      ),
    );
    const head = ['', 'Ratio', '', 'Middle half'].map((label) =>
      label === '' ? element('td') : element('th', { scope: 'col' }, label),
    );
    this.#rows.replaceChildren(
      element(
        'table',
        { 'aria-label': 'Cost of a gradient' },
        element('thead', {}, element('tr', {}, ...head)),
        element(
          'tbody',
          {},
          row(first, 'one evaluation of f', 1, undefined, formatSeconds(seconds)),
          ...rows,
        ),
      ),
    );
    const ratio = (which: string) => element('span', {}, element('i', {}, 'R'), element('sub', {}, which));
    this.#note.replaceChildren(
      ...[ratio('f'), ` = ${formatNumber(forward, 3)} (one forward gradient), `],
      ...[ratio('b'), ` = ${formatNumber(backprop, 3)} (one backpropagation), `],
      ...[ratio('f'), ' ÷ ', ratio('b'), ` = ${formatNumber(forward / backprop, 3)}; `],
      `${rounds} rounds by turns. Times vary from run to run, the more so on a busy machine; ratios carry further.`,
    );
  }
}
