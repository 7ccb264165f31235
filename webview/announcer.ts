import { formatNumber } from '../src/core/figures/format-number.ts';
import { outcomesOf } from '../src/core/run/outcome.ts';
import type { Model } from './model.ts';
import { outcomeText } from './outcome-text.ts';
import { resultSentence } from './reason-text.ts';
import { runGroups } from './run-groups.ts';
import { element, setText } from './ui/dom.ts';

/** While a slider moves, results follow each other; only what is still true after this pause is said, in milliseconds. */
const PAUSE = 700;

/** Says results and failures to readers of the screen, once each. */
export class Announcer {
  readonly element = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #results = '';

  draw(model: Model): void {
    const { state, runs, objective } = model;
    if (!state || state.busy || !objective || runs.some(({ result }) => !result)) return;
    const text = resultText(model);
    if (text === this.#results) return;
    this.#results = text;
    this.say(text);
  }

  /** Says a sentence, unless another one follows at once. */
  say(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => setText(this.element, text), PAUSE);
  }
}

function resultText(model: Model): string {
  const { runs, objective } = model;
  if (!objective) return '';
  const { name, sense } = objective;
  const sentences = runGroups(model).map(({ plan, members }) => {
    const results = members.flatMap((index) => runs[index]?.result ?? []);
    const [first] = results;
    if (!first || results.length > 1) {
      const outcomes = outcomesOf(results, sense);
      const { median } = outcomes.f;
      return `${plan.title}: ${results.length} runs; median ${name} ${formatNumber(median, 4)}; ${outcomeText(outcomes)}.`;
    }
    return `${plan.title}: ${name} ${formatNumber(first.f, 4)} after ${first.iterations} steps. ${resultSentence(first, name)}.`;
  });
  return sentences.join(' ');
}
