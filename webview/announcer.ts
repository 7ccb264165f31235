import { formatNumber } from '../src/core/figures/format-number.ts';
import { outcomesOf } from '../src/core/run/outcome.ts';
import type { Model } from './model.ts';
import { outcomeText } from './outcome-text.ts';
import { runGroups } from './run-groups.ts';
import { element, setText } from './ui/dom.ts';

/** Says results and failures to readers of the screen, once each. */
export class Announcer {
  readonly element = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });

  draw(model: Model): void {
    const { state, runs, objective } = model;
    if (!state || state.busy || !objective || runs.some(({ result }) => !result)) return;
    const { sense } = objective;
    const sentences = runGroups(model).map(({ plan, members }) => {
      const results = members.flatMap((index) => runs[index]?.result ?? []);
      const [first] = results;
      if (!first || results.length > 1) {
        const outcomes = outcomesOf(results, sense);
        const { median } = outcomes.f;
        return `${plan.title}: ${results.length} runs; median ${objective.name} ${formatNumber(median, 4)}; ${outcomeText(outcomes)}.`;
      }
      return `${plan.title}: ${objective.name} ${formatNumber(first.f, 4)} after ${first.iterations} steps; ${first.message}.`;
    });
    setText(this.element, sentences.join(' '));
  }
}
